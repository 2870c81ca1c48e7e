"""People and posts: who may enter them, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts import services
from accounts.models import Membership, Organisation, User
from common.audit.models import AuditEvent
from common.corporate_number import with_check_digit
from common.models import Job
from law.acts import Refused
from law.roles import Role
from tests.cast import actor, membership, organisation, person

pytestmark = pytest.mark.django_db


def codes(refusal: pytest.ExceptionInfo) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def newcomer(**changes) -> User:
    fields = {"email": "Shinjin@Mihon.Example", "name": "新人 一歩", "actor": actor("administrator")}
    return services.add_person(**fields | changes)


def last_act() -> AuditEvent:
    return AuditEvent.objects.latest("pk")


class TestAddPerson:
    def test_a_person_is_entered_without_a_password(self):
        user = newcomer()
        assert user.email == "shinjin@mihon.example"
        assert not user.has_usable_password()
        assert (last_act().act, last_act().subject_id) == ("add_person", str(user.pk))

    def test_one_address_is_one_person(self):
        newcomer()
        with pytest.raises(ValidationError):
            newcomer(email="SHINJIN@mihon.example")

    def test_the_table_refuses_a_second_spelling(self):
        user = newcomer()
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=user.pk).update(email="Shinjin@mihon.example")

    @pytest.mark.parametrize("who", ["lead", "officer", "auditor"])
    def test_only_an_administrator_enters_people(self, who):
        with pytest.raises(Refused) as refusal:
            newcomer(actor=actor(who))
        assert codes(refusal) == ["role"]


class TestInvite:
    def test_the_mail_is_a_job_of_the_same_transaction(self):
        user = newcomer()
        services.invite(user=user, actor=actor("administrator"))
        job = Job.objects.get(kind="invitation")
        assert job.payload == {"user": user.pk}
        assert last_act().act == "invite"

    def test_whoever_has_left_is_not_invited(self):
        user = services.anonymise_user(user=newcomer(), actor=actor("administrator"))
        with pytest.raises(Refused) as refusal:
            services.invite(user=user, actor=actor("administrator"))
        assert codes(refusal) == ["inactive"]


class TestGiveMembership:
    def give(self, user, **changes):
        fields = {
            "organisation": organisation("officer"),
            "role": Role.OFFICER,
            "actor": actor("administrator"),
        }
        return services.give_membership(user=user, **fields | changes)

    def test_a_post_is_given_from_today(self):
        post = self.give(newcomer())
        assert (post.side, post.valid_until) == ("office", None)
        assert last_act().act == "give_membership"
        assert last_act().facts["role"] == "officer"

    def test_nobody_stands_on_both_sides(self):
        with pytest.raises(Refused) as refusal:
            self.give(person("lead"))
        assert codes(refusal) == ["side"]

    def test_not_even_after_the_first_post_has_ended(self):
        post = membership("lead")
        services.end_membership(membership=post, last_day=date(2026, 4, 1), actor=actor("administrator"))
        with pytest.raises(Refused) as refusal:
            self.give(post.user)
        assert codes(refusal) == ["side"]

    def test_a_role_fits_its_organisation(self):
        with pytest.raises(Refused) as refusal:
            self.give(newcomer(), organisation=organisation("lead"))
        assert codes(refusal) == ["kind"]

    def test_the_same_post_is_not_given_twice(self):
        with pytest.raises(Refused) as refusal:
            self.give(person("officer"))
        assert codes(refusal) == ["twice"]

    def test_a_second_post_on_the_same_side_is_given(self):
        assert self.give(person("officer"), role=Role.AUDITOR).role == "auditor"

    def test_a_stranger_gives_nothing(self):
        with pytest.raises(Refused) as refusal:
            self.give(newcomer(), actor=actor("stranger"))
        assert codes(refusal) == ["role"]

    def test_an_end_before_the_beginning_is_refused(self):
        with pytest.raises(ValidationError):
            self.give(newcomer(), valid_from=date(2026, 4, 2), valid_until=date(2026, 4, 1))


class TestEndMembership:
    def end(self, post, last_day=date(2026, 11, 30), who="administrator"):
        return services.end_membership(membership=post, last_day=last_day, actor=actor(who))

    def test_the_last_day_is_still_in_force(self):
        post = self.end(membership("officer"))
        assert post.in_force_on(date(2026, 11, 30))
        assert not post.in_force_on(date(2026, 12, 1))
        assert last_act().facts == {"last_day": "2026-11-30"}

    def test_the_list_agrees_with_the_row(self):
        post = self.end(membership("officer"))
        found = [
            Membership.objects.in_force_on(date(2026, *day)).filter(pk=post.pk).exists()
            for day in [(11, 30), (12, 1)]
        ]
        assert found == [True, False]

    def test_it_ends_once(self):
        post = self.end(membership("officer"))
        with pytest.raises(Refused) as refusal:
            self.end(post)
        assert codes(refusal) == ["ended"]

    def test_it_can_end_earlier_than_planned(self):
        post = self.end(membership("officer"))
        assert self.end(post, last_day=date(2026, 10, 31)).valid_until == date(2026, 10, 31)

    def test_not_before_it_began(self):
        with pytest.raises(Refused) as refusal:
            self.end(membership("officer"), last_day=date(2025, 3, 31))
        assert codes(refusal) == ["period"]

    def test_an_officer_ends_nobody(self):
        with pytest.raises(Refused) as refusal:
            self.end(membership("officer2"), who="officer")
        assert codes(refusal) == ["role"]


class TestAnonymise:
    def test_the_row_stays_and_the_name_goes(self):
        post = membership("lead_member")
        user = services.anonymise_user(user=post.user, actor=actor("administrator"))
        post.refresh_from_db()
        assert (user.name_kana, user.is_active, user.has_usable_password()) == ("", False, False)
        assert user.email == f"{user.public_id}@anonymised.invalid"
        assert post.valid_until is not None
        assert last_act().act == "anonymise_user"

    def test_the_second_factor_goes_too(self):
        user = services.anonymise_user(user=person("officer"), actor=actor("administrator"))
        assert not user.authenticator_set.exists()

    def test_nobody_ends_themselves(self):
        with pytest.raises(Refused) as refusal:
            services.anonymise_user(user=person("administrator"), actor=actor("administrator"))
        assert codes(refusal) == ["self"]

    def test_once_is_enough(self):
        user = services.anonymise_user(user=person("lead"), actor=actor("administrator"))
        with pytest.raises(Refused) as refusal:
            services.anonymise_user(user=user, actor=actor("administrator"))
        assert codes(refusal) == ["inactive"]

    def test_an_applicant_ends_nobody(self):
        with pytest.raises(Refused) as refusal:
            services.anonymise_user(user=person("stranger"), actor=actor("lead"))
        assert codes(refusal) == ["role"]


class TestOrganisation:
    def register(self, **changes):
        fields = {"kind": "company", "name": "新設製薬株式会社", "actor": actor("administrator")}
        return services.register_organisation(**fields | changes)

    def test_it_is_registered_with_a_true_number(self):
        made = self.register(corporate_number=with_check_digit("999901000099"))
        assert len(made.corporate_number) == 13
        assert last_act().act == "register_organisation"

    @pytest.mark.parametrize("number", ["1999901000099", "999901000099", "99990100000９9", "abcdefghijklm"])
    def test_a_false_number_is_refused(self, number):
        with pytest.raises(ValidationError):
            self.register(corporate_number=number)

    @pytest.mark.parametrize("number", ["99990100009", "99990100000a9"])
    def test_the_table_refuses_what_are_not_13_digits(self, number):
        made = self.register()
        with pytest.raises(IntegrityError), transaction.atomic():
            Organisation.objects.filter(pk=made.pk).update(corporate_number=number)

    def test_a_number_stands_for_one_organisation(self):
        with pytest.raises(ValidationError):
            self.register(corporate_number=organisation("lead").corporate_number)

    def test_several_have_none(self):
        assert self.register().pk != self.register(name="別の事務所").pk

    def test_a_company_registers_nobody(self):
        with pytest.raises(Refused) as refusal:
            self.register(actor=actor("lead"))
        assert codes(refusal) == ["role"]


class TestChangeProfile:
    def change(self, who="lead", **changes):
        return services.change_profile(organisation=organisation("lead"), changes=changes, actor=actor(who))

    def test_what_changed_is_recorded_by_field_without_its_text(self):
        assert self.change(address="見本県新市1-1", name="見本製薬株式会社") == ["address"]
        assert organisation("lead").address == "見本県新市1-1"
        assert last_act().facts == {"fields": ["address"]}

    def test_nothing_changed_is_no_act(self):
        before = last_act().pk if AuditEvent.objects.exists() else None
        organisation("lead")
        assert self.change() == []
        assert last_act().act != "change_profile" or last_act().pk == before

    def test_the_number_is_not_the_companys_to_change(self):
        number = organisation("lead").corporate_number
        assert self.change(corporate_number=with_check_digit("999901000099")) == []
        assert organisation("lead").corporate_number == number

    @pytest.mark.parametrize(
        ("who", "code"), [("lead_member", "role"), ("takasaki", "stranger"), ("officer", "role")]
    )
    def test_others_may_not(self, who, code):
        with pytest.raises(Refused) as refusal:
            self.change(who, address="よその住所")
        assert codes(refusal) == [code]
