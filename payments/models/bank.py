"""預金口座 of a fund, what the bank says of it line by line, and what each line is in the book."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from funds.ledger.models import Book, Investment, Posting
from law.bank import FORM_LABELS, Leg
from law.payees import BANK_DIGITS, BRANCH_DIGITS, MOST_NAME, NUMBER_DIGITS
from law.states import BankAccountState, MatchState

from .payee import KINDS, only_of

FORMS = [(form.value, label) for form, label in FORM_LABELS.items()]
MOST_TEXT = 200


def _post(*, null: bool = False) -> "models.ForeignKey[Membership]":
    return models.ForeignKey(Membership, on_delete=models.PROTECT, null=null, related_name="+")


class BankAccount(models.Model):
    """Where a fund's money is at the bank. From `opening_on` on it is compared with the book.

    `is_main`: what the book holds and no other account is known to have counts as here.
    `opening_posting`: the last posting of the book then; a later one counts, whatever day it is of.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="bank_accounts")
    state = models.CharField(max_length=10, choices=BankAccountState.choices(), editable=False)
    is_main = models.BooleanField(editable=False)
    bank_code = models.CharField(_("金融機関コード"), max_length=BANK_DIGITS)
    bank_name = models.CharField(_("金融機関名"), max_length=MOST_NAME)
    branch_code = models.CharField(_("支店コード"), max_length=BRANCH_DIGITS)
    branch_name = models.CharField(_("支店名"), max_length=MOST_NAME)
    kind = models.CharField(_("預金種目"), max_length=1, choices=KINDS)
    number = models.CharField(_("口座番号"), max_length=NUMBER_DIGITS)
    opening_on = models.DateField(_("記録を始める日"))
    opening_balance = models.BigIntegerField(_("始める前の残高"))
    opening_posting = models.BigIntegerField(editable=False)
    registered_by = _post()
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="bank_account_state_known", condition=Q(state="open")),
            models.CheckConstraint(name="bank_account_opens_with_money", condition=Q(opening_balance__gte=0)),
            models.CheckConstraint(
                name="bank_account_number_digits", condition=Q(only_of("number", "0123456789"))
            ),
            models.UniqueConstraint(
                name="one_bank_account_each", fields=["bank_code", "branch_code", "kind", "number"]
            ),
            models.UniqueConstraint(name="one_main_bank_account", fields=["book"], condition=Q(is_main=True)),
        ]
        ordering = ["-is_main", "registered_at", "id"]

    def __str__(self) -> str:
        return f"{self.bank_name} {self.branch_name} {self.get_kind_display()} {self.number}"

    @property
    def figures(self) -> tuple[str, str, str, str]:
        """What one account is told from another by."""
        return self.bank_code, self.branch_code, self.kind, self.number


class BankUpload(models.Model):
    """A statement as read, looked at before it is taken in: one at a time for a person.

    `columns`: what each column is; `told`: what the frame of a file says of account and balances.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="uploads")
    by = _post()
    at = models.DateTimeField()
    form = models.CharField(max_length=10, choices=FORMS)
    name = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    cells = models.JSONField()
    columns = models.JSONField()
    told = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "by"], name="one_statement_looked_at"),
            models.CheckConstraint(
                name="upload_form_known", condition=Q(form__in=[form for form, _label in FORMS])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.at}"


class BankStatement(models.Model):
    """入出金明細 as it was taken in, with the cells it was read from. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="statements")
    place = models.PositiveIntegerField()
    form = models.CharField(max_length=10, choices=FORMS)
    name = models.CharField(max_length=200, blank=True)
    digest = models.CharField("SHA-256", max_length=64, blank=True)
    cells = models.JSONField()
    until = models.DateField(_("この日までの明細"))
    opening = models.BigIntegerField(_("前の残高"))
    closing = models.BigIntegerField(_("後の残高"))
    taken_by = _post()
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_statement_at_a_place", fields=["account", "place"]),
            models.UniqueConstraint(
                name="one_file_taken_once", fields=["account", "digest"], condition=~Q(digest="")
            ),
            models.CheckConstraint(
                name="statement_form_known", condition=Q(form__in=[form for form, _label in FORMS])
            ),
        ]
        ordering = ["account_id", "-place"]

    def __str__(self) -> str:
        return f"{self.place} {self.until}"


class BankLine(models.Model):
    """One line of the bank. `balance`: after it, each reckoned on the one before. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="lines")
    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField()
    on = models.DateField(_("日付"))
    came_in = models.BigIntegerField(_("入金"))
    went_out = models.BigIntegerField(_("出金"))
    balance = models.BigIntegerField(_("残高"))
    counterpart = models.CharField(_("相手"), max_length=MOST_TEXT, blank=True)
    remark = models.CharField(_("摘要"), max_length=MOST_TEXT, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_line_at_a_place", fields=["account", "place"]),
            models.CheckConstraint(
                name="line_comes_or_goes",
                condition=Q(came_in__gt=0, went_out=0) | Q(came_in=0, went_out__gt=0),
            ),
            models.CheckConstraint(name="line_never_overdrawn", condition=Q(balance__gte=0)),
        ]
        indexes = [models.Index(fields=["account", "on"], name="bank_line_by_day")]
        ordering = ["account_id", "place"]

    def __str__(self) -> str:
        return f"{self.on} {self.amount}"

    @property
    def amount(self) -> int:
        """With its sign, as the account sees it."""
        return self.came_in - self.went_out


class BankMatch(models.Model):
    """Lines of the bank that are the same money as items of the book. `month`: from when on it counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="bank_matches")
    state = models.CharField(max_length=10, choices=MatchState.choices(), editable=False)
    month = models.DateField(_("月"))
    made_by = _post()
    made_at = models.DateTimeField()
    undone_by = _post(null=True)
    undone_at = models.DateTimeField(null=True)
    note = models.TextField(_("取り消した理由"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="match_state_known", condition=Q(state__in=[state.value for state in MatchState])
            ),
            models.CheckConstraint(
                name="undone_match_says_why",
                condition=Q(state__in=["gathered", "matched"], undone_by=None, undone_at=None, note="")
                | (Q(state="undone", undone_by__isnull=False, undone_at__gte=F("made_at")) & ~Q(note="")),
            ),
        ]
        ordering = ["-made_at", "id"]

    def __str__(self) -> str:
        return f"{self.month} {self.state}"

    @property
    def status(self) -> MatchState:
        return next(state for state in MatchState if state == self.state)


class MatchedLine(models.Model):
    """A line in a match; `standing` until the match is undone."""

    match = models.ForeignKey(BankMatch, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(BankLine, on_delete=models.PROTECT, related_name="matches")
    standing = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_match_of_a_line", fields=["line"], condition=Q(standing=True)),
        ]

    def __str__(self) -> str:
        return f"{self.match_id} {self.line_id}"


class MatchedItem(models.Model):
    """What of the book is in a match: a posting, or an investment that left or came back; with its sign."""

    match = models.ForeignKey(BankMatch, on_delete=models.PROTECT, related_name="items")
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, null=True, related_name="bank_matches")
    investment = models.ForeignKey(Investment, on_delete=models.PROTECT, null=True, related_name="+")
    leg = models.CharField(max_length=10, blank=True, choices=[(leg.value, leg.value) for leg in Leg])
    amount = models.BigIntegerField()
    standing = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_match_of_a_posting", fields=["posting"], condition=Q(standing=True)
            ),
            models.UniqueConstraint(
                name="one_match_of_a_leg",
                fields=["investment", "leg"],
                condition=Q(standing=True, investment__isnull=False),
            ),
            models.CheckConstraint(
                name="matched_item_is_one_thing",
                condition=Q(posting__isnull=False, investment=None, leg="")
                | Q(posting=None, investment__isnull=False, leg__in=[leg.value for leg in Leg]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match_id} {self.amount}"
