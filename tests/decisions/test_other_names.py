"""A letter goes out under the name that the company wrote: another one than the registered is asked about."""

import pytest
from django.urls import reverse

from applications.services.filing import agree_and_file, take_up_plan
from common import clock
from tests.applications.pages import as_person, text
from tests.cast import membership
from tests.plans import complete

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]
OTHER = "まったく別の株式会社"
ASKED = "登録されている名称（髙﨑製薬株式会社、法人番号"


def named(name: str):
    case = complete()
    case.type("takasaki", "applicant", {"name": name}, own=True)
    return case


def filed(case):
    return agree_and_file(plan=case.fresh, membership=membership("lead"), arrived_at=clock.now())


def test_the_company_is_asked_before_it_files_and_on_the_receipt():
    case = named(OTHER)
    review = text(as_person("takasaki").get(reverse("review_plan", args=[case.plan.pk])))
    assert OTHER in review
    assert ASKED in review
    assert any(ASKED in each["text"] for each in filed(case).receipt.warnings)


def test_the_officer_sees_it_on_the_case_and_where_the_letter_is_drafted():
    case = named(OTHER)
    filed(case)
    take_up_plan(plan=case.fresh, membership=membership("officer"))
    officer = as_person("officer")
    page = text(officer.get(reverse("case", args=[case.plan.pk])))
    assert "宛名となる名称が登録と同じ" in page
    draft = text(officer.get(reverse("draft_decision", args=[case.plan.pk, "certification"])))
    assert "起案の前に申請者に確かめてください" in draft


@pytest.mark.parametrize("name", ["髙﨑製薬㈱", "髙﨑製薬 株式会社"])
def test_the_same_name_in_another_form_is_not_asked_about(name):
    case = named(name)
    assert not any("登録されている名称" in each["text"] for each in filed(case).receipt.warnings)
    take_up_plan(plan=case.fresh, membership=membership("officer"))
    officer = as_person("officer")
    assert "宛名となる名称" not in text(officer.get(reverse("case", args=[case.plan.pk])))
    draft = text(officer.get(reverse("draft_decision", args=[case.plan.pk, "certification"])))
    assert "宛名を確かめてください" not in draft
