"""A year with so many grants that hold money, closed by the act: `bench._process _closing GRANTS`."""

import json
import sys
import time
from datetime import datetime

from django.db import connection

from common import clock
from decisions.demo.acting import member
from decisions.demo.office import ensure_office
from funds.ledger.models import Account, Posting
from funds.ledger.years import close_year
from law.accounts import Kind

from ._booking import EACH, lengthen, opened


def main(grants: int) -> None:
    ensure_office()
    book = opened("generic-base", grants * EACH, years=2)
    lengthen(book, grants)
    year = book.years.order_by("fiscal_year").first()
    if year is None:
        raise LookupError(book)
    with clock.at(datetime(year.fiscal_year + 1, 5, 10, 10, tzinfo=clock.TOKYO)):
        started, spent = time.perf_counter(), time.process_time()
        close_year(year=year, membership=member("nibn_decider"))
        seconds, cpu = time.perf_counter() - started, time.process_time() - spent
    carried = Account.objects.filter(kind=Kind.COMMITTED, year__fiscal_year=year.fiscal_year + 1)
    figures = {
        "grants": grants,
        "carried": Posting.objects.filter(act="carry_committed").count(),
        "whole": carried.get().balance == grants * EACH,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "database": connection.vendor,
    }
    json.dump(figures, sys.stdout)
