"""A call that is a competition: where its plans stand, its ranking, and what each plan would be told."""

from rest_framework import serializers

from .acts import ReasonShape
from .shapes import Anythings, OrganisationRefShape, Shape, StandingShape


class RankingRefShape(StandingShape):
    url = serializers.CharField()


class CompetitionShape(Shape):
    """`ranking`: the one at work on, else the last that was told."""

    call = serializers.UUIDField()
    name = serializers.CharField()
    scheme = serializers.CharField()
    round = serializers.IntegerField()
    closes_at = serializers.DateTimeField(allow_null=True)
    ranking = RankingRefShape(allow_null=True)
    standings = serializers.CharField()
    acts = serializers.CharField()


class AskedShape(Shape):
    company = OrganisationRefShape()
    asked = serializers.IntegerField()


class StandingShape(Shape):
    """`mean`: of the marks, two decimals, for reading."""

    plan = serializers.UUIDField()
    number = serializers.CharField()
    version = serializers.IntegerField()
    place = serializers.IntegerField()
    points = serializers.IntegerField()
    scores = serializers.IntegerField()
    mean = serializers.CharField()
    spread = serializers.IntegerField()
    companies = AskedShape(many=True)


class StandingsShape(Shape):
    """`waiting`: numbers of the plans that compete and can't be ranked yet."""

    items = StandingShape(many=True)
    waiting = serializers.ListField(child=serializers.CharField())


class AmountShape(AskedShape):
    amount = serializers.IntegerField()


class RankingLineShape(StandingShape):
    """`rank`: its place by the marks alone."""

    rank = serializers.IntegerField()
    chosen = serializers.BooleanField()
    amount = serializers.IntegerField()
    departure = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)
    companies = AmountShape(many=True)


class RankingShape(RankingRefShape):
    """`total`: of the chosen; `missing`: what keeps all from a decision."""

    call = serializers.UUIDField()
    round = serializers.IntegerField()
    drafted_by = serializers.CharField()
    drafted_at = serializers.DateTimeField()
    proposed_by = serializers.CharField(allow_null=True)
    proposed_at = serializers.DateTimeField(allow_null=True)
    approved_by = serializers.CharField(allow_null=True)
    approved_at = serializers.DateTimeField(allow_null=True)
    issue_at = serializers.DateTimeField(allow_null=True)
    issued_at = serializers.DateTimeField(allow_null=True)
    dated_on = serializers.DateField(allow_null=True)
    budget = serializers.IntegerField(allow_null=True)
    cut_off = serializers.IntegerField(allow_null=True)
    total = serializers.IntegerField()
    met_on = serializers.DateField(allow_null=True)
    members = serializers.CharField(allow_blank=True)
    minutes = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    snapshot_sha256 = serializers.CharField(allow_blank=True)
    lines = RankingLineShape(many=True)
    missing = ReasonShape(many=True)


class RankedLettersShape(Shape):
    plan = serializers.UUIDField()
    number = serializers.CharField()
    letters = Anythings()


class RankingLettersShape(Shape):
    """`sha256`: of it and all these letters, as an approval names them; "" before a cut-off."""

    items = RankedLettersShape(many=True)
    sha256 = serializers.CharField(allow_blank=True)
