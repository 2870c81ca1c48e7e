"""A fund's book as the API shows it: sums in whole yen, each of the postings alone."""

from rest_framework import serializers

from .shapes import OrganisationRefShape, Shape, StandingShape


class FundShape(Shape):
    """A fund; without a book there is nothing in it yet."""

    code = serializers.CharField()
    name = serializers.CharField()
    book = serializers.UUIDField(allow_null=True)
    url = serializers.CharField(allow_null=True)


class SumsShape(Shape):
    """`held`: what is there, `bound` (決定済み、未払を含む) and `free` together."""

    came_in = serializers.IntegerField()
    recovered = serializers.IntegerField()
    paid = serializers.IntegerField()
    administration = serializers.IntegerField()
    returned = serializers.IntegerField()
    committed = serializers.IntegerField()
    payable = serializers.IntegerField()
    bound = serializers.IntegerField()
    free = serializers.IntegerField()
    held = serializers.IntegerField()


class FundSourceShape(SumsShape):
    """`conflict`: its donor applies for a grant, or ever has."""

    id = serializers.UUIDField()
    origin = serializers.CharField()
    is_state = serializers.BooleanField()
    name = serializers.CharField()
    number = serializers.CharField(allow_blank=True)
    dated_on = serializers.DateField(allow_null=True)
    ceiling = serializers.IntegerField(allow_null=True)
    donor = OrganisationRefShape(allow_null=True)
    condition = serializers.CharField(allow_blank=True)
    conflict = serializers.BooleanField()


class FundYearShape(SumsShape):
    """`planned`: the line and what came over from the year before; null where there is no line."""

    fiscal_year = serializers.IntegerField()
    state = serializers.CharField()
    line = serializers.IntegerField(allow_null=True)
    carried_in = serializers.IntegerField()
    planned = serializers.IntegerField(allow_null=True)
    used = serializers.IntegerField()
    left = serializers.IntegerField(allow_null=True)


class YearAheadShape(Shape):
    fiscal_year = serializers.IntegerField()
    bound = serializers.IntegerField()
    expected = serializers.IntegerField()
    left = serializers.IntegerField()


class ForecastShape(Shape):
    """To the last payment day; blocks nothing. `expected`: of certified plans; `rest`: `free` less that,
    below zero where short; `awaited`: of the state's 交付決定 and not received yet, no part of it."""

    last_day = serializers.DateField()
    held = serializers.IntegerField()
    bound = serializers.IntegerField()
    free = serializers.IntegerField()
    expected = serializers.IntegerField()
    awaited = serializers.IntegerField()
    rest = serializers.IntegerField()
    years = YearAheadShape(many=True)


class BookShape(StandingShape):
    """`state_sums`: うち国費相当額."""

    fund = serializers.CharField()
    name = serializers.CharField()
    attribution = serializers.CharField()
    draw = serializers.CharField()
    sums = SumsShape()
    state_sums = SumsShape()
    invested = serializers.IntegerField()
    sources = FundSourceShape(many=True)
    years = FundYearShape(many=True)
    forecast = ForecastShape()
    entries = serializers.CharField()
    postings = serializers.CharField()
    investments = serializers.CharField()
    url = serializers.CharField()


class FundEntryShape(StandingShape):
    """伝票. `concerns`: the closed year that it corrects; `reverses`: the posting that it takes back."""

    book = serializers.UUIDField()
    act = serializers.CharField()
    label = serializers.CharField()
    source = serializers.UUIDField(allow_null=True)
    amount = serializers.IntegerField()
    effective_on = serializers.DateField()
    fiscal_year = serializers.IntegerField()
    concerns = serializers.IntegerField(allow_null=True)
    number = serializers.CharField(allow_blank=True)
    numbered_on = serializers.DateField(allow_null=True)
    note = serializers.CharField(allow_blank=True)
    reverses = serializers.IntegerField(allow_null=True)
    drafted_by = serializers.CharField()
    drafted_at = serializers.DateTimeField()
    confirmed_by = serializers.CharField(allow_null=True)
    confirmed_at = serializers.DateTimeField(allow_null=True)
    url = serializers.CharField()


class PostingShape(Shape):
    """One movement, for good. `grant`: whose decision moved it; `reversed_by`: the number of its mirror."""

    number = serializers.IntegerField()
    act = serializers.CharField()
    label = serializers.CharField()
    effective_on = serializers.DateField()
    posted_at = serializers.DateTimeField()
    fiscal_year = serializers.IntegerField()
    credit = serializers.CharField()
    debit = serializers.CharField()
    source = serializers.UUIDField()
    is_state = serializers.BooleanField()
    amount = serializers.IntegerField()
    grant = serializers.UUIDField(allow_null=True)
    entry = serializers.UUIDField(allow_null=True)
    made_by = serializers.CharField()
    concerns = serializers.IntegerField(allow_null=True)
    reverses = serializers.IntegerField(allow_null=True)
    reversed_by = serializers.IntegerField(allow_null=True)


class InvestmentShape(StandingShape):
    book = serializers.UUIDField()
    means = serializers.CharField()
    means_label = serializers.CharField()
    held_with = serializers.CharField()
    amount = serializers.IntegerField()
    terms = serializers.CharField(allow_blank=True)
    since = serializers.DateField()
    until = serializers.DateField(allow_null=True)
    redeemed_on = serializers.DateField(allow_null=True)
    url = serializers.CharField()


class AppropriationShape(StandingShape):
    """What is allotted to a scheme without a fund in a fiscal year."""

    scheme = serializers.CharField()
    fiscal_year = serializers.IntegerField()
    budget = serializers.CharField()
    number = serializers.CharField()
    dated_on = serializers.DateField()
    amount = serializers.IntegerField()
    url = serializers.CharField()
