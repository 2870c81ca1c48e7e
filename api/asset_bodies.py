"""What the acts of assets and of their disposal are told. Services decide; this is shape."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from law.assets import MOST_YEARS, AssetKind, DisposalKind, Gained

from .bodies import MANY, MOST_YEN, Body
from .fields import Day, Note, Text, Whole, Yes
from .grant_bodies import GrantDraft

# What of the guards' facts the figures of the body say, under other names.
RATED = frozenset({"rate", "with_tax", "without_tax"})


def _sum(help_text: object, least: int = 0) -> Whole:
    return Whole(min_value=least, max_value=MOST_YEN, help_text=help_text)


class RegisterAsset(Body):
    """One line of the register (取得財産等管理台帳)."""

    name = Text(max_length=200)
    kind = serializers.ChoiceField([each.value for each in AssetKind])
    gained = serializers.ChoiceField([each.value for each in Gained])
    place = Text(max_length=300)
    quantity = Whole(min_value=1, max_value=1_000_000)
    acquired_on = Day(help_text=gettext_lazy("取得年月日"))
    cost_with_tax = _sum(gettext_lazy("取得価額（税込）、円。数量の合計"), 1)
    cost_without_tax = _sum(gettext_lazy("取得価額（税抜）、円。数量の合計"), 1)
    line = Whole(
        min_value=1, max_value=10_000, help_text=gettext_lazy("経費の番号（evidence/needs の place）")
    )
    evidence = Text(max_length=40, allow_blank=True, default="", help_text=gettext_lazy("証憑番号"))
    share = _sum(gettext_lazy("充てた補助金の額、円"), 1)
    note = Text(max_length=1000, allow_blank=True, default="")


class CorrectAsset(RegisterAsset):
    reason = Note(allow_blank=True, default="", help_text=gettext_lazy("基盤研が訂正するときは、その理由"))
    seen = Whole(
        min_value=1,
        max_value=2**31 - 1,
        allow_null=True,
        default=None,
        help_text=gettext_lazy("読んだときの edition。null なら上書きします。"),
    )


class SetAssetPeriod(Body):
    years = Whole(min_value=1, max_value=MOST_YEARS, help_text=gettext_lazy("取得年月日の翌日から数える年数"))
    reason = Note(help_text=gettext_lazy("その年数とする根拠"))


class AskDisposal(Body):
    """財産処分承認申請書."""

    kind = serializers.ChoiceField([each.value for each in DisposalKind])
    counterpart = Text(max_length=200, allow_blank=True, default="")
    proceeds = _sum(gettext_lazy("処分の対価、円"))
    remaining = _sum(gettext_lazy("残存価額、円"))
    why = Note(help_text=gettext_lazy("処分の理由"))
    planned_on = Day(help_text=gettext_lazy("処分の予定日"))


class DisposalRemark(Body):
    text = Note()


class AskDisposalCorrection(Body):
    items = DisposalRemark(many=True, max_length=MANY)
    due_on = Day()


class DraftDisposal(GrantDraft):
    conditions = serializers.ListField(child=Note(), max_length=MANY, default=list)
    repays = Yes(default=False, help_text=gettext_lazy("補助金に相当する額の納付を条件とする"))


class DraftDisposalRefusal(GrantDraft):
    reasons = Note(help_text=gettext_lazy("承認しない理由（通知書にそのまま記載されます）"))


class RedraftDisposal(DraftDisposal):
    reasons = Note(allow_blank=True, default="")
    note = Note(help_text=gettext_lazy("前の起案を廃案とする理由"))
