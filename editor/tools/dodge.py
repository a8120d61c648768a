"""The dodge brush: lighter where it is painted."""

from editor.tools._tones import tone_tool

TOOL = tone_tool("dodge", "lollipop", False, "Paint over what should be lighter. Alt burns instead.", 221)
