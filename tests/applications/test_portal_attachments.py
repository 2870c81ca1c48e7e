"""Attachments in the browser: each kind of document, limits told before, refusals that help."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Attachment
from tests.plans import PDF, attach, draft, filed, scheme
from tests.responses import closed_after

from .pages import as_person, at, text
from .test_scheme_moved import publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]


@pytest.fixture
def plan():
    return draft()


def send(client, plan, document="schedule", name="工程表.pdf", content=PDF, **headers):
    url = at("add_attachment", plan, document)
    return client.post(url, {document: SimpleUploadedFile(name, content)}, headers=headers)


def content(client, url) -> bytes:
    with closed_after(client.get(url)) as response:
        return response.getvalue()


def test_limits_are_told_before(plan):
    page = text(as_person("lead").get(at("attachments", plan)))
    assert "PDF、Excel（.xlsx）。1件20MBまで。" in page


def limited(**limits) -> None:
    """The next version of the scheme, with limits of its own."""
    publish(limits=scheme().versions.latest("number").document["limits"] | limits)


def test_no_more_than_the_scheme_takes(plan):
    limited(files=1)
    client = as_person("lead")
    send(client, plan, name="一つ目.pdf")
    page = send(client, plan, name="二つ目.pdf", content=PDF + b"% two")
    assert page.status_code == 400
    assert "添付できるのは1件までです。不要なものを外してください。" in text(page)
    assert Attachment.objects.get().name == "一つ目.pdf"


def test_no_larger_than_the_scheme_takes(plan):
    limited(file_bytes=1024 * 1024)
    client = as_person("lead")
    page = send(client, plan, name="大.pdf", content=PDF + b"%" * 1024 * 1024)
    assert page.status_code == 400
    assert "「大.pdf」は大きすぎます" in text(page)
    assert send(client, plan).status_code == 302


def test_a_file_is_taken_in_and_shown(plan):
    client = as_person("lead")
    response = send(client, plan)
    assert response.url == at("attachments", plan)
    page = text(client.get(response.url))
    assert "受け取りました：工程表.pdf" in page
    assert at("attachment", plan, Attachment.objects.get()) in page


def test_a_script_gets_the_line_to_show(plan):
    response = send(as_person("lead"), plan, accept="application/json")
    assert "工程表.pdf" in response.json()["html"]


def test_what_cannot_be_kept_is_told_with_the_way_to_mend_it(plan):
    client = as_person("lead")
    page = send(client, plan, name="見積.pdf", content=b"<html><body>")
    assert page.status_code == 400
    assert "ウェブページのようです" in text(page)
    refused = send(client, plan, name="空.pdf", content=b"", accept="application/json")
    assert refused.status_code == 400
    assert "空.pdf" in refused.json()["error"]
    assert not Attachment.objects.exists()


def test_one_bad_file_keeps_no_good_one_out(plan):
    url = at("add_attachment", plan, "schedule")
    files = [SimpleUploadedFile("悪い.pdf", b"x"), SimpleUploadedFile("良い.pdf", PDF)]
    page = text(as_person("lead").post(url, {"schedule": files}))
    assert "受け取りました：良い.pdf" in page
    assert "「悪い.pdf」" in page


def test_nothing_chosen_is_told(plan):
    response = as_person("lead").post(at("add_attachment", plan, "schedule"))
    assert "ファイルが選ばれていません" in text(response)


def test_a_kind_that_is_not_asked_for_is_refused(plan):
    assert send(as_person("lead"), plan, document="secret").status_code == 400


def test_it_is_handed_out_to_its_parties_only(plan):
    row = attach(plan, "lead", "schedule", "工程表.pdf")
    url = at("attachment", plan, row)
    assert content(as_person("takasaki"), url) == PDF
    assert as_person("stranger").get(url).status_code == 404


def test_a_confidential_one_to_its_company_only(plan):
    row = attach(plan, "lead", "financials", "決算書.pdf")
    url = at("attachment", plan, row)
    client = as_person("takasaki")
    assert client.get(url).status_code == 404
    assert "決算書.pdf" not in text(client.get(at("attachments", plan)))
    assert content(as_person("lead_member"), url) == PDF


def test_it_is_taken_off(plan):
    row = attach(plan, "lead", "schedule", "工程表.pdf")
    as_person("lead").post(at("remove_attachment", plan, row))
    assert not Attachment.objects.exists()


def test_a_partner_does_not_take_off_anothers(plan):
    row = attach(plan, "lead", "registry", "登記.pdf")
    response = as_person("takasaki").post(at("remove_attachment", plan, row))
    assert response.status_code == 409
    assert Attachment.objects.exists()


def test_after_filing_nothing_moves_and_what_was_filed_is_handed_out():
    plan = filed().plan
    client = as_person("lead")
    assert "いま変更できません" in text(client.get(at("attachments", plan)))
    assert send(client, plan).status_code == 400
    file = plan.versions.get().files.get()
    assert content(client, at("version_file", plan, file)) == PDF
    assert as_person("stranger").get(at("version_file", plan, file)).status_code == 404
