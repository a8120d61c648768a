"""One file per file format, each ends in FORMAT. `editor.formats.files` opens and saves."""
