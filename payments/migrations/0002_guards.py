"""What the tables themselves refuse, whoever writes the SQL."""

from django.db import migrations

from common.triggers import immutable, kept, refused_when

WRITTEN = [
    "organisation_id", "bank_code", "bank_name", "branch_code", "branch_name", "kind", "number", "holder",
    "passbook_id", "passbook_name", "entered_by_id", "entered_at",
]  # fmt: skip


def held(by: str, person: str, role: str) -> str:
    """SQL over NEW: whoever is named acts on a post of this role, which is that person's own."""
    return (
        f"NOT EXISTS (SELECT 1 FROM accounts_membership m WHERE m.id = NEW.{by}"
        f" AND m.user_id = NEW.{person} AND m.role = '{role}')"
    )


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial"), ("accounts", "0002_promises"), ("common", "0002_guards")]
    operations = [
        immutable("payeeaccount", WRITTEN),
        immutable("payeeaccount", ["checked_by_id", "checker_id", "checked_at"], when="OLD.checker_id IS NOT NULL", name="payeeaccount_checked"),
        immutable("payeeaccount", ["confirmed_by_id", "confirmer_id", "confirmed_at"], when="OLD.confirmer_id IS NOT NULL", name="payeeaccount_confirmed"),
        immutable("payeeaccount", ["state", "checker_id", "confirmer_id", "note", "ended_by_id", "ended_at"], when="OLD.state IN ('returned', 'replaced')", name="payeeaccount_ended"),
        kept("payeeaccount"),
        refused_when(
            "payeeaccount_begins_unchecked",
            "payeeaccount",
            ("INSERT",),
            "NEW.state <> 'entered' OR NEW.checker_id IS NOT NULL OR NEW.confirmer_id IS NOT NULL",
            "an account begins unchecked",
        ),
        refused_when(
            "payeeaccount_entered_by_its_company",
            "payeeaccount",
            ("INSERT",),
            "NOT EXISTS (SELECT 1 FROM accounts_membership m WHERE m.id = NEW.entered_by_id"
            " AND m.organisation_id = NEW.organisation_id AND m.role = 'representative')",
            "an account is entered by its company",
        ),
        refused_when(
            "payeeaccount_checked_by_an_officer",
            "payeeaccount",
            ("UPDATE OF checker_id, checked_by_id",),
            f"NEW.checker_id IS NOT NULL AND {held('checked_by_id', 'checker_id', 'nibn_officer')}",
            "an account is checked by an officer of NIBN",
        ),
        refused_when(
            "payeeaccount_confirmed_by_the_till",
            "payeeaccount",
            ("UPDATE OF confirmer_id, confirmed_by_id",),
            f"NEW.confirmer_id IS NOT NULL AND {held('confirmed_by_id', 'confirmer_id', 'nibn_accountant')}",
            "an account is confirmed by the till of NIBN",
        ),
    ]
