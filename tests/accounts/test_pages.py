"""The administrator's pages and the company's own, as they are clicked."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import Membership, Organisation, User
from common.corporate_number import with_check_digit
from common.jobs import run_pending
from tests.cast import membership, organisation, person, sign_in

pytestmark = pytest.mark.django_db


def newcomer(**changes) -> dict:
    return {
        "name": "新人 一歩",
        "name_kana": "シンジン イッポ",
        "email": "Shin@mihon.example",
        "organisation": organisation("officer").pk,
        "role": "officer",
        "valid_from_year": "令和8",
        "valid_from_month": "１１",
        "valid_from_day": "1",
    } | changes


def text(response) -> str:
    return response.content.decode()


class TestPeople:
    def test_a_person_and_their_post_are_entered_and_invited(self, client):
        sign_in(client, "administrator")
        response = client.post(reverse("add_person"), newcomer())
        user = User.objects.get(email="shin@mihon.example")
        assert response.url == reverse("person", args=[user.public_id])
        assert "厚生労働省 見本課" in text(client.get(response.url))
        run_pending()
        assert [sent.to for sent in mail.outbox] == [["shin@mihon.example"]]

    def test_what_is_refused_leaves_nothing_behind_and_nothing_typed_is_lost(self, client):
        sign_in(client, "administrator")
        response = client.post(reverse("add_person"), newcomer(role="representative"))
        assert "この機関の区分では選べません" in text(response)
        assert "新人 一歩" in text(response)
        assert not User.objects.filter(email="shin@mihon.example").exists()

    def test_a_known_address_is_told(self, client):
        sign_in(client, "administrator")
        response = client.post(reverse("add_person"), newcomer(email=person("lead").email.upper()))
        assert response.status_code == 200
        assert "email" in response.context["form"].errors

    def test_a_post_is_added_and_ended(self, client):
        sign_in(client, "administrator")
        user = person("officer")
        client.post(reverse("add_membership", args=[user.public_id]), newcomer(role="auditor"))
        post = Membership.objects.get(user=user, role="auditor")
        day = {"last_day_year": "令和8", "last_day_month": "11", "last_day_day": "30"}
        client.post(reverse("end_membership", args=[post.pk]), day)
        post.refresh_from_db()
        assert post.valid_until.isoformat() == "2026-11-30"
        response = client.post(reverse("end_membership", args=[post.pk]), day)
        assert "すでにその日までに終了しています" in text(response)

    def test_the_other_side_is_refused_with_a_sentence(self, client):
        sign_in(client, "administrator")
        response = client.post(reverse("add_membership", args=[person("lead").public_id]), newcomer())
        assert "両方に立つことはできません" in text(response)

    def test_a_person_who_leaves_is_anonymised(self, client):
        sign_in(client, "administrator")
        user = person("lead_member")
        url = reverse("anonymise_user", args=[user.public_id])
        assert user.name in text(client.get(url))
        client.post(url)
        user.refresh_from_db()
        assert not user.is_active
        page = text(client.get(reverse("person", args=[user.public_id])))
        assert reverse("add_membership", args=[user.public_id]) not in page

    def test_oneself_is_not(self, client):
        user = sign_in(client, "administrator")
        response = client.post(reverse("anonymise_user", args=[user.public_id]), follow=True)
        assert "自分自身の利用を終了することはできません" in text(response)

    def test_the_invitation_can_be_sent_again(self, client):
        sign_in(client, "administrator")
        client.post(reverse("invite", args=[person("lead").public_id]))
        run_pending()
        assert len(mail.outbox) == 1

    @pytest.mark.parametrize("who", ["lead", "officer", "auditor"])
    @pytest.mark.parametrize("name", ["people", "add_person", "organisations", "add_organisation"])
    def test_nobody_else_enters(self, client, who, name):
        sign_in(client, who)
        assert client.get(reverse(name)).status_code == 403

    @pytest.mark.parametrize("who", [["lead"], ["lead", "takasaki", "officer"]])
    def test_the_list_costs_the_same(self, client, who, django_assert_num_queries):
        sign_in(client, "administrator")
        for one in who:
            person(one)
        # session, user, posts in force, unread count, people, their posts, the organisations
        with django_assert_num_queries(7):
            client.get(reverse("people"))


class TestOrganisations:
    def test_one_is_registered(self, client):
        sign_in(client, "administrator")
        number = with_check_digit("999901000077")
        typed = {"kind": "company", "name": "新設㈱𠮷", "corporate_number": f"{number[:1]} {number[1:]}"}
        assert client.post(reverse("add_organisation"), typed).status_code == 302
        assert Organisation.objects.get(corporate_number=number).name == "新設㈱𠮷"
        assert number in text(client.get(reverse("organisations")))

    def test_a_false_number_is_told(self, client):
        sign_in(client, "administrator")
        typed = {"kind": "company", "name": "新設", "corporate_number": "1234567890123"}
        assert "corporate_number" in client.post(reverse("add_organisation"), typed).context["form"].errors


class TestCompany:
    typed = {"name": "見本製薬株式会社", "address": "見本県新市一丁目1番1号"}

    def test_the_representative_changes_it(self, client):
        sign_in(client, "lead")
        assert client.post(reverse("change_profile"), self.typed).url == reverse("organisation")
        assert "見本県新市一丁目1番1号" in text(client.get(reverse("organisation")))

    def test_a_member_reads_it(self, client):
        sign_in(client, "lead_member")
        assert "変更は、申請代表者が行います" in text(client.get(reverse("organisation")))
        assert client.post(reverse("change_profile"), self.typed).status_code == 403
        assert organisation("lead").address == "見本県見本市見本町一丁目1番1号"

    def test_a_name_is_needed(self, client):
        sign_in(client, "lead")
        assert client.post(reverse("change_profile"), {"name": ""}).context["form"].errors


class TestOwnPages:
    @pytest.mark.parametrize("name", ["security", "memberships", "notices", "mfa_index", "usersessions_list"])
    @pytest.mark.parametrize("who", ["lead", "officer"])
    def test_they_open(self, client, who, name):
        sign_in(client, who)
        assert client.get(reverse(name)).status_code == 200

    def test_the_frame_shows_as_whom_one_acts(self, client):
        sign_in(client, "lead")
        page = text(client.get(reverse("organisation")))
        assert membership("lead").organisation.name in page
