"""Two candidates where a mapping holds one."""

from cchc_rules import shipped_rulebook


def read() -> object:
    """Raises the error."""
    candidates = [{"id": "cb-01", "kind": "individual"}, {"id": "cb-02", "kind": "individual"}]
    plan = "thanh-tra-binh-dinh/ke-hoach-2022"
    return shipped_rulebook(plan).dossier({"rulebook": plan, "as_of": "2025-01-20", "candidates": candidates})
