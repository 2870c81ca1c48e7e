"""A consultation was about one version: what is filed later is another application's text."""

from datetime import timedelta

import pytest

from applications.services.opening import file_amendment, open_amendment
from common import clock
from reviews.models import Consultation
from reviews.selectors import consultation_facts, consultations_on_older_versions
from reviews.services.consultations import close_consultation, prepare_consultation
from tests.cast import membership
from tests.plans import under_examination

pytestmark = pytest.mark.django_db


def consulted(case, body="mof"):
    consultation = prepare_consultation(
        plan=case.fresh,
        body=body,
        document_number=f"見本発第{Consultation.objects.count() + 1}号",
        dated_on=clock.today(),
        membership=membership("officer"),
    )
    # The package is a Job's; here only what was sent about which version matters.
    Consultation.objects.filter(pk=consultation.pk).update(
        state="answered", sent_on=clock.today(), answered_on=clock.today(), answer="no_objection"
    )
    return consultation


def amended(case):
    open_amendment(plan=case.fresh, parts=[("measure", None)], membership=membership("lead"))
    file_amendment(
        plan=case.fresh, membership=membership("lead"), arrived_at=clock.now() + timedelta(minutes=1)
    )
    return case.fresh


@pytest.mark.rule("N8", "N9")
def test_a_consultation_on_the_version_to_be_certified_stands(data_directory):
    case = under_examination()
    consulted(case)
    assert consultations_on_older_versions(case.fresh) == []


@pytest.mark.rule("N8", "N9")
def test_after_a_new_version_the_older_consultation_is_named(data_directory):
    case = under_examination()
    older = consulted(case)
    assert consultations_on_older_versions(amended(case)) == [older]


@pytest.mark.rule("N8", "N9")
@pytest.mark.parametrize("state", ["prepared", "sent"])
def test_who_is_asked_a_second_time_is_waited_for_or_the_question_is_dropped(data_directory, state):
    """An answer about what stood before does not settle what was asked about what stands now."""
    case = under_examination()
    consulted(case)
    assert consultation_facts(case.fresh)["consultations_open"] == []
    amended(case)
    assert consultation_facts(case.fresh)["consultations_open"] == []
    again = prepare_consultation(
        plan=case.fresh, body="mof", document_number="見本発第9号", dated_on=clock.today(),
        membership=membership("officer"),
    )  # fmt: skip
    Consultation.objects.filter(pk=again.pk).update(state=state)
    assert consultation_facts(case.fresh)["consultations_open"] == ["財務大臣"]
    close_consultation(
        consultation=Consultation.objects.get(pk=again.pk), note="二重", membership=membership("officer")
    )
    assert consultation_facts(case.fresh)["consultations_open"] == []


@pytest.mark.rule("N8", "N9")
def test_a_second_round_about_the_new_version_answers_it(data_directory):
    case = under_examination()
    consulted(case)
    amended(case)
    consulted(case)
    assert consultations_on_older_versions(case.fresh) == []
