"""Archives: one zip with everything that an evaluation was made from and what came of it.

Writing the same twice gives the same bytes. Reading trusts nothing: members are looked at by name and by the size that they
claim before they are unpacked into memory, unpacked no further than that, and held against the manifest. Nothing is unpacked to
where a name points.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from attrs import frozen

from cchc_rules.cli.given import CALLED, STANDARD_INPUT, VERIFY, kind_of_file
from cchc_rules.errors import DossierError
from cchc_rules.explain.refusal import refusal
from cchc_rules.language.proof_codes import PROOF_HELP
from cchc_rules.language.reading.reader import why_unopened
from cchc_rules.language.reading.source import quoted
from cchc_rules.language.shape.schema import misshapen
from cchc_rules.text import Text

SCHEMA_VERSION = 1
MANIFEST, EVALUATION, PROOFS = "manifest.json", "evaluation.json", "proofs.json"
RULEBOOK, DOSSIERS = "rulebook/", "dossiers/"
PARTS = [MANIFEST, EVALUATION, PROOFS, RULEBOOK, DOSSIERS]
"""What an archive is made of: files, and folders with at least one."""

MOST_MEMBERS = 1000
MOST_BYTES = 512 << 20

_MEMBER = re.compile(r"(?:rulebook|dossiers)/(?!\.)[^/\\:*?\"<>|\x00-\x1f]{1,200}")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_NOT_A_ZIP = Text("không đọc được như một tệp zip", "it cannot be read as a zip")
_DAMAGED = Text("tệp zip này không đầy đủ hoặc đã hỏng", "this zip is incomplete or damaged")
_PIPED = Text("tệp lưu trữ không đọc được từ đầu vào chuẩn", "an archive cannot be read from the standard input")
_KEEP = Text(
    "lưu đợt xét bằng `cchc-rules archive HỒ-SƠ --output TỆP`, rồi xét lại TỆP ấy",
    "keep an evaluation with `cchc-rules archive DOSSIERS --output FILE`, and replay that file",
)
_UNKNOWN = Text("tệp lưu trữ không có phần nào tên như vậy", "no part of an archive has such a name")
_MISSING = Text("thiếu phần này", "it is missing")
_OTHER = Text("nội dung khác", "its content is another")
_TWICE = Text("có hai lần", "it is there twice")
_ODD = Text("tên tệp có ký tự không dùng được", "its name has characters that cannot be used")
_UNSHOWN = Text("tên thư mục có ký tự không in được", "the name of its folder has characters that cannot be shown")
_RENAME_FOLDER = Text("đổi tên thư mục của bộ tiêu chuẩn", "rename the folder of the rulebook")
_LOCKED = Text("được khóa bằng mật khẩu", "it is locked by a password")


@frozen
class Archive:
    """What an archive holds: the manifest, and every other file by name."""

    manifest: dict[str, Any]
    files: Mapping[str, bytes]

    def below(self, folder: str) -> dict[str, bytes]:
        """The files of a part, by their own names."""
        return {name.removeprefix(folder): data for name, data in self.files.items() if name.startswith(folder)}


def packed(manifest: Mapping[str, object], files: Mapping[str, bytes]) -> bytes:
    """The zip; the same for the same content. ``files`` of the manifest is filled in.

    :class:`DossierError` for a file whose name, or a rulebook whose key, has no place in an archive.
    """
    for name in files:
        if not _is_member(name):
            _refuse("CR623", member=name, reason=_ODD)
    listed = [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in sorted(files.items())
    ]
    filled = {**manifest, "files": listed}
    if ("rulebook",) in misshapen(filled, "archive"):
        _refuse("CR623", member=quoted(str(manifest["rulebook"])), reason=_UNSHOWN, help=_RENAME_FOLDER)
    text = json.dumps(filled, ensure_ascii=False, indent=2) + "\n"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in [(MANIFEST, text.encode("utf-8")), *sorted(files.items())]:
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(info, data)
    return out.getvalue()


def _is_member(name: str) -> bool:
    """Whether a file of that name has a place in an archive."""
    return name in (MANIFEST, EVALUATION, PROOFS) or bool(_MEMBER.fullmatch(name))


def unpacked(path: str) -> Archive:
    """The archive in a file; :class:`DossierError` if it is none, is too large, or is not as its manifest says."""
    try:
        with zipfile.ZipFile(Path(path)) as archive:
            members = _members(archive, path)
            data = {name: _unpacked(archive, info) for name, info in members.items()}
    except (FileNotFoundError, IsADirectoryError, PermissionError) as fault:
        piped = path == STANDARD_INPUT and isinstance(fault, FileNotFoundError)
        _refuse_other(path, _PIPED if piped else why_unopened(fault))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        _refuse_other(path, _NOT_A_ZIP)
    manifest = _manifest(data.pop(MANIFEST))
    _hold_against(manifest, data)
    return Archive(manifest, data)


def _refuse_other(path: str, reason: Text) -> NoReturn:
    """Of what is no zip, or none any more, it is said what it is; the reason where that cannot be told."""
    kind = kind_of_file(path)
    if kind in ("archive", "zip"):
        _refuse("CR620", file=path, reason=_DAMAGED, help=PROOF_HELP["CR622"])
    if kind is not None:
        reason = Text("đây là {found}", "this is {found}").format(found=CALLED[kind])
    _refuse(
        "CR620", file=path, reason=reason, help=_KEEP if kind == "dossier" else VERIFY if kind == "proofs" else None
    )


def _members(archive: zipfile.ZipFile, path: str) -> dict[str, zipfile.ZipInfo]:
    """The members by name, if all of them may be there and together are of a size that can be read."""
    infos = archive.infolist()
    total = sum(info.file_size for info in infos)
    if len(infos) > MOST_MEMBERS:
        _refuse("CR621", reason=Text(f"có {len(infos)} phần", f"it has {len(infos)} members"))
    if total > MOST_BYTES:
        _refuse("CR621", reason=Text(f"giải nén ra {total >> 20} MB", f"it unpacks to {total >> 20} MB"))
    _refuse_foreign(path, [info.filename for info in infos])
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        if not _is_member(info.filename):
            _refuse("CR622", member=info.filename, reason=_UNKNOWN)
        if info.filename in found:
            _refuse("CR622", member=info.filename, reason=_TWICE)
        if info.flag_bits & 1:
            _refuse("CR622", member=info.filename, reason=_LOCKED)
        found[info.filename] = info
    return found


def _refuse_foreign(path: str, names: Sequence[str]) -> None:
    """A zip of something else is no damaged archive: it has no manifest, or nothing of what a manifest speaks of."""
    missing = [part for part in PARTS if not any(name.startswith(part) for name in names)]
    if MANIFEST not in missing and missing != PARTS[1:]:
        return
    listed = ", ".join(missing)
    if missing == PARTS:
        reason = Text(f"tệp zip này không có {listed}", f"this zip has none of {listed}")
    else:
        reason = Text(f"tệp zip này thiếu {listed}", f"this zip lacks {listed}")
    _refuse("CR620", file=path, reason=reason)


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """A member, no further than the size that it claims."""
    with archive.open(info) as stream:
        data = stream.read(info.file_size + 1)
    if len(data) != info.file_size:
        _refuse("CR622", member=info.filename, reason=_OTHER)
    return data


def _manifest(data: bytes) -> dict[str, Any]:
    try:
        manifest = json.loads(data)
    except (ValueError, RecursionError):
        _refuse("CR622", member=MANIFEST, reason=Text("không phải JSON", "it is no JSON"))
    places = misshapen(manifest, "archive")
    if places:
        way = "/".join(map(str, places[0])) or MANIFEST
        _refuse("CR622", member=MANIFEST, reason=Text(f"sai mẫu ở `{way}`", f"`{way}` is not as it has to be"))
    assert isinstance(manifest, dict), "the schema says so"
    return manifest


def _hold_against(manifest: dict[str, Any], data: Mapping[str, bytes]) -> None:
    """The files are those of the manifest, each of them letter by letter, and none of the parts is missing."""
    listed = {file["name"]: file for file in manifest["files"]}
    for name in data:
        if name not in listed:
            _refuse("CR622", member=name, reason=_UNKNOWN)
    for name in (EVALUATION, PROOFS, *listed):
        if name not in data or name not in listed:
            _refuse("CR622", member=name, reason=_MISSING)
    for name, file in listed.items():
        if len(data[name]) != file["size"] or hashlib.sha256(data[name]).hexdigest() != file["sha256"]:
            _refuse("CR622", member=name, reason=_OTHER)
    for folder in (RULEBOOK, DOSSIERS):
        if not any(name.startswith(folder) for name in data):
            _refuse("CR622", member=folder, reason=_MISSING)


def _refuse(code: str, *, help: Text | None = None, **words: object) -> NoReturn:
    raise DossierError([refusal(code, (), span=None, help=help, **words)])
