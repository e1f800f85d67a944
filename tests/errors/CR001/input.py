"""A rulebook that does not come with the library."""

from cchc_rules import shipped_rulebook


def read() -> object:
    """Raises the error."""
    return shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2020")
