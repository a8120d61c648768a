"""One module per panel, each ends in PANEL = Panel(...); the window finds them with `discover`."""
