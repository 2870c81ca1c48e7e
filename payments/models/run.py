"""振込の束: drafted by the grant side, released by the accountant; each transfer with what became of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from funds.ledger.models import Book, Posting
from law.states import RunState, TransferState

from .claim import PaymentClaim
from .payee import PayeeAccount
from .payer import PayerAccount


def _post(*, null: bool = True) -> models.ForeignKey:
    return models.ForeignKey(Membership, on_delete=models.PROTECT, null=null, related_name="+")


def _person(*, null: bool = True) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=null, related_name="+")


class PaymentRun(models.Model):
    """One file to the bank. `payer` is fixed when it is released."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("束の番号"), max_length=24, unique=True, editable=False)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="payment_runs")
    transfer_on = models.DateField(_("振込指定日"))
    state = models.CharField(max_length=10, choices=RunState.choices(), editable=False)
    drafted_by = _post(null=False)
    drafter = _person(null=False)
    drafted_at = models.DateTimeField()
    released_by = _post()
    releaser = _person()
    released_at = models.DateTimeField(null=True)
    payer = models.ForeignKey(PayerAccount, on_delete=models.PROTECT, null=True, related_name="runs")
    note = models.TextField(_("取りやめの理由"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="run_state_known", condition=Q(state__in=[state.value for state in RunState])
            ),
            models.CheckConstraint(
                name="run_released_by_another", condition=Q(releaser__isnull=True) | ~Q(releaser=F("drafter"))
            ),
            models.CheckConstraint(
                name="released_run_says_by_whom",
                condition=Q(state__in=["drafted", "dropped"], releaser__isnull=True)
                | Q(
                    state__in=["released", "done"],
                    releaser__isnull=False,
                    released_by__isnull=False,
                    released_at__isnull=False,
                    payer__isnull=False,
                ),
            ),
        ]
        indexes = [models.Index(fields=["drafted_at", "id"], name="run_drafted")]
        ordering = ["-drafted_at", "id"]

    def __str__(self) -> str:
        return self.number

    @property
    def status(self) -> RunState:
        return next(state for state in RunState if state == self.state)


class Transfer(models.Model):
    """One attempt to pay one claim to the account confirmed then; `place` is its number in the file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="transfers")
    claim = models.ForeignKey(PaymentClaim, on_delete=models.PROTECT, related_name="transfers")
    account = models.ForeignKey(PayeeAccount, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    amount = models.BigIntegerField(_("金額"))
    state = models.CharField(max_length=10, choices=TransferState.choices(), editable=False)
    result_on = models.DateField(_("結果の日"), null=True)
    reason = models.CharField(_("組戻しの理由"), max_length=200, blank=True)
    told_by = _post()
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="transfer_state_known", condition=Q(state__in=[state.value for state in TransferState])
            ),
            models.CheckConstraint(
                name="transfer_result_has_its_day",
                condition=Q(state__in=["waiting", "dropped"], result_on__isnull=True)
                | Q(state="paid", result_on__isnull=False, told_by__isnull=False, told_at__isnull=False)
                | (
                    Q(state="failed", result_on__isnull=False, told_by__isnull=False, told_at__isnull=False)
                    & ~Q(reason="")
                ),
            ),
            models.UniqueConstraint(name="one_place_in_a_run", fields=["run", "place"]),
            models.UniqueConstraint(
                name="one_live_transfer", fields=["claim"], condition=Q(state__in=["waiting", "paid"])
            ),
        ]
        ordering = ["run_id", "place"]

    def __str__(self) -> str:
        return f"{self.place} {self.amount}"

    @property
    def status(self) -> TransferState:
        return next(state for state in TransferState if state == self.state)


class TransferPosting(models.Model):
    """Which postings a confirmed transfer made: those that a 組戻し mirrors. Append-only."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="postings")
    posting = models.OneToOneField(Posting, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.transfer_id} {self.posting_id}"
