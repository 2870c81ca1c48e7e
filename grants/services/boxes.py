"""Saving what is typed into an application or a report: box by box, so that two people lose nothing."""

from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.services.saving import Changes, Saved, judge, sort_changes, write_changes
from common import audit
from common.actor import actor_of
from law.acts import Reason, Refused

from ..forms import GrantForm
from ..models import Grant, GrantChange, PerformanceReport

Draft = Grant | PerformanceReport | GrantChange


def save_boxes(
    *,
    draft: Draft,
    form: GrantForm,
    opened: frozenset[str] | None,
    changes: Changes,
    act: str,
    membership: Membership,
) -> Saved:
    """Under the caller's lock. The boxes whose stored value is still what the writer saw are saved; the
    others are told. `opened`: the fields that may be typed into, None when all may.
    """
    if opened is not None and not opened:
        raise Refused(Reason("part_closed", _("この内容はいま変更できません。提出済みの内容です。")))
    known = {box for name, boxes in form.boxes().items() if opened is None or name in opened for box in boxes}
    judged = {key: judge(key, change, known) for key, change in changes.items()}
    outcome = sort_changes(draft.typed, draft.edition, judged)
    if outcome.saved:
        write_changes(draft.typed, changes, outcome)
        draft.edition = outcome.version = draft.edition + 1
        draft.save(update_fields=["typed", "edition"])
        facts = {"edition": draft.edition, "fields": sorted(outcome.saved)}
        audit.record(act=act, subject=draft, actor=actor_of(membership), facts=facts)
    return outcome
