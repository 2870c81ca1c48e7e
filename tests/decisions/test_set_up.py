"""A new installation is set up by four commands, without the demo."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from accounts.models import Membership, User
from common.models import AuditEvent, Job
from decisions.models import Issuer
from funds.models import SchemeVersion
from funds.services import DATA
from law.roles import Role

pytestmark = pytest.mark.django_db
OFFICE = "厚生労働省 医政局"
SERIES = "厚生労働省発医政{mmdd}第{n}号"


@pytest.fixture
def administrator():
    call_command("add_administrator", "Admin@example.go.jp", "管理 一", OFFICE)
    return User.objects.get(email="admin@example.go.jp")


def test_the_first_administrator_gets_a_link_and_no_password(administrator):
    post = Membership.objects.get(user=administrator)
    assert (post.role, post.organisation.name) == (Role.ADMINISTRATOR, OFFICE)
    assert not administrator.has_usable_password()
    assert Job.objects.filter(kind="invitation").count() == 1


def test_the_same_person_twice_is_told(administrator):
    with pytest.raises(CommandError, match="メールアドレス"):
        call_command("add_administrator", "admin@example.go.jp", "管理 一", OFFICE)


class TestScheme:
    @pytest.fixture
    def second(self, administrator):
        call_command("add_administrator", "second@example.go.jp", "公開 二", OFFICE)
        return User.objects.get(email="second@example.go.jp")

    @pytest.fixture(autouse=True)
    def scheme(self, tmp_path):
        self.folder = tmp_path

    def publish(self, by="second@example.go.jp", **changes):
        document = json.loads((DATA / "generic-base.json").read_text())
        document |= {"code": "new-scheme", "prefix": "NS"} | changes
        file = self.folder / "scheme.json"
        file.write_text(json.dumps(document))
        call_command("publish_scheme", str(file), drafted_by="admin@example.go.jp", published_by=by)

    @property
    def versions(self):
        return SchemeVersion.objects.filter(scheme="new-scheme")

    def test_a_second_person_publishes_it(self, second):
        self.publish()
        version = self.versions.get()
        assert (version.number, version.published_by) == (1, second)
        lines = AuditEvent.objects.filter(act="publish_scheme_version", subject_id=str(version.pk))
        assert lines.count() == 1

    def test_the_same_document_is_no_new_version(self, second):
        self.publish()
        self.publish()
        assert self.versions.count() == 1

    def test_a_changed_document_is_the_next_version(self, second):
        self.publish()
        self.publish(valid_from="2027-04-01")
        assert list(self.versions.values_list("number", flat=True)) == [1, 2]

    def test_one_person_cannot_do_both(self, second):
        with pytest.raises(CommandError, match="別の人"):
            self.publish(by="admin@example.go.jp")

    def test_the_table_refuses_one_person_too(self, second):
        self.publish()
        version = self.versions.get()
        version.pk, version.number, version.published_by = None, 2, version.drafted_by
        with pytest.raises(IntegrityError), transaction.atomic():
            version.save(force_insert=True)

    def test_a_published_version_cannot_be_edited_even_by_raw_sql(self, second):
        self.publish()
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE funds_schemeversion SET sha256 = 'x'")

    def test_what_is_no_document_is_told(self, second, tmp_path):
        broken = tmp_path / "broken.json"
        broken.write_text("{")
        people = {"drafted_by": "admin@example.go.jp", "published_by": "second@example.go.jp"}
        with pytest.raises(CommandError, match="読み取れません"):
            call_command("publish_scheme", str(broken), **people)


class TestIssuer:
    def set(self, **more):
        call_command("set_issuer", "desk", "厚生労働大臣", OFFICE, SERIES, **more)
        return Issuer.objects.get(pk="desk")

    def test_an_office_and_who_holds_it(self, administrator):
        issuer = self.set(holder="見本 治", since=date(2026, 10, 1))
        assert (issuer.title, issuer.holders.get().name) == ("厚生労働大臣", "見本 治")

    def test_a_new_holder_ends_the_one_before(self, administrator):
        self.set(holder="見本 治", since=date(2026, 10, 1))
        self.set(holder="見本 栄", since=date(2027, 1, 10))
        first = Issuer.objects.get(pk="desk").holders.get(name="見本 治")
        assert first.valid_until == date(2027, 1, 9)

    def test_holders_do_not_overlap(self, administrator):
        self.set(holder="見本 治", since=date(2026, 10, 1))
        with pytest.raises(CommandError, match="より後の日"):
            self.set(holder="見本 栄", since=date(2026, 9, 1))

    def test_a_number_form_without_a_place_for_the_number_is_told(self, administrator):
        with pytest.raises(CommandError, match="番号の入る位置"):
            call_command("set_issuer", "desk", "厚生労働大臣", OFFICE, "第号")

    def test_an_unknown_office_is_told(self):
        with pytest.raises(CommandError, match="登録されていません"):
            self.set()


class TestSeals:
    def set(self, *seals: str) -> Issuer:
        call_command(
            "set_issuer", "mhlw", "厚生労働大臣", OFFICE, SERIES, *(f"--seal={each}" for each in seals)
        )
        return Issuer.objects.get(pk="mhlw")

    def test_a_kind_keeps_its_seal_until_it_is_named_again(self, administrator):
        assert self.set().seals == {}
        assert self.set("certificate=pressed").seals == {"certificate": "pressed"}
        kept = self.set("refusal=omitted").seals
        assert kept == {"certificate": "pressed", "refusal": "omitted"}
        assert AuditEvent.objects.filter(act="set_issuer").latest("pk").facts["seals"] == kept

    @pytest.mark.parametrize("said", ["certificate=red", "no_letter=pressed", "certificate"])
    def test_a_kind_or_a_seal_that_is_none_is_refused_with_the_choice(self, administrator, said):
        with pytest.raises(CommandError, match="pressed"):
            self.set(said)
        assert not Issuer.objects.exclude(seals={}).exists()
