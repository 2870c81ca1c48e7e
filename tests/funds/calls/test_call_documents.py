"""add_call_document, revise_call_document, remove_call_document: no paper changes without a word."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Notice
from applications.services.starting import start_plan
from common.files import FileRefused
from common.jobs import run_pending
from common.models import AuditEvent
from funds.calls.services.papers import (
    add_call_document,
    remove_call_document,
    revise_call_document,
)
from funds.models import CallDocument, CallDocumentVersion
from law.acts import Refused
from tests.cast import membership, person, sign_in
from tests.funds.calls.making import codes, drafted, fresh, paper, published, running, upload
from tests.plans import PDF
from tests.responses import closed_after

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_directory")]
NEXT = PDF + b"\n"


def revise(document, changes="問7を加えました。", content=NEXT, who="officer"):
    return revise_call_document(
        document=document, changes=changes, upload=upload(content), membership=membership(who)
    )


class TestAdd:
    def test_in_a_draft_it_is_nobodys_news(self):
        call = drafted()
        version = call.documents.get().versions.get()
        assert (version.number, version.published_at, call.revision) == (1, None, 2)
        line = AuditEvent.objects.filter(subject_id=str(call.pk)).latest("pk")
        assert (line.act, line.facts["sha256"]) == ("add_call_document", version.file.sha256)

    def test_to_a_published_call_it_is_public_at_once(self, client):
        call = published()
        version = paper(call, "faq", "よくある質問")
        assert version.published_at
        with closed_after(client.get(reverse("public_call_file", args=[call.pk, version.pk]))) as response:
            assert response.status_code == 200
        assert fresh(call).revision == call.revision

    def test_the_same_title_twice_is_refused(self):
        with pytest.raises(Refused) as refused:
            paper(drafted())
        assert codes(refused) == ["document_twice"]

    def test_a_file_of_an_unknown_kind_is_refused(self):
        with pytest.raises(FileRefused):
            paper(drafted(papers=False), content=b"MZ\x90\x00")

    @pytest.mark.parametrize("who", ["decider", "clerk", "lead"])
    def test_only_an_officer_adds(self, who):
        call = drafted(papers=False)
        with pytest.raises(Refused) as refused:
            add_call_document(
                call=call, kind="faq", title="質問", upload=upload(), membership=membership(who)
            )
        assert codes(refused) == ["role"]
        assert not CallDocument.objects.filter(call=call).exists()


class TestRevise:
    def test_the_version_before_stays_readable_with_its_days(self, client):
        call = published()
        document = call.documents.get()
        second = revise(document)
        first = document.versions.get(number=1)
        assert (second.number, second.changes) == (2, "問7を加えました。")
        page = client.get(reverse("public_call", args=[call.pk])).content.decode()
        assert first.file.sha256 in page
        assert second.file.sha256 in page
        assert "問7を加えました。" in page
        for version in (first, second):
            answer = client.get(reverse("public_call_file", args=[call.pk, version.pk]))
            assert b"".join(answer.streaming_content)

    def test_who_has_a_draft_is_told_and_no_one_else(self):
        call = running()
        lead = membership("lead")
        plan = start_plan(
            scheme=call.scheme, call=call, lead=lead.organisation, title="下書き", membership=lead
        )
        revise(call.documents.get())
        run_pending()
        told = Notice.objects.filter(act="revise_call_document")
        assert {each.recipient for each in told} == {person("lead"), person("lead_member")}
        assert {each.link for each in told} == {reverse("plan", args=[plan.pk])}
        assert "問7を加えました。" in told.first().text
        assert "問7" not in told.first().title

    def test_without_a_word_of_what_changed_it_is_refused(self):
        document = published().documents.get()
        with pytest.raises(Refused) as refused:
            revise(document, changes="  ")
        assert codes(refused) == ["no_change_told"]

    def test_the_same_file_is_no_new_version(self):
        document = published().documents.get()
        with pytest.raises(Refused) as refused:
            revise(document, content=PDF)
        assert codes(refused) == ["same_file"]

    def test_a_draft_has_no_versions_to_keep(self):
        with pytest.raises(Refused) as refused:
            revise(drafted().documents.get())
        assert codes(refused) == ["state"]

    def test_one_line_names_the_paper_and_the_file(self):
        document = published().documents.get()
        version = revise(document)
        line = AuditEvent.objects.get(act="revise_call_document")
        assert line.facts == {"document": str(document.pk), "sha256": version.file.sha256}

    @pytest.mark.parametrize("who", ["decider", "lead"])
    def test_only_an_officer_revises(self, who):
        with pytest.raises(Refused) as refused:
            revise(published().documents.get(), who=who)
        assert codes(refused) == ["role"]


class TestRemove:
    def test_out_of_a_draft(self):
        call = drafted()
        remove_call_document(document=call.documents.get(), membership=membership("officer"))
        assert not call.documents.exists()
        assert AuditEvent.objects.filter(subject_id=str(call.pk)).latest("pk").act == "remove_call_document"

    def test_never_once_published(self):
        document = published().documents.get()
        with pytest.raises(Refused) as refused:
            remove_call_document(document=document, membership=membership("officer"))
        assert codes(refused) == ["state"]

    @pytest.mark.parametrize(
        "change",
        [
            lambda rows: rows.update(changes="直した"),
            lambda rows: rows.update(published_at=None),
            lambda rows: rows.delete(),
        ],
        ids=["words", "day", "deleted"],
    )
    def test_nor_by_sql(self, change):
        rows = CallDocumentVersion.objects.filter(document=published().documents.get())
        with pytest.raises(IntegrityError), transaction.atomic():
            change(rows)


def test_on_the_pages(client):
    call = drafted(papers=False)
    sign_in(client, "officer")
    add = reverse("add_call_document", args=[call.pk])
    assert "ファイルを選んでから" in client.post(add, {"kind": "faq", "title": "質問"}).content.decode()
    broken = client.post(add, {"kind": "faq", "title": "質問", "file": upload(b"%PDF-1.4", "a.pdf")})
    assert "途中で切れているPDF" in broken.content.decode()
    assert client.post(add, {"kind": "faq", "title": "質問", "file": upload()}).status_code == 302
    document = call.documents.get()
    assert client.post(reverse("remove_call_document", args=[document.pk])).status_code == 302
    assert not call.documents.exists()


def test_a_strangers_file_of_a_draft_is_not_found(client):
    call = drafted()
    version = call.documents.get().versions.get()
    assert client.get(reverse("public_call_file", args=[call.pk, version.pk])).status_code == 404
    sign_in(client, "lead")
    assert client.get(reverse("call_file", args=[call.pk, version.pk])).status_code == 403
