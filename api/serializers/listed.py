"""What the public lists show."""

from rest_framework import serializers

from .shapes import Shape


class EntryShape(Shape):
    """One 認定 or 採択. `url` says whether its letter stands."""

    number = serializers.CharField()
    dated_on = serializers.DateField()
    fiscal_year = serializers.IntegerField()
    scheme = serializers.CharField()
    scheme_name = serializers.CharField()
    parties = serializers.ListField(child=serializers.CharField())
    title = serializers.CharField()
    status = serializers.CharField()
    status_label = serializers.CharField()
    status_on = serializers.DateField(allow_null=True)
    specimen = serializers.BooleanField()
    url = serializers.CharField()


class SourceShape(Shape):
    publisher = serializers.CharField()
    document = serializers.CharField()
    day = serializers.DateField()


class PrintedRowShape(Shape):
    no = serializers.IntegerField()
    applicants = serializers.ListField(child=serializers.CharField())
    work = serializers.ListField(child=serializers.CharField())


class PrintedListShape(Shape):
    """As printed; never many."""

    scheme = serializers.CharField()
    fiscal_year = serializers.IntegerField()
    title = serializers.CharField()
    source = SourceShape()
    items = PrintedRowShape(many=True)
