"""The shape of a document, by JSON Schema, in the author's words."""
