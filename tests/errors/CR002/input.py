"""An award that the rulebook does not have."""

from cchc_rules import shipped_rulebook


def read() -> object:
    """Raises the error."""
    return shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022").award("giay-khen-ca-nhan-hang-nm")
