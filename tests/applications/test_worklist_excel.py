"""The work list as Excel: the same rows and columns, every cell text. Longer ones: test_exports.py."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from common.models import AuditEvent
from tests.cast import membership, sign_in
from tests.plans import filed, under_examination

pytestmark = pytest.mark.django_db


def sheet(client, **params):
    response = client.get(reverse("take_list", args=["worklist", "xlsx"]), params)
    assert response["Content-Disposition"].startswith('attachment; filename="worklist-')
    return [
        [cell.value for cell in row] for row in load_workbook(io.BytesIO(response.getvalue())).active.rows
    ]


def test_it_holds_the_narrowed_list(client):
    plan = under_examination().plan
    filed(lead="minohon", partners=())
    sign_in(client, "officer")
    head, *rows = sheet(client, state="examination")
    assert head == ["管理番号", "申請者", "名称", "状態", "次は", "到達日", "残り日数", "担当", "更新"]
    assert [row[0] for row in rows] == [plan.number]
    assert rows[0][1] == "見本製薬株式会社 ほか1社"


def test_it_keeps_to_what_the_role_sees(client):
    under_examination()
    sign_in(client, "nibn_officer")
    head, row = sheet(client)
    assert "担当" not in head
    assert membership("officer").user.name not in row


def test_what_begins_like_a_formula_stays_text(client):
    plan = filed().plan
    type(plan).objects.update(title="=1+1")
    sign_in(client, "officer")
    response = client.get(reverse("take_list", args=["worklist", "xlsx"]))
    cell = load_workbook(io.BytesIO(response.getvalue())).active["C2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_taking_it_along_leaves_an_audit_line(client):
    filed()
    sign_in(client, "officer")
    sheet(client, q="製造所")
    [event] = AuditEvent.objects.filter(act="take_list")
    assert event.facts == {"table": "worklist", "form": "xlsx", "rows": 1}
    assert event.membership_id == membership("officer").pk


@pytest.mark.parametrize("others", [(), ("minohon", "yoshino")])
def test_it_costs_the_same_for_one_row_and_for_three(client, others, django_assert_num_queries):
    under_examination()
    for lead in others:
        filed(lead=lead, partners=())
    sign_in(client, "officer")
    # session, user, posts in force; the count, the rows, their scheme versions, the log,
    # whose turn; the audit line, its savepoint opened and released
    with django_assert_num_queries(11):
        client.get(reverse("take_list", args=["worklist", "xlsx"]))
