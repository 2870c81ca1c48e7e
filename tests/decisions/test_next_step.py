"""The one solid button of the case page: the natural next step of whoever looks, or none."""

import pytest
from django.urls import reverse

from decisions.services.drafting import return_decision
from tests.cast import membership
from tests.decisions.deciding import answered, approved, draft, examined, sealed, signed_in
from tests.plans import filed, under_examination

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def solid(case, who: str) -> list[str]:
    page = signed_in(who).get(reverse("case", args=[case.plan.pk]))
    return [button.name for button in page.context["buttons"] if button.solid]


def returned():
    case = examined()
    return_decision(decision=draft(case), note="直してください。", membership=membership("decider"))
    return case


def after(act):
    def stage():
        case = examined()
        act(case)
        return case

    return stage


def with_findings():
    case = under_examination()
    case.find()
    return case


def with_an_answer():
    case = under_examination()
    answered(case)
    return case


@pytest.mark.parametrize(
    ("stage", "officer", "decider"),
    [
        pytest.param(filed, ["take_up_plan"], [], id="受付"),
        pytest.param(under_examination, ["write_finding"], [], id="審査の初め"),
        pytest.param(with_an_answer, ["write_finding"], [], id="回答が先に来た"),
        pytest.param(with_findings, ["prepare_consultation"], [], id="協議の前"),
        pytest.param(examined, ["draft_certification"], [], id="起案の前"),
        pytest.param(lambda: examined(fits=False), ["draft_refusal"], [], id="適合しない"),
        pytest.param(after(draft), [], ["approve_certification"], id="決裁待ち"),
        pytest.param(returned, ["redraft_decision"], [], id="差戻し"),
        pytest.param(after(approved), [], [], id="文書作成中"),
        pytest.param(after(sealed), ["issue_decision"], [], id="施行待ち"),
    ],
)
def test_it_is_the_next_step_of_whoever_looks(stage, officer, decider):
    case = stage()
    assert (solid(case, "officer"), solid(case, "decider")) == (officer, decider)


@pytest.mark.parametrize("who", ["clerk", "nibn_officer", "auditor"])
def test_it_is_no_one_else_s(who):
    case = examined()
    draft(case)
    assert solid(case, who) == []
