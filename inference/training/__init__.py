"""Training of the networks that ship with the program. Never imported by the program itself."""
