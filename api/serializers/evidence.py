"""What is shown of evidence: what is needed, each row with what it asks, its files."""

from rest_framework import serializers

from .shapes import Shape


class NeedShape(Shape):
    """A paper that the line's scheme requires, and on how many of its rows it is."""

    kind = serializers.CharField()
    kind_label = serializers.CharField()
    there = serializers.IntegerField()
    rows = serializers.IntegerField()


class LineNeedsShape(Shape):
    """One cost line, by its place in the grant's list; sums in yen; what it asks beside the report."""

    place = serializers.IntegerField()
    label = serializers.CharField()
    rows = serializers.IntegerField()
    paid = serializers.IntegerField()
    eligible = serializers.IntegerField()
    needs = NeedShape(many=True)
    questions = serializers.ListField(child=serializers.CharField())


class QuestionShape(Shape):
    code = serializers.CharField()
    text = serializers.CharField()


class EvidenceFileShape(Shape):
    id = serializers.UUIDField()
    name = serializers.CharField()
    shows = serializers.CharField()
    shows_label = serializers.CharField()
    sha256 = serializers.CharField()
    size = serializers.IntegerField()
    url = serializers.CharField()


class StepShape(Shape):
    step = serializers.CharField()
    day = serializers.DateField(allow_null=True)
    sum = serializers.IntegerField(allow_null=True)


class EvidenceMarkShape(Shape):
    asks = serializers.CharField(allow_blank=True)
    by = serializers.CharField()
    at = serializers.DateTimeField()


class EvidenceShape(Shape):
    """One payment. `mark`: NIBN's, null where there is none or it is not seen."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    edition = serializers.IntegerField()
    line = serializers.IntegerField()
    line_label = serializers.CharField()
    item = serializers.CharField(allow_blank=True)
    supplier = serializers.CharField(allow_blank=True)
    supplier_number = serializers.CharField(allow_blank=True)
    is_related = serializers.BooleanField()
    steps = StepShape(many=True)
    choice_reason = serializers.CharField(allow_blank=True)
    invoice_number = serializers.CharField(allow_blank=True)
    paid_by = serializers.CharField(allow_blank=True)
    eligible_sum = serializers.IntegerField(allow_null=True)
    note = serializers.CharField(allow_blank=True)
    is_filed = serializers.BooleanField()
    may_change = serializers.BooleanField()
    files = EvidenceFileShape(many=True)
    questions = QuestionShape(many=True)
    mark = EvidenceMarkShape(allow_null=True)
