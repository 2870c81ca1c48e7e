"""What was issued, answered or ended stays as it is, whoever writes the SQL."""

import pytest
from django.db import IntegrityError, connection, transaction

from applications.models import PartChange, Plan
from applications.services.starting import actor_of
from common import clock
from decisions.models import Delivery, Document, OfficeHolder
from decisions.services.issuing import issue_decision
from law.states import PlanState
from reviews.models import Consultation, Sheet
from reviews.services.sheets import Item, inquire
from tests.cast import membership
from tests.decisions.deciding import examined, sealed
from tests.plans import under_examination

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def refuses(model, words: str) -> None:
    statement = f"UPDATE {model._meta.db_table} SET {words}"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_what_was_issued_stays():
    case = examined()
    decision = sealed(case)
    issue_decision(decision=decision, actor=actor_of(membership("officer")))
    assert Plan.objects.get(pk=case.plan.pk).state == PlanState.CERTIFIED
    for words in ("reasons = 'x'", "conditions = '[\"x\"]'", "issued_at = NULL"):
        refuses(type(decision), words)
    refuses(Document, "document_number = 'x'")
    for words in ("status = 'lost'", "status = 'cancelled'", "status_on = '2026-01-01'"):
        refuses(Document, words)
    for words in ("channel = 'fax'", "delivered_on = '2026-01-01'"):
        refuses(Delivery, words)
    assert Delivery.objects.exclude(made_available_at=None).exists()
    refuses(Delivery, "made_available_at = NULL")
    refuses(Plan, "state = 'examination'")
    refuses(Plan, "state = 'refused'")


def test_who_held_the_office_stays():
    under_examination()
    holder = OfficeHolder.objects.first()
    refuses(OfficeHolder, "name = 'x'")
    OfficeHolder.objects.filter(pk=holder.pk).update(valid_until=clock.today())
    refuses(OfficeHolder, "valid_until = NULL")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {OfficeHolder._meta.db_table}")


def test_an_answered_consultation_stays():
    examined()
    for words in ("sent_on = NULL", "sent_by = 'x'", "answer_number = 'x'", "document_number = 'x'"):
        refuses(Consultation, words)
    refuses(Consultation, "answer_scan_id = (SELECT MIN(id) FROM common_storedfile)")


def test_a_sheet_says_what_it_said():
    items = [Item(key="other", party_id=None, text="目標の根拠を示されたい。")]
    inquire(
        plan=under_examination().fresh,
        purpose="確認のため",
        responsible="担当 太郎",
        due_on=None,
        items=items,
        membership=membership("officer"),
    )
    for words in ("purpose = 'x'", "responsible = 'x'", "opened_at = '2026-01-01 00:00:00+00:00'"):
        refuses(Sheet, words)


def test_who_changed_a_field_is_never_written_over():
    under_examination()
    assert PartChange.objects.exists()
    refuses(PartChange, "field = 'x'")
