"""Documents for the tests of the validate stage, good ones and mistaken ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cchc_rules import resources
from cchc_rules.language.nodes import Mapping, Node, Scalar, Sequence, plain
from cchc_rules.language.reading.reader import read_text
from cchc_rules.language.shape.schema import SchemaName, validate

NAMES: tuple[SchemaName, ...] = ("rulebook", "facts", "award", "dossier")
SCHEMAS: dict[str, dict[str, Any]] = {name: json.loads(resources.schema_text(name)) for name in NAMES}
ROOT = Path(__file__).resolve().parents[2]

AWARD = """\
award: giay-khen
title: {vi: "Giấy khen", en: "Giấy khen (commendation certificate)"}
recipient: [individual]
cycle: annual
source: {clause: "IV.3"}
criteria:
"""
RULEBOOK = """\
language: 1
identity:
  issuer: {id: thanh-tra, vi: "Thanh tra tỉnh"}
  number: "24/KH-UBND"
  date: 2022-03-01
  title: {vi: "Kế hoạch"}
award_years: [2024]
recipients: {individual: {vi: "cá nhân"}}
"""


GOOD_PREDICATES = """\
all_of:
  - {id: a, title: {vi: "a"}, source: {clauses: ["1", "2"]}, any_of: [{use: b}, {external: other-plan}]}
  - {none_of: [{attested: office.x}]}
  - {of: [{use: b}, {use: c}], at_least: 1, at_most: {param: p}}
  - {of: [{use: b}], exactly: 1}
  - {fact: x, is: true}
  - {fact: x, is: civil_servant}
  - {fact: x, is: {param: p}}
  - {fact: x, is: "12/BB-HĐTĐ"}
  - {fact: x, one_of: [a, 1, 2024-01-01]}
  - {fact: x, one_of: {param: p}}
  - {fact: x, at_least: 91.25}
  - {fact: x, at_most: shared_first}
  - {fact: x, more_than: {param: p}}
  - {fact: x, less_than: -5}
  - {fact: x, between: [1, {param: p}]}
  - {fact: x, between: [2024-01-01, 2024-12-31]}
  - {fact: x, on_or_after: 2024-01-01}
  - {fact: x, on_or_before: {param: p}}
  - {fact: x, after: 2024-01-01}
  - {fact: x, before: 2024-01-01}
  - {count: l, where: [{fact: f, is: a}, {of: [{attested: g}], exactly: 1}], during: year, at_least: {param: p}}
  - {some: l, during: {window: period, by_date: d}}
  - {some: l, during: {by_date: {reading: r, options: {a: posted_on, b: written_on}}}}
  - {every: l, where: [{all_of: [{use: b}]}], must: [{reading: r, options: {a: nothing, b: {none_of: [{use: c}]}}}]}
  - {years: period, where: [{count: l, at_least: 3}], at_least: 2, consecutive: true}
  - {reading: r, options: {a: nothing, b: {reading: s, options: {c: {use: d}}}}}
"""

GOOD_RULEBOOK_PARTS = """\
status: in_force
effective: {from: 2022-01-01}
authorities: {head_of_division: {vi: "Trưởng phòng", of: division, source: {clause: "V.2"}}}
forms: {giay-khen: {vi: "Giấy khen", conferred_by: head_of_division, source: {clause: "V.2"}}}
parameters:
  a: {title: {vi: "a"}, unit: percent, value: [1, b], source: {clause: "1"}}
  b: {dated: [{from: 2022, value: 3}, {from: 2024, value: 4}], source: {clause: "1"}}
  c: {reading: r, options: {x: 1, y: [1, 2], z: {dated: [{from: 2022, value: 3}]}}, source: {clause: "1"}}
windows:
  period: {title: {vi: "a"}, source: {clause: "1"}, from: 2021-01-01, to: 2025-12-31}
  open: {from: 2021-01-01}
  by-reading: {reading: r, options: {x: {from: 2021-01-01}, y: {to: 2025-12-31}}}
readings:
  r: {question: {vi: "?"}, options: {x: {vi: "x"}, y: {vi: "y"}}, default: x, confirmed_by: null, source: {clause: "1"}}
assumptions:
  s: {question: {vi: "?"}, answer: {vi: "!"}, confirmed_by: "12/TB", source: {clause: "1"}}
calendar:
  a: {cycle: annual, before: {month: 2, day: 15, year: next}, source: {clause: "1"}}
  b: {cycle: period, text: {vi: "cuối giai đoạn"}, source: {clause: "1"}}
notices: {n: {vi: "lưu ý", source: {clause: "1"}, awards: [giay-khen], cycle: annual}}
aims: {a: {vi: "mục tiêu", source: {clause: "1"}}}
themes: {a: {vi: "nội dung", source: {clause: "1"}}}
roles: {a: {vi: "phân công", source: {clause: "1"}}}
notes: {a: {vi: "ghi chú", source: {clause: "1"}}}
documents:
  d: {number: "24/KH", date: 2022-01-01, issuer: {vi: "UBND"}, title: {vi: "Kế hoạch"}, rulebook: ubnd/ke-hoach}
unknown_reasons: {not_measured: {vi: "chưa đo"}}
definitions:
  indices: {about: dossier, per: year, title: {vi: "hai chỉ số"}, source: {clause: "1"}, all_of: [{use: par}]}
  par: {about: dossier, fact: office.par_index, at_least: 90}
  ours: {list: articles, reading: r, options: {x: nothing, y: {fact: site, is: portal}}}
"""

GOOD_FACTS = """\
entities:
  office: {label: {vi: "cơ quan"}, facts: {par_rank: {type: rank, min: 1, max: 99, per: year, label: {vi: "thứ"}}}}
  division: {label: {vi: "phòng"}, facts: {}}
candidates:
  individual:
    a: {type: boolean, label: {vi: "a"}, attested_by: [chief], document: required, source: {clause: "1"}}
    b: {type: decimal, decimals: 2, unit: percent, min: -0.5, max: 100, helps: higher, label: {vi: "b"}}
    c: {type: grade, values: [low, high], changeable: within_year, label: {vi: "c"}}
    d: {type: enum, values: {x: {vi: "x"}, y: {vi: "y"}}, label: {vi: "d"}}
    e: {type: integer, min: 0, label: {vi: "e"}}
    f: {type: date, label: {vi: "f"}}
    g: {type: text, label: {vi: "g"}}
lists:
  l: {kinds: [individual], label: {vi: "l"}, dated_by: at, key: url, max: 1, changeable: always,
      fields: {at: {type: date, label: {vi: "at"}}, url: {type: text, label: {vi: "url"}}}}
  m: {kinds: [individual], label: {vi: "m"}, undated: true, fields: {x: {type: integer, label: {vi: "x"}}}}
"""

GOOD_DOSSIER = """\
rulebook: thanh-tra-binh-dinh/ke-hoach-2022
award_year: 2024
as_of: 2025-01-20
documents: {bb-01: {number: "12/BB-HĐTĐ", date: 2025-01-10, title: "Biên bản"}}
entities:
  office:
    ttt: {name: "Thanh tra", par_rank: {2024: 4}, sipas: {2023: {value: 91.25, known_from: 2025-01-12}, 2024: null}}
  division: {p-nv1: {}}
attestations:
  - {capacity: chief_inspector, date: 2025-01-10, document: bb-01, by: cb-09, of: p-nv1, year: 2024, facts: [typical],
     candidates: [cb-01, "02"], value: true}
candidates:
  - id: cb-01
    kind: individual
    name: "…"
    remark: ""
    office: ttt
    division: {2023: p-nv1, 2024: p-nv2}
    facts:
      staff_category: civil_servant
      in_charge: {2024: {value: true, capacity: chief_inspector, date: 2025-01-05, document: bb-01, by: x, of: y}}
      other: {unknown: not_given, remark: "…"}
      none: {}
    lists:
      articles: {to: 2024-12-31, complete: false, items: [{posted_on: 2024-03-01, site: {unknown: not_given}}]}
      initiatives: []
  - {id: "02", kind: division}
"""


def node_of(value: Any) -> Node:
    """Plain data as a document without places."""
    if isinstance(value, dict):
        return Mapping({key: node_of(inner) for key, inner in value.items()})
    if isinstance(value, list):
        return Sequence(tuple(node_of(item) for item in value))
    return Scalar(value)


def told(text: str, schema: SchemaName, lang: str = "vi") -> list[str]:
    """What is said about a document, without the excerpts: first the message, then the help if there is one."""
    found = validate(read_text(text, "f.yaml"), schema)
    return [d.render("en" if lang == "en" else "vi", excerpt=False).removeprefix("f.yaml:") for d in found]


def under(head: str, body: str, indent: str = "  ") -> str:
    """``body`` indented and put under the last line of ``head``."""
    return head + "".join(f"{indent}{line}\n" for line in body.strip("\n").split("\n"))


def data_of(text: str) -> Any:
    """A document as plain data."""
    return plain(read_text(text, "f.yaml"))


def golden() -> list[Any]:
    """The cases of ``mistakes/*.txt``: a document (or, for an award, one predicate) and what is said about it."""
    cases = []
    for file in sorted((Path(__file__).parent / "mistakes").glob("*.txt")):
        for block in file.read_text("utf-8").rstrip("\n").split("\n\n"):
            lines = block.split("\n")
            document = [line[2:] for line in lines if line.startswith("> ")]
            cases.append(
                pytest.param(file.stem, document, lines[len(document) :], id=f"{file.stem}: {document[-1].strip()}")
            )
    return cases


def full(schema: str, document: list[str]) -> str:
    """The document that a case of ``mistakes`` stands for."""
    if schema == "award":
        return f"{AWARD}  {{{document[0]}}}\n"
    heads = {"rulebook": RULEBOOK, "facts": "", "dossier": "rulebook: thanh-tra/ke-hoach\nas_of: 2025-01-20\n"}
    return heads[schema] + "\n".join(document) + "\n"
