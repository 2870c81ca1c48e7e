"""From calls made by code to calls made by people: nothing is lost, and every fund's intake is a call."""

import pytest

from tests.migrating import seen_by

pytestmark = pytest.mark.processes

SCRIPT = """
from datetime import UTC, date, datetime

BEFORE = [("funds", "0003_call"), ("applications", "0009_plan_states_of_three_kinds")]
AFTER = [("funds", "0006_call_promises"), ("applications", "0011_filed_under_a_call")]

call_command("cast", stdout=io.StringIO())
was = to(BEFORE)
post = was.get_model("accounts", "Membership").objects.filter(role="officer").first()
company = was.get_model("accounts", "Membership").objects.filter(role="representative").first()
Scheme, Version, Call = (was.get_model("funds", name) for name in ("Scheme", "SchemeVersion", "Call"))
fund = was.get_model("funds", "Fund").objects.create(code="f", name="基金", law_fund="generics")
arrived = datetime(2026, 5, 1, tzinfo=UTC)
certifying = Scheme.objects.create(code="c", kind="certification", name="認定", fund=fund)
adopting = Scheme.objects.create(code="a", kind="adoption", name="採択")
versions = {}
for scheme in (certifying, adopting):
    versions[scheme.code] = Version.objects.create(
        scheme=scheme, number=1, document={}, sha256="0" * 64, valid_from=date(2026, 4, 1),
        drafted_by=post.user, published_by=company.user, published_at=arrived,
    )
told = Call.objects.create(
    scheme=adopting, round=1, name="第1次", opens_at=datetime(2026, 4, 2, tzinfo=UTC),
    closes_at=datetime(2026, 6, 1, tzinfo=UTC), published_at=arrived, made_by=post,
)
untold = Call.objects.create(
    scheme=adopting, round=2, name="第2次", opens_at=datetime(2027, 4, 2, tzinfo=UTC),
    closes_at=datetime(2027, 6, 1, tzinfo=UTC), made_by=post,
)


def plan(scheme, call, number):
    case = was.get_model("accounts", "Case").objects.create(kind="plan")
    made = was.get_model("applications", "Plan").objects.create(
        case=case, scheme_id=scheme, call=call, state="filed" if number else "draft", number=number or None,
        scheme_version=versions[scheme] if number else None, title="計画", lead=company.organisation,
        started_at=arrived, updated_at=arrived, arrived_at=arrived if number else None, started_by=company,
    )
    party = was.get_model("applications", "PlanParty")
    party.objects.create(plan=made, organisation=company.organisation, is_lead=True, order=0)
    return str(case.pk)


keys = {"fund": plan("c", None, "C-1"), "call": plan("a", told, "A-1"), "draft": plan("a", None, "")}
now = to(AFTER)
calls = now.get_model("funds", "Call").objects.order_by("scheme", "round")
plans = {str(each.pk): each for each in now.get_model("applications", "Plan").objects.select_related("call")}
seen = {
    "calls": [
        [each.scheme_id, each.round, each.kind, each.state]
        + [each.made_by_id is None, each.published_by_id is None]
        for each in calls
    ],
    "standing_since": calls.get(kind="standing").opens_at.isoformat(),
    "plans": {name: plans[key].call and plans[key].call.name for name, key in keys.items()},
    "seen": sorted(
        str(each.seen_call and each.seen_call.name)
        for each in now.get_model("applications", "PlanParty").objects.all()
    ),
}
back = to(BEFORE)
seen["back"] = sorted(
    [each.name, each.made_by_id == post.pk] for each in back.get_model("funds", "Call").objects.all()
)
called = back.get_model("applications", "Plan").objects.exclude(call=None)
seen["plans_back"] = [[each.pk == told.plans.get().pk, each.call_id == told.pk] for each in called]
print(json.dumps(seen))
"""


def test_there_and_back(tmp_path):
    assert seen_by(SCRIPT, tmp_path) == {
        # scheme, round, kind, state, made by nobody, published by nobody
        "calls": [
            ["a", 1, "round", "published", True, False],
            ["a", 2, "round", "draft", False, True],
            ["c", 1, "standing", "published", True, True],
        ],
        "standing_since": "2026-03-31T15:00:00+00:00",
        "plans": {"fund": "認定\u3000随時の受付", "call": "第1次", "draft": None},
        "seen": ["None", "第1次", "認定\u3000随時の受付"],
        "back": [["第1次", True], ["第2次", True]],
        "plans_back": [[True, True]],
    }
