"""What the acts of a grant are told, by their names. Services decide; this is shape."""

from typing import Any

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from law.changes import ChangeKind
from law.grant_conditions import CONDITIONS
from law.reports import ReportKind

from .bodies import MANY, MOST_YEN, Body
from .fields import Day, Moment, Note, Scan, Text, Whole

MAY_BE_ADDED = [row.kind.value for row in CONDITIONS.values() if row.text and not row.always]


class StartGrant(Body):
    fiscal_year = Whole(
        min_value=2000,
        max_value=2100,
        allow_null=True,
        default=None,
        help_text=gettext_lazy("年度ごとに決定する制度だけで入れます。"),
    )


class Box(Body):
    """One box of the application: what was seen in it, and what is to stand in it."""

    field = Text(max_length=60)
    was = Note(allow_blank=True)
    now = Note(allow_blank=True)


class SaveGrant(Body):
    changes = Box(many=True, allow_empty=False, max_length=500)


class CheckedLine(Body):
    line = Whole(min_value=1, max_value=2**53 - 1, help_text=gettext_lazy("申請の経費の行（lines の id）"))
    assessed = Whole(min_value=0, max_value=MOST_YEN, help_text=gettext_lazy("査定額、円"))
    reason = Text(max_length=1000, allow_blank=True, default="")


class CheckLines(Body):
    lines = CheckedLine(many=True, allow_empty=False, max_length=1000)


class RemarkItem(Body):
    line = Whole(
        min_value=1,
        max_value=2**53 - 1,
        allow_null=True,
        default=None,
        help_text=gettext_lazy("申請の経費の行（lines の id）。経費のほかの記載については null。"),
    )
    text = Note()


class AskGrantCorrection(Body):
    items = RemarkItem(many=True, max_length=MANY)
    due_on = Day()


class GrantDraft(Body):
    dated_on = Day(help_text=gettext_lazy("施行日（通知書の日付）"))
    document_number = Text(max_length=60, allow_blank=True, default="")
    issue_at = Moment(allow_null=True, default=None)


class OtherCondition(Body):
    text = Note()
    due_on = Day(allow_null=True, default=None)


class DraftGrant(GrantDraft):
    kinds = serializers.ListField(
        child=serializers.ChoiceField(MAY_BE_ADDED),
        default=lambda: list(MAY_BE_ADDED),
        max_length=MANY,
        help_text=gettext_lazy("法7条1項の条件のほかに付す条件の種類"),
    )
    others = OtherCondition(
        many=True,
        required=False,
        max_length=MANY,
        help_text=gettext_lazy("法7条3項の条件。なければ制度の定めにあるもの。"),
    )


class DraftGrantRefusal(GrantDraft):
    reasons = Note()


class RedraftGrant(DraftGrant):
    reasons = Note(allow_blank=True, default="")
    note = Note(help_text=gettext_lazy("前の起案を廃案とする理由"))


class DraftFixing(GrantDraft):
    finding = Note(help_text=gettext_lazy("調査の結果（通知書にそのまま記載されます）"))


class RedraftFixing(DraftFixing):
    note = Note(help_text=gettext_lazy("前の起案を廃案とする理由"))


class StartChange(Body):
    kind = serializers.ChoiceField(ChangeKind.choices(), help_text=gettext_lazy("変更の手続の種類"))


class DraftChangeRefusal(GrantDraft):
    reasons = Note(help_text=gettext_lazy("承認しない理由（通知書にそのまま記載されます）"))


class RedraftChange(GrantDraft):
    reasons = Note(allow_blank=True, default="")
    note = Note(help_text=gettext_lazy("前の起案を廃案とする理由"))


class StartReport(Body):
    kind = serializers.ChoiceField(ReportKind.choices(), help_text=gettext_lazy("実績報告の種類"))
    fiscal_year = Whole(
        min_value=2000,
        max_value=2100,
        allow_null=True,
        default=None,
        help_text=gettext_lazy("年度終了の報告だけで入れます。"),
    )


class AddReportPaper(Body):
    scan = Scan()
    name = Text(max_length=200)


class RemoveReportPaper(Body):
    paper = serializers.UUIDField(help_text=gettext_lazy("書類（papers の id）"))


class ReportCondition(Body):
    report = Note()
    scan = Scan(required=False)


def said_of(rows: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    return [(row["text"], row["due_on"]) for row in rows]
