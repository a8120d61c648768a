"""Values: an edit is a function from one document to the next. No Qt, no engine, no files."""
