"""Ready to file? What stops a filing, and what it only warns of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from common import clock
from law.money import yen
from law.names import is_same_name

from .agreement import joint_text, named, not_agreed
from .models import Attachment, PlanParty
from .panels import unprintable
from .parts.base import Checked
from .parts.reading import PlanReader
from .raised import by_year, funding_gaps
from .selectors import subsidy_of


@dataclass(frozen=True)
class Warned:
    """A warning; `party` is set when only that company (and the ministry) may read it."""

    text: str
    party: int | None = None


@dataclass
class FilingCheck:
    """What a person sees before filing: what stops it, what is only warned of."""

    unreadable: list[str] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    not_agreed: list[str] = field(default_factory=list)

    def warnings_for(self, party: int | None) -> list[str]:
        return [warned.text for warned in self.warnings if warned.party in (None, party)]


def check_filing(reader: PlanReader, attachments: list[Attachment]) -> FilingCheck:
    text = joint_text(reader, attachments)
    found = FilingCheck(not_agreed=[named(party, text) for party in not_agreed(reader.parties, text)])
    for part, _spec, checked in reader.all():
        name = reader.name_of(part)
        if checked.errors:
            found.unreadable.append(name)
        owner = part.party_id if part.confidential else None
        texts = [*_part_warnings(name, checked), *_unprintable(name, part.data.values())]
        found.warnings += [Warned(text, owner) for text in texts]
    for each in attachments:
        owner = each.party_id if each.confidential else None
        found.warnings += [Warned(text, owner) for text in _unprintable(_("添付書類"), [each.name])]
    joint = [
        *_funding_gaps(reader),
        *_missing_documents(reader, attachments),
        *_late_filing(reader),
        *_other_names(reader),
    ]
    found.warnings += [*(Warned(text) for text in joint), *_small_sales(reader)]
    return found


def _small_sales(reader: PlanReader) -> Iterator[Warned]:
    """千円 typed for 円 would hide that the JFTC must be asked (施行令附則17条2号), so it is asked about."""
    if not {"costs", "competition"} <= set(reader.sections):
        return
    for party in reader.parties:
        sales = reader.values("competition", party.pk)["domestic_sales"]
        cells = reader.values("costs", party.pk)["cells"]
        most = max(by_year((each["fiscal_year"], each["total_cost"]) for each in cells).values(), default=0)
        if sales and sales < most:
            words = {"sales": yen(sales), "most": yen(most)}
            text = _(
                "国内売上高合計額（%(sales)s）が、この計画の一年度の総事業費（%(most)s）より小さい額です。"
                "千円単位で入力していないか確かめてください。"
            )
            yield Warned(text % words, party.pk)


def _other_names(reader: PlanReader) -> Iterator[str]:
    """Letters are addressed as the company wrote itself, beside the registered 法人番号."""
    if "applicant" not in reader.sections:
        return
    for party in reader.parties:
        company = party.organisation
        typed = reader.values("applicant", party.pk)["name"]
        if typed and not is_same_name(typed, company.name):
            words = {"typed": typed, "name": company.name, "number": company.corporate_number or "—"}
            text = _(
                "申請者の名称（%(typed)s）が、登録されている名称（%(name)s、法人番号 %(number)s）と違います。"
                "通知書は申請書に書いた名称で出ます。書き誤りでないか確かめてください。"
            )
            yield text % words


def _funding_gaps(reader: PlanReader) -> Iterator[str]:
    """What each company raises beside what it spends and may expect."""
    if not {"costs", "funding"} <= set(reader.sections):
        return
    for party in reader.parties:
        name = reader.name_of(reader.part("funding", party.pk))
        yield from (f"{name}：{text}" for text in gaps_of(reader, party))


def gaps_of(reader: PlanReader, party: PlanParty) -> Iterator[str]:
    """Years in which what one company raises differs from what it spends and may expect."""
    subsidy = subsidy_of(reader)
    units = [unit for unit in subsidy.units if unit.party == str(party.pk)]
    expected = by_year((unit.fiscal_year, unit.amount) for unit in units)
    costs, funding = reader.values("costs", party.pk), reader.values("funding", party.pk)
    return funding_gaps(costs, funding, expected, subsidy.words)


def _part_warnings(name: str, checked: Checked) -> list[str]:
    found = [f"{name}：{text}" for text in checked.warnings.values()]
    if checked.lacks:
        words = {"where": name, "what": "、".join(checked.lacks)}
        found.insert(0, _("%(where)s：記載がありません（%(what)s）。") % words)
    return found


def _unprintable(where: str, texts: Iterable[str]) -> Iterator[str]:
    """It can be filed: what arrived is told by the character's code. A letter says it in no such way."""
    if marks := unprintable.ask(texts):
        words = {"where": where, "marks": "　".join(marks)}
        yield (
            _(
                "%(where)s：印字できない文字があります（%(marks)s）。受付票などには文字の番号で載ります。"
                "通知書に載る箇所は、認定の前に別の文字に直していただきます。"
            )
            % words
        )


def _missing_documents(reader: PlanReader, attachments: list[Attachment]) -> list[str]:
    held = {(each.document, each.party_id) for each in attachments}
    missing = []
    for document in reader.scheme["documents"]:
        if not document["required"]:
            continue
        owners = reader.parties if document["per_party"] else [None]
        for party in owners:
            if (document["code"], party.pk if party else None) not in held:
                whose = f"（{party}）" if party else ""
                missing.append(_not_there(reader) % {"name": document["name"], "whose": whose})
    return missing


def _not_there(reader: PlanReader) -> str:
    """省令 names no attachment, so a certification's may be asked for and never demanded (行政手続法7条)."""
    if "ordinance_items" in reader.scheme["law"]:
        return _("お願いしている書類（法令に定めのないもの）がありません：%(name)s%(whose)s。")
    return _("添付書類がありません：%(name)s%(whose)s。")


def _late_filing(reader: PlanReader) -> list[str]:
    last = date.fromisoformat(reader.scheme["last_days"]["filing"])
    if clock.today() <= last:
        return []
    return [_("この制度の申請の最終日を過ぎています。提出はできますが、支援を受けられないことがあります。")]
