"""The assistant: a sentence becomes a list of steps, and steps become edits of a document. No Qt."""
