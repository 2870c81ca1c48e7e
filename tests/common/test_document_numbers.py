"""One 文書番号, one letter: whatever kind of letter, by hand or drawn."""

import pytest

from common import clock
from common.models import DocumentNumber
from decisions.models import Document
from decisions.services.approving import approve_decision
from law.acts import Refused
from reviews.services.consultations import prepare_consultation
from tests.cast import membership
from tests.decisions.deciding import approved, draft, examined
from tests.plans import under_examination

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def consult(case, number):
    words = {"body": "mof", "document_number": number, "dated_on": clock.today()}
    return prepare_consultation(plan=case.fresh, membership=membership("officer"), **words)


def refused(act, *arguments, **words) -> str:
    with pytest.raises(Refused) as closed:
        act(*arguments, **words)
    return closed.value.reasons[0].code


def test_the_letter_to_nibn_keeps_its_number_and_the_copies_share_theirs():
    decision = approved(examined())
    notice = Document.objects.get(kind="nibn_notice").document_number
    assert set(DocumentNumber.objects.filter(subject_id=decision.pk).values_list("number", "kind")) == {
        (decision.document_number, "decision"),
        (notice, "nibn_notice"),
    }
    other = examined(partners=("yoshino",))
    assert refused(draft, other, document_number=notice) == "number_used"


def test_a_consultation_s_number_is_no_decision_s_nor_another_consultation_s():
    case = under_examination()
    consult(case, "見本発第7号")
    other = examined(partners=("yoshino",))
    assert refused(draft, other, document_number="見本発第7号") == "number_used"
    assert refused(consult, under_examination(partners=("yoshino",)), "見本発第7号") == "number_used"


def test_a_number_entered_by_hand_is_passed_over_when_one_is_drawn():
    first = approved(examined())
    following = first.document_number.replace("第1号", "第3号")
    assert following != first.document_number
    consult(under_examination(partners=("yoshino",)), following)
    decision = draft(examined(partners=("yoshino",)))
    drawn = approve_decision(decision=decision, membership=membership("decider")).document_number
    assert drawn not in (first.document_number, following)
