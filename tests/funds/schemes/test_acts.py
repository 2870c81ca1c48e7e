"""The acts on a draft: each with its success, refusals, audit line and notice; who may publish."""

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Notice
from common.models import AuditEvent
from funds.models import SchemeDraft, SchemeDraftEdit
from funds.schemes.services import (
    Overtaken,
    digest_of,
    propose_scheme_draft,
    publish_scheme_draft,
    return_scheme_draft,
    save_scheme_draft,
    start_scheme_draft,
    withdraw_scheme_draft,
)
from funds.services import publish_scheme_version
from law.acts import Refused
from law.states import SchemeDraftState as State
from tests.cast import actor, person
from tests.plans import scheme

from .drafting import GENERICS, SECOND, WRITER, new_document, proposed, saved, started

pytestmark = pytest.mark.django_db
THIRD = "decider"


@pytest.fixture(autouse=True)
def office():
    scheme()
    person(WRITER)
    person(SECOND)


def codes(call, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return [reason.code for reason in refused.value.reasons]


def lines(draft, act):
    return AuditEvent.objects.filter(act=act, subject_id=str(draft.pk))


class TestStart:
    def test_from_nothing(self):
        draft = start_scheme_draft(actor=actor(WRITER), code="drug-stock", kind="adoption")
        assert (draft.state, draft.scheme, draft.revision) == (State.EDITING, None, 1)
        assert lines(draft, "start_scheme_draft").get().to_state == "editing"

    def test_from_a_version(self):
        draft = started()
        assert draft.based_on.number == 1
        assert draft.document | {"valid_from": ""} == GENERICS | {"valid_from": ""}

    def test_from_a_document_of_a_scheme_that_stands(self):
        draft = start_scheme_draft(actor=actor(WRITER), document=GENERICS)
        assert draft.based_on.scheme_id == "generic-base"

    @pytest.mark.parametrize("code", ["", "Drug", "drug_stock", "a" * 41, "薬"])
    def test_a_code_is_plain(self, code):
        assert codes(start_scheme_draft, actor=actor(WRITER), code=code, kind="adoption") == ["code"]

    def test_one_open_draft_a_scheme(self):
        started()
        assert codes(started) == ["draft_already"]
        assert codes(start_scheme_draft, actor=actor(WRITER), document=GENERICS) == ["draft_already"]

    def test_the_table_holds_that_too(self):
        draft = started()
        draft.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            draft.save(force_insert=True)

    def test_a_code_in_use_is_told(self):
        assert codes(start_scheme_draft, actor=actor(WRITER), code="generic-base", kind="adoption") == [
            "code_taken"
        ]

    def test_only_an_administrator(self):
        assert codes(start_scheme_draft, actor=actor(THIRD), code="drug-stock", kind="adoption") == ["role"]

    def test_what_is_no_document_is_refused(self):
        assert codes(start_scheme_draft, actor=actor(WRITER), document={"code": "x", "menus": 1}) == ["type"]


class TestSave:
    def test_it_rises_and_remembers_who(self):
        draft = saved(started(), correction_days=21)
        assert (draft.revision, draft.document["correction_days"]) == (2, 21)
        edit = draft.edits.get()
        assert (edit.by, edit.keys) == (person(WRITER), ["correction_days"])
        assert edit.changes == [["補正の期間", "14日", "21日"]]
        assert lines(draft, "save_scheme_draft").get().facts["keys"] == ["correction_days"]

    def test_nothing_changed_is_no_edit(self):
        draft = saved(started(), correction_days=14)
        assert (draft.revision, draft.edits.count()) == (1, 0)

    def test_two_at_once_under_different_keys_lose_nothing(self):
        draft = started()
        saved(SchemeDraft.objects.get(pk=draft.pk), SECOND, correction_days=21)
        save_scheme_draft(draft=draft, revision=1, changes={"cut_to": 1}, actor=actor(WRITER))
        assert (draft.document["correction_days"], draft.document["cut_to"]) == (21, 1)

    def test_two_at_once_under_one_key_are_told_and_nothing_is_saved(self):
        draft = started()
        saved(SchemeDraft.objects.get(pk=draft.pk), SECOND, correction_days=21)
        with pytest.raises(Overtaken) as overtaken:
            save_scheme_draft(draft=draft, revision=1, changes={"correction_days": 7}, actor=actor(WRITER))
        assert "管理 望" in str(overtaken.value)
        (overlap,) = overtaken.value.overlaps
        assert (overlap.was, overlap.now) == ("21日", "7日")
        assert SchemeDraft.objects.get().document["correction_days"] == 21

    def test_the_code_stays(self):
        draft = started()
        changes = {"code": "other"}
        assert codes(save_scheme_draft, draft=draft, revision=1, changes=changes, actor=actor(WRITER)) == [
            "code_changed"
        ]

    def test_what_was_put_forward_is_frozen_by_service_and_table(self):
        draft = proposed()
        assert codes(saved, draft, correction_days=7) == ["state"]
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE funds_schemedraft SET revision = 9")

    def test_an_edit_stays_for_ever(self):
        saved(started(), correction_days=21)
        with pytest.raises(IntegrityError), transaction.atomic():
            SchemeDraftEdit.objects.all().delete()


class TestPropose:
    def test_it_is_frozen_with_its_hash_and_another_is_told(self):
        draft = proposed()
        assert (draft.state, draft.sha256) == (State.PROPOSED, digest_of(draft.document))
        assert lines(draft, "propose_scheme_draft").get().facts["sha256"] == draft.sha256
        notice = Notice.objects.get(act="propose_scheme_draft")
        assert notice.recipient == person(SECOND)
        assert notice.link == f"/scheme-drafts/{draft.pk}/"

    def test_not_with_a_fault(self):
        draft = saved(started(), correction_days=None)
        with pytest.raises(Refused, match="補正の期間を入れてください"):
            propose_scheme_draft(draft=draft, actor=actor(WRITER))

    def test_not_where_nothing_changes(self):
        draft = saved(started(), valid_from=GENERICS["valid_from"])
        assert codes(propose_scheme_draft, draft=draft, actor=actor(WRITER)) == ["nothing_changes"]

    def test_not_over_a_version_that_came_in_between(self):
        draft = saved(started(), correction_days=21)
        publish_scheme_version(
            document=GENERICS | {"cut_to": 1},
            drafted_by=person(WRITER),
            published_by=person(THIRD),
            actor=actor(WRITER),
        )
        assert codes(propose_scheme_draft, draft=draft, actor=actor(WRITER)) == ["overtaken"]


class TestReturn:
    def test_the_writer_is_told_why_and_goes_on(self):
        draft = return_scheme_draft(draft=proposed(), note="期間を直してください。", actor=actor(SECOND))
        assert (draft.state, draft.note) == (State.RETURNED, "期間を直してください。")
        assert Notice.objects.get(act="return_scheme_draft").text == "期間を直してください。"
        assert saved(draft, correction_days=10).state == State.EDITING

    def test_not_without_a_reason(self):
        assert codes(return_scheme_draft, draft=proposed(), note=" ", actor=actor(SECOND)) == ["no_note"]


class TestPublish:
    def publish(self, draft, who=SECOND, seen=None):
        return publish_scheme_draft(
            draft=draft, seen=draft.sha256 if seen is None else seen, actor=actor(who)
        )

    def test_a_second_person_makes_it_the_next_version(self):
        draft = proposed()
        version = self.publish(draft)
        assert (version.number, version.document, version.sha256) == (2, draft.document, draft.sha256)
        assert (version.drafted_by, version.published_by) == (person(WRITER), person(SECOND))
        assert (draft.state, draft.version) == (State.PUBLISHED, version)
        assert lines(draft, "publish_scheme_draft").count() == 1
        assert Notice.objects.get(act="publish_scheme_draft").recipient == person(WRITER)

    def test_a_new_scheme_stands_with_its_first_version(self):
        draft = start_scheme_draft(actor=actor(WRITER), document=new_document())
        version = self.publish(propose_scheme_draft(draft=draft, actor=actor(WRITER)))
        assert (version.number, version.scheme.name) == (1, "見本原薬備蓄支援事業")

    def test_not_whoever_wrote_it(self):
        assert codes(self.publish, proposed(), WRITER) == ["same_person"]

    def test_not_whoever_laid_a_hand_on_it(self):
        draft = saved(saved(started(), correction_days=21), SECOND, cut_to=1)
        propose_scheme_draft(draft=draft, actor=actor(WRITER))
        assert codes(self.publish, draft, SECOND) == ["same_person"]

    @pytest.mark.parametrize("hand", ["editor", "writer"])
    def test_the_table_refuses_them_too(self, hand):
        draft = saved(saved(started(), correction_days=21), SECOND, cut_to=1)
        propose_scheme_draft(draft=draft, actor=actor(WRITER))
        who = person(SECOND if hand == "editor" else WRITER)
        version = draft.based_on
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE funds_schemedraft SET state = 'published', published_by_id = %s, version_id = %s",
                [who.pk, version.pk.hex if connection.vendor == "sqlite" else str(version.pk)],
            )

    def test_not_what_was_not_seen(self):
        assert codes(self.publish, proposed(), SECOND, "0" * 64) == ["not_as_seen"]

    def test_not_twice(self):
        draft = proposed()
        stale = SchemeDraft.objects.get(pk=draft.pk)
        self.publish(draft)
        assert codes(self.publish, stale) == ["state"]

    def test_not_by_who_configures_nothing(self):
        assert codes(self.publish, proposed(), THIRD) == ["role"]

    def test_what_ended_never_changes(self):
        self.publish(proposed())
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE funds_schemedraft SET sha256 = 'x'")


class TestWithdraw:
    def test_it_stays_on_record_and_another_may_begin(self):
        draft = withdraw_scheme_draft(draft=started(), note="取りやめる。", actor=actor(WRITER))
        assert draft.state == State.WITHDRAWN
        assert lines(draft, "withdraw_scheme_draft").count() == 1
        assert started().state == State.EDITING

    def test_not_without_a_reason(self):
        assert codes(withdraw_scheme_draft, draft=started(), note="", actor=actor(WRITER)) == ["no_note"]

    def test_a_draft_is_never_deleted(self):
        draft = started()
        with pytest.raises(IntegrityError), transaction.atomic():
            draft.delete()
