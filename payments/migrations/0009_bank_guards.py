"""What the tables of the bank refuse, whoever writes the SQL."""

from django.db import migrations

from common.triggers import append_only, immutable, kept, refused_when

HELD = "('uncommitted', 'committed', 'payable')"


def by(column: str, *roles: str) -> str:
    """SQL over NEW: whoever is named acts on no post of these roles."""
    names = ", ".join(f"'{role}'" for role in roles)
    return (
        f"NOT EXISTS (SELECT 1 FROM accounts_membership m WHERE m.id = NEW.{column} AND m.role IN ({names}))"
    )


def signed(account: str, reaches: str) -> str:
    """SQL: this account has a signed sheet that reaches so far."""
    return (
        f"EXISTS (SELECT 1 FROM payments_monthsheet s WHERE s.account_id = {account}"
        f" AND s.state = 'signed' AND {reaches})"
    )


LAST = """COALESCE((SELECT l.balance FROM payments_bankline l WHERE l.account_id = {of} {until}
        ORDER BY l.place DESC LIMIT 1),
    (SELECT a.opening_balance FROM payments_bankaccount a WHERE a.id = {of}))"""
NOT_ON = f"NEW.opening <> {LAST.format(of='NEW.account_id', until='')}"
# Each line is reckoned on the one before it, and is no earlier.
OUT_OF_LINE = f"""NEW.place <> 1 + COALESCE((SELECT MAX(l.place) FROM payments_bankline l WHERE l.account_id = NEW.account_id), 0)
    OR NEW.balance <> NEW.came_in - NEW.went_out + {LAST.format(of="NEW.account_id", until="")}
    OR NEW."on" < (SELECT a.opening_on FROM payments_bankaccount a WHERE a.id = NEW.account_id)
    OR EXISTS (SELECT 1 FROM payments_bankline l WHERE l.account_id = NEW.account_id AND l."on" > NEW."on")
    OR NOT EXISTS (SELECT 1 FROM payments_bankstatement s WHERE s.id = NEW.statement_id
        AND s.account_id = NEW.account_id AND s.until >= NEW."on")"""
LINE_SIGNED = signed("NEW.account_id", 's.until >= NEW."on"')

GATHERED = """NOT EXISTS (SELECT 1 FROM payments_bankmatch m WHERE m.id = NEW.match_id AND m.state = 'gathered')"""
OTHER_LINE = f"""{GATHERED} OR NOT EXISTS (SELECT 1 FROM payments_bankmatch m
    JOIN payments_bankline l ON l.id = NEW.line_id JOIN payments_bankaccount a ON a.id = l.account_id
    WHERE m.id = NEW.match_id AND m.book_id = a.book_id
        AND NOT EXISTS (SELECT 1 FROM payments_monthsheet s
            WHERE s.account_id = a.id AND s.state = 'signed' AND s.month >= m.month))"""
AMOUNT = f"""(SELECT CASE WHEN d.kind IN {HELD} THEN p.amount ELSE -p.amount END FROM funds_posting p
    JOIN funds_account d ON d.id = p.debit_id JOIN funds_account c ON c.id = p.credit_id
    JOIN payments_bankmatch m ON m.id = NEW.match_id AND m.book_id = p.book_id
    WHERE p.id = NEW.posting_id AND (d.kind IN {HELD} AND c.kind NOT IN {HELD}
        OR d.kind NOT IN {HELD} AND c.kind IN {HELD}))"""
KEPT = """(SELECT CASE NEW.leg WHEN 'placed' THEN -i.amount ELSE i.amount END FROM funds_investment i
    JOIN payments_bankmatch m ON m.id = NEW.match_id AND m.book_id = i.book_id
    WHERE i.id = NEW.investment_id AND (NEW.leg = 'placed' OR i.state = 'redeemed'))"""
OTHER_ITEM = f"""{GATHERED} OR NEW.amount <> COALESCE({AMOUNT}, {KEPT}, 0) OR NEW.amount = 0
    OR EXISTS (SELECT 1 FROM payments_bankmatch m JOIN payments_bankaccount a ON a.book_id = m.book_id
        JOIN payments_monthsheet s ON s.account_id = a.id
        WHERE m.id = NEW.match_id AND a.is_main AND s.state = 'signed' AND s.month >= m.month)"""
UNEVEN = """NEW.state = 'matched' AND ((SELECT COALESCE(SUM(l.came_in - l.went_out), 0) FROM payments_matchedline x
        JOIN payments_bankline l ON l.id = x.line_id WHERE x.match_id = NEW.id)
    <> (SELECT COALESCE(SUM(i.amount), 0) FROM payments_matcheditem i WHERE i.match_id = NEW.id)
    OR NOT EXISTS (SELECT 1 FROM payments_matchedline x WHERE x.match_id = NEW.id)
        AND NOT EXISTS (SELECT 1 FROM payments_matcheditem i WHERE i.match_id = NEW.id))"""
UNDONE_SIGNED = """NEW.state = 'undone' AND EXISTS (SELECT 1 FROM payments_monthsheet s
    JOIN payments_bankaccount a ON a.id = s.account_id
    WHERE s.state = 'signed' AND s.month >= NEW.month AND a.book_id = NEW.book_id
        AND (a.is_main AND EXISTS (SELECT 1 FROM payments_matcheditem i WHERE i.match_id = NEW.id)
            OR EXISTS (SELECT 1 FROM payments_matchedline x JOIN payments_bankline l ON l.id = x.line_id
                WHERE x.match_id = NEW.id AND l.account_id = a.id)))"""
LET_GO = """NOT NEW.standing AND NOT EXISTS (SELECT 1 FROM payments_bankmatch m
    WHERE m.id = NEW.match_id AND m.state = 'undone')"""

UNTIL = LAST.format(of="NEW.account_id", until='AND l."on" <= NEW.until')
ROWS = "(SELECT COALESCE(SUM(r.amount), 0) FROM payments_monthsheetrow r WHERE r.sheet_id = NEW.id AND r.kind = '{kind}')"
# As it is signed: the bank's balance is the last line's, the sums are the rows', and no line is left out.
AMISS = f"""NEW.state = 'signed' AND (NEW.bank_balance <> {UNTIL}
    OR NEW.in_transit <> {ROWS.format(kind="transit")} OR NEW.unmatched <> {ROWS.format(kind="line")}
    OR NOT EXISTS (SELECT 1 FROM payments_bankstatement t
        WHERE t.account_id = NEW.account_id AND t.until >= NEW.until)
    OR EXISTS (SELECT 1 FROM payments_bankline l WHERE l.account_id = NEW.account_id AND l."on" <= NEW.until
        AND NOT EXISTS (SELECT 1 FROM payments_matchedline x JOIN payments_bankmatch m ON m.id = x.match_id
            WHERE x.line_id = l.id AND x.standing AND m.state = 'matched' AND m.month <= NEW.month)
        AND NOT EXISTS (SELECT 1 FROM payments_monthsheetrow r
            WHERE r.sheet_id = NEW.id AND r.line_id = l.id)))"""
ROW_LATE = """NOT EXISTS (SELECT 1 FROM payments_monthsheet s WHERE s.id = NEW.sheet_id AND s.state = 'drafted')"""
FORMER = """NEW.state <> 'drafted' OR NEW.former_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payments_monthsheet s
    WHERE s.id = NEW.former_id AND s.state = 'signed' AND s.account_id = NEW.account_id
        AND s.month = NEW.month AND s.version = NEW.version - 1)"""
ACCOUNT = [
    "book_id", "is_main", "bank_code", "bank_name", "branch_code", "branch_name", "kind", "number",
    "opening_on", "opening_balance", "opening_posting", "registered_by_id", "registered_at",
]  # fmt: skip
SHEET = [
    "account_id", "month", "until", "version", "former_id", "reason", "book_balance", "in_transit",
    "unmatched", "bank_balance", "drafted_by_id", "drafter_id", "drafted_at",
]  # fmt: skip
SIGNING = ["state", "signed_by_id", "signer_id", "signed_at", "note"]


class Migration(migrations.Migration):
    dependencies = [("payments", "0008_bank"), ("funds", "0015_appropriations")]
    operations = [
        kept("bankaccount"),
        immutable("bankaccount", ACCOUNT),
        append_only("bankstatement"),
        append_only("bankline"),
        append_only("monthsheetrow"),
        *(kept(model) for model in ("bankmatch", "matchedline", "matcheditem", "monthsheet")),
        immutable("bankmatch", ["book_id", "month", "made_by_id", "made_at"]),
        immutable("bankmatch", ["state", "undone_by_id", "undone_at", "note"], when="OLD.state = 'undone'", name="bankmatch_ended"),
        immutable("matchedline", ["match_id", "line_id"]),
        immutable("matchedline", ["standing"], when="NOT OLD.standing", name="matchedline_ended"),
        immutable("matcheditem", ["match_id", "posting_id", "investment_id", "leg", "amount"]),
        immutable("matcheditem", ["standing"], when="NOT OLD.standing", name="matcheditem_ended"),
        immutable("monthsheet", SHEET),
        immutable("monthsheet", SIGNING, when="OLD.state IN ('signed', 'dropped')", name="monthsheet_ended"),
        refused_when("bankaccount_by_the_till", "bankaccount", ("INSERT",), by("registered_by_id", "nibn_accountant"), "a bank account is registered by the till of NIBN"),
        refused_when("bankstatement_by_the_till", "bankstatement", ("INSERT",), by("taken_by_id", "nibn_accountant"), "a statement is taken in by the till of NIBN"),
        refused_when("bankstatement_follows", "bankstatement", ("INSERT",), NOT_ON, "a statement begins where the last line ended"),
        refused_when("bankline_follows", "bankline", ("INSERT",), OUT_OF_LINE, "each line is reckoned on the one before"),
        refused_when("bankline_of_an_open_month", "bankline", ("INSERT",), LINE_SIGNED, "a signed month takes no more lines"),
        refused_when("bankmatch_begins_gathered", "bankmatch", ("INSERT",), f"NEW.state <> 'gathered' OR {by('made_by_id', 'nibn_accountant')}", "a match is made by the till of NIBN"),
        refused_when("bankmatch_agrees", "bankmatch", ("UPDATE OF state",), UNEVEN, "what is matched is the same sum"),
        refused_when("bankmatch_of_an_open_month", "bankmatch", ("UPDATE OF state",), UNDONE_SIGNED, "a match of a signed month stands"),
        refused_when("matchedline_of_its_book", "matchedline", ("INSERT",), OTHER_LINE, "a line is matched in its book and in an open month"),
        refused_when("matcheditem_of_its_book", "matcheditem", ("INSERT",), OTHER_ITEM, "an item is matched in its book, whole, and in an open month"),
        refused_when("matchedline_let_go", "matchedline", ("UPDATE OF standing",), LET_GO, "a line is let go by undoing its match"),
        refused_when("matcheditem_let_go", "matcheditem", ("UPDATE OF standing",), LET_GO, "an item is let go by undoing its match"),
        refused_when("monthsheet_begins_drafted", "monthsheet", ("INSERT",), f"{FORMER} OR {by('drafted_by_id', 'nibn_accountant')}", "a sheet is drafted by the till, and a later version names the former"),
        refused_when("monthsheet_signed_whole", "monthsheet", ("UPDATE OF state",), AMISS, "a sheet is signed as the lines and its rows are"),
        refused_when("monthsheet_signed_by_office", "monthsheet", ("UPDATE OF signed_by_id",), f"NEW.signed_by_id IS NOT NULL AND {by('signed_by_id', 'nibn_accountant', 'nibn_decider')}", "a sheet is signed by the till or the head of NIBN"),
        refused_when("monthsheetrow_of_a_draft", "monthsheetrow", ("INSERT",), ROW_LATE, "rows are written while a sheet is drafted"),
    ]
