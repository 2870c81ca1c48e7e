"""Payments as the API shows them."""

from rest_framework import serializers

from .shapes import Anythings, OrganisationRefShape, Shape, StandingShape


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


class HoldingShape(Shape):
    """`held`: in the book for the decision; `taken`: of that claimed and not yet paid."""

    kind = serializers.CharField()
    kind_label = serializers.CharField()
    fiscal_year = serializers.IntegerField()
    held = serializers.IntegerField()
    taken = serializers.IntegerField()
    left = serializers.IntegerField()


class TreasuryPaymentShape(StandingShape):
    """Made by the ministry in another system, and recorded here."""

    claim = serializers.UUIDField()
    paid_on = serializers.DateField()
    amount = serializers.IntegerField()
    reference = serializers.CharField()
    note = serializers.CharField(allow_blank=True)
    url = serializers.CharField()


class ClaimShape(StandingShape):
    number = serializers.CharField()
    grant = serializers.UUIDField()
    company = OrganisationRefShape()
    kind = serializers.CharField()
    kind_label = serializers.CharField()
    fiscal_year = serializers.IntegerField()
    amount = serializers.IntegerField()
    reason = serializers.CharField(allow_blank=True)
    claimed_at = serializers.DateTimeField()
    note = serializers.CharField(allow_blank=True)
    paid_on = serializers.DateField(allow_null=True)
    treasury_payments = TreasuryPaymentShape(many=True)
    url = serializers.CharField()


class PayerShape(Shape):
    since = serializers.DateField()
    client_code = serializers.CharField()
    client_name = serializers.CharField()
    bank_code = serializers.CharField()
    bank_name = serializers.CharField()
    branch_code = serializers.CharField()
    branch_name = serializers.CharField()
    kind = serializers.CharField()
    number = serializers.CharField()


class RunRowShape(StandingShape):
    number = serializers.CharField()
    book = serializers.UUIDField()
    transfer_on = serializers.DateField()
    drafted_by = serializers.CharField()
    drafted_at = serializers.DateTimeField()
    released_by = serializers.CharField(allow_null=True)
    released_at = serializers.DateTimeField(allow_null=True)
    url = serializers.CharField()


class TransferShape(StandingShape):
    """`place`: its number in the file, which the bank sends back."""

    run = serializers.UUIDField()
    claim = serializers.UUIDField()
    account = serializers.UUIDField()
    place = serializers.IntegerField()
    amount = serializers.IntegerField()
    result_on = serializers.DateField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)
    url = serializers.CharField()


class RunShape(RunRowShape):
    payer = PayerShape(allow_null=True)
    transfers = TransferShape(many=True)
    file = serializers.CharField(allow_null=True)


class RemittanceShape(StandingShape):
    """What came in: principal first, what is above it for the charges; yen."""

    receivable = serializers.UUIDField()
    on = serializers.DateField()
    amount = serializers.IntegerField()
    principal = serializers.IntegerField()
    charges = serializers.IntegerField()
    note = serializers.CharField(allow_blank=True)
    url = serializers.CharField()


class UrgingShape(Shape):
    made_on = serializers.DateField()
    pay_by = serializers.DateField()
    owed = serializers.IntegerField()


class ReceivableRowShape(StandingShape):
    """What is to be returned, and what accrued on it until `as_of`; final once the principal is met; yen."""

    number = serializers.CharField()
    grant = serializers.UUIDField()
    company = OrganisationRefShape()
    under = serializers.CharField()
    under_label = serializers.CharField()
    principal = serializers.IntegerField()
    due_on = serializers.DateField()
    as_of = serializers.DateField()
    principal_left = serializers.IntegerField()
    surcharge = serializers.IntegerField()
    late_charge = serializers.IntegerField()
    charges_paid = serializers.IntegerField()
    left = serializers.IntegerField()
    is_final = serializers.BooleanField()
    met_on = serializers.DateField(allow_null=True)
    url = serializers.CharField()


class ReceivableShape(ReceivableRowShape):
    trace = Anythings()
    remittances = RemittanceShape(many=True)
    urgings = UrgingShape(many=True)
