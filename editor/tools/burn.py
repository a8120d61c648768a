"""The burn brush: darker where it is painted."""

from editor.tools._tones import tone_tool

TOOL = tone_tool("burn", "flame", True, "Paint over what should be darker. Alt dodges instead.", 222)
