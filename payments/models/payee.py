"""振込先口座 of a company: written once, confirmed by two people of NIBN; a change is a new row."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from common.models import StoredFile
from law.payees import (
    BANK_DIGITS,
    BRANCH_DIGITS,
    DEPOSIT_LABELS,
    MOST_HOLDER,
    MOST_NAME,
    NUMBER_DIGITS,
)
from law.states import PayeeState
from law.zengin import PATTERN

LIVE = ("entered", "checked", "confirmed")
KINDS = [(kind.value, label) for kind, label in DEPOSIT_LABELS.items()]
WIDTHS = {"bank_code": BANK_DIGITS, "branch_code": BRANCH_DIGITS, "number": NUMBER_DIGITS}


def _post(*, null: bool = True) -> models.ForeignKey:
    """Who did it, on which post."""
    return models.ForeignKey(Membership, on_delete=models.PROTECT, null=null, related_name="+")


def _person() -> models.ForeignKey:
    """The same as a person: a post can be held anew, a person is one."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")


def only_of(column: str, signs: str) -> Exact:
    """Nothing is left when `signs` are trimmed: the same words on both databases, where regexes differ."""
    rest = Func(F(column), Value(signs), function="LTRIM", output_field=models.TextField())
    return Exact(rest, Value(""))


def _sent(column: str) -> models.CheckConstraint:
    condition = Q(only_of(column, PATTERN)) & ~Q(**{column: ""})
    return models.CheckConstraint(name=f"payee_{column}_for_a_bank", condition=condition)


def _code(column: str) -> models.CheckConstraint:
    """So many digits and nothing else."""
    width = Q(Exact(Length(column), WIDTHS[column]))
    return models.CheckConstraint(
        name=f"payee_{column}_digits", condition=width & Q(only_of(column, "0123456789"))
    )


class PayeeAccount(models.Model):
    """Where a company is paid. Names are in the half-width set of 全銀協, as the bank gets them.

    One lives at a time: the next one takes the place of the last, which is paid no more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="payee_accounts")
    state = models.CharField(max_length=10, choices=PayeeState.choices(), editable=False)
    bank_code = models.CharField(_("金融機関コード"), max_length=BANK_DIGITS)
    bank_name = models.CharField(_("金融機関名"), max_length=MOST_NAME)
    branch_code = models.CharField(_("支店コード"), max_length=BRANCH_DIGITS)
    branch_name = models.CharField(_("支店名"), max_length=MOST_NAME)
    kind = models.CharField(_("預金種目"), max_length=1, choices=KINDS)
    number = models.CharField(_("口座番号"), max_length=NUMBER_DIGITS)
    holder = models.CharField(_("口座名義"), max_length=MOST_HOLDER)
    passbook = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    passbook_name = models.CharField(max_length=200)
    entered_by = _post(null=False)
    entered_at = models.DateTimeField()
    checked_by = _post()
    checker = _person()
    checked_at = models.DateTimeField(null=True)
    confirmed_by = _post()
    confirmer = _person()
    confirmed_at = models.DateTimeField(null=True)
    note = models.TextField(_("差戻しの理由"), blank=True)
    ended_by = _post()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="payee_state_known", condition=Q(state__in=[state.value for state in PayeeState])
            ),
            models.CheckConstraint(
                name="payee_kind_known", condition=Q(kind__in=[kind for kind, _label in KINDS])
            ),
            *(_code(column) for column in WIDTHS),
            *(_sent(column) for column in ("bank_name", "branch_name", "holder")),
            models.CheckConstraint(
                name="payee_checked_by_one",
                condition=~Q(state__in=["checked", "confirmed"])
                | Q(checked_by__isnull=False, checker__isnull=False, checked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="payee_confirmed_by_another",
                condition=Q(confirmer__isnull=True) | (Q(checker__isnull=False) & ~Q(confirmer=F("checker"))),
            ),
            models.CheckConstraint(
                name="confirmed_payee_says_by_whom",
                condition=~Q(state="confirmed")
                | Q(confirmed_by__isnull=False, confirmer__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="returned_payee_says_why", condition=~Q(state="returned") | ~Q(note="")
            ),
            models.UniqueConstraint(
                name="one_live_payee_account", fields=["organisation"], condition=Q(state__in=LIVE)
            ),
        ]
        indexes = [
            models.Index(fields=["entered_at", "id"], name="payee_entered"),
            models.Index(fields=["state", "entered_at", "id"], name="payee_state"),
        ]

    def __str__(self) -> str:
        return f"{self.bank_name} {self.branch_name}"

    @property
    def last_digits(self) -> str:
        """Enough to know one's own account by."""
        return self.number[-3:]

    @property
    def status(self) -> PayeeState:
        return next(state for state in PayeeState if state == self.state)
