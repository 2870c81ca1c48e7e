"""Payments as the API shows them."""

from rest_framework import serializers

from .shapes import OrganisationRefShape, StandingShape


class PayeeAccountShape(StandingShape):
    """Names in the half-width set of 全銀協, as the bank gets them."""

    company = OrganisationRefShape()
    bank_code = serializers.CharField()
    bank_name = serializers.CharField()
    branch_code = serializers.CharField()
    branch_name = serializers.CharField()
    kind = serializers.CharField()
    kind_label = serializers.CharField()
    number = serializers.CharField()
    holder = serializers.CharField()
    entered_at = serializers.DateTimeField()
    checked_at = serializers.DateTimeField(allow_null=True)
    confirmed_at = serializers.DateTimeField(allow_null=True)
    note = serializers.CharField(allow_blank=True)
    passbook = serializers.CharField()
    url = serializers.CharField()
