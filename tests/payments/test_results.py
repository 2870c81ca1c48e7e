"""The files of a run: what goes to the bank, what people read, what comes back."""

import pytest

from common import clock
from decisions.demo.acting import moment
from funds.ledger.models import Posting
from law.accounts import Kind
from law.acts import Refused
from payments.exports import bank_file, run_csv
from payments.models import PaymentRun
from payments.services.results import take_results
from payments.services.runs import drop_run, release_run
from tests.cast import membership
from tests.funds.ledger.booking import balance

from . import paying as p

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(grant, other) -> PaymentRun:
    return p.released(p.claimed(grant, 5_000_000), p.claimed(other, 7_000_000, "takasaki"))


def told(run: PaymentRun, *codes: str) -> bytes:
    records = bank_file(run).split(b"\r\n")
    for place, code in enumerate(codes, start=1):
        records[place] = records[place][:113] + code.encode() + records[place][114:]
    return b"\r\n".join(records)


def taken(run: PaymentRun, content: bytes) -> int:
    day = max(clock.today(), run.transfer_on)
    with clock.at(moment(day, 18)):
        return take_results(run=run, content=content, on=day, membership=membership("nibn_accountant"))


def test_the_bank_gets_what_was_confirmed_and_released(run):
    header, first, second, trailer, _end = bank_file(run).split(b"\r\n")[:-1]
    assert header[4:14] == b"0000012345"
    assert header[54:58].decode() == f"{run.transfer_on:%m%d}"
    assert first[50:80].decode("shift_jis").rstrip() == "ﾐﾎﾝｾｲﾔｸ(ｶ"
    assert second[43:50] == b"7654321"
    assert trailer[1:19] == b"000002000012000000"


def test_the_header_names_the_account_of_the_transfer_s_day(grant, book):
    """A payer that was set later holds for later files only."""
    run = p.drafted(p.claimed(grant))
    p.payer(book, since=run.transfer_on.replace(year=2027), client_code="9" * 10)
    release_run(run=run, membership=membership("nibn_accountant"))
    assert bank_file(run)[4:14] == b"0000012345"


def test_people_read_the_run_as_a_table_that_computes_nothing(run):
    content = run_csv(run)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = content.decode("utf-8-sig").splitlines()
    assert len(rows) == 3
    assert "見本製薬株式会社" in rows[1]
    assert "5000000" in rows[1]
    assert not [cell for row in rows for cell in row.split(",") if cell.startswith(("=", "+", "-", "@"))]


def test_results_are_posted_as_the_bank_tells_them(run, book):
    assert taken(run, told(run, "0", "2")) == 2
    run.refresh_from_db()
    assert run.state == "done"
    states = list(run.transfers.order_by("place").values_list("state", "reason"))
    assert states == [("paid", ""), ("failed", "取引なし（口座がないか、番号が違う）")]
    assert balance(book, Kind.PAID) == 5_000_000
    with pytest.raises(Refused, match="すべて入力済み"):
        taken(run, told(run, "0", "2"))


def test_what_was_entered_by_hand_stays(run, book):
    p.paid(run, 1)
    assert taken(run, told(run, "9", "0")) == 1
    assert [each.state for each in run.transfers.order_by("place")] == ["paid", "paid"]


def test_another_runs_results_are_refused_whole(run, book):
    for wrong in (
        told(run, "0", "0").replace(b"7654321", b"7654322"),
        told(run, "0", "0").replace(b"0007000000", b"0006000000").replace(b"012000000", b"011000000"),
        told(run, "0", "0").replace(b"0000000002" + b"0" * 10, b"0000000009" + b"0" * 10),
    ):
        with pytest.raises(Refused, match="この束と一致しません"):
            taken(run, wrong)
    assert not Posting.objects.filter(act="pay_advance").exists()
    with pytest.raises(Refused, match="振込の結果がありません"):
        taken(run, bank_file(run))


def test_a_run_that_was_not_released_has_no_file(grant):
    run = p.drafted(p.claimed(grant))
    with pytest.raises(LookupError):
        bank_file(run)
    drop_run(run=run, note="取りやめ", membership=membership("nibn_officer"))
