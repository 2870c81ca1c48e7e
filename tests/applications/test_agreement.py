"""A joint application is what every company agreed to: its joint text and files, whenever it is filed."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Attachment
from applications.services.attaching import add_attachment
from applications.services.filing import agree_and_file, file_plan
from applications.services.opening import file_amendment, open_amendment
from applications.services.starting import agree_plan
from common import clock
from law.acts import Refused
from law.states import PlanState
from reviews.services import sheets
from reviews.services.sheets import Item
from tests.cast import membership
from tests.plans import PDF, complete, filed, party, under_examination

from .pages import as_person, at, text

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("data_directory"),
    pytest.mark.rule("N4"),
]
REWRITTEN = {"content": "まったく別の製造所を新設します。"}


def refuses(act, **how) -> str:
    """The sentence with which the missing word is told."""
    with pytest.raises(Refused) as refused:
        act(**how)
    assert [reason.code for reason in refused.value.reasons] == ["parties_not_agreed"]
    return str(refused.value)


def file(case, who="lead"):
    return agree_and_file(plan=case.fresh, membership=membership(who), arrived_at=clock.now())


def amend(case, who="takasaki"):
    return file_amendment(
        plan=case.fresh, membership=membership(who), arrived_at=clock.now() + timedelta(minutes=1)
    )


def rewritten(case, who="takasaki"):
    """One company alone opens the joint part and writes something else into it."""
    open_amendment(plan=case.fresh, parts=[("measure", None)], membership=membership(who))
    case.type(who, "measure", REWRITTEN)
    return case


def test_a_word_about_another_text_is_no_word():
    case = complete()
    case.type("lead", "measure", REWRITTEN)
    told = refuses(file, case=case)
    assert "髙﨑製薬株式会社（同意の後に変わった箇所：" in told
    assert "見本製薬株式会社" not in told  # who files agrees by filing
    assert case.fresh.state == PlanState.DRAFT
    agree_plan(plan=case.fresh, membership=membership("takasaki"))
    assert file(case).number == 1


def test_what_was_changed_back_is_what_was_agreed_to():
    case = complete()
    case.type("lead", "other", {"text": "後から変えました。"})
    case.type("lead", "other", {"text": "特になし。"})
    assert file(case).number == 1


def test_joint_files_are_part_of_it_and_ones_own_are_not():
    case = complete()
    stored = Attachment.objects.get(plan=case.plan).file
    hung = {"plan": case.plan, "document": "schedule", "file": stored, "uploaded_at": clock.now()}
    added = Attachment.objects.create(**hung, name="別の工程表.pdf", uploaded_by=membership("lead"))
    assert "添付書類" in refuses(file, case=case)
    added.delete()
    own = {"party": party(case.plan, "takasaki"), "uploaded_by": membership("takasaki")}
    Attachment.objects.create(**hung, **own, name="自社の書類.pdf")
    assert file(case).number == 1


def test_a_joint_file_exchanged_under_its_old_name_is_another_text():
    case = complete()
    hung = Attachment.objects.get(plan=case.plan)
    hung.delete()
    upload = SimpleUploadedFile("工程表.pdf", PDF.replace(b"%PDF-1.4", b"%PDF-1.5"))
    add_attachment(
        plan=case.fresh, party=None, document="schedule", upload=upload, membership=membership("lead")
    )
    assert "添付書類" in refuses(file, case=case)


def test_without_a_partners_word_nobody_files_for_it():
    case = complete()
    case.type("lead", "measure", REWRITTEN)
    refuses(file_plan, plan=case.fresh, membership=membership("lead"), arrived_at=clock.now())


@pytest.mark.parametrize("state", ["at_nibn", "filed", "examination"])
def test_one_company_alone_rewrites_no_filed_application(state):
    if state == "at_nibn":
        case = complete()
        file_plan(plan=case.fresh, membership=membership("lead"), arrived_at=clock.now(), through_nibn=True)
    else:
        case = filed() if state == "filed" else under_examination()
    rewritten(case)
    assert "見本製薬株式会社" in refuses(amend, case=case)
    assert case.plan.versions.count() == 1
    agree_plan(plan=case.fresh, membership=membership("lead"))
    assert (amend(case).number, case.fresh.state) == (2, state)


def test_a_word_given_before_the_last_change_is_asked_for_again():
    case = rewritten(filed())
    agree_plan(plan=case.fresh, membership=membership("lead"))
    case.type("takasaki", "measure", {"content": "さらに別の内容とします。"})
    refuses(amend, case=case)


def test_ones_own_part_is_ones_own():
    case = filed()
    own = party(case.plan, "takasaki").pk
    open_amendment(plan=case.fresh, parts=[("funding", own)], membership=membership("takasaki"))
    assert amend(case).number == 2


def test_who_applies_alone_is_asked_for_nothing():
    case = filed("lead", ())
    open_amendment(plan=case.fresh, parts=[("measure", None)], membership=membership("lead"))
    case.type("lead", "measure", REWRITTEN)
    assert amend(case, "lead").number == 2


@pytest.mark.parametrize("kind", ["correction", "inquiry"])
def test_the_answer_to_a_sheet_is_everyones_too(kind):
    case = under_examination()
    item, officer = Item("measure", None, "直してください。", "省令第5条"), membership("officer")
    said = {"plan": case.fresh, "items": [item], "purpose": "確認", "membership": officer}
    due = clock.today() + timedelta(days=14)
    if kind == "correction":
        sheet = sheets.request_correction(**said, due_on=due)
    else:
        sheet = sheets.inquire(**said, due_on=due, responsible="担当 正")
    case.type("takasaki", "measure", REWRITTEN)
    how = {"sheet": sheet, "answer": "直しました。", "membership": membership("takasaki")}
    refuses(sheets.answer_sheet, **how, arrived_at=clock.now())
    agree_plan(plan=case.fresh, membership=membership("lead"))
    assert sheets.answer_sheet(**how, arrived_at=clock.now()).number == 2


def test_nothing_is_agreed_to_where_nothing_is_open():
    case = filed()
    with pytest.raises(Refused) as refused:
        agree_plan(plan=case.fresh, membership=membership("takasaki"))
    assert [reason.code for reason in refused.value.reasons] == ["nothing_open"]
    assert "共同申請に同意する" not in text(as_person("takasaki").get(at("plan_parties", case.plan)))


def test_the_pages_say_who_must_agree_again_and_to_what():
    case = rewritten(under_examination())
    plan, company, partner = case.plan, as_person("takasaki"), as_person("lead")
    review = text(company.get(at("review_plan", plan)))
    assert "見本製薬株式会社が同意した後に、共同の記載が変わりました（" in review
    refused = company.post(at("file_amendment", plan))
    assert refused.status_code == 409
    assert "同意の後に変わった箇所" in text(refused)
    page = text(partner.get(at("plan_parties", plan)))
    assert "前の同意の後に、次の箇所が変わりました" in page
    assert "同意の後に変更あり" in page
    assert partner.post(at("agree_plan", plan)).status_code == 302
    assert "に同意しました。" in text(partner.get(at("plan_parties", plan)))
    assert company.post(at("file_amendment", plan)).url == at("receipt", plan, 2)
