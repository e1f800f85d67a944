"""A line that is longer than a request may be."""


def lines() -> bytes:
    """One such line, then an empty one."""
    return b'{"request_id": "' + b"x" * (4 << 20) + b'"}\n'
