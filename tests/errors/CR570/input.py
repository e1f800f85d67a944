"""No dossier file at all."""

from cchc_rules import shipped_rulebook


def read() -> object:
    """Raises the error."""
    return shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022").load_dossiers()
