"""Files: which are JSON, what they are called in faults, and those that cannot be opened."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from language.reading import faults, faults_of, read

from cchc_rules.errors import DossierError, RulebookError
from cchc_rules.language.nodes import Mapping, Scalar, Sequence
from cchc_rules.language.reading.reader import DOSSIER_LIMITS, read_file, read_text


def test_format_by_name_else_by_the_first_character() -> None:
    """`.json` is JSON, any other ending YAML; without one, a bracket at the start means JSON."""
    for name in ("a.json", "A.JSON", "-", "stdin", "/tmp.d/x", "C:\\a.b\\x", ".x"):
        assert faults('\ufeff \n{"a": 1,}', name) == "CR137 2:9-10", name
    for name in ("a.yaml", "a.yml", "a.txt", "json"):
        assert read("{a: 1,}" if "." in name else "a: 1", name) == {"a": 1}
    assert read_text("[1]", "-", format="yaml") == Sequence((Scalar(1),))
    assert read_text("[1]", "x.yaml", format="json") == Sequence((Scalar(1),))


def test_the_callers_kind_of_error() -> None:
    """Whoever reads says what kind of error a fault is; as a rule it is the rulebook's."""
    for text, name in (("a: [", "a.yaml"), ("[", "a.json"), ("", "x"), (b"\xff", "x"), ("[" * 200_000, "x")):
        with pytest.raises(RulebookError):
            read_text(text, name)
        with pytest.raises(DossierError):
            read_text(text, name, error=DossierError)


def test_files(tmp_path: Path) -> None:
    """A file is read by path or text, under the name given; folders and missing files are faults like others."""
    file = tmp_path / "đề án.yaml"
    file.write_bytes("a: ệ".encode())
    assert read_file(file) == read_file(str(file)) == Mapping({"a": Scalar("ệ")})
    span = read_file(file, name="đề án.yaml").span
    assert str(span) == "đề án.yaml:1:1"
    assert str(read_file(file).span) == f"{file}:1:1"
    (tmp_path / "b.json").write_text('{"a": 1e1}')
    assert read_file(tmp_path / "b.json", limits=DOSSIER_LIMITS) == Mapping({"a": Scalar(Decimal(10))})


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (FileNotFoundError, "không có tệp này"),
        (IsADirectoryError, "đây là thư mục, không phải tệp"),
        (PermissionError, "không có quyền đọc"),
        (OSError, "hệ thống không cho mở"),
        (ValueError, "hệ thống không cho mở"),
    ],
)
def test_files_that_cannot_be_opened(monkeypatch: pytest.MonkeyPatch, fault: type[Exception], reason: str) -> None:
    """Why a file cannot be opened is said in plain words."""

    def refuse(*_: object) -> None:
        raise fault

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DossierError) as caught:
        read_file("x/a.yaml", error=DossierError)
    assert str(caught.value) == f"x/a.yaml:1:1: lỗi[CR101]: không mở được tệp `x/a.yaml`: {reason}"


def test_a_real_file_that_is_not_there(tmp_path: Path) -> None:
    """The operating system's own refusals are the ones translated."""
    for path in (tmp_path / "none.yaml", tmp_path, tmp_path / "a\0b"):
        assert [code for code, _ in faults_of(lambda path=path: read_file(path))] == ["CR101"]  # type: ignore[misc]
