"""What is shown of each thing. Never a model of a plan: its views (applications/sight.py) come in here."""

from functools import cache
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


class Shape(serializers.Serializer):
    """Read only: nothing that is shown here is ever taken in by it."""


class FieldsShape(Shape):
    """What names the boxes it has: `fields` is the serializer's own name, so it is written with a mark."""

    fields_ = serializers.ListField(child=serializers.CharField())

    def get_fields(self) -> dict[str, Any]:
        found = super().get_fields()
        found["fields"] = found.pop("fields_")
        return found


class StandingShape(Shape):
    """What has a life of its own in law/lifecycle/, and where it stands there."""

    id = serializers.UUIDField()
    state = serializers.CharField()
    state_label = serializers.CharField()


@extend_schema_field(OpenApiTypes.OBJECT)
class Anything(serializers.JSONField):
    """A document with a schema of its own."""


@extend_schema_field({"type": "array", "items": {"type": "object", "additionalProperties": {}}})
class Anythings(serializers.JSONField):
    """A list of such documents."""


@cache
def page_of(shape: type[Shape]) -> type[Shape]:
    """A page of such things, typed; one and the same for every list of them."""
    members: dict[str, Any] = {
        "items": shape(many=True),
        "next": serializers.CharField(allow_null=True),
        "previous": serializers.CharField(allow_null=True),
        "__doc__": shape.__doc__,
        "__module__": shape.__module__,
    }
    return type(shape.__name__.replace("Shape", "PageShape"), (Shape,), members)


@cache
def list_of(shape: type[Shape]) -> type[Shape]:
    """All there are: of one plan, so never many."""
    members: dict[str, Any] = {
        "items": shape(many=True),
        "__doc__": shape.__doc__,
        "__module__": shape.__module__,
    }
    return type(shape.__name__.replace("Shape", "ListShape"), (Shape,), members)


class OrganisationRefShape(Shape):
    id = serializers.UUIDField()
    name = serializers.CharField()
    corporate_number = serializers.CharField(allow_null=True)


class FileShape(Shape):
    id = serializers.UUIDField()
    document = serializers.CharField()
    party = serializers.UUIDField(allow_null=True)
    confidential = serializers.BooleanField()
    name = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()
    scan = serializers.CharField()
    url = serializers.CharField()


# Schemes and calls


class SchemeVersionRefShape(Shape):
    number = serializers.IntegerField()
    valid_from = serializers.DateField()
    sha256 = serializers.CharField()
    url = serializers.CharField()


class SchemeShape(Shape):
    code = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    fund = serializers.CharField(allow_null=True)
    open = serializers.BooleanField()
    url = serializers.CharField()


class SchemeDetailShape(SchemeShape):
    """What a form is made of: menus, years, documents and limits of the version in force."""

    versions = SchemeVersionRefShape(many=True)
    form = Anything(allow_null=True)


class SchemeVersionShape(SchemeVersionRefShape):
    document = Anything()


class SchemeDraftRefShape(StandingShape):
    code = serializers.CharField()
    name = serializers.CharField()
    revision = serializers.IntegerField()
    saved_at = serializers.DateTimeField()
    url = serializers.CharField()


class FaultShape(Shape):
    code = serializers.CharField()
    place = serializers.CharField(allow_blank=True)
    text = serializers.CharField()


class DifferenceShape(Shape):
    label = serializers.CharField()
    was = serializers.CharField(allow_null=True)
    now = serializers.CharField(allow_null=True)


class SchemeDraftShape(SchemeDraftRefShape):
    """`document` follows docs/schemas/scheme.v1.json, though it may still miss anything."""

    document = Anything()
    sha256 = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    started_by = serializers.CharField()
    proposed_by = serializers.CharField(allow_null=True)
    version = serializers.IntegerField(allow_null=True)
    faults = FaultShape(many=True)
    differences = DifferenceShape(many=True)


class CallShape(Shape):
    id = serializers.UUIDField()
    scheme = serializers.CharField()
    kind = serializers.CharField()
    state = serializers.CharField()
    round = serializers.IntegerField()
    name = serializers.CharField()
    summary = serializers.CharField()
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField(allow_null=True)
    open = serializers.BooleanField()
    budget = serializers.IntegerField(allow_null=True)
    budget_note = serializers.CharField()
    menus = serializers.ListField(child=serializers.CharField())
    fiscal_years = serializers.ListField(child=serializers.IntegerField())
    contact = serializers.CharField()
    url = serializers.CharField()


class CallVersionShape(Shape):
    id = serializers.UUIDField()
    number = serializers.IntegerField()
    name = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()
    changes = serializers.CharField()
    published_at = serializers.DateTimeField(allow_null=True)
    url = serializers.CharField()


class CallDocumentShape(Shape):
    """With every version it ever had, the newest first."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    title = serializers.CharField()
    versions = CallVersionShape(many=True)


class ClosingShape(Shape):
    was = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    reason = serializers.CharField()
    decided_at = serializers.DateTimeField()


class CallDetailShape(CallShape):
    """`revision` is what a publisher has seen and names."""

    revision = serializers.IntegerField()
    published_at = serializers.DateTimeField(allow_null=True)
    documents = CallDocumentShape(many=True)
    closings = ClosingShape(many=True)


# Plans


class PlanRowShape(StandingShape):
    number = serializers.CharField(allow_null=True)
    title = serializers.CharField()
    scheme = serializers.CharField()
    channel = serializers.CharField()
    lead = OrganisationRefShape()
    arrived_at = serializers.DateTimeField(allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    updated_at = serializers.DateTimeField()
    url = serializers.CharField()


class PartyShape(OrganisationRefShape):
    lead = serializers.BooleanField()
    agreed_at = serializers.DateTimeField(allow_null=True)
    withdraws_at = serializers.DateTimeField(allow_null=True)


class LostShape(Shape):
    """A box that the scheme in force no longer has, and what had been typed into it; it stays stored."""

    section = serializers.CharField()
    label = serializers.CharField()
    typed = serializers.CharField()


class MovedShape(Shape):
    """What moved in the scheme or its call since one's company last looked; `see_changes` confirms it."""

    sentences = serializers.ListField(child=serializers.CharField())
    lost = LostShape(many=True)


class PlanShape(PlanRowShape):
    moved = MovedShape(allow_null=True)
    parties = PartyShape(many=True)
    started_at = serializers.DateTimeField()
    nibn_arrived_at = serializers.DateTimeField(allow_null=True)
    call = serializers.UUIDField(allow_null=True)
    assignee = serializers.CharField(allow_null=True)
    links = serializers.DictField(child=serializers.CharField())


class PartRowShape(Shape):
    key = serializers.CharField()
    title = serializers.CharField()
    party = serializers.UUIDField(allow_null=True)
    confidential = serializers.BooleanField()
    version = serializers.IntegerField()
    editable = serializers.BooleanField()
    complete = serializers.BooleanField()
    url = serializers.CharField()


class PartShape(PartRowShape, FieldsShape):
    """`data` is what was typed, as typed, by box; `fields` are the boxes there are."""

    form_version = serializers.IntegerField()
    data = serializers.DictField(child=serializers.CharField(allow_blank=True))
    errors = serializers.DictField(child=serializers.CharField())
    warnings = serializers.DictField(child=serializers.CharField())
    lacks = serializers.ListField(child=serializers.CharField())


class ConflictShape(Shape):
    field = serializers.CharField()
    yours = serializers.CharField(allow_blank=True)
    theirs = serializers.CharField(allow_blank=True)


class SavedShape(Shape):
    version = serializers.IntegerField()
    saved = serializers.ListField(child=serializers.CharField())
    known = serializers.ListField(child=serializers.CharField())
    conflicts = ConflictShape(many=True)
    refused = serializers.DictField(child=serializers.CharField())


class TraceLineShape(Shape):
    """A figure, the rule it follows, and what went into it."""

    label = serializers.CharField()
    rule = serializers.CharField()
    article = serializers.CharField()
    inputs = Anythings()
    rounding = serializers.CharField(allow_blank=True)
    value = serializers.IntegerField()


class SubsidyUnitShape(Shape):
    party = serializers.UUIDField()
    fiscal_year = serializers.IntegerField()
    menu = serializers.CharField()
    amount = serializers.IntegerField()
    trace = TraceLineShape(many=True)


class SubsidyShape(Shape):
    """What may be expected, in yen, and how it was worked out. A certification promises no sum."""

    amount = serializers.IntegerField()
    units = SubsidyUnitShape(many=True)
    trace = TraceLineShape(many=True)


class CheckShape(Shape):
    """What stands in the way of filing, what is only warned of, and the sum that may be expected."""

    unreadable = serializers.ListField(child=serializers.CharField())
    not_agreed = serializers.ListField(child=serializers.CharField())
    warnings = serializers.ListField(child=serializers.CharField())
    subsidy = SubsidyShape()


class VersionRowShape(Shape):
    number = serializers.IntegerField()
    act = serializers.CharField()
    arrived_at = serializers.DateTimeField()
    sha256 = serializers.CharField()
    scheme_version = serializers.IntegerField()
    url = serializers.CharField()


class FiledPartShape(Shape):
    key = serializers.CharField()
    party = serializers.UUIDField(allow_null=True)
    confidential = serializers.BooleanField()
    form_version = serializers.IntegerField()
    values = Anything()


class ProofShape(Shape):
    key = serializers.CharField()
    party = serializers.UUIDField(allow_null=True)
    salt = serializers.CharField()
    sha256 = serializers.CharField()


class VersionShape(VersionRowShape):
    parts = FiledPartShape(many=True)
    files = FileShape(many=True)
    proofs = ProofShape(many=True)
    subsidy = SubsidyShape()


class ReceiptShape(Shape):
    number = serializers.CharField()
    arrived_at = serializers.DateTimeField()
    sha256 = serializers.CharField()
    files = Anythings()
    warnings = serializers.ListField(child=serializers.CharField())


class EventShape(Shape):
    """What happened, when, by whom as far as this one may know."""

    at = serializers.DateTimeField()
    what = serializers.CharField()
    who = serializers.CharField()
