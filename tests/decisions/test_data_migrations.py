"""What the migrations of reviews/ and decisions/ moved: nothing is lost, and each says what it cannot undo.

A certified plan and a second hearing of one person are taken back to the tables as they were before,
and forward again.
"""

import pytest

from tests.migrating import seen_by

pytestmark = pytest.mark.processes

SCRIPT = """
from pathlib import Path

from django.conf import settings

from decisions.demo.office import ensure_office

Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir(parents=True, exist_ok=True)
ensure_office()

from common import clock
from reviews.models import Consultation
from reviews.services.consultations import prepare_consultation
from reviews.services.pairings import assign_reviewer
from tests.cast import membership
from tests.decisions.deciding import examined
from tests.decisions.test_public_entries import certified

other = examined(partners=("yoshino",))
assign_reviewer(
    plan=other.fresh, reviewer=membership("reviewer"), due_on=None, membership=membership("officer")
)
going_on = prepare_consultation(
    plan=other.fresh, body="mof", document_number="見本発第77号", dated_on=clock.today(),
    membership=membership("officer"),
)
said = {"answered_on": clock.today(), "answer_number": "継第1号", "answer_text": "検討を続けます。"}
Consultation.objects.filter(pk=going_on.pk).update(
    state="sent", sent_on=clock.today(), answer="continued", **said
)
certified()

BEFORE = [("common", "0003_job_case"), ("decisions", "0004_public_entry"), ("reviews", "0006_pairing_person")]
AFTER = MigrationExecutor(connection).loader.graph.leaf_nodes()


def entries(apps):
    said = ("kind", "number", "dated_on", "parties", "title", "search")
    keys = ("scheme_id", "decision_id", "letter_id")
    rows = apps.get_model("decisions", "PublicEntry").objects.order_by("number").values_list(*said, *keys)
    return [[str(value) for value in row] for row in rows]


def numbers(apps):
    rows = apps.get_model("common", "DocumentNumber").objects.order_by("number")
    return [list(map(str, row)) for row in rows.values_list("number", "kind", "subject_id")]


def pairings(apps):
    rows = apps.get_model("reviews", "Pairing").objects.order_by("assigned_at")
    return [[row.reviewer_id, row.user_id] for row in rows]


now = MigrationExecutor(connection).loader.project_state(AFTER).apps
seen = {"entries": entries(now), "numbers": numbers(now), "pairings": pairings(now)}

was = to(BEFORE)
seen["entries_back"] = entries(was)
Pairing, Membership = was.get_model("reviews", "Pairing"), was.get_model("accounts", "Membership")
first = Pairing.objects.get()
post = first.reviewer
elsewhere = was.get_model("accounts", "Organisation").objects.exclude(pk=post.organisation_id).first()
again = Membership.objects.create(
    user=post.user, organisation=elsewhere, role="reviewer", valid_from=post.valid_from
)
Pairing.objects.create(
    plan=first.plan, reviewer=again, state="recused", assigned_by=first.assigned_by,
    assigned_at=clock.now(), recused_because="二度目の割当て",
)
Pairing.objects.update(user=None)
was.get_model("decisions", "PublicEntry").objects.all().delete()

then = to(AFTER)
seen |= {"entries_then": entries(then), "numbers_then": numbers(then), "pairings_then": pairings(then)}
seen["second"] = [again.pk, None]
kept = then.get_model("reviews", "Continuation").objects.values_list("consultation", "number", "text")
seen["continuations"] = [[row[0] == going_on.pk, *row[1:]] for row in kept]
print(json.dumps(seen))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    return seen_by(SCRIPT, tmp_path_factory.mktemp("data"))


def test_what_was_issued_before_the_lists_were_is_entered_from_its_letters(seen):
    """0005: entered word for word as the issue itself enters it; its way back leaves the entries."""
    assert len(seen["entries"]) == 1
    assert seen["entries_then"] == seen["entries_back"] == seen["entries"]


def test_every_document_number_given_before_the_register_is_in_it(seen):
    """0007: of the decision, of NIBN's own letter and of the consultations. The way back empties nothing."""
    assert {kind for _number, kind, _subject in seen["numbers"]} == {
        "decision",
        "nibn_notice",
        "consultation",
    }
    assert seen["numbers_then"] == seen["numbers"]


def test_each_pairing_names_its_person_and_a_second_of_the_same_stays_without(seen):
    """reviews 0007: the first keeps the person, the second is kept and names nobody."""
    assert seen["pairings_then"] == [*seen["pairings"], seen["second"]]


def test_the_last_word_that_a_consultation_goes_on_is_kept_in_its_own_row(seen):
    """0011: its number and its text; what was written over before that is gone."""
    assert seen["continuations"] == [[True, "継第1号", "検討を続けます。"]]
