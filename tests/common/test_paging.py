"""Pages by keys: both ways, over ties and over what has no value yet."""

from datetime import timedelta

import pytest
from django.db.models import Q

from common import clock
from common.models import AuditEvent
from common.paging import Counted, Mark, Order, Page, count_each

pytestmark = pytest.mark.django_db
SORTS = {"at": "at", "case": "case_id"}
MINE = AuditEvent.objects.filter(role="pager")


@pytest.fixture
def events():
    now = clock.now()
    return [
        AuditEvent.objects.create(at=now - timedelta(minutes=place // 3), act=f"a{place}", role="pager")
        for place in range(10)
    ]


def walk(queryset, order, size=4):
    """Every page forwards, then every page back again."""
    pages = [Page.of(queryset, {}, order, size)]
    while pages[-1].after:
        pages.append(Page.of(queryset, {"after": pages[-1].after}, order, size))
    back = [pages[-1]]
    while back[-1].before:
        back.append(Page.of(queryset, {"before": back[-1].before}, order, size))
    return [page.rows for page in pages], [page.rows for page in back][::-1]


@pytest.mark.parametrize("text", ["at", "-at", "nonsense"])
def test_pages_meet_without_gap_or_overlap(events, text):
    order = Order.of(text, SORTS, "-at")
    forwards, backwards = walk(MINE, order)
    assert forwards == backwards
    flat = [row for rows in forwards for row in rows]
    assert flat == list(MINE.order_by(*order.columns()))
    assert len(flat) == 10


@pytest.mark.parametrize(("text", "first"), [("case", False), ("-case", True)])
def test_what_has_no_value_yet_stands_after_every_value(events, text, first):
    case = "00000000-0000-0000-0000-00000000000{}"
    for place in range(5):
        AuditEvent.objects.create(at=clock.now(), act="b", role="pager", case_id=case.format(place))
    forwards, backwards = walk(MINE, Order.of(text, SORTS, "at"))
    assert forwards == backwards
    flat = [row.case_id is None for page in forwards for row in page]
    assert flat == sorted(flat, reverse=first)
    assert len(flat) == 15


@pytest.mark.parametrize("mark", ["", "x", "2026-11-21~", "yesterday~1", "~abc", f"~{'9' * 40}"])
def test_a_nonsense_mark_is_the_first_page(events, mark):
    assert len(Page.of(AuditEvent.objects.filter(act="a1"), {"after": mark}, Order("at")).rows) <= 1
    assert Page.of(MINE, {"before": "x"}, Order("at"), 4).rows[0] in events


def test_a_mark_is_read_as_it_was_written(events):
    order = Order("at")
    mark = Mark.read(Mark.at(events[0], order), AuditEvent, order)
    assert (mark.value, mark.pk) == (events[0].at, events[0].pk)


def test_a_count_stops_at_its_bound(events):
    assert Counted.of(MINE, most=3) == Counted(3, more=True)
    assert Counted.of(MINE) == Counted(10, more=False)


def test_every_stretch_after_a_mark_begins_where_an_index_can(events):
    """No OR stands alone: each stretch is bounded by the column itself, or is all nulls."""
    mark = Mark(events[0].at, events[0].pk)
    [rest] = Order("at", falling=True).stretches(AuditEvent, mark)
    assert ("at__lte", mark.value) in rest.children
    values, nulls = Order("case_id").stretches(AuditEvent, Mark("0" * 32, 1))
    assert ("case_id__gte", "0" * 32) in values.children
    assert nulls == Q(case_id__isnull=True)


def test_a_page_that_needs_no_second_stretch_asks_once(events, django_assert_num_queries):
    order = Order("case_id", falling=True)
    after = Page.of(MINE, {}, order, 4).after
    with django_assert_num_queries(1):
        Page.of(MINE, {"after": after}, order, 4)


def test_several_lists_are_counted_in_one_query(events, django_assert_num_queries):
    every = MINE.order_by("-at")
    with django_assert_num_queries(1):
        counts = count_each([every, every.filter(act="a1"), every.filter(act="none")], 3)
    assert counts == [Counted(3, more=True), Counted(1, more=False), Counted(0, more=False)]
