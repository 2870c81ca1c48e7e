"""A document whose sections cannot be is refused before anybody applies under it."""

import pytest

from common.actor import SYSTEM_ACTOR
from funds.models import SchemeVersion
from funds.services import load_document, publish_scheme_version
from law.acts import Refused
from tests.cast import person

pytestmark = pytest.mark.django_db


def publish(document):
    return publish_scheme_version(
        document=document,
        drafted_by=person("administrator"),
        published_by=person("decider"),
        actor=SYSTEM_ACTOR,
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param(lambda keys: [*keys, "favours"], "unknown_section", id="unknown"),
        pytest.param(lambda keys: [key for key in keys if key != "costs"], "missing_section", id="no costs"),
        pytest.param(
            lambda keys: [key for key in keys if key != "competition"], "missing_section", id="JFTC unasked"
        ),
        pytest.param(
            lambda keys: [key for key in keys if key != "products"], "missing_section", id="volumes of none"
        ),
        pytest.param(lambda keys: [*keys, "measure"], "section_twice", id="twice"),
        pytest.param(lambda keys: [], "missing_section", id="none"),
    ],
)
def test_a_document_with_impossible_sections_is_refused(change, code):
    document = load_document("generic-base") | {"code": "new-scheme", "prefix": "NS"}
    with pytest.raises(Refused) as refused:
        publish({**document, "sections": change(document["sections"])})
    assert [reason.code for reason in refused.value.reasons] == [code]
    assert "定めを直してください" in str(refused.value)
    assert not SchemeVersion.objects.filter(scheme="new-scheme").exists()


def test_a_document_that_is_unclear_about_what_is_public_is_refused():
    document = load_document("generic-base") | {"code": "new-scheme", "public": "no"}
    with pytest.raises(Refused) as refused:
        publish(document)
    assert [reason.code for reason in refused.value.reasons] == ["type"]


def test_a_document_as_delivered_is_published_once():
    first = publish(load_document("innovative-drug"))
    assert publish(load_document("innovative-drug")) == first
