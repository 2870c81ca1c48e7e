"""Starting a plan, and the companies in it."""

from uuid import uuid4

import pytest

from applications.models import Plan
from tests.cast import organisation
from tests.plans import draft, filed, party, scheme

from .pages import as_person, at, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def start():
    return at("start_plan", scheme().calls.get())


def test_a_company_starts_alone_and_types_on(start):
    response = as_person("lead_member").post(start, {"title": "髙﨑との共同①"})
    plan = Plan.objects.get()
    assert response.url == at("plan_part", plan, "applicant")
    assert (plan.title, plan.lead) == ("髙﨑との共同①", organisation("lead"))
    assert plan.parts.get(key="measure").data == {"title": "髙﨑との共同①"}


def test_a_joint_one_goes_on_to_its_companies(start):
    response = as_person("lead").post(start, {"title": "共同", "joint": "joint"})
    assert response.url == at("plan_parties", Plan.objects.get())


def test_without_a_name_the_page_says_so(start):
    assert "申請の名称が入力されていません" in text(as_person("lead").post(start, {"title": " "}))
    assert not Plan.objects.exists()


def test_a_call_that_does_not_exist_is_not_found():
    assert as_person("lead").get(at("start_plan", uuid4())).status_code == 404


# The companies


@pytest.mark.parametrize("words", ["𠮷野ファーマ", "ヨシノファーマ"])
def test_a_company_is_found_by_a_part_of_its_name(words):
    company = organisation("yoshino")
    found = as_person("lead").get(at("plan_parties", draft()), {"q": words}).context["companies"]
    assert list(found) == [company]


def test_a_company_is_found_by_its_number_in_any_width():
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    number = organisation("yoshino").corporate_number.translate(wide)
    found = as_person("lead").get(at("plan_parties", draft()), {"q": number}).context["companies"]
    assert list(found) == [organisation("yoshino")]


def test_one_that_is_not_registered_is_told_what_to_do():
    page = text(as_person("lead").get(at("plan_parties", draft()), {"q": "無い会社"}))
    assert "利用者登録を申し込む" in page


def invite(plan, who):
    company = organisation(who).public_id
    return as_person("lead").post(at("invite_party", plan), {"company": company})


def test_a_company_is_added_and_sees_the_draft():
    plan = draft()
    assert invite(plan, "yoshino").status_code == 302
    assert as_person("yoshino").get(at("plan", plan)).status_code == 200


def test_a_second_time_is_refused_with_a_sentence():
    response = invite(draft(), "takasaki")
    assert response.status_code == 409
    assert "すでにこの申請に加わっています" in text(response)


@pytest.mark.parametrize("company", ["", "not-an-id"])
def test_a_made_up_company_is_not_found(company):
    response = as_person("lead").post(at("invite_party", draft()), {"company": company})
    assert response.status_code == 404


def test_a_company_is_asked_before_it_is_taken_out():
    plan = draft()
    url = at("remove_party", plan, party(plan, "takasaki"))
    client = as_person("lead")
    assert "元に戻せません" in text(client.get(url))
    client.post(url)
    assert plan.parties.count() == 1
    assert as_person("takasaki").get(at("plan", plan)).status_code == 404


def test_a_partner_may_leave_but_not_put_another_out():
    plan = draft(partners=("takasaki", "yoshino"))
    client = as_person("takasaki")
    assert client.post(at("remove_party", plan, party(plan, "yoshino"))).status_code == 409
    assert client.post(at("remove_party", plan, party(plan, "takasaki"))).url == at("portal")
    assert plan.parties.count() == 2


def test_a_representative_agrees_for_its_company():
    plan = draft()
    as_person("takasaki").post(at("agree_plan", plan))
    assert party(plan, "takasaki").agreed_at
    assert not party(plan, "lead").agreed_at


def test_a_member_is_told_who_can():
    plan = draft()
    client = as_person("takasaki_member")
    assert "同意できるのは、自社の申請代表者です" in text(client.get(at("plan_parties", plan)))
    assert client.post(at("agree_plan", plan)).status_code == 409


# Discarding


def test_the_lead_really_deletes_its_draft():
    plan = draft()
    client = as_person("lead")
    assert "元に戻せません" in text(client.get(at("discard_draft", plan)))
    client.post(at("discard_draft", plan))
    assert not Plan.objects.exists()


def test_a_partner_cannot():
    plan = draft()
    assert as_person("takasaki").post(at("discard_draft", plan)).status_code == 409
    assert Plan.objects.exists()


def test_nor_can_anyone_once_it_is_filed():
    plan = filed().plan
    assert "取下げ" in text(as_person("lead").post(at("discard_draft", plan)))
