"""What the ledger's tables refuse, on SQLite and PostgreSQL alike, whoever writes the SQL.

Posting    inserted, never changed. Its trigger moves both balances, and refuses what leaves its book or its
           source, touches a closed account, passes a source's ceiling, or reverses what it does not mirror.
Account    begins at zero in an open year. Its balance moves by a posting only: PostgreSQL asks whether a trigger
           is at work, SQLite, which cannot tell, lets each posting in once and only by its own sum.
Year       once closed, nothing of it changes.
"""

from django.db import migrations

from common.triggers import VendorSQL, append_only, immutable, kept

CLOSED = "a closed account takes no posting"
APART = "a posting stays in one book, one source and one of its years"
ABOVE = "receipts pass what the source names"
MIRROR = "a reversal is the mirror of what it reverses"
AGAIN = "a row is never written over"
ALONE = "a balance is moved by a posting only"
ZERO = "an account begins at zero, in an open year of the book of its source"

_RAISE = "RAISE EXCEPTION '{}' USING ERRCODE = 'integrity_constraint_violation';"
_RECEIPTS = """(SELECT COALESCE(SUM(balance), 0) FROM funds_account
    WHERE source_id = {source} AND kind IN ('received', 'donated'))"""

POSTING_PG = f"""
CREATE FUNCTION kikin_post() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE debit funds_account; credit funds_account;
BEGIN
    IF NEW.debit_id < NEW.credit_id THEN
        UPDATE funds_account SET balance = balance + side * NEW.amount, last_posting = NEW.id
            WHERE id = NEW.debit_id AND closed_at IS NULL RETURNING * INTO debit;
        UPDATE funds_account SET balance = balance - side * NEW.amount, last_posting = NEW.id
            WHERE id = NEW.credit_id AND closed_at IS NULL RETURNING * INTO credit;
    ELSE
        UPDATE funds_account SET balance = balance - side * NEW.amount, last_posting = NEW.id
            WHERE id = NEW.credit_id AND closed_at IS NULL RETURNING * INTO credit;
        UPDATE funds_account SET balance = balance + side * NEW.amount, last_posting = NEW.id
            WHERE id = NEW.debit_id AND closed_at IS NULL RETURNING * INTO debit;
    END IF;
    IF debit.id IS NULL OR credit.id IS NULL THEN {_RAISE.format(CLOSED)} END IF;
    IF debit.source_id <> credit.source_id OR debit.book_id <> NEW.book_id OR credit.book_id <> NEW.book_id
        OR (NEW.year_id IN (debit.year_id, credit.year_id)) IS NOT TRUE THEN {_RAISE.format(APART)} END IF;
    IF credit.kind IN ('received', 'donated') AND
        (SELECT ceiling FROM funds_source WHERE id = credit.source_id)
        < {_RECEIPTS.format(source="credit.source_id")} THEN {_RAISE.format(ABOVE)} END IF;
    IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM funds_posting was JOIN funds_account d ON d.id = was.debit_id
            JOIN funds_account c ON c.id = was.credit_id
        WHERE was.id = NEW.reverses_id AND was.amount = NEW.amount AND was.reverses_id IS NULL
            AND c.kind = debit.kind AND d.kind = credit.kind AND d.source_id = debit.source_id)
        THEN {_RAISE.format(MIRROR)} END IF;
    RETURN NULL;
END $$
"""
ACCOUNT_PG = f"""
CREATE FUNCTION kikin_open_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE state text; its_book uuid;
BEGIN
    IF NEW.year_id IS NOT NULL THEN
        SELECT y.state, y.book_id INTO state, its_book FROM funds_year y WHERE y.id = NEW.year_id FOR SHARE;
    ELSE
        state := 'open'; its_book := NEW.book_id;
    END IF;
    IF NEW.balance <> 0 OR NEW.last_posting IS NOT NULL OR NEW.closed_at IS NOT NULL OR state <> 'open'
        OR its_book <> NEW.book_id
        OR NOT EXISTS (SELECT 1 FROM funds_source s WHERE s.id = NEW.source_id AND s.book_id = NEW.book_id)
        THEN {_RAISE.format(ZERO)} END IF;
    RETURN NEW;
END $$
"""
POSTING_SQLITE = f"""
CREATE TRIGGER posting_moves_balances AFTER INSERT ON {{table}} BEGIN
    SELECT RAISE(ABORT, '{CLOSED}') WHERE 2 <> (SELECT COUNT(*) FROM funds_account
        WHERE id IN (NEW.debit_id, NEW.credit_id) AND closed_at IS NULL);
    SELECT RAISE(ABORT, '{APART}') WHERE NOT EXISTS (
        SELECT 1 FROM funds_account d JOIN funds_account c ON c.id = NEW.credit_id
        WHERE d.id = NEW.debit_id AND d.source_id = c.source_id AND d.book_id = NEW.book_id
            AND c.book_id = NEW.book_id AND NEW.year_id IN (d.year_id, c.year_id));
    SELECT RAISE(ABORT, '{MIRROR}') WHERE NEW.reverses_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM funds_posting was JOIN funds_account d ON d.id = was.debit_id
            JOIN funds_account c ON c.id = was.credit_id JOIN funds_account nd ON nd.id = NEW.debit_id
            JOIN funds_account nc ON nc.id = NEW.credit_id
        WHERE was.id = NEW.reverses_id AND was.amount = NEW.amount AND was.reverses_id IS NULL
            AND c.kind = nd.kind AND d.kind = nc.kind AND d.source_id = nd.source_id);
    UPDATE funds_account SET balance = balance + side * NEW.amount, last_posting = NEW.id WHERE id = NEW.debit_id;
    UPDATE funds_account SET balance = balance - side * NEW.amount, last_posting = NEW.id WHERE id = NEW.credit_id;
    SELECT RAISE(ABORT, '{ABOVE}') WHERE EXISTS (
        SELECT 1 FROM funds_account c JOIN funds_source s ON s.id = c.source_id
        WHERE c.id = NEW.credit_id AND c.kind IN ('received', 'donated')
            AND s.ceiling < {_RECEIPTS.format(source="s.id")});
END
"""
ACCOUNT_SQLITE = f"""
CREATE TRIGGER account_begins_empty BEFORE INSERT ON {{table}} BEGIN
    SELECT RAISE(ABORT, '{ZERO}') WHERE NEW.balance <> 0 OR NEW.last_posting IS NOT NULL
        OR NEW.closed_at IS NOT NULL
        OR NOT EXISTS (SELECT 1 FROM funds_source WHERE id = NEW.source_id AND book_id = NEW.book_id)
        OR (NEW.year_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM funds_year
            WHERE id = NEW.year_id AND book_id = NEW.book_id AND state = 'open'));
END
"""
BALANCE_SQLITE = f"""
CREATE TRIGGER account_balance_by_posting BEFORE UPDATE OF balance, last_posting ON {{table}}
WHEN NEW.balance <> OLD.balance OR NEW.last_posting IS NOT OLD.last_posting BEGIN
    SELECT RAISE(ABORT, '{ALONE}') WHERE NOT EXISTS (
        SELECT 1 FROM funds_posting p
        WHERE p.id = NEW.last_posting AND p.id > COALESCE(OLD.last_posting, 0)
            AND NEW.balance = OLD.balance + OLD.side * p.amount
                * ((p.debit_id = OLD.id) - (p.credit_id = OLD.id))
            AND OLD.id IN (p.debit_id, p.credit_id));
END
"""


def _once(model: str, same: str = "id = NEW.id") -> VendorSQL:
    """SQLite's INSERT OR REPLACE takes a row away without asking the triggers of DELETE."""
    name = f"{model}_written_once"
    trigger = (
        f"CREATE TRIGGER {name} BEFORE INSERT ON {{table}} BEGIN SELECT RAISE(ABORT, '{AGAIN}')"
        f" WHERE EXISTS (SELECT 1 FROM {{table}} WHERE {same}); END"
    )
    return VendorSQL(
        model, {"sqlite": [trigger], "postgresql": []}, {"sqlite": [f"DROP TRIGGER {name}"], "postgresql": []}
    )


def _moves() -> VendorSQL:
    return VendorSQL(
        "posting",
        {
            "sqlite": [POSTING_SQLITE],
            "postgresql": [
                POSTING_PG,
                "CREATE TRIGGER posting_moves_balances AFTER INSERT ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION kikin_post()",
            ],
        },
        {
            "sqlite": ["DROP TRIGGER posting_moves_balances"],
            "postgresql": [
                "DROP TRIGGER posting_moves_balances ON {table}",
                "DROP FUNCTION kikin_post()",
            ],
        },
        triggers=["posting_moves_balances"],
    )


def _begins() -> VendorSQL:
    return VendorSQL(
        "account",
        {
            "sqlite": [ACCOUNT_SQLITE],
            "postgresql": [
                ACCOUNT_PG,
                "CREATE TRIGGER account_begins_empty BEFORE INSERT ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION kikin_open_account()",
            ],
        },
        {
            "sqlite": ["DROP TRIGGER account_begins_empty"],
            "postgresql": [
                "DROP TRIGGER account_begins_empty ON {table}",
                "DROP FUNCTION kikin_open_account()",
            ],
        },
        triggers=["account_begins_empty"],
    )


def _balance() -> VendorSQL:
    return VendorSQL(
        "account",
        {
            "sqlite": [BALANCE_SQLITE],
            "postgresql": [
                "CREATE TRIGGER account_balance_by_posting BEFORE UPDATE ON {table} FOR EACH ROW WHEN"
                " ((OLD.balance <> NEW.balance OR OLD.last_posting IS DISTINCT FROM NEW.last_posting)"
                f" AND pg_trigger_depth() = 0) EXECUTE FUNCTION kikin_refuse('{ALONE}')",
                "CREATE TRIGGER account_never_emptied BEFORE TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION kikin_refuse('an account is never deleted')",
            ],
        },
        {
            "sqlite": ["DROP TRIGGER account_balance_by_posting"],
            "postgresql": [
                "DROP TRIGGER account_never_emptied ON {table}",
                "DROP TRIGGER account_balance_by_posting ON {table}",
            ],
        },
        triggers=["account_balance_by_posting"],
    )


ENTRY = [
    "book_id", "act", "year_id", "source_id", "amount", "effective_on", "number", "numbered_on", "note",
    "reverses_id", "concerns_id", "drafted_by_id", "drafter_id", "drafted_at",
]  # fmt: skip
INVESTMENT = [
    "book_id", "means", "held_with", "amount", "terms", "since", "until", "registered_by_id", "registered_at",
]  # fmt: skip
YEAR = ["state", "line", "carried_in", "opened_by_id", "opened_at", "closed_by_id", "closed_at"]
CONFIRMED = ["state", "confirmed_by_id", "confirmer_id", "confirmed_at"]


class Migration(migrations.Migration):
    dependencies = [("funds", "0007_ledger"), ("common", "0002_guards")]
    operations = [
        append_only("posting"),
        _once("posting", "id = NEW.id OR reverses_id = NEW.reverses_id"),
        _moves(),
        kept("account"),
        _once("account"),
        immutable("account", ["book_id", "source_id", "kind", "scheme_id", "year_id"]),
        immutable("account", ["closed_at"], when="OLD.closed_at IS NOT NULL", name="account_stays_closed"),
        _begins(),
        _balance(),
        append_only("source"),
        _once("source"),
        kept("year"),
        _once("year"),
        immutable("year", ["book_id", "fiscal_year"]),
        immutable("year", YEAR, when="OLD.state = 'closed'", name="year_stays_closed"),
        kept("book"),
        immutable("book", ["fund_id", "opened_by_id", "opened_at"]),
        kept("entry"),
        _once("entry"),
        immutable("entry", ENTRY),
        immutable("entry", CONFIRMED, when="OLD.state <> 'drafted'", name="entry_stays_posted"),
        kept("investment"),
        immutable("investment", INVESTMENT),
        immutable(
            "investment",
            ["state", "redeemed_on", "redeemed_by_id"],
            when="OLD.state = 'redeemed'",
            name="investment_stays_redeemed",
        ),
    ]
