"""A great many plans, written by SQL: states, days, people and words spread as in real work."""

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from accounts.models import Membership, Organisation, User
from applications.models import PlanParty
from applications.selectors import search_text
from decisions.demo.acting import member
from decisions.demo.office import ensure_intake, ensure_office
from funds.models import Scheme

SCRIPT = Path(__file__).with_name("_seeding.sql")
RULE = "-- beside\n"
SESSION = """
SET session_replication_role = replica; SET synchronous_commit = off;
SET work_mem = '256MB'; SET maintenance_work_mem = '512MB';"""
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
FROM pg_index WHERE indrelid::regclass::text = ANY(%s)
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)"""
# What each of the two sessions fills: about as much work for the one as for the other.
FILLED = (
    (
        "accounts_organisation",
        "accounts_case",
        "accounts_access",
        "applications_plan",
        "applications_planparty",
        "common_auditevent",
        "decisions_decision",
        "reviews_consultation",
    ),
    ("applications_planversion", "applications_costline"),
)
SEEDED = ("at_nibn", "filed", "examination", "correction", "certified", "refused", "withdrawn")
PLANS_OF_A_COMPANY = 30
OFFICERS = 3  # so few that the cases in one's hand fill a page at 1,000 plans too
COMMON_TITLE = "後発医薬品の製造所集約及び供給体制の強化"
AREAS = (
    "経口剤",
    "注射剤",
    "外用剤",
    "点眼剤",
    "吸入剤",
    "抗菌薬",
    "降圧薬",
    "糖尿病薬",
    "抗がん剤",
    "去痰薬",
)
PLACES = ("第一工場", "第二工場", "北館", "南館", "研究棟", "包装棟", "倉庫", "原薬工場")
MEASURES = (
    "増設",
    "更新",
    "自動化",
    "集約",
    "移管",
    "共同利用",
    "品質試験の強化",
    "代替供給",
    "省力化",
    "統合",
)
SYLLABLES = "旭磯梅榎岡霞菊桐楠笹栄桜椎杉関園高滝橘椿寺藤富鳥中西萩浜原東"
SUFFIXES = ("製薬", "薬品工業", "ファーマ", "化学", "薬品", "医薬")


def seed(n: int) -> None:
    words = _words(ensure_office(), n)
    seeded, *scripts = SCRIPT.read_text("utf-8").format(**words).split(RULE)
    with connection.cursor() as cursor:
        cursor.execute(seeded)
        with ThreadPoolExecutor() as sessions:
            list(sessions.map(_fill, scripts, FILLED, (words["companies"], None)))
        cursor.execute("DROP TABLE seeded")
        cursor.execute("VACUUM ANALYZE")


def _fill(script: str, tables: tuple[str, ...], companies: int | None) -> None:
    """One session; whoever needs names has them."""
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(SESSION)
        if companies:
            _copy(cursor, "title_words", enumerate(_titles()))
            _copy(cursor, "company_words", enumerate(itertools.islice(_companies(), companies)))
        with _indexes_afterwards(cursor, tables):
            cursor.execute(script)


@contextmanager
def _indexes_afterwards(cursor: Any, tables: tuple[str, ...]) -> Iterator[None]:
    """A million rows go in several times as fast when the indexes that hold no constraint are built after."""
    cursor.execute(INDEXES, [list(tables)])
    indexes = cursor.fetchall()
    for name, _definition in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for _name, definition in indexes:
        cursor.execute(definition)


def _words(scheme: Scheme, n: int) -> dict[str, Any]:
    other = Scheme.objects.create(code="other-base", fund=scheme.fund, kind=scheme.kind, name="見本の制度")
    lead = member("lead")
    own = lead.organisation
    typist = member("clerk")
    officers = [member("officer").pk, *(_officer(place).pk for place in range(1, OFFICERS))]
    return {
        "n": n,
        "companies": max(n // PLANS_OF_A_COMPANY, 10),
        "scheme": _text(scheme.code),
        "other_scheme": _text(other.code),
        "call": _text(str(ensure_intake(scheme).pk)),
        "other_call": _text(str(ensure_intake(other).pk)),
        "scheme_version": _text(str(scheme.versions.get().pk)),
        "officers": f"(ARRAY{officers})",
        "each_has_one_in": OFFICERS,
        "typist": typist.pk,
        "desk": typist.organisation_id,
        "starter": lead.pk,
        "organisations": Organisation.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1_000,
        "parties": 1_000_000 + PlanParty.objects.count(),
        "own_company": own.pk,
        "own_name": _text(own.name),
        "own_grams": _text(search_text(own.name)),
    }


def _officer(place: int) -> Membership:
    user = User.objects.create(
        email=f"officer{place}@example.invalid", name=f"見本 担当{place}", is_demo=True
    )
    ministry = member("officer").organisation
    return Membership.objects.create(
        user=user, organisation=ministry, role="officer", valid_from=date(2025, 1, 1)
    )


def _titles() -> list[tuple[str, str]]:
    """2,400, of which every tenth is the same one."""
    made = [f"{area}の{place}における{measure}" for area in AREAS for place in PLACES for measure in MEASURES]
    titles = [COMMON_TITLE if place % 10 == 0 else made[place % len(made)] for place in range(2_400)]
    return [(title, search_text(title)) for title in titles]


def _companies() -> Any:
    for second, first, suffix in itertools.product(SYLLABLES, SYLLABLES, SUFFIXES):
        yield (name := f"{first}{second}{suffix}株式会社"), search_text(name)
    for third, second, first, suffix in itertools.product(SYLLABLES, SYLLABLES, SYLLABLES, SUFFIXES):
        yield (name := f"{first}{second}{third}{suffix}株式会社"), search_text(name)


def _copy(cursor: Any, table: str, rows: Any) -> None:
    column = "text" if table == "title_words" else "name"
    cursor.execute(f"CREATE TEMP TABLE {table} (place int, {column} text, grams text)")
    with cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for place, (name, grams) in rows:
            copy.write_row((place, name, grams))


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
