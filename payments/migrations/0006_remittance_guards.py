"""What the tables of receipts refuse, and when a receivable is met, whoever writes the SQL."""

from importlib import import_module

from django.db import migrations

from common.triggers import append_only, immutable, kept, refused_when

held = import_module("payments.migrations.0002_guards").held
SUM = "(SELECT COALESCE(SUM(m.{what}), 0) FROM payments_remittance m WHERE m.receivable_id = {of} AND m.state = 'recorded')"
NOT_OPEN = """NEW.state <> 'recorded' OR NOT EXISTS (SELECT 1 FROM decisions_receivable r
    WHERE r.id = NEW.receivable_id AND r.state = 'open')"""
ABOVE = f"""NEW.principal > (SELECT r.principal FROM decisions_receivable r WHERE r.id = NEW.receivable_id)
    - {SUM.format(what="principal", of="NEW.receivable_id")}"""
# Principal first: nothing goes to the charges while any of it is left.
CHARGES_FIRST = f"""NEW.charges > 0 AND NEW.principal <> (SELECT r.principal FROM decisions_receivable r
    WHERE r.id = NEW.receivable_id) - {SUM.format(what="principal", of="NEW.receivable_id")}"""
DECIDED = """EXISTS (SELECT 1 FROM decisions_receivable r JOIN decisions_approval a ON a.decision_id = r.order_id
    WHERE r.id = NEW.receivable_id AND a.approver_id = NEW.recorder_id)"""
ELSEWHERE = """NOT EXISTS (SELECT 1 FROM payments_remittance m JOIN decisions_receivable r ON r.id = m.receivable_id
    JOIN decisions_decision d ON d.grant_id = r.grant_id AND d.outcome = 'grant' AND d.state = 'issued'
    JOIN funds_posting p ON p.id = NEW.posting_id AND p.decision = d.id
    WHERE m.id = NEW.remittance_id AND m.state = 'recorded'
        AND p.act IN ('recover', 'record_income'))"""
POSTED = """(SELECT COALESCE(SUM(p.amount), 0) FROM payments_remittanceposting mp
    JOIN payments_remittance m ON m.id = mp.remittance_id JOIN funds_posting p ON p.id = mp.posting_id
    WHERE m.receivable_id = NEW.id AND m.state = 'recorded' AND p.act = '{act}')"""
RETURNED, CHARGED = (SUM.format(what=what, of="NEW.id") for what in ("principal", "charges"))
NOT_MET = f"""NEW.state = 'paid' AND NOT ({RETURNED} = NEW.principal
    AND {CHARGED} = NEW.surcharge + NEW.late_charge
    AND {POSTED.format(act="recover")} = {RETURNED} AND {POSTED.format(act="record_income")} = {CHARGED})"""
SAID = ["receivable_id", "place", "on", "principal", "charges", "reference", "recorded_by_id", "recorder_id", "recorded_at"]


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0005_remittances"),
        ("decisions", "0015_returning"),
        ("funds", "0008_ledger_guards"),
    ]
    operations = [
        append_only("remittanceposting"),
        kept("remittance"),
        immutable("remittance", SAID),
        immutable("remittance", ["state", "reversed_by_id", "reversed_at", "note"], when="OLD.state = 'reversed'", name="remittance_ended"),
        refused_when("remittance_of_what_is_owed", "remittance", ("INSERT",), NOT_OPEN, "money comes in for what is owed"),
        refused_when("remittance_within_the_principal", "remittance", ("INSERT",), ABOVE, "no more principal comes in than was ordered"),
        refused_when("remittance_principal_first", "remittance", ("INSERT",), CHARGES_FIRST, "what comes in goes to the principal first"),
        refused_when("remittance_by_the_till", "remittance", ("INSERT",), held("recorded_by_id", "recorder_id", "nibn_accountant"), "money is taken in by the till of NIBN"),
        refused_when("remittance_apart_from_deciding", "remittance", ("INSERT",), DECIDED, "whoever ordered money back does not take it in"),
        refused_when("remittanceposting_of_its_order", "remittanceposting", ("INSERT",), ELSEWHERE, "what a receipt posted is of its grant"),
        refused_when("receivable_met_as_posted", "decisions.receivable", ("UPDATE OF state",), NOT_MET, "nothing is settled but as it came in and was posted"),
    ]
