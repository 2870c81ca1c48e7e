"""The one way a part is written: page, paste and later the API all come here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from common import clock
from common.forms.dates import BOXES
from common.text import is_fit
from law.acts import Reason, Refused

from ..models import PartChange, Plan, PlanPart
from ..moved import moved
from ..parts.base import LONGEST_VALUE
from ..parts.reading import PlanReader
from ..parts.rows import ROW_KEY, RowsForm, row_of
from ..parts.spec import SPECS
from ..selectors import may_change, open_keys, read_plan, search_text

Changes = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Conflict:
    """Somebody else changed the field meanwhile: `yours` was not saved, `theirs` stands."""

    field: str
    yours: str
    theirs: str


@dataclass
class Saved:
    """`known`: what was stored already, as when one answer was lost and the same is sent again."""

    version: int
    saved: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def save_part(*, part: PlanPart, changes: Changes, membership: Membership) -> Saved:
    """Save the fields whose stored value is still what the writer saw; report the others.

    `changes` is field -> (was, now), as typed. `part.version` rises once when anything is saved.
    """
    part = _held(part)
    _refuse_if_closed(part, membership)
    reader = read_plan(part.plan)
    outcome = sort_changes(part.data, part.version, _accepted(reader, part, changes))
    if outcome.saved:
        _write(part, changes, outcome, membership)
        _mirror_title(part)
    return outcome


def _held(part: PlanPart) -> PlanPart:
    """The plan first, as every act on it does: what is filed at this moment is frozen before or after."""
    plans = Plan.objects.select_for_update(of=("self",), no_key=True).select_related("scheme")
    plan = plans.get(pk=part.plan_id)
    held = PlanPart.objects.select_for_update(of=("self",)).select_related("party").get(pk=part.pk)
    held.plan = plan
    return held


def _refuse_if_closed(part: PlanPart, membership: Membership) -> None:
    plan: Plan = part.plan
    if may_change(plan, membership, part.key, part.party, open_keys(plan)):
        return
    raise Refused(Reason("part_closed", _("この欄はいま変更できません。提出済みの内容です。")))


def _accepted(reader: PlanReader, part: PlanPart, changes: Changes) -> dict[str, tuple[str, str] | str]:
    """field -> change, or field -> the sentence that refuses it."""
    typed = {key: _plain(now) for key, (_was, now) in changes.items()}
    full, beyond = _rows_beyond(reader, part, typed)
    fits = {key: now for key, now in typed.items() if row_of(key) not in beyond}
    known = set(reader.form(part, {**part.data, **fits}).inputs())
    return {
        key: full if row_of(key) in beyond else judge(key, change, known) for key, change in changes.items()
    }


def _rows_beyond(reader: PlanReader, part: PlanPart, typed: dict[str, str]) -> tuple[str, frozenset[str]]:
    """What is said of rows for which the scheme has no room, and their ids."""
    form = SPECS[part.key].form
    if not issubclass(form, RowsForm):
        return "", frozenset()
    return form.full(reader.scheme), form.beyond(reader.scheme, part.data, typed)


def judge(key: str, change: tuple[str, str], known: set[str]) -> tuple[str, str] | str:
    was, now = (_plain(text) for text in change)
    if key not in known and not (now == "" and ROW_KEY.match(key)):
        return _("この欄は様式にありません。画面を読み込み直してください。")
    if len(now) > LONGEST_VALUE:
        return _("文字数が多すぎます。%(most)s字以内にしてください。") % {"most": f"{LONGEST_VALUE:,}"}
    if not is_fit(now):
        return _("使えない文字（制御文字など）が含まれています。取り除いてください。")
    return was, now


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def sort_changes(data: Mapping[str, str], version: int, judged: dict[str, tuple[str, str] | str]) -> Saved:
    """What may be written into `data`, what stands there already, what somebody else wrote meanwhile."""
    outcome = Saved(version=version)
    for key, verdict in judged.items():
        stored = data.get(key, "")
        if isinstance(verdict, str):
            outcome.refused[key] = verdict
        elif stored == verdict[1]:
            outcome.known.append(key)
        elif stored != verdict[0]:
            outcome.conflicts.append(Conflict(key, yours=verdict[1], theirs=stored))
        else:
            outcome.saved.append(key)
    _keep_days_whole(judged, outcome)
    return outcome


def _keep_days_whole(judged: dict[str, tuple[str, str] | str], outcome: Saved) -> None:
    """A day is one answer in three boxes: where one box met another's change, none is saved."""
    torn = {_day_of(conflict.field) for conflict in outcome.conflicts} - {None}
    for key in [key for key in outcome.saved if _day_of(key) in torn]:
        was, now = judged[key]
        outcome.saved.remove(key)
        outcome.conflicts.append(Conflict(key, yours=now, theirs=was))


def _day_of(key: str) -> str | None:
    name, _joint, box = key.rpartition("_")
    return name if box in BOXES else None


def _write(part: PlanPart, changes: Changes, outcome: Saved, membership: Membership) -> None:
    now = clock.now()
    write_changes(part.data, changes, outcome)
    part.version += 1
    part.updated_at = now
    part.save(update_fields=["data", "version", "updated_at"])
    outcome.version = part.version
    moved(part.plan_id, now)
    PartChange.objects.bulk_create(
        PartChange(part=part, at=now, by=membership, field=key, version=part.version) for key in outcome.saved
    )


def write_changes(data: dict[str, str], changes: Changes, outcome: Saved) -> None:
    for key in outcome.saved:
        _put(data, key, _plain(changes[key][1]))


def _put(data: dict[str, str], key: str, text: str) -> None:
    if text:
        data[key] = text
    else:
        data.pop(key, None)


def _mirror_title(part: PlanPart) -> None:
    """Lists show the measure's title; the part stays its only source."""
    title = part.data.get("title", "").strip()[:200]
    if part.key != "measure" or not title or title == part.plan.title:
        return
    names = [party.organisation.name for party in part.plan.parties.select_related("organisation")]
    Plan.objects.filter(pk=part.plan_id).update(title=title, search=search_text(title, *names))
