"""How it is decided: lowering to the core, the reference interpreter, completion."""
