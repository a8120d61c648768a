"""One file per tool, each ends in TOOL. `editor.tools.tool` says what a tool is."""
