"""The shape of what is typed about a decision on a grant; the services decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.forms import EraDateField
from law.authorities import AUTHORITY_OF
from law.grant_conditions import CONDITIONS, as_set
from reviews.forms import LONGEST

from .forms import LetterForm, reasons_of_refusal
from .models import Decision

OWN = 3  # conditions of the officer's own that one draft may add


class GrantDraftForm(LetterForm):
    """交付決定: the conditions of the law, of the scheme, and the officer's own. 不交付: the reasons."""

    def __init__(
        self, *args: Any, outcome: str, ends_on: Any, document: dict[str, Any], **kwargs: Any
    ) -> None:
        self.outcome, self.ends_on = outcome, ends_on
        self.authority = AUTHORITY_OF[document["kind"]]
        self.blocks = list(document["letters"].get("grant", {}).get("conditions", []))
        super().__init__(*args, **kwargs)
        if outcome == Decision.Outcome.GRANT:
            self._ask_conditions()
        else:
            self.fields["reasons"] = forms.CharField(
                label=_("不交付の理由"),
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea(attrs={"rows": 6}),
                help_text=_("通知書にそのまま記載されます。"),
            )

    def _ask_conditions(self) -> None:
        may = [row for row in CONDITIONS.values() if row.text and not row.always]
        self.fields["kinds"] = forms.MultipleChoiceField(
            label=_("法7条1項の条件のほかに付す条件"),
            choices=[(row.kind.value, row.label) for row in may],
            initial=[row.kind.value for row in may],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("法7条1項の条件（配分・内容の変更、契約、中止・廃止、遅延）は、必ず付きます。"),
        )
        self.fields["blocks"] = forms.MultipleChoiceField(
            label=_("制度の定めにある条件（法7条3項）"),
            choices=[(str(place), text) for place, text in enumerate(self.blocks)],
            initial=[str(place) for place in range(len(self.blocks))],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        for place in range(1, OWN + 1):
            words = {"n": place}
            self.fields[f"own_{place}"] = forms.CharField(
                label=gettext("この決定だけに付す条件 %(n)s") % words,
                max_length=1000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"own_due_{place}"] = EraDateField(
                label=gettext("条件 %(n)s の期限（あれば）") % words, required=False
            )

    def draft(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "outcome": self.outcome,
            "conditions": self._conditions() if self.outcome == Decision.Outcome.GRANT else [],
            "reasons": cleaned.get("reasons", ""),
            "dated_on": cleaned["dated_on"],
            "document_number": cleaned["document_number"],
            "issue_at": self.moment(),
        }

    def _conditions(self) -> list[dict[str, Any]]:
        cleaned = self.cleaned_data
        own = [
            (cleaned[f"own_{place}"], cleaned.get(f"own_due_{place}"))
            for place in range(1, OWN + 1)
            if cleaned[f"own_{place}"]
        ]
        blocks = [(self.blocks[int(place)], None) for place in cleaned["blocks"]]
        return as_set(cleaned["kinds"], [*blocks, *own], self.ends_on, self.authority)


class GrantRedraftForm(GrantDraftForm):
    note = forms.CharField(
        label=_("前の起案を廃案とする理由"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )


class ChangeDraftForm(LetterForm):
    """変更・中止・廃止: the sums are those that were filed; only a refusal has words of the officer's own."""

    def __init__(self, *args: Any, outcome: str, **kwargs: Any) -> None:
        self.outcome = outcome
        super().__init__(*args, **kwargs)
        if outcome == Decision.Outcome.CHANGE_REFUSAL:
            self.fields["reasons"] = reasons_of_refusal()

    def draft(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "outcome": self.outcome,
            "reasons": cleaned.get("reasons", ""),
            "dated_on": cleaned["dated_on"],
            "document_number": cleaned["document_number"],
            "issue_at": self.moment(),
        }


class ChangeRedraftForm(ChangeDraftForm):
    note = forms.CharField(
        label=_("前の起案を廃案とする理由"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )


class FixingDraftForm(LetterForm):
    """額の確定: what was examined. The sum is reckoned, never typed."""

    finding = forms.CharField(
        label=_("調査の結果"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "書類の審査と、必要に応じて行った現地調査で確かめたことを書きます。通知書にそのまま記載されます。"
        ),
    )
    field_order = ("finding", *LetterForm.field_order)

    def draft(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "finding": cleaned["finding"],
            "dated_on": cleaned["dated_on"],
            "document_number": cleaned["document_number"],
            "issue_at": self.moment(),
        }


class FixingRedraftForm(FixingDraftForm):
    note = forms.CharField(
        label=_("前の起案を廃案とする理由"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )
