"""What is shown of a grant's assets and of their disposal; sums in yen."""

from rest_framework import serializers

from .shapes import Shape


class AssetRowShape(Shape):
    """`standing`: free, over, open (the period is not set), restricted; null once it has left."""

    id = serializers.UUIDField()
    grant = serializers.UUIDField()
    number = serializers.IntegerField()
    name = serializers.CharField()
    kind = serializers.CharField()
    kind_label = serializers.CharField()
    gained = serializers.CharField()
    place = serializers.CharField()
    quantity = serializers.IntegerField()
    acquired_on = serializers.DateField()
    cost_with_tax = serializers.IntegerField()
    cost_without_tax = serializers.IntegerField()
    line = serializers.IntegerField(allow_null=True)
    evidence = serializers.CharField(allow_null=True)
    share = serializers.IntegerField()
    note = serializers.CharField()
    state = serializers.CharField()
    state_label = serializers.CharField()
    standing = serializers.CharField(allow_null=True)
    standing_label = serializers.CharField()
    years = serializers.IntegerField(allow_null=True)
    restricted_until = serializers.DateField(allow_null=True)
    edition = serializers.IntegerField()
    url = serializers.CharField()


class AssetRevisionShape(Shape):
    number = serializers.IntegerField()
    act = serializers.CharField()
    at = serializers.DateTimeField()
    reason = serializers.CharField()
    values = serializers.DictField()


class DisposalRowShape(Shape):
    id = serializers.UUIDField()
    grant = serializers.UUIDField()
    asset = serializers.UUIDField()
    number = serializers.IntegerField()
    state = serializers.CharField()
    state_label = serializers.CharField()
    arrived_at = serializers.DateTimeField()
    url = serializers.CharField()


class AssetShape(AssetRowShape):
    revisions = AssetRevisionShape(many=True)
    disposals = DisposalRowShape(many=True)


class DisposalVersionShape(Shape):
    number = serializers.IntegerField()
    arrived_at = serializers.DateTimeField()
    receipt = serializers.CharField()
    sha256 = serializers.CharField()


class DisposalRemarkShape(Shape):
    text = serializers.CharField()
    due_on = serializers.DateField()


class DisposalShape(DisposalRowShape):
    """`filed` is what was frozen last; `decision` is of who may see what is drafted."""

    filed = serializers.DictField()
    versions = DisposalVersionShape(many=True)
    remarks = DisposalRemarkShape(many=True)
    decision = serializers.CharField(allow_null=True)
