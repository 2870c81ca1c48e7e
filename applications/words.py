"""What the pages say, by kind of scheme. A scheme without a fund never says 認定, a 委託 never 補助.

One row per sentence would hide that each kind speaks for itself, so each kind is written out whole.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from law.lifecycle import SchemeKind

from .models import Plan

Said = str | Promise


@dataclass(frozen=True)
class Words:
    before: Said  # the head of the checklist
    take_up: Said
    correct: Said
    corrected_late: Said
    close_correction: Said
    withdraw_correction: Said
    inquire: Said
    inquire_purpose: Said
    inquired_late: Said
    decline: Said
    decline_after: Said
    find: Said
    opinions: Said
    no_draft: Said


_TAKE_UP_BY_CALL = _("応募書類の確認を始めます。押した人が担当になり、応募者に知らせます。")
_CORRECT_BY_CALL = _("公募要領に定めた形式上の要件だけが対象です。標準処理期間の進行が止まります。")
_LATE_BY_CALL = _("期限までに補正がないときは、審査で不利になることがあります（公募要領）。")
_WITHDRAW_BY_CALL = _(
    "補正を求めたことが誤りだったときや、補正が要らなくなったときに使います。開いていた箇所は閉じ、審査に戻ります。"
)
_CLOSE_BY_CALL = _(
    "期限までに補正されなかったものとして審査に戻ります。開いていた箇所は閉じます（公募要領）。"
)
_DECLINE_AFTER = _(
    "伝えると、この依頼は終わります。審査は、いま提出されている内容で続きます。"
    "依頼のために開いていた項目は閉じられ、書きかけの変更は提出されません。"
)
_FIND_BY_CALL = _("公募要領の審査基準ごとに、適合するかどうか、認めた事実、応募書類の箇所を書きます。")
_OPINIONS_BY_CALL = _("審査委員はまだ割り当てられていません。採点は順位表に集まります。")
_GUIDANCE = _(
    "任意の協力を求める行政指導です（行政手続法32条）。期間の進行は止まらず、申請者は応じないことができます。"
)
_GUIDANCE_PURPOSE = _("何のために尋ねるのかを書きます（行政手続法35条1項）。")
_GUIDANCE_LATE = _("任意の依頼です。応じなくても、不利益な扱いを受けることはありません（行政手続法32条）。")
_GUIDANCE_DECLINED = _(
    "照会・修正の依頼は任意のもの（行政指導）です。応じなくても、それだけで不利益な扱いを受けることはありません（行政手続法32条）。"
)
_GUIDANCE_AFTER = _(
    "伝えると、この依頼は終わり、同じことを重ねて求められることはありません（同33条）。審査は、いま提出されている内容で続きます。"
    "依頼のために開いていた項目は閉じられ、書きかけの変更は提出されません。"
)

WORDS = {
    SchemeKind.CERTIFICATION: Words(
        before=_("認定の前に必要なこと"),
        take_up=_(
            "到達した申請の審査を遅滞なく始めます（行政手続法7条）。押した人が担当になり、申請者に知らせます。"
        ),
        correct=_(
            "法令に定められた形式上の要件だけが対象です（行政手続法7条）。標準処理期間の進行が止まります。"
        ),
        corrected_late=_("期限までに補正がないときは、不認定の処分を受けることがあります（行政手続法7条）。"),
        close_correction=_(
            "期限までに補正されなかったものとして審査に戻ります。開いていた箇所は閉じます（行政手続法7条）。"
            "その箇所が提出されるか、不備の解消を記録するまで、認定は起案できません。"
        ),
        withdraw_correction=_(
            "補正を求めたことが誤りだったときや、補正が要らなくなったときに使います。開いていた箇所は閉じ、審査に戻ります。"
            "形式上の不備としては残らず、標準処理期間は、補正を求めなかったものとして数えます。"
        ),
        inquire=_GUIDANCE,
        inquire_purpose=_GUIDANCE_PURPOSE,
        inquired_late=_GUIDANCE_LATE,
        decline=_GUIDANCE_DECLINED,
        decline_after=_GUIDANCE_AFTER,
        find=_("基準ごとに、適合するかどうか、認めた事実、申請書の箇所を書きます（行政手続法5条）。"),
        opinions=_("審査委員はまだ割り当てられていません。意見は参考で、認定の要件ではありません。"),
        no_draft=_("審査調書と協議がそろうと、担当官が認定または不認定を起案します。"),
    ),
    SchemeKind.ADOPTION: Words(
        before=_("採択の前に必要なこと"),
        take_up=_TAKE_UP_BY_CALL,
        correct=_CORRECT_BY_CALL,
        corrected_late=_LATE_BY_CALL,
        close_correction=_CLOSE_BY_CALL,
        withdraw_correction=_WITHDRAW_BY_CALL,
        inquire=_GUIDANCE,
        inquire_purpose=_GUIDANCE_PURPOSE,
        inquired_late=_GUIDANCE_LATE,
        decline=_GUIDANCE_DECLINED,
        decline_after=_GUIDANCE_AFTER,
        find=_FIND_BY_CALL,
        opinions=_OPINIONS_BY_CALL,
        no_draft=_("採択・不採択は、公募の全件を順位表でまとめて起案し、決裁します。"),
    ),
    SchemeKind.COMMISSION: Words(
        before=_("選定の前に必要なこと"),
        take_up=_TAKE_UP_BY_CALL,
        correct=_CORRECT_BY_CALL,
        corrected_late=_LATE_BY_CALL,
        close_correction=_CLOSE_BY_CALL,
        withdraw_correction=_WITHDRAW_BY_CALL,
        inquire=_("公募要領による照会です。期間の進行は止まらず、応募者は応じないことができます。"),
        inquire_purpose=_("何のために尋ねるのかを書きます。"),
        inquired_late=_("公募要領による照会です。回答がないときは、提出済みの内容で審査します。"),
        decline=_("公募要領による照会です。応じないときは、提出済みの内容で審査します。"),
        decline_after=_DECLINE_AFTER,
        find=_FIND_BY_CALL,
        opinions=_OPINIONS_BY_CALL,
        no_draft=_("委託先の選定は、公募の全件を順位表でまとめて起案し、決裁します。"),
    ),
}


def page_words(plan: Plan) -> Words:
    return WORDS[plan.kind]
