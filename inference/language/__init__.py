"""Language models that turn a sentence into steps: what may be said, byte by byte, and how a model is held to it."""
