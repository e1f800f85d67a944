"""What an author writes: reading, validating, decoding, checking and dumping rulebooks and dossiers."""
