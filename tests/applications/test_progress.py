"""An applicant reads at any hour how far its application is, and when a decision may be expected."""

import json

import pytest
from django.urls import reverse

from law.deadlines import era
from tests.cast import sign_in
from tests.plans import attach, draft, filed, under_examination

pytestmark = pytest.mark.django_db


def page_of(client, case, who):
    sign_in(client, who)
    response = client.get(reverse("plan", args=[case.plan.pk]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.rule("A6", "A9")
@pytest.mark.parametrize("who", ["lead", "takasaki"], ids=["the lead", "a partner"])
def test_every_party_reads_where_its_application_stands_and_until_when(client, data_directory, who):
    case = under_examination()
    page = page_of(client, case, who)
    assert "次は厚生労働省の番です（審査）。" in page
    assert "標準処理期間" in page
    assert era(case.plan.due_on) in page
    assert "まで（目安）" in page


@pytest.mark.rule("A9")
def test_what_has_not_been_taken_up_says_so(client, data_directory):
    assert "次は厚生労働省の番です（審査の開始）。" in page_of(client, filed(), "lead")


# How far each section is typed


def states(client, plan) -> dict[str, str]:
    steps = client.get(reverse("plan", args=[plan.pk])).context["steps"]
    return {step.key: str(step.state) for step in steps}


def posted(client, plan, key: str, **typed: str):
    """As the plain form does, after the section was opened; every box it shows, and those that were typed."""
    url = reverse("plan_part", args=[plan.pk, key])
    shown = json.loads(client.get(url).context["shown"])
    return client.post(url, {**shown, **typed, "shown": json.dumps(shown), "then": "stay"}, follow=True)


@pytest.mark.parametrize("key", ["volumes", "other", "effects", "measure"])
def test_a_section_merely_opened_and_saved_is_not_typed(client, data_directory, key):
    plan = draft(partners=())
    sign_in(client, "lead")
    posted(client, plan, key)
    part = plan.parts.get(key=key)
    type(part).objects.filter(pk=part.pk).update(
        data=dict.fromkeys(["text", "effects"], "")
    )  # typed, then emptied
    assert states(client, plan)[key] == "open"


def test_a_section_is_done_when_everything_required_is_there_and_not_before(client, data_directory):
    plan = draft(partners=())
    sign_in(client, "lead")
    assert states(client, plan)["effects"] == "open"
    posted(client, plan, "effects", **{"goal-2026": "生産を始める。"})
    assert states(client, plan)["effects"] == "begun"
    assert "入力中" in client.get(reverse("plan", args=[plan.pk])).content.decode()
    posted(client, plan, "effects", effects="安定して供給できる。")
    assert states(client, plan)["effects"] == "done"


def test_papers_are_not_called_there_before_any_is(client, data_directory):
    plan = draft(partners=())
    sign_in(client, "lead")
    assert states(client, plan)["attachments"] == "open"
    attach(plan, "lead", "schedule", "工程表.pdf")
    assert states(client, plan)["attachments"] == "begun"


def test_what_could_not_be_read_is_told_first_and_not_in_green(client, data_directory):
    plan = draft(partners=())
    sign_in(client, "lead")
    page = posted(client, plan, "costs", **{"cost-equipment-2026-machinery-total": "ごじゅうまん"})
    [message] = page.context["messages"]
    assert message.level_tag == "warning"
    assert str(message).startswith("読み取れない項目が1件あります（総事業費")
    assert "そのまま保存しました" in str(message)
    [message] = posted(client, plan, "other", text="特にありません。").context["messages"]
    assert message.level_tag == "success"
