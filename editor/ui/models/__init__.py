"""The window in which models are looked through, fetched, added and deleted."""
