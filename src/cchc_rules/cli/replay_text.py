"""What became of the verdicts of an archive, to read."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cchc_rules.cli.help_text import DISCLAIMER
from cchc_rules.cli.usage import say
from cchc_rules.explain.words import date_text, two_digits
from cchc_rules.model.truth import Outcome
from cchc_rules.model.vocabulary import Vocabulary
from cchc_rules.text import Lang, Text

if TYPE_CHECKING:
    from cchc_rules.cli.replay import Replayed

_STATUS = {
    "stands": ("còn nguyên", "stands"),
    "stands_by_another_route": ("còn, nhưng vì lý do khác", "stands by another route"),
    "falls": ("không còn", "falls"),
    "new": ("mới có", "new"),
    "missing": ("nay không có hồ sơ dùng được", "no usable dossier now"),
}
_MANY = {"stands": "stand", "stands_by_another_route": "stand by another route", "falls": "fall", "new": "new"}
"""English of more than one."""


def replay_text(manifest: Mapping[str, Any], replayed: Sequence[Replayed], lang: Lang) -> Iterator[str]:
    """The numbers, then every verdict that does not simply stand, with the reason."""
    day = date_text(datetime.date.fromisoformat(manifest["question"]["as_of"]))
    yield say(
        lang,
        f"Bộ tiêu chuẩn {manifest['rulebook']}, {manifest['rules_digest'][:19]}…; số liệu đến ngày {day.vi}; "
        f"lưu bằng cchc_rules {manifest['library_version']}.",
        f"Rulebook {manifest['rulebook']}, {manifest['rules_digest'][:19]}…; as of {day.in_lang('en')}; "
        f"kept by cchc_rules {manifest['library_version']}.",
    )
    counted = Counter(each.status for each in replayed)
    shown = (_counted(status, counted[status], lang) for status in _STATUS if counted[status])
    yield (
        say(lang, f"Đã xét lại {two_digits(len(replayed))} kết quả: ", f"Replayed {len(replayed)}: ")
        + "; ".join(shown)
        + "."
    )
    for each in replayed:
        if each.status != "stands":
            yield ""
            yield f"{each.candidate} – {each.award}: {_what(each, lang)}"
            for fault in each.faults:
                yield "  - " + fault.message.in_lang(lang)
            if each.route is not None:
                yield "  - " + say(
                    lang, f"nay căn cứ vào: {each.route.in_lang('vi')}", f"rests now on: {each.route.in_lang('en')}"
                )
    yield ""
    yield say(lang, *DISCLAIMER)


def _counted(status: str, count: int, lang: Lang) -> str:
    vi, en = _STATUS[status]
    return say(lang, f"{two_digits(count)} {vi}", f"{count} {en if count == 1 else _MANY.get(status, en)}")


def _what(each: Replayed, lang: Lang) -> str:
    status = say(lang, *_STATUS[each.status])
    outcomes = [Outcome(outcome).text.in_lang(lang) for outcome in dict.fromkeys((each.before, each.now)) if outcome]
    return f"{status} ({' → '.join(outcomes)})"


def evidence_text(proof: Mapping[str, Any], vocabulary: Vocabulary) -> Text | None:
    """What a proof rests on, by the labels of its facts and lists; nothing if it holds no evidence."""
    evidence, kind = proof["evidence"] or {}, str(proof["kind"])
    labels: list[Text] = []
    named = {
        f"{of}.{name}": said
        for of, units in evidence.get("entities", {}).items()
        for facts in units.values()
        for name, said in facts.items()
    }
    for name, said in {**evidence.get("facts", {}), **named}.items():
        spec = vocabulary.fact(kind, name)
        assert spec is not None, "the proof was just written"
        years = ", ".join(said) if spec.per_year else ""
        labels.append(
            Text(f"{spec.label.vi} ({years})", f"{spec.label.in_lang('en')} ({years})") if years else spec.label
        )
    labels += [vocabulary.lists[name].label for name in evidence.get("lists", {})]
    if not labels:
        return None
    return Text("; ".join(label.vi for label in labels), "; ".join(label.in_lang("en") for label in labels))
