"""What a browser sends, as changes of boxes; what was saved, as an answer it understands."""

import json
from collections.abc import Mapping
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from common import clock

from ...models import PartChange, PlanPart
from ...parts.base import Checked, PartForm
from ...parts.reading import PlanReader
from ...selectors import changed_since
from ...services.saving import Changes, Saved

Sent = Mapping[str, tuple[Any, Any]]


class Unreadable(Exception):
    """No browser of ours sends this."""


# Autosave: field -> [was, now], a date as one text


def read_json(body: bytes) -> Sent:
    try:
        changes = json.loads(body)["changes"]
        return {str(name): (was, now) for name, (was, now) in changes.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable from error


def changes_of(reader: PlanReader, part: PlanPart, sent: Sent) -> Changes:
    # A row that is there on either side: one just added, or one just taken away.
    rows = {**{name: _text(now) for name, (_was, now) in sent.items()}, **part.data}
    boxes = reader.form(part, rows).boxes()
    changes: dict[str, tuple[str, str]] = {}
    for name, (was, now) in sent.items():
        names = boxes.get(name, [name])
        changes |= dict(zip(names, zip(_split(was, names), _split(now, names), strict=True), strict=True))
    return changes


def _split(value: Any, names: list[str]) -> list[str]:
    """「令和8-11-21」 into its three boxes; the year's own box may hold a hyphen."""
    text = _text(value)
    if len(names) == 1:
        return [text]
    pieces = text.rsplit("-", len(names) - 1)
    return pieces + [""] * (len(names) - len(pieces))


def _text(value: Any) -> str:
    if isinstance(value, list):
        return str(value[0]) if value else ""
    return "" if value is None else str(value)


def answer(form: PartForm, checked: Checked, outcome: Saved, changes: list[PartChange]) -> dict[str, Any]:
    field_of = {box: name for name, boxes in form.boxes().items() for box in boxes}
    return {
        "version": outcome.version,
        "saved_at": f"{clock.local(clock.now()):%H:%M}",
        "saved": sorted({field_of.get(box, _field(box)) for box in (*outcome.saved, *outcome.known)}),
        "conflicts": _conflicts(form, outcome, changes, field_of),
        "errors": checked.errors | {field_of.get(box, box): text for box, text in outcome.refused.items()},
        "warnings": checked.warnings,
    }


def _field(box: str) -> str:
    """A box of a row that is gone: a date's three answer for one field."""
    name, _joint, last = box.rpartition("_")
    return name if last in ("year", "month", "day") else box


def _conflicts(
    form: PartForm, outcome: Saved, changes: list[PartChange], field_of: dict[str, str]
) -> list[dict[str, Any]]:
    yours = {each.field: each.yours for each in outcome.conflicts}
    theirs = {each.field: each.theirs for each in outcome.conflicts}
    changed = {change.field: change for change in changes}
    found = {}
    for box in yours:
        name = field_of.get(box, box)
        boxes = form.boxes().get(name, [box])
        last = next((changed[each] for each in boxes if each in changed), None)
        found[name] = {
            "field": name,
            "yours": joined([yours.get(each, form.data.get(each, "")) for each in boxes]),
            "theirs": joined([theirs.get(each, form.data.get(each, "")) for each in boxes]),
            "by": str(last.by.organisation) if last else _("ほかの方"),
            "at": f"{clock.local(last.at):%H:%M}" if last else "",
        }
    return list(found.values())


def joined(texts: list[str]) -> str:
    return "-".join(texts) if any(texts) else ""


# A plain form: every box, and a copy of what was shown


def shown(form: PartForm, part: PlanPart) -> str:
    """Goes into the form unseen, so that only what the person touched is compared with what stands."""
    return json.dumps({box: part.data.get(box, "") for box in form.inputs()}, ensure_ascii=False)


def posted_changes(reader: PlanReader, part: PlanPart, post: Mapping[str, str]) -> Changes:
    before = shown_before(post)
    boxes = {*before, *reader.form(part, {**post}).inputs()}
    now = {box: str(post.get(box, "")) for box in boxes}
    touched = {box: text for box, text in now.items() if plain(text) != before.get(box, "")}
    fresh = changed_since(part, _version(post))
    return {
        box: (before.get(box, "") if box in fresh else part.data.get(box, ""), text)
        for box, text in touched.items()
    }


def shown_before(post: Mapping[str, str]) -> dict[str, str]:
    try:
        copy = json.loads(post.get("shown", "{}"))
        return {str(box): plain(str(text)) for box, text in copy.items()}
    except (ValueError, AttributeError):
        return {}


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _version(post: Mapping[str, str]) -> int:
    version = str(post.get("version", ""))[:9]
    return int(version) if version.isascii() and version.isdigit() else 0


# What can't be read


def errors_of(form: PartForm) -> list[dict[str, Any]]:
    """For the summary: every field of the section that can't be read, rows included."""
    return [
        {
            "id": bound.id_for_label or bound.auto_id,
            "label": _label(each, bound),
            "text": text,
        }
        for each in (form, *form.row_forms())
        for bound in each
        for text in bound.errors
    ]


def _label(form: PartForm, bound: BoundField) -> str:
    """A field of a row says of which item it is."""
    item = form.data.get(form.add_prefix("name"), "") if form.prefix else ""
    return f"{item} {bound.label}".strip()
