"""From bytes to a document: strict YAML, JSON or Python data, with a place for every node."""
