"""What an act answers, and what a list of acts says."""

from rest_framework import serializers


class ReasonShape(serializers.Serializer):
    code = serializers.CharField()
    text = serializers.CharField()


class DoneShape(serializers.Serializer):
    act = serializers.CharField()
    label = serializers.CharField()
    id = serializers.CharField(allow_null=True)
    url = serializers.CharField(allow_null=True)
    state = serializers.CharField(allow_null=True)
    state_label = serializers.CharField(allow_null=True)


class OfferShape(serializers.Serializer):
    act = serializers.CharField()
    label = serializers.CharField()
    url = serializers.CharField()
    sources = serializers.ListField(child=serializers.CharField())
    decides = serializers.BooleanField()
    reasons = ReasonShape(many=True)


class OffersShape(serializers.Serializer):
    open = OfferShape(many=True)
    closed = OfferShape(many=True)
