"""A fund's book: its sources, years, accounts, immutable postings, entries, and where the money is kept.

What these tables refuse, whoever writes the SQL, stands in migrations of this app (triggers, both databases).
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from law.accounts import (
    ATTRIBUTION_LABELS,
    DRAW_LABELS,
    GROWS_BY_CREDIT,
    KINDS,
    MAY_FALL_BELOW_ZERO,
    MOVEMENTS,
    ORIGIN_LABELS,
    REVERSE,
    REVERSE_LABEL,
)
from law.deadlines import fiscal_year_label
from law.investments import MEANS
from law.lifecycle import ENTRY
from law.states import BookState, EntryState, InvestmentState, YearState


def _post() -> models.ForeignKey:
    """Who did it, on which post."""
    return models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")


class Book(models.Model):
    """特別の勘定 of one fund; or, of a scheme without one, the years' appropriations for its grants.

    Attribution and draw are the fund's own rules: no law sets them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fund = models.OneToOneField("funds.Fund", on_delete=models.PROTECT, null=True, related_name="book")
    scheme = models.OneToOneField("funds.Scheme", on_delete=models.PROTECT, null=True, related_name="book")
    state = models.CharField(max_length=10, choices=BookState.choices(), editable=False)
    attribution = models.CharField(
        _("運用益などの帰属"), max_length=20, choices=[(k.value, v) for k, v in ATTRIBUTION_LABELS.items()]
    )
    draw = models.CharField(
        _("交付に使う順"), max_length=20, choices=[(k.value, v) for k, v in DRAW_LABELS.items()]
    )
    opened_by = _post()
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="book_state_known", condition=Q(state__in=["open"])),
            models.CheckConstraint(
                name="book_rules_known",
                condition=Q(attribution__in=[rule.value for rule in ATTRIBUTION_LABELS])
                & Q(draw__in=[rule.value for rule in DRAW_LABELS]),
            ),
            models.CheckConstraint(
                name="book_of_a_fund_or_a_scheme",
                condition=Q(fund__isnull=False, scheme__isnull=True)
                | Q(fund__isnull=True, scheme__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Whose money it is."""
        return self.fund.name if self.fund else self.scheme.name if self.scheme else ""

    @property
    def law_fund(self) -> str:
        """The fund's key in the law's tables."""
        return self.fund.law_fund if self.fund else ""

    @property
    def is_of_fund(self) -> bool:
        return self.fund_id is not None


class Source(models.Model):
    """財源: whose money it is. Every account has one, so that its part of any sum is known to the yen.

    `ceiling`: the 交付決定's or the donor's sum, or what is appropriated; receipts never pass it.
    Yields have two rows at most. `fiscal_year`: of an appropriation alone, promised in that year only.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="sources")
    origin = models.CharField(max_length=10, choices=[(k.value, v) for k, v in ORIGIN_LABELS.items()])
    is_state = models.BooleanField()
    name = models.CharField(_("名称"), max_length=200)
    budget = models.CharField(_("予算"), max_length=100, blank=True)
    number = models.CharField(_("文書番号"), max_length=60, blank=True)
    dated_on = models.DateField(_("日付"), null=True)
    ceiling = models.BigIntegerField(_("額"), null=True)
    fiscal_year = models.PositiveSmallIntegerField(_("年度"), null=True)
    donor = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="donations")
    condition = models.TextField(_("条件"), blank=True)
    registered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="state_source_names_its_grant",
                condition=~Q(origin="state")
                | (
                    Q(is_state=True, dated_on__isnull=False, ceiling__gt=0)
                    & ~Q(budget="")
                    & ~Q(number="")
                    & Q(donor__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="donation_names_its_donor",
                condition=~Q(origin="donation")
                | Q(is_state=False, donor__isnull=False, dated_on__isnull=False),
            ),
            models.CheckConstraint(
                name="source_origin_known", condition=Q(origin__in=["state", "donation", "yield", "budget"])
            ),
            models.CheckConstraint(
                name="appropriation_is_of_a_year",
                condition=Q(origin="budget", is_state=True, fiscal_year__isnull=False, ceiling__gt=0)
                | (~Q(origin="budget") & Q(fiscal_year__isnull=True)),
            ),
            models.UniqueConstraint(
                name="one_source_per_state_grant", fields=["book", "number"], condition=Q(origin="state")
            ),
            models.UniqueConstraint(
                name="one_yield_each", fields=["book", "is_state"], condition=Q(origin="yield")
            ),
        ]
        ordering = ["registered_at", "id"]

    def __str__(self) -> str:
        return self.name


class Year(models.Model):
    """A fiscal year of a book. `line` is a plan; `carried_in` came from the year before and adds to it."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="years")
    fiscal_year = models.PositiveSmallIntegerField(_("年度"))
    state = models.CharField(max_length=10, choices=YearState.choices(), editable=False)
    line = models.BigIntegerField(_("年度の枠"), null=True)
    carried_in = models.BigIntegerField(default=0)
    opened_by = _post()
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_year_of_a_book", fields=["book", "fiscal_year"]),
            models.CheckConstraint(name="year_state_known", condition=Q(state__in=["open", "closed"])),
            models.CheckConstraint(
                name="year_closed_by_someone",
                condition=Q(state="open", closed_at__isnull=True)
                | Q(state="closed", closed_at__isnull=False, closed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="year_line_not_negative", condition=Q(line__isnull=True) | Q(line__gte=0)
            ),
        ]
        ordering = ["fiscal_year"]

    def __str__(self) -> str:
        return fiscal_year_label(self.fiscal_year)


class Account(models.Model):
    """Where money stands or what it has been. `balance` is written by the trigger of Posting alone.

    `last_posting`: the posting that wrote it; on SQLite each is let in once (triggers).
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="accounts")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=16, choices=[(k.value, row.label) for k, row in KINDS.items()])
    scheme = models.ForeignKey("funds.Scheme", on_delete=models.PROTECT, null=True, related_name="+")
    year = models.ForeignKey(Year, on_delete=models.PROTECT, null=True, related_name="accounts")
    side = models.GeneratedField(
        expression=Case(
            When(kind__in=sorted(kind.value for kind in GROWS_BY_CREDIT), then=Value(-1)), default=Value(1)
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    balance = models.BigIntegerField(default=0, editable=False)
    last_posting = models.BigIntegerField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="account_never_overdrawn",
                condition=Q(kind__in=sorted(kind.value for kind in MAY_FALL_BELOW_ZERO)) | Q(balance__gte=0),
            ),
            models.CheckConstraint(
                name="account_kind_known", condition=Q(kind__in=sorted(kind.value for kind in KINDS))
            ),
            models.UniqueConstraint(
                "source",
                "kind",
                Coalesce("scheme", Value("")),
                Coalesce("year", Value(0)),
                name="one_account_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.balance}"


class Posting(models.Model):
    """One immutable row moves money from `credit` to `debit`. A wrong one is reversed by its mirror.

    `decision`: what decided it, a grant's; `concerns`: the closed year that a later entry corrects.
    Only what is looked up has an index: each one more is paid for under the accounts' lock.
    """

    ACTS = [*((act, row.label) for act, row in MOVEMENTS.items()), (REVERSE, REVERSE_LABEL)]

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="postings", db_index=False)
    year = models.ForeignKey(Year, on_delete=models.PROTECT, related_name="postings", db_index=False)
    debit = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="debits")
    credit = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="credits")
    amount = models.BigIntegerField(_("金額"))
    act = models.CharField(_("事由"), max_length=24, choices=ACTS)
    effective_on = models.DateField(_("日付"))
    posted_at = models.DateTimeField(_("記帳の日時"))
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    entry = models.ForeignKey("Entry", on_delete=models.PROTECT, null=True, related_name="postings")
    decision = models.UUIDField(null=True)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")
    concerns = models.ForeignKey(Year, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="posting_above_zero", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="posting_moves", condition=~Q(debit=F("credit"))),
            models.CheckConstraint(
                name="posting_reversal_says_so",
                condition=Q(act=REVERSE, reverses__isnull=False)
                | (~Q(act=REVERSE) & Q(reverses__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["book", "id"], name="posting_of_book"),
            models.Index(fields=["book", "act", "id"], name="posting_of_act"),
            models.Index(fields=["year", "id"], name="posting_of_year"),
            models.Index(
                fields=["decision"], name="posting_of_decision", condition=Q(decision__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.amount}"

    @property
    def reversal(self) -> "Posting | None":
        """Its mirror, if it was reversed."""
        return getattr(self, "reversed_by", None)


class Entry(models.Model):
    """伝票: drafted by one person, confirmed and so posted by another."""

    ACTS = [(act, label) for act, label in Posting.ACTS if act in {row.name for row in ENTRY.acts}]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="entries")
    act = models.CharField(_("事由"), max_length=24, choices=ACTS)
    state = models.CharField(max_length=10, choices=EntryState.choices(), editable=False)
    year = models.ForeignKey(Year, on_delete=models.PROTECT, related_name="entries")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="+")
    amount = models.BigIntegerField(_("金額"))
    effective_on = models.DateField(_("日付"))
    number = models.CharField(_("文書番号"), max_length=60, blank=True)
    numbered_on = models.DateField(_("文書の日付"), null=True)
    note = models.CharField(_("摘要"), max_length=200, blank=True)
    reverses = models.ForeignKey(Posting, on_delete=models.PROTECT, null=True, related_name="reversals")
    concerns = models.ForeignKey(Year, on_delete=models.PROTECT, null=True, related_name="+")
    drafted_by = _post()
    drafter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    confirmer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="entry_above_zero", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="entry_confirmed_by_another",
                condition=Q(confirmer__isnull=True) | ~Q(confirmer=F("drafter")),
            ),
            models.CheckConstraint(
                name="entry_posted_is_confirmed",
                condition=Q(state__in=["drafted", "dropped"], confirmer__isnull=True)
                | Q(state="posted", confirmer__isnull=False, confirmed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["book", "state", "drafted_at"], name="entry_waiting")]
        ordering = ["drafted_at", "id"]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.amount}"


class Investment(models.Model):
    """運用: money of the fund that stands elsewhere than in its account; it stays the fund's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="investments")
    state = models.CharField(max_length=10, choices=InvestmentState.choices(), editable=False)
    means = models.CharField(
        _("方法"), max_length=20, choices=[(code, row.label) for code, row in MEANS.items()]
    )
    held_with = models.CharField(_("預入先・銘柄"), max_length=200)
    amount = models.BigIntegerField(_("金額"))
    terms = models.CharField(_("利率など"), max_length=100, blank=True)
    since = models.DateField(_("始めた日"))
    until = models.DateField(_("満期日"), null=True)
    registered_by = _post()
    registered_at = models.DateTimeField()
    redeemed_on = models.DateField(_("満期・解約の日"), null=True)
    redeemed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="investment_is_permitted",
                condition=Q(means__in=sorted(code for code, row in MEANS.items() if row.permitted)),
            ),
            models.CheckConstraint(name="investment_above_zero", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="investment_redeemed_on_a_day",
                condition=Q(state="held", redeemed_on__isnull=True)
                | Q(state="redeemed", redeemed_on__isnull=False, redeemed_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["book", "state", "since"], name="investment_of_book")]
        ordering = ["-since", "id"]

    def __str__(self) -> str:
        return f"{self.get_means_display()} {self.amount}"
