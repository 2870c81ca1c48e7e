"""What is stored or written as JSON follows its schema in docs/schemas, which lets nothing else in."""

import json

import pytest
from django.core.management import call_command

from applications.models import PlanVersion
from common.schemas import ContentInvalid, check_content
from decisions.models import Decision
from decisions.services.issuing import issue_decision
from tests.cast import actor
from tests.decisions.deciding import CERTIFICATION, REFUSAL, examined, sealed
from tests.decisions.test_rankings import approved, two_plans
from tests.plans import filed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


def stored(name: str, texts) -> list[dict]:
    found = [json.loads(text) for text in texts]
    assert found
    for content in found:
        check_content(content, name)
    return found


def refuses(name: str, content: dict) -> None:
    with pytest.raises(ContentInvalid):
        check_content(content, name)


def test_a_version_of_three_companies():
    filed(partners=("takasaki", "yoshino"))
    [content] = stored("plan.v1", PlanVersion.objects.values_list("content", flat=True))
    part = content["parts"][0]
    refuses("plan.v1", content | {"more": 1})
    refuses("plan.v1", content | {"parts": [part | {"more": 1}]})
    refuses("plan.v1", content | {"parts": [part | {"values": {"rate": 0.5}}]})
    refuses("plan.v1", content | {"schema_version": 2})


@pytest.mark.parametrize("outcome", [CERTIFICATION, REFUSAL])
def test_a_decision_and_the_archive_of_its_letters(outcome, tmp_path):
    decision = sealed(examined(fits=outcome == CERTIFICATION), outcome)
    issue_decision(decision=decision, actor=actor("officer"))
    [content] = stored("decision.v1", [decision.snapshot])
    refuses("decision.v1", content | {"more": 1})
    refuses("decision.v1", content | {"letters": [content["letters"][0] | {"more": 1}]})
    call_command("archive_documents", str(tmp_path / "kept"))
    [manifest] = stored("archive.v1", [(tmp_path / "kept" / "manifest.json").read_text()])
    assert manifest["documents"]
    refuses("archive.v1", manifest | {"more": 1})


def test_the_table_of_a_call_its_versions_and_its_decisions():
    call, *_plans = two_plans()
    ranking = approved(call)
    stored("plan.v1", PlanVersion.objects.values_list("content", flat=True))
    stored("decision.v1", Decision.objects.values_list("snapshot", flat=True))
    [table] = stored("ranking_table.v1", [ranking.snapshot])
    refuses("ranking_table.v1", table | {"more": 1})
    refuses("ranking_table.v1", table | {"budget": 0.5})
