"""Why: the explanation tree and the words for it."""
