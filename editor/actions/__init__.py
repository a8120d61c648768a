"""One file per menu, each ends in ACTIONS. Menus, tool bars, the palette and the shortcuts come from them."""
