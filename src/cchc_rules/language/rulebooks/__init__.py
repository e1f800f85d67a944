"""Rulebooks: decoding, dumping, digests, loading folders."""
