"""What officials ask, find and decide, and who people are."""

from rest_framework import serializers

from .shapes import Anythings, OrganisationRefShape, Shape, StandingShape

# What officials ask and find


class SheetItemShape(Shape):
    key = serializers.CharField()
    party = serializers.UUIDField(allow_null=True)
    text = serializers.CharField()
    provision = serializers.CharField(allow_blank=True)


class SheetShape(StandingShape):
    plan = serializers.UUIDField()
    kind = serializers.CharField()
    purpose = serializers.CharField(allow_blank=True)
    responsible = serializers.CharField(allow_blank=True)
    due_on = serializers.DateField(allow_null=True)
    opened_at = serializers.DateTimeField()
    answer = serializers.CharField(allow_blank=True)
    answered_at = serializers.DateTimeField(allow_null=True)
    cleared_at = serializers.DateTimeField(allow_null=True)
    cleared_note = serializers.CharField(allow_blank=True)
    items = SheetItemShape(many=True)
    url = serializers.CharField()


class FindingShape(Shape):
    criterion = serializers.CharField()
    name = serializers.CharField()
    fits = serializers.BooleanField(allow_null=True)
    fact = serializers.CharField(allow_blank=True)
    page = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField(allow_null=True)


class ScoreShape(Shape):
    item = serializers.CharField()
    points = serializers.IntegerField()
    comment = serializers.CharField(allow_blank=True)


class PairingShape(StandingShape):
    plan = serializers.UUIDField()
    number = serializers.CharField(allow_null=True)
    reviewer = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    opinion = serializers.CharField(allow_blank=True)
    opinion_on = serializers.IntegerField(allow_null=True)
    recused_because = serializers.CharField(allow_blank=True)
    scores = ScoreShape(many=True)
    url = serializers.CharField()


class ContinuationShape(Shape):
    """An answer of 継続, which stays beside what was answered after it."""

    id = serializers.UUIDField()
    answered_on = serializers.DateField()
    number = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)
    scan = serializers.CharField(allow_null=True)


class ConsultationShape(StandingShape):
    plan = serializers.UUIDField()
    body = serializers.CharField()
    version = serializers.IntegerField()
    document_number = serializers.CharField()
    dated_on = serializers.DateField()
    because = serializers.CharField(allow_null=True)
    sent_on = serializers.DateField(allow_null=True)
    sent_by = serializers.CharField(allow_blank=True)
    answer = serializers.CharField(allow_blank=True)
    answered_on = serializers.DateField(allow_null=True)
    answer_number = serializers.CharField(allow_blank=True)
    answer_text = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    package = serializers.CharField(allow_null=True)
    answer_scan = serializers.CharField(allow_null=True)
    continuations = ContinuationShape(many=True)
    url = serializers.CharField()


class ConsultationsShape(Shape):
    """`required` by the law before 認定; `jftc_missing`: what the question of the JFTC still waits for;
    `doubts_open`: what an officer has still to look into.
    """

    items = ConsultationShape(many=True)
    required = serializers.ListField(child=serializers.CharField())
    jftc_missing = serializers.ListField(child=serializers.CharField())
    doubts_open = serializers.ListField(child=serializers.CharField())


class PaperShape(Shape):
    id = serializers.UUIDField()
    kind = serializers.CharField()
    asked_at = serializers.DateTimeField()
    ready = serializers.BooleanField()
    url = serializers.CharField()


# Decisions and documents


class DecisionRowShape(StandingShape):
    """Of a plan, or of a grant."""

    plan = serializers.UUIDField(allow_null=True)
    grant = serializers.UUIDField(allow_null=True)
    outcome = serializers.CharField()
    version = serializers.IntegerField()
    number = serializers.CharField(allow_null=True)
    document_number = serializers.CharField(allow_null=True)
    dated_on = serializers.DateField()
    issue_at = serializers.DateTimeField(allow_null=True)
    approved_at = serializers.DateTimeField(allow_null=True)
    issued_at = serializers.DateTimeField(allow_null=True)
    note = serializers.CharField(allow_blank=True)
    url = serializers.CharField()


class DecisionShape(DecisionRowShape):
    """`letters_sha256` is what an approval names as read."""

    conditions = serializers.ListField(child=serializers.CharField())
    reasons = serializers.CharField(allow_blank=True)
    weighing = serializers.DictField(child=serializers.CharField(allow_blank=True))
    snapshot_sha256 = serializers.CharField(allow_blank=True)
    letters = Anythings()
    letters_sha256 = serializers.CharField()
    approval_scan = serializers.CharField(allow_null=True)


class DeliveryShape(Shape):
    channel = serializers.CharField()
    made_available_at = serializers.DateTimeField(allow_null=True)
    first_opened_at = serializers.DateTimeField(allow_null=True)
    dispatched_on = serializers.DateField(allow_null=True)
    dispatched_by = serializers.CharField(allow_blank=True)
    tracking = serializers.CharField(allow_blank=True)
    delivered_on = serializers.DateField(allow_null=True)


class DocumentShape(Shape):
    id = serializers.UUIDField()
    plan = serializers.UUIDField(allow_null=True)
    grant = serializers.UUIDField(allow_null=True)
    kind = serializers.CharField()
    kind_label = serializers.CharField()
    number = serializers.CharField()
    document_number = serializers.CharField(allow_blank=True)
    issuer = serializers.CharField()
    addressee = OrganisationRefShape()
    dated_on = serializers.DateField()
    issued_at = serializers.DateTimeField()
    status = serializers.CharField()
    sha256 = serializers.CharField()
    delivery = DeliveryShape(allow_null=True)
    verification = serializers.CharField()
    pdf = serializers.CharField()
    url = serializers.CharField()


class LineShape(Shape):
    label = serializers.CharField()
    text = serializers.CharField()


class VerificationShape(Shape):
    found = serializers.BooleanField()
    valid = serializers.BooleanField()
    specimen = serializers.BooleanField()
    sentence = serializers.CharField()
    text = serializers.CharField(allow_blank=True)
    lines = LineShape(many=True)


# People


class NoticeShape(Shape):
    id = serializers.UUIDField()
    plan = serializers.UUIDField(allow_null=True)
    act = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField(allow_blank=True)
    created_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)
    url = serializers.CharField()


class OrganisationShape(OrganisationRefShape):
    kind = serializers.CharField()
    name_kana = serializers.CharField(allow_blank=True)
    address = serializers.CharField(allow_blank=True)
    representative_title = serializers.CharField(allow_blank=True)
    representative_name = serializers.CharField(allow_blank=True)
    url = serializers.CharField()


class PostShape(Shape):
    organisation = OrganisationRefShape()
    role = serializers.CharField()
    valid_from = serializers.DateField()
    valid_until = serializers.DateField(allow_null=True)


class PersonShape(Shape):
    id = serializers.UUIDField()
    name = serializers.CharField()
    name_kana = serializers.CharField(allow_blank=True)
    email = serializers.CharField()
    active = serializers.BooleanField()
    posts = PostShape(many=True)
    url = serializers.CharField()


class OfficialShape(Shape):
    """Who may be given a case, or asked for an opinion."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    organisation = serializers.CharField()
    role = serializers.CharField()


class MeShape(Shape):
    """As whom this request speaks."""

    person = serializers.CharField()
    organisation = OrganisationRefShape()
    role = serializers.CharField()
    scope = serializers.CharField()
