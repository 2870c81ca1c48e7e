"""What each act is told, by its name; a ranking's in ranking_bodies. Services decide; this is shape."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from accounts.exported import LISTS, Form
from accounts.models import Organisation, User
from applications.parts.spec import ATTACHMENTS, SPECS
from common import corporate_number
from decisions.services.papers import OF_PLAN
from funds.calls.selectors import published_calls
from law.lifecycle import SchemeKind
from law.roles import ROLES
from reviews.models import Consultation

from .fields import Day, Document, Moment, Named, Note, Scan, Text, Whole, Yes

COMPANIES = Organisation.objects.filter(kind=Organisation.Kind.COMPANY)
PARTS = [*SPECS, ATTACHMENTS]
MANY = 100
MOST_YEN = 10**15


class Body(serializers.Serializer):
    """Strict: a field nobody asked for is a mistake that is told, not swallowed."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and (extra := sorted(set(data) - set(self.fields))):
            text = _("この名前の項目はありません。")
            raise serializers.ValidationError({name[:60]: text for name in extra[:20]})
        return super().to_internal_value(data)


class Nothing(Body):
    """An act that asks for nothing."""


class PartRef(Body):
    key = serializers.ChoiceField(PARTS)
    party = Named(
        Organisation.objects.all(),
        allow_null=True,
        default=None,
        help_text=gettext_lazy("各社の部分では、その会社の ID。共同の部分では null。"),
    )


class StartPlan(Body):
    scheme = serializers.SlugField(max_length=40, help_text=gettext_lazy("制度のコード"))
    call = Named(
        published_calls(),
        by="pk",
        allow_null=True,
        default=None,
        help_text=gettext_lazy("公募の ID。なければ、その制度のいま受け付けている公募。"),
    )
    title = Text(max_length=200)


class CallText(Body):
    """What is written of a call. Without `closes_at` it is a fund's standing intake."""

    round = Whole(min_value=1, max_value=999)
    name = Text(max_length=200)
    opens_at = Moment()
    closes_at = Moment(allow_null=True, default=None)
    summary = Note(allow_blank=True, default="")
    budget = Whole(min_value=0, max_value=10**13, allow_null=True, default=None, help_text=gettext_lazy("円"))
    budget_note = Text(max_length=200, allow_blank=True, default="")
    menus = serializers.ListField(child=Text(max_length=40), default=list, max_length=MANY)
    fiscal_years = serializers.ListField(
        child=Whole(min_value=2000, max_value=2100), default=list, max_length=MANY
    )
    contact = Note(allow_blank=True, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["closes_at"] is not None and attrs["closes_at"] <= attrs["opens_at"]:
            text = _("受付終了は、受付開始より後の日時にしてください。")
            raise serializers.ValidationError({"closes_at": text})
        return attrs


class DraftCall(CallText):
    scheme = serializers.SlugField(max_length=40, help_text=gettext_lazy("制度のコード"))


class PublishCall(Body):
    revision = Whole(min_value=1, max_value=10**6, help_text=gettext_lazy("確かめた案の番号"))


class ProposeClosing(Body):
    closes_at = Moment()
    reason = Note()


class StartPaperPlan(StartPlan):
    company = Named(COMPANIES)


class Company(Body):
    company = Named(COMPANIES)


class FilePaper(Body):
    stamped_at = Moment(help_text=gettext_lazy("受付印にある到達の日時"))


class PaperLetter(Body):
    scan = Scan()
    stamped_at = Moment(help_text=gettext_lazy("書面の受付印にある到達の日時"))


class PaperAnswer(PaperLetter):
    answer = Note(allow_blank=True, default="")


class PaperWithdrawal(PaperLetter):
    companies = serializers.ListField(
        child=Named(COMPANIES),
        allow_empty=False,
        max_length=MANY,
        help_text=gettext_lazy("この書面で取り下げる会社"),
    )


class OpenAmendment(Body):
    parts = PartRef(many=True, allow_empty=False, max_length=MANY)


class AssignOfficer(Body):
    officer = Named(User.objects.filter(is_active=True))


class AssignReviewer(Body):
    reviewer = Named(User.objects.filter(is_active=True))
    due_on = Day(allow_null=True, default=None)


class AskedItem(PartRef):
    text = Note()


class ProvidedItem(AskedItem):
    provision = Text(max_length=200, help_text=gettext_lazy("根拠の条項（行政手続法7条）"))


class RequestCorrection(Body):
    items = ProvidedItem(many=True, max_length=MANY)
    purpose = Note()
    due_on = Day()


class Inquire(Body):
    items = AskedItem(many=True, max_length=MANY)
    purpose = Note()
    responsible = Text(max_length=100)
    due_on = Day(allow_null=True, default=None)


class ExtendCorrection(Body):
    due_on = Day()


class AnswerSheet(Body):
    answer = Note(allow_blank=True, default="")


class FindingRow(Body):
    criterion = Text(max_length=10)
    fits = Yes()
    fact = Note()
    page = Text(max_length=200, allow_blank=True, default="")


class WriteFindings(Body):
    findings = FindingRow(many=True, allow_empty=False, max_length=MANY)


class ConfirmFinding(Body):
    criterion = Text(max_length=10)
    version = Whole(min_value=1, max_value=10_000, help_text=gettext_lazy("読んだ版の番号"))


class PrepareConsultation(Body):
    body = serializers.ChoiceField(Consultation.Body.choices)
    document_number = Text(max_length=60)
    dated_on = Day()
    because = Text(max_length=4000, allow_blank=True, default="")


class RecordSending(Body):
    sent_on = Day()
    sent_by = Text(max_length=100)


class RecordAnswer(Body):
    answer = serializers.ChoiceField(Consultation.Answer.choices)
    answered_on = Day()
    number = Text(max_length=60, allow_blank=True, default="")
    text = Note(allow_blank=True, default="")
    scan = Scan(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["answer"] == Consultation.Answer.OPINION and not attrs["text"]:
            raise serializers.ValidationError({"text": _("意見があったときは、その内容を書いてください。")})
        return attrs


class Noted(Body):
    note = Note()


class Because(Body):
    because = Note()


class ScoreRow(Body):
    item = Text(max_length=40)
    points = Whole(min_value=0, max_value=100)
    comment = Note(allow_blank=True, default="")


class SubmitOpinion(Body):
    version = Whole(min_value=1, max_value=10_000, help_text=gettext_lazy("読んだ版の番号"))
    opinion = Note()
    scores = ScoreRow(many=True, max_length=MANY)


class Weighing(Body):
    body = serializers.ChoiceField(Consultation.Body.choices)
    text = Note()


class Draft(Body):
    dated_on = Day(help_text=gettext_lazy("施行日（通知書の日付）"))
    document_number = Text(max_length=60, allow_blank=True, default="")
    weighing = Weighing(many=True, required=False, max_length=10)
    issue_at = Moment(allow_null=True, default=None)


class DraftCertification(Draft):
    conditions = serializers.ListField(
        child=Note(), max_length=MANY, required=False, help_text=gettext_lazy("制度の定めにある留意事項から")
    )


class DraftRefusal(Draft):
    reasons = Note()


class Redraft(DraftCertification):
    reasons = Note(allow_blank=True, default="")
    note = Note(help_text=gettext_lazy("前の起案を廃案とする理由"))


class AskForPaper(Body):
    kind = serializers.ChoiceField([(kind.value, kind.label) for kind in OF_PLAN])


class Approve(Body):
    seen = serializers.RegexField(
        r"^[0-9a-f]{64}$", help_text=gettext_lazy("読んだ通知書の letters_sha256（処分の表示にあります）")
    )


class RecordApproval(Body):
    number = Text(max_length=60)
    on = Day()
    approver = Text(max_length=100)
    scan = Scan()


class Query(Body):
    query = Text(
        max_length=1000,
        allow_blank=True,
        default="",
        help_text=gettext_lazy(
            "一覧の条件（アドレスの ? の後と同じ形）。帳簿の一覧では、book=基金のコード を含みます。"
        ),
    )


class AskForExport(Query):
    table = serializers.ChoiceField(
        [(code, each.label) for code, each in LISTS.items()],
        default="worklist",
        help_text=gettext_lazy("一覧"),
    )
    form = serializers.ChoiceField(
        [form.value for form in Form], default=Form.XLSX.value, help_text=gettext_lazy("ファイルの形")
    )


class SaveView(Query):
    name = Text(max_length=40)


class DeleteView(Body):
    name = Text(max_length=40)


class RecordDispatch(Body):
    dispatched_on = Day()
    dispatched_by = Text(max_length=60)
    tracking = Text(max_length=40, allow_blank=True, default="")


class RecordDelivery(Body):
    delivered_on = Day()


class RegisterCompany(Body):
    name = Text(max_length=200)
    name_kana = Text(max_length=200, allow_blank=True, default="")
    corporate_number = Text(max_length=13, validators=[corporate_number.validate])
    address = Text(max_length=300, allow_blank=True, default="")
    representative_title = Text(max_length=100, allow_blank=True, default="")
    representative_name = Text(max_length=100, allow_blank=True, default="")


class RegisterOrganisation(RegisterCompany):
    kind = serializers.ChoiceField(Organisation.Kind.choices)
    corporate_number = Text(
        max_length=13, validators=[corporate_number.validate], allow_null=True, default=None
    )


class ChangeProfile(Body):
    """Only what is sent is changed."""

    name = Text(max_length=200, required=False)
    name_kana = Text(max_length=200, allow_blank=True, required=False)
    address = Text(max_length=300, allow_blank=True, required=False)
    representative_title = Text(max_length=100, allow_blank=True, required=False)
    representative_name = Text(max_length=100, allow_blank=True, required=False)


class Post(Body):
    organisation = Named(Organisation.objects.all())
    role = serializers.ChoiceField([(row.role.value, row.label) for row in ROLES.values()])


class GiveMembership(Post):
    valid_from = Day()
    valid_until = Day(allow_null=True, default=None)


class AddPerson(GiveMembership):
    name = Text(max_length=100)
    name_kana = Text(max_length=100, allow_blank=True, default="")
    email = serializers.EmailField(max_length=254)


class EndMembership(Post):
    last_day = Day(help_text=gettext_lazy("この日まで有効です。"))


# A scheme's terms


class StartSchemeDraft(Body):
    code = serializers.SlugField(
        max_length=40, default="", allow_blank=True, help_text=gettext_lazy("新しい制度のコード")
    )
    kind = serializers.ChoiceField([*SchemeKind], default="", allow_blank=True)
    scheme = serializers.SlugField(
        max_length=40,
        default="",
        allow_blank=True,
        help_text=gettext_lazy("もとにする制度のコード。その最新の版から始めます。"),
    )
    document = Document(
        allow_null=True, default=None, help_text=gettext_lazy("定めの全文（docs/schemas/scheme.v1.json）")
    )


class SaveSchemeDraft(Body):
    revision = Whole(min_value=1, max_value=1_000_000, help_text=gettext_lazy("読んだときの revision"))
    document = Document(help_text=gettext_lazy("定めの全文。書かなかったキーはなくなります。"))


class PublishSchemeDraft(Body):
    sha256 = serializers.RegexField("^[0-9a-f]{64}$", help_text=gettext_lazy("確かめた案の sha256"))
