"""Models on disk, as the window's process sees them: where they may lie, what can be had, and how it is fetched.

What a file *is* the engine says. This package is the only one that opens a connection, after a press of Download.
"""
