"""What the tables of claims, runs and transfers refuse, whoever writes the SQL."""

from importlib import import_module

from django.db import migrations

from common.triggers import append_only, immutable, kept, refused_when

held = import_module("payments.migrations.0002_guards").held
OF_COMPANY = """NOT EXISTS (SELECT 1 FROM accounts_membership m JOIN grants_grant g ON g.case_id = NEW.grant_id
    JOIN applications_planparty p ON p.id = g.party_id WHERE m.id = NEW.claimed_by_id
        AND m.organisation_id = p.organisation_id AND m.role = 'representative')"""
OF_DECISION = """NOT EXISTS (SELECT 1 FROM decisions_decision d WHERE d.id = NEW.decision_id
    AND d.grant_id = NEW.grant_id AND d.state = 'issued' AND d.outcome = 'grant')"""
_MOVED = """(SELECT COALESCE(SUM(p.amount), 0) FROM funds_posting p JOIN funds_account a ON a.id = p.{end}
    JOIN funds_year y ON y.id = a.year_id WHERE p.decision = NEW.decision_id
        AND y.fiscal_year = NEW.fiscal_year
        AND a.kind = CASE NEW.kind WHEN 'advance' THEN 'committed' ELSE 'payable' END)"""
ABOVE = f"NEW.amount > {_MOVED.format(end='debit_id')} - {_MOVED.format(end='credit_id')}"
ORDERED = """NEW.state = 'released' AND NOT EXISTS (SELECT 1 FROM payments_transfer t
    JOIN payments_paymentrun r ON r.id = t.run_id
    WHERE t.claim_id = NEW.id AND t.state = 'waiting' AND r.state = 'released')"""
POSTED = """NEW.state = 'paid' AND NOT EXISTS (SELECT 1 FROM payments_transfer t
    WHERE t.claim_id = NEW.id AND t.state = 'paid' AND t.amount = NEW.amount
        AND t.amount = (SELECT SUM(p.amount) FROM payments_transferposting tp
            JOIN funds_posting p ON p.id = tp.posting_id WHERE tp.transfer_id = t.id))"""
DECIDED = """NEW.releaser_id IS NOT NULL AND EXISTS (SELECT 1 FROM payments_transfer t
    JOIN payments_paymentclaim c ON c.id = t.claim_id JOIN decisions_decision d ON d.grant_id = c.grant_id
    JOIN decisions_approval a ON a.decision_id = d.id
    WHERE t.run_id = NEW.id AND a.approver_id = NEW.releaser_id)"""
UNCONFIRMED = """NEW.state = 'released' AND EXISTS (SELECT 1 FROM payments_transfer t
    JOIN payments_payeeaccount p ON p.id = t.account_id
    WHERE t.run_id = NEW.id AND t.state = 'waiting' AND p.state <> 'confirmed')"""
STRAY = """NEW.state <> 'waiting' OR NOT EXISTS (SELECT 1 FROM payments_paymentclaim c
    JOIN payments_paymentrun r ON r.id = NEW.run_id JOIN grants_grant g ON g.case_id = c.grant_id
    JOIN applications_planparty party ON party.id = g.party_id
    JOIN payments_payeeaccount p ON p.id = NEW.account_id AND p.organisation_id = party.organisation_id
    WHERE c.id = NEW.claim_id AND c.amount = NEW.amount AND c.state = 'drafted' AND r.state = 'drafted'
        AND p.state = 'confirmed')"""
UNASKED = """NEW.state IN ('paid', 'failed') AND NOT EXISTS (SELECT 1 FROM payments_paymentrun r
    WHERE r.id = NEW.run_id AND r.state IN ('released', 'done'))"""
ELSEWHERE = """NOT EXISTS (SELECT 1 FROM payments_transfer t JOIN payments_paymentclaim c ON c.id = t.claim_id
    JOIN funds_posting p ON p.id = NEW.posting_id
    WHERE t.id = NEW.transfer_id AND t.state = 'paid' AND p.decision = c.decision_id
        AND p.act = CASE c.kind WHEN 'advance' THEN 'pay_advance' ELSE 'pay_fixed' END)"""
CLAIM = [
    "number", "grant_id", "decision_id", "fiscal_year", "kind", "amount", "reason", "claimed_by_id", "claimed_at",
]  # fmt: skip
RUN = ["number", "book_id", "transfer_on", "drafted_by_id", "drafter_id", "drafted_at"]
RELEASED = ["released_by_id", "releaser_id", "released_at", "payer_id"]
RESULT = ["state", "result_on", "reason", "told_by_id", "told_at"]


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0003_claims_and_runs"),
        ("payments", "0002_guards"),
        ("funds", "0008_ledger_guards"),
        ("decisions", "0012_how_letters_are_sealed"),
        ("grants", "0002_performance_reports"),
    ]
    operations = [
        append_only("payeraccount"),
        append_only("transferposting"),
        *(kept(model) for model in ("paymentclaim", "paymentrun", "transfer")),
        immutable("paymentclaim", CLAIM),
        immutable("paymentclaim", ["state", "note", "paid_on"], when="OLD.state IN ('withdrawn', 'returned')", name="paymentclaim_ended"),
        immutable("paymentrun", RUN),
        immutable("paymentrun", RELEASED, when="OLD.releaser_id IS NOT NULL", name="paymentrun_released"),
        immutable("paymentrun", ["state", "note"], when="OLD.state IN ('done', 'dropped')", name="paymentrun_ended"),
        immutable("transfer", ["run_id", "claim_id", "account_id", "place", "amount"]),
        immutable("transfer", RESULT, when="OLD.state IN ('failed', 'dropped')", name="transfer_ended"),
        refused_when("paymentclaim_begins_open", "paymentclaim", ("INSERT",), "NEW.state <> 'open'", "a claim begins open"),
        refused_when("paymentclaim_of_its_company", "paymentclaim", ("INSERT",), OF_COMPANY, "a claim is made by its company"),
        refused_when("paymentclaim_of_its_decision", "paymentclaim", ("INSERT",), OF_DECISION, "a claim stands on an issued decision of its grant"),
        refused_when("paymentclaim_within_the_book", "paymentclaim", ("INSERT",), ABOVE, "a claim is within what the book holds for it"),
        refused_when("paymentclaim_ordered_by_a_run", "paymentclaim", ("UPDATE OF state",), ORDERED, "a claim is ordered by a released run"),
        refused_when("paymentclaim_paid_is_posted", "paymentclaim", ("UPDATE OF state",), POSTED, "a paid claim is posted"),
        refused_when("paymentrun_begins_drafted", "paymentrun", ("INSERT",), f"NEW.state <> 'drafted' OR {held('drafted_by_id', 'drafter_id', 'nibn_officer')}", "a run is drafted by an officer of NIBN"),
        refused_when("paymentrun_released_by_the_till", "paymentrun", ("UPDATE OF releaser_id, released_by_id",), f"NEW.releaser_id IS NOT NULL AND {held('released_by_id', 'releaser_id', 'nibn_accountant')}", "a run is released by the till of NIBN"),
        refused_when("paymentrun_apart_from_deciding", "paymentrun", ("UPDATE OF releaser_id",), DECIDED, "whoever decided a grant does not pay it"),
        refused_when("paymentrun_to_confirmed_accounts", "paymentrun", ("UPDATE OF state",), UNCONFIRMED, "a run pays to confirmed accounts only"),
        refused_when("transfer_of_a_draft", "transfer", ("INSERT",), STRAY, "a transfer pays a claim of a drafted run to the confirmed account of its company"),
        refused_when("transfer_result_was_asked_for", "transfer", ("UPDATE OF state",), UNASKED, "a result belongs to a released run"),
        refused_when("transferposting_of_its_claim", "transferposting", ("INSERT",), ELSEWHERE, "what a transfer posted is of its claim"),
    ]
