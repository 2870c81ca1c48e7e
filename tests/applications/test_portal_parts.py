"""A section in the browser: shown, saved as a plain form, saved while it is typed."""

import json

import pytest

from applications.services.opening import open_amendment
from applications.services.saving import save_part
from decisions.demo import typing as t
from decisions.demo.acting import Case
from funds.services import load_document
from tests.cast import membership
from tests.plans import draft, filed, party

from .pages import as_person, at, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return draft()


def stored(plan, key="measure", who=None):
    return plan.parts.get(key=key, party=party(plan, who) if who else None).data


def product(place):
    words = {"name": "見本錠", "ingredient": "塩", "strength": "錠", "kind": "integration", "pattern": "site"}
    return t.product(f"p{place:07d}", **words, makers=("甲", "乙"), place=place)


def write(plan, key, changes, who="takasaki"):
    part = plan.parts.get(key=key, party=None)
    return save_part(part=part, changes=changes, membership=membership(who))


# Who sees what


@pytest.mark.parametrize("key", load_document("generic-base")["sections"])
def test_every_section_opens_empty(plan, key):
    assert as_person("lead_member").get(at("plan_part", plan, key)).status_code == 200


def test_a_section_says_what_each_mark_means(plan):
    page = text(as_person("lead").get(at("plan_part", plan, "applicant")))
    assert "法令が記載を求めています。空いていても提出できます" in page
    assert "書かなくても提出できます。" in page
    assert page.count(">任意</span>") == 1 + 5  # the legend, the contact's four fields, the notice


def test_what_was_copied_is_not_called_empty(plan):
    client = as_person("lead")
    assert "登録されている内容を写しています" in text(client.get(at("plan_part", plan, "applicant")))
    assert "まだ入力されていません。" in text(client.get(at("plan_part", plan, "effects")))


def test_a_company_alone_has_nobody_s_consent_to_wait_for():
    page = text(as_person("lead").get(at("plan", draft("lead", ()))))
    assert page.count("該当なし（自社だけ）") == 1
    assert page.count("未入力") > 0


def test_the_step_tells_where_the_grant_is_not_what_may_be_expected():
    plan = draft("lead", ())
    case = Case(plan)
    years = range(2026, 2027)
    costs = t.costs(menu="equipment", categories=("machinery", "installation"), years=years, total=80_000_000)
    case.type("lead", "costs", costs, own=True)
    case.type("lead", "funding", t.funding({2026: 80_000_000}, {2026: 40_000_000}), own=True)
    page = text(as_person("lead").get(at("plan_part", plan, "funding")))
    assert "計算した補助金の見込額は36,000,000円です。" in page


def test_a_stranger_finds_nothing(plan):
    client = as_person("stranger")
    assert client.get(at("plan_part", plan, "measure")).status_code == 404
    assert autosave(client, plan, "measure", {"title": ["", "他人"]}).status_code == 404


def test_a_section_that_does_not_exist_is_not_found(plan):
    assert as_person("lead").get(at("plan_part", plan, "secret")).status_code == 404


def test_a_partners_own_section_is_read_but_its_confidential_one_never_comes(plan):
    case = Case(plan)
    case.type("takasaki", "applicant", {"contact_department": "髙﨑の企画部"}, own=True)
    case.type("takasaki", "competition", {"domestic_sales": "987億円"}, own=True)
    client = as_person("lead")
    assert "髙﨑の企画部" in text(client.get(at("plan_part", plan, "applicant")))
    page = text(client.get(at("plan_part", plan, "competition")))
    assert "987億円" not in page
    assert "98,700,000,000" not in page


# A plain form


def fields(response):
    """What a browser would post: the hidden copy and every box as drawn."""
    shown = json.loads(response.context["shown"])
    part = response.context["mine"].part
    return {**shown, "shown": response.context["shown"], "version": part.version, "then": "after"}


def test_it_is_saved_and_leads_on(plan):
    client = as_person("lead")
    url = at("plan_part", plan, "measure")
    response = client.post(url, fields(client.get(url)) | {"title": "髙﨑と𠮷野①", "kind_integration": "on"})
    assert response.url == at("plan_part", plan, "products")
    assert stored(plan) == {"title": "髙﨑と𠮷野①", "kind_integration": "on"}


def test_what_cannot_be_read_is_kept_and_keeps_its_reader(plan):
    client = as_person("lead")
    url = at("plan_part", plan, "measure")
    response = client.post(url, fields(client.get(url)) | {"starts_on_year": "こんど"}, follow=True)
    assert stored(plan)["starts_on_year"] == "こんど"
    assert response.redirect_chain[-1][0] == url
    assert response.context["errors"]


def test_two_people_at_one_field_lose_nothing(plan):
    client = as_person("lead")
    url = at("plan_part", plan, "measure")
    before = fields(client.get(url))
    write(plan, "measure", {"title": ("", "相手の名称"), "place": ("", "相手の場所")})
    response = client.post(url, before | {"title": "自分の名称", "content": "自分の内容"})
    assert response.status_code == 409
    page = text(response)
    assert "自分の名称" in page
    assert "相手の名称" in page
    assert stored(plan) == {"title": "相手の名称", "place": "相手の場所", "content": "自分の内容"}


def test_sent_again_ones_own_text_stands(plan):
    client = as_person("lead")
    url = at("plan_part", plan, "measure")
    before = fields(client.get(url))
    write(plan, "measure", {"title": ("", "相手の名称")})
    again = fields(client.post(url, before | {"title": "自分の名称"}))
    client.post(url, again | {"title": "自分の名称"})
    assert stored(plan)["title"] == "自分の名称"


def test_what_autosave_saved_before_is_no_conflict_with_oneself(plan):
    client = as_person("lead")
    url = at("plan_part", plan, "measure")
    before = fields(client.get(url))
    write(plan, "measure", {"title": ("", "途中")}, who="lead")
    response = client.post(url, before | {"version": 1, "title": "途中から先"})
    assert response.status_code == 302
    assert stored(plan)["title"] == "途中から先"


def test_a_row_is_added_without_a_script(plan):
    client = as_person("lead")
    url = at("plan_part", plan, "products")
    response = client.post(url, fields(client.get(url)) | {"then": "row"}, follow=True)
    (row,) = response.context["pieces"][0].rows
    typed = {row.add_prefix("name"): "見本錠", row.add_prefix("starts_on_year"): "R9"}
    client.post(url, fields(response) | typed)
    assert sorted(stored(plan, "products").values()) == ["R9", "見本錠"]


def test_a_row_that_was_taken_away_is_gone(plan):
    Case(plan).type("lead", "products", product(1))
    client = as_person("lead")
    url = at("plan_part", plan, "products")
    sent = fields(client.get(url))
    client.post(url, {name: value for name, value in sent.items() if not name.startswith("rows-")})
    assert stored(plan, "products") == {}


# Autosave


def autosave(client, plan, key, changes):
    body = json.dumps({"changes": changes})
    return client.post(at("save_part", plan, key), body, content_type="application/json")


def test_autosave_answers_what_it_saved_and_what_it_adds_up_to(plan):
    client = as_person("lead")
    name = "cost-equipment-2026-machinery"
    changes = {f"{name}-total": ["", "1億円"], f"{name}-eligible": ["", "８，０００万"]}
    answer = autosave(client, plan, "costs", changes).json()
    assert answer["saved"] == [f"{name}-eligible", f"{name}-total"]
    assert answer["version"] == 1
    assert "40,000,000円" in answer["summary_html"]


def test_a_date_is_one_answer(plan):
    client = as_person("lead")
    answer = autosave(client, plan, "measure", {"starts_on": ["", "令和8-12-1"]}).json()
    assert answer["saved"] == ["starts_on"]
    boxes = {"starts_on_year": "令和8", "starts_on_month": "12", "starts_on_day": "1"}
    assert stored(plan) == boxes
    assert "starts_on" not in answer["errors"]


def test_two_halves_of_two_dates_never_make_a_third(plan):
    autosave(as_person("lead"), plan, "measure", {"starts_on": ["", "令和8-12-1"]})
    autosave(as_person("lead"), plan, "measure", {"starts_on": ["令和8-12-1", "令和9-1-1"]})
    late = {"starts_on": ["令和8-12-1", "令和8-12-25"]}
    (conflict,) = autosave(as_person("takasaki"), plan, "measure", late).json()["conflicts"]
    assert conflict["field"] == "starts_on"
    assert (conflict["yours"], conflict["theirs"]) == ("令和8-12-25", "令和9-1-1")
    assert stored(plan)["starts_on_day"] == "1"


def test_a_conflict_says_whose_it_was(plan):
    write(plan, "measure", {"title": ("", "相手の名称")})
    answer = autosave(as_person("lead"), plan, "measure", {"title": ["", "自分の名称"]}).json()
    (conflict,) = answer["conflicts"]
    assert conflict["by"] == "髙﨑製薬株式会社"
    assert stored(plan)["title"] == "相手の名称"


def test_a_row_taken_away_takes_its_dates_with_it(plan):
    row = {"rows-r1700000000000-name": ["", "見本錠"], "rows-r1700000000000-starts_on": ["", "R9-1-1"]}
    client = as_person("lead")
    autosave(client, plan, "products", row)
    gone = {name: [now, None] for name, (_was, now) in row.items()}
    answer = autosave(client, plan, "products", gone).json()
    assert sorted(answer["saved"]) == sorted(row)
    assert stored(plan, "products") == {}


def test_what_is_odd_is_asked_about_where_it_is_typed(plan):
    changes = {f"cost-equipment-{year}-machinery-total": ["", "100,000,000"] for year in (2026, 2027, 2028)}
    odd = "cost-equipment-2029-machinery-total"
    answer = autosave(as_person("lead"), plan, "costs", changes | {odd: ["", "100,000"]}).json()
    assert "千円単位" in answer["warnings"][odd]


def test_a_year_that_cannot_be_paid_is_said_at_once(plan):
    changes = {"cost-equipment-2031-machinery-total": ["", "100,000,000"]}
    answer = autosave(as_person("lead"), plan, "costs", changes).json()
    assert "令和13年度" in answer["summary_html"]


@pytest.mark.parametrize("body", ["", "[]", '{"changes": 1}', '{"changes": {"title": "x"}}'])
def test_nonsense_is_told_as_such(plan, body):
    response = as_person("lead").post(at("save_part", plan, "measure"), body, content_type="application/json")
    assert response.status_code == 400


# After filing


def test_what_was_filed_is_closed():
    plan = filed().plan
    client = as_person("lead")
    page = text(client.get(at("plan_part", plan, "measure")))
    assert "いま変更できません" in page
    response = autosave(client, plan, "measure", {"title": ["見本の製造所集約", "別"]})
    assert response.status_code == 409
    assert "いま変更できません" in response.json()["errors"]["title"]


def test_only_what_was_opened_is_open():
    plan = filed().plan
    open_amendment(plan=plan, parts=[("effects", None)], membership=membership("lead"))
    client = as_person("lead")
    assert client.get(at("plan_part", plan, "effects")).context["mine"].editable
    assert not client.get(at("plan_part", plan, "measure")).context["mine"].editable


def test_a_plain_form_that_comes_too_late_keeps_what_was_typed():
    plan = filed().plan
    response = as_person("lead").post(at("plan_part", plan, "other"), {"text": "遅れた記載", "version": 9})
    assert response.status_code == 409
    assert "いま変更できません" in text(response)


@pytest.mark.parametrize("count", [1, 3])
def test_a_section_costs_the_same_however_many_products(plan, count, django_assert_num_queries):
    for place in range(count):
        Case(plan).type("lead", "products", product(place))
    client = as_person("lead")
    # session, person, post, plan, standing, version, parties, parts, attachments, last change, unread
    with django_assert_num_queries(10):
        client.get(at("plan_part", plan, "products"))
