"""A fund's account at the bank as the API shows it."""

from rest_framework import serializers

from .shapes import Shape, StandingShape


class BankAccountShape(StandingShape):
    """`balance` and `until`: by the last line taken in; `next_month`: the first that is not signed; yen."""

    book = serializers.UUIDField()
    is_main = serializers.BooleanField()
    bank_code = serializers.CharField()
    bank_name = serializers.CharField()
    branch_code = serializers.CharField()
    branch_name = serializers.CharField()
    kind = serializers.CharField()
    kind_label = serializers.CharField()
    number = serializers.CharField()
    opening_on = serializers.DateField()
    opening_balance = serializers.IntegerField()
    balance = serializers.IntegerField()
    until = serializers.DateField(allow_null=True)
    next_month = serializers.DateField()
    lines = serializers.CharField()
    unmatched = serializers.CharField()
    sheets = serializers.CharField()
    url = serializers.CharField()


class BankLineShape(Shape):
    """`balance`: after it; yen."""

    id = serializers.UUIDField()
    account = serializers.UUIDField()
    place = serializers.IntegerField()
    on = serializers.DateField()
    came_in = serializers.IntegerField()
    went_out = serializers.IntegerField()
    balance = serializers.IntegerField()
    counterpart = serializers.CharField(allow_blank=True)
    remark = serializers.CharField(allow_blank=True)


class BankItemShape(Shape):
    """Of the book; `amount` has the sign that the bank will show."""

    code = serializers.CharField()
    on = serializers.DateField()
    amount = serializers.IntegerField()
    label = serializers.CharField()


class UnmatchedShape(Shape):
    lines = BankLineShape(many=True)
    items = BankItemShape(many=True)


class BankMatchShape(StandingShape):
    book = serializers.UUIDField()
    month = serializers.DateField()
    lines = BankLineShape(many=True)
    items = BankItemShape(many=True)
    made_by = serializers.CharField()
    made_at = serializers.DateTimeField()
    note = serializers.CharField(allow_blank=True)
    url = serializers.CharField()


class MonthSheetRowShape(StandingShape):
    """book_balance − in_transit + unmatched + difference = bank_balance; yen."""

    account = serializers.UUIDField()
    month = serializers.DateField()
    version = serializers.IntegerField()
    former = serializers.UUIDField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)
    book_balance = serializers.IntegerField()
    in_transit = serializers.IntegerField()
    unmatched = serializers.IntegerField()
    bank_balance = serializers.IntegerField()
    difference = serializers.IntegerField()
    drafted_by = serializers.CharField()
    drafted_at = serializers.DateTimeField()
    signed_by = serializers.CharField(allow_null=True)
    signed_at = serializers.DateTimeField(allow_null=True)
    note = serializers.CharField(allow_blank=True)
    url = serializers.CharField()


class ListedRowShape(Shape):
    """`kind`: transit, an item of the book; line, a line of the bank with its explanation."""

    kind = serializers.CharField()
    on = serializers.DateField()
    label = serializers.CharField()
    amount = serializers.IntegerField()
    line = serializers.UUIDField(allow_null=True)
    explanation = serializers.CharField(allow_blank=True)


class MonthSheetShape(MonthSheetRowShape):
    rows = ListedRowShape(many=True)
