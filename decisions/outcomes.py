"""What an outcome carries: its kind of scheme, its acts, its letter, its number. One row per outcome.

The acts are rows of law/lifecycle/; drafting, approving, sealing, issuing and every page ask this table
and know no outcome by name.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from law.acts import Lifecycle
from law.lifecycle import (
    CANCELLATION,
    CHANGE_DECISION,
    DECISION_LIFECYCLE,
    DISPOSAL_DECISION,
    FIXING_DECISION,
    GRANT_DECISION,
    RETURN_ORDER,
    SchemeKind,
)


class Outcome(models.TextChoices):
    CERTIFICATION = "certification", _("認定")
    REFUSAL = "refusal", _("不認定")
    ADOPTION = "adoption", _("採択")
    NON_ADOPTION = "non_adoption", _("不採択")
    SELECTION = "selection", _("選定")
    NON_SELECTION = "non_selection", _("非選定")
    GRANT = "grant", _("交付決定")
    GRANT_REFUSAL = "grant_refusal", _("不交付")
    FIXING = "fixing", _("額の確定")
    CHANGE = "change", _("変更等の承認")
    CHANGE_REFUSAL = "change_refusal", _("変更等の不承認")
    RETURN_ORDER = "return_order", _("返還命令")
    CANCELLATION = "cancellation", _("交付決定の取消し")
    DISPOSAL = "disposal", _("財産処分の承認")
    NON_DISPOSAL = "non_disposal", _("財産処分の不承認")


class DocumentKind(models.TextChoices):
    CERTIFICATE = "certificate", _("認定通知書")
    REFUSAL = "refusal", _("不認定通知書")
    NIBN_NOTICE = "nibn_notice", _("認定の通知（基盤研あて）")
    ADOPTION = "adoption", _("採択通知書")
    NON_ADOPTION = "non_adoption", _("不採択通知書")
    SELECTION = "selection", _("選定結果通知書")
    GRANT = "grant_decision", _("交付決定通知書")
    GRANT_REFUSAL = "grant_refusal", _("不交付決定通知書")
    FIXING = "fixing", _("額の確定通知書")
    CHANGE = "change", _("変更等の承認通知書")
    CHANGE_REFUSAL = "change_refusal", _("変更等の不承認通知書")
    RETURN_ORDER = "return_order", _("返還命令書")
    CANCELLATION = "cancellation", _("交付決定取消通知書")
    DISPOSAL = "disposal", _("財産処分承認通知書")
    NON_DISPOSAL = "non_disposal", _("財産処分不承認通知書")
    RECEIPT = "receipt", _("受付票")


# 認定 is public, and so is who was adopted; who was passed over is told to nobody but them.
PUBLIC_KINDS = (DocumentKind.CERTIFICATE, DocumentKind.ADOPTION)


@dataclass(frozen=True)
class Terms:
    """`draft` is None where no officer drafts it alone: it comes with the ranking of its call.
    `mark` stands in its number. `of_grant`: it is about a grant, not about a plan; `fixes`: about the report
    on its completion; `changes`: about a change of it; `disposes`: about the disposal of
    an asset of it. `own`: its lifecycle, where it is not its kind's.
    """

    kind: SchemeKind
    favours: bool
    draft: str | None
    approve: str
    record: str
    settle: str
    letter: DocumentKind
    mark: str
    tells_nibn: bool = False
    of_grant: bool = False
    fixes: bool = False
    changes: bool = False
    disposes: bool = False
    own: Lifecycle | None = None

    @property
    def lifecycle(self) -> Lifecycle:
        if self.own:
            return self.own
        if self.fixes:
            return FIXING_DECISION
        return GRANT_DECISION if self.of_grant else DECISION_LIFECYCLE[self.kind]


_BOUND, _SUBSIDY, _CONTRACT = SchemeKind.CERTIFICATION, SchemeKind.ADOPTION, SchemeKind.COMMISSION
_O, _D = Outcome, DocumentKind
# fmt: off
OUTCOMES: dict[str, Terms] = {
    _O.CERTIFICATION: Terms(_BOUND, True, "draft_certification", "approve_certification",
                            "record_certification_approval", "certify_plan", _D.CERTIFICATE, "N",
                            tells_nibn=True),
    _O.REFUSAL:       Terms(_BOUND, False, "draft_refusal", "approve_refusal",
                            "record_refusal_approval", "refuse_plan", _D.REFUSAL, "F"),
    _O.ADOPTION:      Terms(_SUBSIDY, True, None, "approve_adoption",
                            "record_adoption_approval", "adopt_plan", _D.ADOPTION, "S"),
    _O.NON_ADOPTION:  Terms(_SUBSIDY, False, None, "approve_non_adoption",
                            "record_non_adoption_approval", "not_adopt_plan", _D.NON_ADOPTION, "FS"),
    _O.SELECTION:     Terms(_CONTRACT, True, None, "approve_selection",
                            "record_selection_approval", "select_plan", _D.SELECTION, "C"),
    _O.NON_SELECTION: Terms(_CONTRACT, False, None, "approve_non_selection",
                            "record_non_selection_approval", "not_select_plan", _D.SELECTION, "FC"),
    _O.GRANT:         Terms(_BOUND, True, "draft_grant", "approve_grant",
                            "record_grant_approval", "grant_subsidy", _D.GRANT, "G", of_grant=True),
    _O.GRANT_REFUSAL: Terms(_BOUND, False, "draft_grant_refusal", "approve_grant_refusal",
                            "record_grant_refusal_approval", "refuse_grant", _D.GRANT_REFUSAL, "FG",
                            of_grant=True),
    _O.FIXING:        Terms(_BOUND, True, "draft_fixing", "approve_fixing",
                            "record_fixing_approval", "fix_grant", _D.FIXING, "K",
                            of_grant=True, fixes=True),
    _O.CHANGE:        Terms(_BOUND, True, "draft_change", "approve_change",
                            "record_change_approval", "change_grant", _D.CHANGE, "H",
                            of_grant=True, changes=True, own=CHANGE_DECISION),
    _O.CHANGE_REFUSAL: Terms(_BOUND, False, "draft_change_refusal", "approve_change_refusal",
                            "record_change_refusal_approval", "refuse_change", _D.CHANGE_REFUSAL, "FH",
                            of_grant=True, changes=True, own=CHANGE_DECISION),
    _O.RETURN_ORDER:  Terms(_BOUND, False, "draft_return_order", "approve_return_order",
                            "record_return_order_approval", "order_return", _D.RETURN_ORDER, "R",
                            of_grant=True, own=RETURN_ORDER),
    _O.CANCELLATION:  Terms(_BOUND, False, "draft_cancellation", "approve_cancellation",
                            "record_cancellation_approval", "cancel_grant", _D.CANCELLATION, "T",
                            of_grant=True, own=CANCELLATION),
    _O.DISPOSAL:      Terms(_BOUND, True, "draft_disposal", "approve_disposal",
                            "record_disposal_approval", "permit_disposal", _D.DISPOSAL, "Z",
                            of_grant=True, disposes=True, own=DISPOSAL_DECISION),
    _O.NON_DISPOSAL:  Terms(_BOUND, False, "draft_disposal_refusal", "approve_disposal_refusal",
                            "record_disposal_refusal_approval", "refuse_disposal", _D.NON_DISPOSAL, "FZ",
                            of_grant=True, disposes=True, own=DISPOSAL_DECISION),
}
# fmt: on


def outcome_of(kind: str, *, favours: bool) -> Outcome:
    """The outcome of this kind of scheme that gives, or denies, what was asked."""
    wanted = (kind, favours, False)
    return next(
        Outcome(code)
        for code, terms in OUTCOMES.items()
        if (terms.kind, terms.favours, terms.of_grant) == wanted
    )


def drafted_outcomes(kind: str) -> list[Outcome]:
    """Those an officer drafts plan by plan; none where a ranking decides."""
    return [
        Outcome(code)
        for code, terms in OUTCOMES.items()
        if terms.kind == kind and terms.draft and not terms.of_grant
    ]
