"""What one keeps beside one's list of work, and the work that follows acts."""

from rest_framework import serializers

from .shapes import Shape, StandingShape


class SavedViewShape(Shape):
    """`query`: as the address of the page has it."""

    name = serializers.CharField()
    query = serializers.CharField(allow_blank=True)
    page = serializers.CharField()


class ExportShape(Shape):
    """`state`: running, ready, cancelled or failed. `file`: once it is ready."""

    id = serializers.UUIDField()
    table = serializers.CharField()
    label = serializers.CharField()
    form = serializers.CharField()
    query = serializers.CharField(allow_blank=True)
    state = serializers.CharField()
    total = serializers.IntegerField()
    written = serializers.IntegerField()
    asked_at = serializers.DateTimeField()
    kept_until = serializers.DateTimeField()
    file = serializers.CharField(allow_null=True)
    url = serializers.CharField()


class JobShape(StandingShape):
    """`plan`: to who may see it. Of an error its class and place, never its words."""

    kind = serializers.CharField()
    label = serializers.CharField()
    plan = serializers.UUIDField(allow_null=True)
    attempts = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    error = serializers.CharField(allow_blank=True)
    url = serializers.CharField()
