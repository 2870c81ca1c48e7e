"""What is shown of a grant's assets: on the grant's pages, in the company's own list of what is due."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership
from applications.panels import Due
from law.assets import Standing
from law.lifecycle import ASSET
from law.roles import APPLICANTS, Role
from law.states import DisposalState

from ..models import Disposal, Grant
from .reading import Held, held_all, is_locked, open_disposal_remarks, register_of

DISPOSAL_TONES = {
    DisposalState.FILED: "blue",
    DisposalState.CORRECTION: "orange",
    DisposalState.APPROVED: "green",
    DisposalState.REFUSED: "red",
    DisposalState.WITHDRAWN: "grey",
}
STANDING_TONES = {
    Standing.FREE: "grey",
    Standing.OVER: "green",
    Standing.OPEN: "orange",
    Standing.RESTRICTED: "blue",
}


@dataclass(frozen=True)
class AssetsShown:
    """The way from a grant's page to its register, with what stands there now."""

    url: str
    count: int
    restricted: int
    open: int
    may_register: bool


def chip_of(held: Held) -> tuple[str, str]:
    if held.standing is None:
        return held.asset.get_state_display(), "grey"
    return CHIPS[held.standing](), STANDING_TONES[held.standing]


CHIPS = {
    Standing.FREE: lambda: _("制限なし"),
    Standing.OVER: lambda: _("制限終了"),
    Standing.OPEN: lambda: _("期間の設定待ち"),
    Standing.RESTRICTED: lambda: _("処分制限中"),
}


def assets_to_show(grant: Grant, membership: Membership) -> AssetsShown | None:
    """From the day of the decision on; afterwards while anything stands in it."""
    assets = held_all(register_of(grant))
    if not grant.is_decided and not assets:
        return None
    may = bool(grant.under(ASSET).open_acts(None, Role(membership.role))) and grant.is_decided
    own = membership.role in APPLICANTS
    return AssetsShown(
        url=reverse("assets" if own else "grant_assets", args=[grant.pk]),
        count=sum(each.standing is not None for each in assets),
        restricted=sum(each.standing in (Standing.OPEN, Standing.RESTRICTED) for each in assets),
        open=sum(each.open_disposal is not None for each in assets),
        may_register=may and not is_locked(grant),
    )


def disposal_label(disposal: Disposal) -> str:
    words = {"number": disposal.number, "asset": disposal.asset.name}
    return _("財産処分 第%(number)s号　%(asset)s") % words


def turn_of_disposal(disposal: Disposal) -> tuple[str, bool]:
    """Whose turn it is, as its company reads it, and whether it is theirs."""
    return {
        DisposalState.FILED: (
            _("次は%(house)sの番です（処分の審査）。承認の通知を受けるまで、処分してはなりません。")
            % {"house": disposal.grant.house},
            False,
        ),
        DisposalState.CORRECTION: (_("自社の番です。指摘された点を直して提出してください。"), True),
        DisposalState.APPROVED: (
            _("承認されました。通知書の条件を確かめてから、承認された内容のとおりに処分してください。"),
            False,
        ),
        DisposalState.REFUSED: (
            _("承認されませんでした。理由は通知書にあります。処分してはなりません。"),
            False,
        ),
        DisposalState.WITHDRAWN: (_("取り下げました。処分の制限は続いています。"), False),
    }[disposal.status]


def due_disposals(own: Iterable[Grant]) -> list[Due]:
    """What was sent back to the company, by the day it was asked for."""
    grants = {grant.pk: grant for grant in own if grant.is_decided}
    if not grants:
        return []
    rows = Disposal.objects.filter(grant__in=grants, state=DisposalState.CORRECTION).select_related("asset")
    return [
        Due(
            plan_id=disposal.grant_id,
            title=grants[disposal.grant_id].title,
            what=_("財産処分の申請の直し"),
            act=_("直して提出する"),
            url=reverse("disposal", args=[disposal.pk]),
            due_on=min((remark.due_on for remark in open_disposal_remarks(disposal)), default=None),
            missed=_("過ぎても提出はできます。提出するまで、処分は承認されません。"),
        )
        for disposal in rows
    ]
