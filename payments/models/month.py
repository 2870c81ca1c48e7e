"""月次の預金照合表: book, in transit, bank; drafted by one person, signed by another, then frozen."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from law.bank import month_label
from law.states import MonthSheetState

from .bank import BankAccount, BankLine


def _post(*, null: bool = True) -> "models.ForeignKey[Membership]":
    return models.ForeignKey(Membership, on_delete=models.PROTECT, null=null, related_name="+")


def _person(*, null: bool = True) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=null, related_name="+")


class MonthSheet(models.Model):
    """One version of one account's month. A correction is the next version, which names the `former`.

    book_balance − in_transit + unmatched = bank_balance, or there is a difference that nobody explains.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="sheets")
    month = models.DateField(_("月"))
    until = models.DateField(_("月末"))
    version = models.PositiveSmallIntegerField(_("版"))
    former = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="later")
    reason = models.TextField(_("作り直した理由"), blank=True)
    state = models.CharField(max_length=10, choices=MonthSheetState.choices(), editable=False)
    book_balance = models.BigIntegerField(_("帳簿の残高"))
    in_transit = models.BigIntegerField(_("未達"))
    unmatched = models.BigIntegerField(_("帳簿にない明細"))
    bank_balance = models.BigIntegerField(_("銀行の残高"))
    drafted_by = _post(null=False)
    drafter = _person(null=False)
    drafted_at = models.DateTimeField()
    signed_by = _post()
    signer = _person()
    signed_at = models.DateTimeField(null=True)
    note = models.TextField(_("差戻しの理由"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="month_sheet_state_known",
                condition=Q(state__in=[state.value for state in MonthSheetState]),
            ),
            models.UniqueConstraint(
                name="one_signed_version", fields=["account", "month", "version"], condition=Q(state="signed")
            ),
            models.UniqueConstraint(name="one_sheet_waits", fields=["account"], condition=Q(state="drafted")),
            models.CheckConstraint(
                name="sheet_signed_by_another", condition=Q(signer__isnull=True) | ~Q(signer=F("drafter"))
            ),
            models.CheckConstraint(
                name="signed_sheet_says_by_whom",
                condition=Q(state__in=["drafted", "dropped"], signer=None, signed_by=None, signed_at=None)
                | Q(state="signed", signer__isnull=False, signed_by__isnull=False, signed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="dropped_sheet_says_why", condition=~Q(state="dropped") | ~Q(note="")
            ),
            models.CheckConstraint(
                name="signed_sheet_adds_up",
                condition=~Q(state="signed")
                | Q(bank_balance=F("book_balance") - F("in_transit") + F("unmatched")),
            ),
            models.CheckConstraint(
                name="later_sheet_says_why",
                condition=Q(version=1, former=None)
                | (Q(version__gt=1, former__isnull=False) & ~Q(reason="")),
            ),
        ]
        ordering = ["account_id", "-month", "-version", "-drafted_at"]

    def __str__(self) -> str:
        return f"{month_label(self.month)} {self.version}"

    @property
    def difference(self) -> int:
        return self.bank_balance - (self.book_balance - self.in_transit + self.unmatched)

    @property
    def label(self) -> str:
        return month_label(self.month)

    @property
    def status(self) -> MonthSheetState:
        return next(state for state in MonthSheetState if state == self.state)


class MonthSheetRow(models.Model):
    """An item of the book in transit, or a line of the bank with its explanation. Append-only."""

    TRANSIT, LINE = "transit", "line"
    KINDS = [(TRANSIT, _("未達")), (LINE, _("帳簿にない明細"))]

    sheet = models.ForeignKey(MonthSheet, on_delete=models.PROTECT, related_name="rows")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=KINDS)
    on = models.DateField(_("日付"))
    label = models.CharField(_("内容"), max_length=400)
    amount = models.BigIntegerField(_("金額"))
    line = models.ForeignKey(BankLine, on_delete=models.PROTECT, null=True, related_name="+")
    explanation = models.TextField(_("説明"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_row_at_a_place", fields=["sheet", "place"]),
            models.CheckConstraint(
                name="sheet_row_is_one_thing",
                condition=Q(kind="transit", line=None, explanation="")
                | (Q(kind="line", line__isnull=False) & ~Q(explanation="")),
            ),
        ]
        ordering = ["sheet_id", "place"]

    def __str__(self) -> str:
        return f"{self.label} {self.amount}"
