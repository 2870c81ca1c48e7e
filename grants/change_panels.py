"""What is shown of a grant's changes: on the grant's pages and in the company's own list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.panels import Due
from law.changes import ChangeKind
from law.lifecycle import GRANT_CHANGE
from law.roles import Role
from law.states import ChangeState, GrantState

from .changes import changes_visible_to, open_change_remarks
from .models import Grant, GrantChange

CHANGE_TONES = {
    ChangeState.DRAFT: "grey",
    ChangeState.FILED: "blue",
    ChangeState.CORRECTION: "orange",
    ChangeState.NOTIFIED: "green",
    ChangeState.APPROVED: "green",
    ChangeState.REFUSED: "red",
    ChangeState.WITHDRAWN: "grey",
}
YOURS = (ChangeState.DRAFT, ChangeState.CORRECTION)


def change_label(change: GrantChange) -> str:
    words = {"number": change.number, "kind": change.get_kind_display()}
    return _("第%(number)s回　%(kind)s") % words


@dataclass(frozen=True)
class ChangeRow:
    """One change, as the grant's pages list it."""

    change: GrantChange
    label: str
    chip: str
    tone: str
    yours: bool


@dataclass(frozen=True)
class ChangesShown:
    rows: list[ChangeRow]
    may_start: bool


def changes_to_show(grant: Grant, membership: Membership) -> ChangesShown | None:
    """Nothing before there is a decision; a draft is its company's own."""
    rows = [_row(each) for each in changes_visible_to(membership).filter(grant=grant).order_by("-number")]
    may = (
        bool(grant.under(GRANT_CHANGE).open_acts(None, Role(membership.role)))
        and grant.state == GrantState.GRANTED
    )
    may_start = may and not any(row.change.state in (*YOURS, ChangeState.FILED) for row in rows)
    return ChangesShown(rows, may_start) if rows or may_start else None


def _row(change: GrantChange) -> ChangeRow:
    tone = CHANGE_TONES[change.status]
    return ChangeRow(change, change_label(change), _(change.status.label), tone, change.state in YOURS)


def turn_of_change(change: GrantChange) -> tuple[str, bool]:
    """Whose turn it is, as its company reads it, and whether it is theirs."""
    return {
        ChangeState.DRAFT: (
            _("自社の番です。変える内容を入力し終えたら、届け出るか、承認を申請してください。"),
            True,
        ),
        ChangeState.FILED: (
            _("次は%(house)sの番です（変更の審査）。承認されるまで、いまの内容のままです。")
            % {"house": change.grant.house},
            False,
        ),
        ChangeState.CORRECTION: (_("自社の番です。指摘された箇所を直して、承認を申請してください。"), True),
        ChangeState.NOTIFIED: (_("届出を受け付けました。この内容で補助事業を続けてください。"), False),
        ChangeState.APPROVED: (_approved(change), False),
        ChangeState.REFUSED: (
            _("承認されませんでした。理由は通知書にあります。いまの内容のままです。"),
            False,
        ),
        ChangeState.WITHDRAWN: (_("取り下げました。いまの内容のままです。"), False),
    }[change.status]


def _approved(change: GrantChange) -> str:
    if change.kind == ChangeKind.ABOLITION:
        return _("廃止が承認されました。廃止の日までの実績を報告してください（適正化法14条）。")
    if change.kind == ChangeKind.SUSPENSION:
        return _("中止が承認されました。通知書を確かめてください。")
    return _("変更が承認されました。通知書を確かめ、この内容で補助事業を続けてください。")


def due_changes(own: Iterable[Grant]) -> list[Due]:
    """What was sent back to the company, by the day it was asked for."""
    grants = {grant.pk: grant for grant in own if grant.state == GrantState.GRANTED}
    if not grants:
        return []
    rows = GrantChange.objects.filter(grant__in=grants, state=ChangeState.CORRECTION)
    return [
        Due(
            plan_id=change.grant_id,
            title=grants[change.grant_id].title,
            what=_("変更の申請の直し"),
            act=_("直して提出する"),
            url=reverse("change_form", args=[change.pk]),
            due_on=min((remark.due_on for remark in open_change_remarks(change)), default=None),
            missed=_("過ぎても提出はできます。提出するまで、変更は承認されません。"),
        )
        for change in rows
    ]
