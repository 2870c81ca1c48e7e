"""A state that says what was decided rests on what was decided, whoever writes the SQL.

Each of these reads another table, so it is a trigger; the services ask the same before.
"""

from django.db import migrations, models
from django.db.models import Q

from common.triggers import immutable, keeping, kept, refused_when

SETTLED = {
    "certified": "certification",
    "refused": "refusal",
    "adopted": "adoption",
    "not_adopted": "non_adoption",
    "selected": "selection",
    "not_selected": "non_selection",
}
MEANT = "CASE NEW.state " + " ".join(f"WHEN '{state}' THEN '{said}'" for state, said in SETTLED.items()) + " END"
NOT_ISSUED = (
    f"NEW.state IN ({', '.join(map(repr, SETTLED))}) AND NOT EXISTS (SELECT 1 FROM decisions_decision d"
    f" WHERE d.plan_id = NEW.case_id AND d.state = 'issued' AND d.outcome = {MEANT})"
)
NOT_APPROVED = (
    "NEW.state IN ('sealed', 'issued') AND NOT EXISTS (SELECT 1 FROM decisions_approval a"
    " WHERE a.decision_id = NEW.id AND a.snapshot_sha256 = NEW.snapshot_sha256)"
)
NOT_SEALED = (
    "NEW.state = 'issued' AND (NOT EXISTS (SELECT 1 FROM decisions_document WHERE decision_id = NEW.id)"
    " OR EXISTS (SELECT 1 FROM decisions_document WHERE decision_id = NEW.id AND sealed_at IS NULL))"
)
NOT_CONSULTED = (
    "NEW.outcome = 'certification' AND NEW.state IN ('approved', 'sealed', 'issued') AND NOT EXISTS (SELECT 1"
    " FROM reviews_consultation c WHERE c.plan_id = NEW.plan_id AND c.body = 'mof' AND c.state = 'answered')"
)
NOT_OURS = (
    "NOT EXISTS (SELECT 1 FROM decisions_decision d JOIN accounts_membership m ON m.id = d.drafted_by_id"
    " WHERE d.id = NEW.decision_id AND m.user_id = NEW.drafter_id AND d.snapshot_sha256 = NEW.snapshot_sha256)"
)
TOO_EARLY = (
    "NEW.issued_at IS NOT NULL AND EXISTS (SELECT 1 FROM decisions_decision d"
    " WHERE d.id = NEW.decision_id AND d.state <> 'issued')"
)
# What stood on the decision's table before; the new constraint rebuilds it on SQLite.
GUARDS = [
    immutable("decision", ["plan_id", "version_id", "outcome", "drafted_by_id"]),
    immutable("decision", ["number", "document_number", "snapshot", "snapshot_sha256", "approved_at", "dated_on"], when="OLD.approved_at IS NOT NULL", name="decision_approved"),
    kept("decision"),
    immutable("decision", ["ranking_id"], name="decision_ranking"),
    immutable("decision", ["issued_at"], when="OLD.issued_at IS NOT NULL", name="decision_issued"),
    immutable("decision", ["reasons", "conditions"], when="OLD.approved_at IS NOT NULL", name="decision_worded"),
]
WRITTEN = ("INSERT", "UPDATE OF state")

# The decision's own, and those of other tables that ask it. A later migration that rebuilds its table lifts
# the latter first, and sets all of them again; so does one that rebuilds the plan's, two layers below.
RESTS = [
    immutable("decision", ["state"], when="OLD.state IN ('issued', 'voided')", name="decision_ended"),
    refused_when("decision_rests_on_approval", "decision", WRITTEN, NOT_APPROVED, "no decision is sealed or issued as it was not approved"),
    refused_when("decision_has_sealed_letters", "decision", WRITTEN, NOT_SEALED, "no decision is issued without its sealed letters"),
    refused_when("decision_follows_consultation", "decision", WRITTEN, NOT_CONSULTED, "no certification before the MOF has answered"),
]
ELSEWHERE = [
    refused_when("approval_is_of_the_draft", "approval", ("INSERT",), NOT_OURS, "an approval names the drafter and the text of its decision"),
    refused_when("document_opens_with_decision", "document", ("UPDATE OF issued_at",), TOO_EARLY, "no letter opens before its decision is issued"),
    refused_when("plan_rests_on_decision", "applications.plan", WRITTEN, NOT_ISSUED, "no plan is settled without its issued decision"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0007_document_numbers_of_old"),
        ("reviews", "0009_cleared_defects"),
        ("applications", "0012_ended_plans"),
    ]
    operations = [
        *keeping(
            GUARDS,
            migrations.AddConstraint(
                model_name="decision",
                constraint=models.CheckConstraint(
                    name="issued_decision_has_its_instant",
                    condition=Q(state="issued", issued_at__isnull=False)
                    | ~Q(state="issued") & Q(issued_at__isnull=True),
                ),
            ),
        ),
        *RESTS,
        *ELSEWHERE,
    ]
