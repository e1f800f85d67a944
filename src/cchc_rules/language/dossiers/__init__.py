"""Dossiers: decoding by a vocabulary, joining files, the schema for editors."""
