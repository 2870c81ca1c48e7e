"""What is shown of a grant: what is asked for, what was found, where it stands."""

from rest_framework import serializers

from .shapes import Anythings, FieldsShape, OrganisationRefShape, Shape


class GrantRowShape(Shape):
    id = serializers.UUIDField()
    number = serializers.CharField(allow_null=True)
    plan = serializers.UUIDField()
    title = serializers.CharField()
    company = OrganisationRefShape()
    fiscal_year = serializers.IntegerField(allow_null=True)
    state = serializers.CharField()
    state_label = serializers.CharField()
    arrived_at = serializers.DateTimeField(allow_null=True)
    url = serializers.CharField()


class GrantLineShape(Shape):
    """One cost line: as certified, as asked for, and as found good (null: not seen or not yet), in yen."""

    id = serializers.IntegerField()
    fiscal_year = serializers.IntegerField()
    menu = serializers.CharField()
    category = serializers.CharField()
    planned_eligible_cost = serializers.IntegerField()
    total_cost = serializers.IntegerField()
    eligible_cost = serializers.IntegerField()
    assessed = serializers.IntegerField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)


class GrantVersionShape(Shape):
    number = serializers.IntegerField()
    act = serializers.CharField()
    arrived_at = serializers.DateTimeField()
    receipt = serializers.CharField()
    sha256 = serializers.CharField()
    amount = serializers.IntegerField()


class ConditionShape(Shape):
    id = serializers.UUIDField()
    kind = serializers.CharField()
    kind_label = serializers.CharField()
    text = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    missed = serializers.CharField()
    state = serializers.CharField()
    state_label = serializers.CharField()
    report = serializers.CharField(allow_blank=True)
    reported_at = serializers.DateTimeField(allow_null=True)
    note = serializers.CharField(allow_blank=True)
    evidence = serializers.CharField(allow_null=True)
    url = serializers.CharField()


class ReportRowShape(Shape):
    id = serializers.UUIDField()
    grant = serializers.UUIDField()
    kind = serializers.CharField()
    kind_label = serializers.CharField()
    fiscal_year = serializers.IntegerField(allow_null=True)
    state = serializers.CharField()
    state_label = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    arrived_at = serializers.DateTimeField(allow_null=True)
    url = serializers.CharField()


class ReportPaperShape(Shape):
    id = serializers.UUIDField()
    name = serializers.CharField()
    sha256 = serializers.CharField()
    size = serializers.IntegerField()
    is_filed = serializers.BooleanField()
    url = serializers.CharField()


class GrantAmountShape(Shape):
    """A sum in yen, by year and menu where it is cut once, with each step of it."""

    amount = serializers.IntegerField()
    units = Anythings()


class TypedShape(FieldsShape):
    """`fields` are the boxes that may be typed into now, `data` what stands in them, for who may write."""

    edition = serializers.IntegerField()
    data = serializers.DictField(child=serializers.CharField(allow_blank=True))
    errors = serializers.DictField(child=serializers.CharField())
    warnings = serializers.ListField(child=serializers.CharField())


class GrantYearShape(Shape):
    fiscal_year = serializers.IntegerField()
    decided = serializers.IntegerField()
    fixed = serializers.IntegerField(allow_null=True)


class GrantMoneyShape(Shape):
    """Decided, fixed (null: not yet), paid, may still be paid; yen. `over`: paid above what is fixed."""

    decided = serializers.IntegerField()
    fixed = serializers.IntegerField(allow_null=True)
    released = serializers.IntegerField()
    paid = serializers.IntegerField()
    recovered = serializers.IntegerField()
    may_still_be_paid = serializers.IntegerField()
    over = serializers.IntegerField()
    years = GrantYearShape(many=True)


class ChangeRowShape(Shape):
    id = serializers.UUIDField()
    grant = serializers.UUIDField()
    number = serializers.IntegerField()
    kind = serializers.CharField()
    kind_label = serializers.CharField()
    state = serializers.CharField()
    state_label = serializers.CharField()
    arrived_at = serializers.DateTimeField(allow_null=True)
    url = serializers.CharField()


class GrantShape(GrantRowShape, TypedShape):
    """The application: what is typed, what is asked for and what was found."""

    asked = GrantAmountShape(allow_null=True)
    assessed = GrantAmountShape(allow_null=True)
    lines = GrantLineShape(many=True)
    versions = GrantVersionShape(many=True)
    reports = ReportRowShape(many=True)
    changes = ChangeRowShape(many=True)
    conditions = ConditionShape(many=True)
    decision = serializers.CharField(allow_null=True)
    fixing = serializers.CharField(allow_null=True)
    money = GrantMoneyShape(allow_null=True)


class ChangeStepShape(Shape):
    """What changes, the rule it was held against, and whether a notice (届出) suffices for it."""

    code = serializers.CharField()
    text = serializers.CharField()
    rule = serializers.CharField()
    minor = serializers.BooleanField()


class ChangeShape(ChangeRowShape, TypedShape):
    """As a grant's: what may be typed and what would come of it; `filed` is what was frozen last."""

    asked = GrantAmountShape(allow_null=True)
    steps = ChangeStepShape(many=True)
    notice_suffices = serializers.BooleanField(allow_null=True)
    filed = serializers.DictField(allow_null=True)
    lines = GrantLineShape(many=True)
    versions = GrantVersionShape(many=True)
    decision = serializers.CharField(allow_null=True)


class ReportShape(ReportRowShape, TypedShape):
    """As a grant's: what may be typed, what was filed, and what its costs come to as told and as found."""

    reported = GrantAmountShape(allow_null=True)
    found = GrantAmountShape(allow_null=True)
    lines = GrantLineShape(many=True)
    versions = GrantVersionShape(many=True)
    papers = ReportPaperShape(many=True)
