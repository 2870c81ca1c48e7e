"""What the acts on a call's ranking are told; `bodies` has the rest."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from applications.models import Plan

from .bodies import COMPANIES, MANY, MOST_YEN, Body
from .fields import Day, Moment, Named, Note, Whole

MOST_LINES, MOST_PLACES = 1_000, 10_000


class AmountRow(Body):
    company = Named(COMPANIES)
    amount = Whole(min_value=0, max_value=MOST_YEN)


class PlaceRow(Body):
    plan = Named(Plan.objects.filter(call__isnull=False), by="pk")
    place = Whole(min_value=1, max_value=MOST_PLACES)
    amounts = AmountRow(many=True, required=False, max_length=MANY)
    departure = Note(allow_blank=True, default="", help_text=gettext_lazy("採点の順と違う順位にした理由"))
    reason = Note(allow_blank=True, default="", help_text=gettext_lazy("選ばない場合に通知する理由"))


class ReviseRanking(Body):
    """The whole anew, over the plans and marks as they stand now."""

    budget = Whole(min_value=0, max_value=MOST_YEN, allow_null=True, default=None)
    cut_off = Whole(
        min_value=0,
        max_value=MOST_PLACES,
        allow_null=True,
        default=None,
        help_text=gettext_lazy("何位までとするか。0 とすると、だれも選ばれません。"),
    )
    lines = PlaceRow(
        many=True,
        required=False,
        max_length=MOST_LINES,
        help_text=gettext_lazy("順位案の全件。ここにない申請は、採点の順位、申請の額、理由なしに戻ります。"),
    )


class RecordMeeting(Body):
    met_on = Day(help_text=gettext_lazy("審査会の開催日"))
    members = Note(help_text=gettext_lazy("出席した委員。一行に一人"))
    minutes = Note(help_text=gettext_lazy("審査の概要"))


class ProposeRanking(Body):
    dated_on = Day(help_text=gettext_lazy("施行日（通知書の日付）"))
    issue_at = Moment(allow_null=True, default=None, help_text=gettext_lazy("全件を同時に施行する日時"))


class ApproveRanking(Body):
    seen = serializers.RegexField(
        r"^[0-9a-f]{64}$", help_text=gettext_lazy("読んだ順位表と通知書の sha256（通知書の一覧にあります）")
    )
