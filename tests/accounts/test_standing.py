"""As whom a request speaks: the post in force, the choice between several, the second factor."""

from datetime import UTC, date, datetime

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from accounts import services
from accounts.cast import PEOPLE
from common import clock
from law.roles import Role
from tests.cast import actor, membership, organisation, person, sign_in

pytestmark = pytest.mark.django_db

NOTICES = "notices"


def open_page(client, name: str = NOTICES):
    return client.get(reverse(name))


def sign_in_by_password_only(client, who: str) -> None:
    client.force_login(person(who))


class TestOnePost:
    def test_it_is_taken_without_asking(self, client):
        sign_in(client, "lead")
        response = open_page(client)
        assert response.wsgi_request.membership == membership("lead")
        assert response.wsgi_request.actor == actor("lead")

    def test_after_its_last_day_it_is_none(self, client):
        sign_in(client, "lead")
        services.end_membership(
            membership=membership("lead"), last_day=date(2026, 11, 20), actor=actor("administrator")
        )
        with clock.at(datetime(2026, 11, 20, 14, 59, tzinfo=UTC)):
            assert open_page(client).status_code == 200
        with clock.at(datetime(2026, 11, 20, 15, 0, tzinfo=UTC)):
            response = open_page(client)
        assert response.status_code == 403
        assert "有効な所属がありません" in response.content.decode()


class TestTwoPosts:
    @pytest.fixture
    def second(self):
        return services.give_membership(
            user=person("takasaki"),
            organisation=organisation("minohon"),
            role=Role.MEMBER,
            valid_from=date(2026, 1, 1),
            actor=actor("administrator"),
        )

    def test_one_must_choose_first(self, client, second):
        sign_in(client, "takasaki")
        assert open_page(client).url == reverse("memberships")
        page = open_page(client, "memberships").content.decode()
        assert "みほん薬品工業株式会社" in page
        assert "髙﨑製薬株式会社" in page

    def test_the_choice_holds(self, client, second):
        sign_in(client, "takasaki")
        client.post(reverse("memberships"), {"membership": second.pk})
        assert open_page(client).wsgi_request.membership == second

    @pytest.mark.parametrize("wanted", ["", "x", "0"])
    def test_nobody_elses_post_can_be_chosen(self, client, second, wanted):
        sign_in(client, "takasaki")
        client.post(reverse("memberships"), {"membership": wanted or membership("lead").pk})
        assert open_page(client).url == reverse("memberships")


class TestSecondFactor:
    def test_an_official_without_one_is_sent_to_set_it_up_before_anything(self, client):
        Authenticator.objects.filter(user=person("officer")).delete()
        sign_in_by_password_only(client, "officer")
        response = open_page(client)
        assert response.url == reverse("mfa_activate_totp")
        assert response.wsgi_request.membership is None

    def test_a_session_older_than_the_second_factor_must_show_it(self, client):
        sign_in_by_password_only(client, "officer")
        assert open_page(client).url == f"{reverse('mfa_reauthenticate')}?next=%2Fnotices%2F"

    def test_an_applicant_needs_none(self, client):
        sign_in_by_password_only(client, "lead")
        assert open_page(client).status_code == 200

    def test_every_official_of_the_cast_has_one(self):
        for who, row in PEOPLE.items():
            has_one = Authenticator.objects.filter(user=person(who), type="totp").exists()
            assert has_one is (membership(who).side == "office"), row


class TestAudience:
    def test_the_wrong_role_is_told_why(self, client):
        sign_in(client, "officer")
        response = open_page(client, "organisation")
        assert response.status_code == 403
        assert "申請代表者、申請担当者のためのものです。今は「担当官」として" in response.content.decode()

    def test_the_public_is_sent_to_sign_in_and_back(self, client):
        assert open_page(client).url == f"{reverse('account_login')}?next=/notices/"

    def test_a_person_without_any_post_is_told(self, client):
        user = services.add_person(email="a@b.example", name="無所属", actor=actor("administrator"))
        client.force_login(user)
        assert open_page(client).status_code == 403
        assert open_page(client, "memberships").status_code == 200


class TestHome:
    def test_the_public_gets_the_front_page(self, client):
        response = open_page(client, "home")
        assert response.status_code == 200
        assert "サインインする" in response.content.decode()

    @pytest.mark.parametrize("who", ["lead", "officer", "administrator"])
    def test_everyone_else_has_a_desk(self, client, who):
        sign_in(client, who)
        assert open_page(client, "home").status_code == 302

    def test_what_one_person_sees_is_kept_by_nothing_on_the_way(self, client):
        sign_in(client, "officer")
        assert open_page(client)["Cache-Control"] == "private"
