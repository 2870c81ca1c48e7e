from django import forms
from django.utils.translation import gettext_lazy as _

from ..base import Group, PartForm

ELECTRONIC, PAPER = "electronic", "paper"
NOTICE_CHANNELS = [
    (ELECTRONIC, _("電子で受け取る（この画面からダウンロード）")),
    (PAPER, _("紙で受け取る（郵送）")),
]


class ApplicantForm(PartForm):
    """省令104号 5条1項1号: 名称、主たる事務所の所在地、代表者の氏名."""

    statutory = ("name", "address", "representative_title", "representative_name")
    groups = (
        Group(
            _("会社"),
            ("name", "address", "representative_title", "representative_name"),
            _("会社情報から写しています。変わっているときは、ここで直してください。"),
        ),
        Group(_("担当者"), ("contact_*",), _("補正や照会の連絡先になります。")),
        Group(_("通知書の受取り"), ("notice",)),
    )

    name = forms.CharField(label=_("名称"), max_length=200)
    address = forms.CharField(label=_("主たる事務所の所在地"), max_length=300)
    representative_title = forms.CharField(label=_("代表者の役職"), max_length=100)
    representative_name = forms.CharField(label=_("代表者の氏名"), max_length=100)
    contact_department = forms.CharField(label=_("担当部署"), max_length=100)
    contact_name = forms.CharField(label=_("担当者の氏名"), max_length=100)
    contact_phone = forms.CharField(label=_("電話番号"), max_length=30)
    contact_email = forms.EmailField(label=_("メールアドレス"))
    notice = forms.ChoiceField(
        label=_("通知書の受取方法"),
        choices=NOTICE_CHANNELS,
        widget=forms.RadioSelect,
        help_text=_("選ばない場合は紙でお送りします（情報通信技術活用法7条1項ただし書）。"),
    )
