"""As the application's own role on PostgreSQL: it keeps the book, and can falsify nothing of it."""

import psycopg
import pytest

from ..decisions.test_application_role import address, role
from .sums import EACH
from .test_races import in_order

__all__ = ["role"]
pytestmark = pytest.mark.processes
ATTACKS = (
    "UPDATE funds_account SET balance = balance + 1",
    "UPDATE funds_account SET balance = 0, last_posting = NULL",
    "UPDATE funds_account SET kind = 'paid'",
    "UPDATE funds_account SET closed_at = NULL, side = 1",
    "DELETE FROM funds_account",
    "TRUNCATE funds_account CASCADE",
    "UPDATE funds_posting SET amount = 1",
    "DELETE FROM funds_posting",
    "TRUNCATE funds_posting CASCADE",
    "ALTER TABLE funds_posting DISABLE TRIGGER ALL",
    "ALTER TABLE funds_account DROP CONSTRAINT account_never_overdrawn",
    "DROP TRIGGER posting_moves_balances ON funds_posting",
    "CREATE OR REPLACE FUNCTION kikin_post() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "SET session_replication_role = replica",
    "UPDATE funds_source SET is_state = NOT is_state",
    "DELETE FROM funds_year",
    "UPDATE funds_entry SET amount = 1",
    """INSERT INTO funds_posting
           (book_id, year_id, debit_id, credit_id, amount, act, effective_on, posted_at, made_by_id)
       SELECT d.book_id, d.year_id, d.id, c.id, c.balance + 1, 'commit', now(), now(), p.made_by_id
       FROM funds_posting p
           JOIN funds_account d ON d.id = p.debit_id JOIN funds_account c ON c.id = p.credit_id
       WHERE p.act = 'commit' LIMIT 1""",
)  # fmt: skip


@pytest.fixture
def till(role, request):
    """After `role`, so that the database goes before the role that has rights in it."""
    till = request.getfixturevalue("servers")
    assert till.manage("grant_application_role", role)[0] == 0
    yield till
    with psycopg.connect(till.url) as database:
        database.execute(f"DROP OWNED BY {role}")


def test_the_application_commits_and_can_falsify_nothing(till, role):
    till.database = address(till, role)
    assert till.race(("commit", EACH), ("go_on", 7, 5))[0] == "won"
    assert [statement for statement in ATTACKS if done(till, statement)] == []
    in_order(till)


def test_the_application_posts_into_no_closed_year(till, role):
    till.database = address(till, role)
    assert till.race(("close",)) == ["won"]
    posted, open_again = INTO_CLOSED
    assert not done(till, posted)
    assert not done(till, open_again)
    in_order(till)


INTO_CLOSED = (
    """INSERT INTO funds_posting
           (book_id, year_id, debit_id, credit_id, amount, act, effective_on, posted_at, made_by_id)
       SELECT p.book_id, p.year_id, p.debit_id, p.credit_id, 1, p.act, now(), now(), p.made_by_id
       FROM funds_posting p JOIN funds_year y ON y.id = p.year_id
       WHERE y.state = 'closed' AND p.act = 'receive_state_money' LIMIT 1""",
    "UPDATE funds_year SET state = 'open', closed_at = NULL, closed_by_id = NULL WHERE state = 'closed'",
)


def done(till, statement) -> bool:
    with psycopg.connect(till.database) as database:
        try:
            database.execute(statement)
        except (psycopg.errors.IntegrityError, psycopg.errors.InsufficientPrivilege):
            return False
        except psycopg.errors.GeneratedAlways:
            return False
    return True
