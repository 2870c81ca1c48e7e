"""One statement's postings move each account once, on PostgreSQL.

A row that one transaction changes ten thousand times is ten thousand versions long, and each posting of a year's
close read them all. The checks are those of 0008, asked once of all rows of a statement, their accounts held.
"""

from importlib import import_module

from django.db import migrations

from common.triggers import VendorSQL

before = import_module("funds.migrations.0008_ledger_guards")
_RAISE = before._RAISE
AT_ONCE = f"""
CREATE FUNCTION kikin_post_at_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM funds_account WHERE id IN (SELECT debit_id FROM posted UNION SELECT credit_id FROM posted)
        ORDER BY id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM posted p LEFT JOIN funds_account d ON d.id = p.debit_id AND d.closed_at IS NULL
            LEFT JOIN funds_account c ON c.id = p.credit_id AND c.closed_at IS NULL
        WHERE d.id IS NULL OR c.id IS NULL) THEN {_RAISE.format(before.CLOSED)} END IF;
    IF EXISTS (
        SELECT 1 FROM posted p JOIN funds_account d ON d.id = p.debit_id JOIN funds_account c ON c.id = p.credit_id
        WHERE d.source_id <> c.source_id OR d.book_id <> p.book_id OR c.book_id <> p.book_id
            OR (p.year_id IN (d.year_id, c.year_id)) IS NOT TRUE) THEN {_RAISE.format(before.APART)} END IF;
    IF EXISTS (
        SELECT 1 FROM posted p JOIN funds_account d ON d.id = p.debit_id JOIN funds_account c ON c.id = p.credit_id
        WHERE p.reverses_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM funds_posting was JOIN funds_account wd ON wd.id = was.debit_id
                JOIN funds_account wc ON wc.id = was.credit_id
            WHERE was.id = p.reverses_id AND was.amount = p.amount AND was.reverses_id IS NULL
                AND wc.kind = d.kind AND wd.kind = c.kind AND wd.source_id = d.source_id))
        THEN {_RAISE.format(before.MIRROR)} END IF;
    UPDATE funds_account a SET balance = a.balance + a.side * moved.amount, last_posting = moved.last
        FROM (SELECT account, SUM(amount)::bigint AS amount, MAX(posting) AS last FROM (
                SELECT debit_id AS account, amount, id AS posting FROM posted
                UNION ALL SELECT credit_id, -amount, id FROM posted) each_side GROUP BY account) moved
        WHERE a.id = moved.account;
    IF EXISTS (
        SELECT 1 FROM posted p JOIN funds_account c ON c.id = p.credit_id JOIN funds_source s ON s.id = c.source_id
        WHERE c.kind IN ('received', 'donated') AND s.ceiling < {before._RECEIPTS.format(source="s.id")})
        THEN {_RAISE.format(before.ABOVE)} END IF;
    RETURN NULL;
END $$
"""
NAME = "posting_moves_balances"


class Migration(migrations.Migration):
    dependencies = [("funds", "0013_closed_years")]
    operations = [
        VendorSQL(
            "posting",
            {
                "sqlite": [],
                "postgresql": [
                    AT_ONCE,
                    f"DROP TRIGGER {NAME} ON {{table}}",
                    f"CREATE TRIGGER {NAME} AFTER INSERT ON {{table}} REFERENCING NEW TABLE AS posted"
                    " FOR EACH STATEMENT EXECUTE FUNCTION kikin_post_at_once()",
                    "DROP FUNCTION kikin_post()",
                ],
            },
            {
                "sqlite": [],
                "postgresql": [
                    before.POSTING_PG,
                    f"DROP TRIGGER {NAME} ON {{table}}",
                    f"CREATE TRIGGER {NAME} AFTER INSERT ON {{table}} FOR EACH ROW EXECUTE FUNCTION kikin_post()",
                    "DROP FUNCTION kikin_post_at_once()",
                ],
            },
        )
    ]
