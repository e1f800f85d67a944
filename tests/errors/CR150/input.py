"""A Word document where plain text is asked for."""

from cchc_rules.report.source_text import SourceText, read_source


def read() -> SourceText:
    """Raises the error."""
    return read_source(b"PK\x03\x04 and so on", "ke-hoach.docx")
