"""Signing in: password, second factor, throttle, and doors that stay shut."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from django.urls import NoReverseMatch, reverse

from accounts import services
from accounts.adapter import MFAAdapter
from accounts.cast import PEOPLE
from accounts.models import User
from common.jobs import run_pending
from tests.cast import actor, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests():
    cache.clear()


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def try_password(client, who: str, password: str | None = None):
    user = person(who)
    typed = {"login": user.email, "password": password or PEOPLE[who].password}
    return client.post(reverse("account_login"), typed)


def is_in(client) -> bool:
    return client.get(reverse("notices")).status_code == 200


class TestLanguage:
    """Only Japanese is whole, so no browser is answered with a mixture of two languages."""

    @pytest.mark.parametrize("asked", ["en", "en-US,en;q=0.9", "fr"])
    def test_a_browser_of_another_language_gets_japanese(self, client, asked):
        page = client.get(reverse("account_login"), headers={"accept-language": asked}).content.decode()
        assert '<html lang="ja">' in page
        assert "メールアドレス" in page
        assert "パスワード" in page
        assert not re.search(r">\s*(Email|Password|Forgot)", page)

    def test_so_does_what_the_sign_in_says_afterwards(self, client):
        user = person("lead")
        typed = {"login": user.email, "password": PEOPLE["lead"].password}
        english = {"accept-language": "en"}
        response = client.post(reverse("account_login"), typed, follow=True, headers=english)
        assert "Successfully" not in response.content.decode()
        assert f"{user.name} さんとしてサインインしました。" in response.content.decode()


class TestPassword:
    def test_an_applicant_is_in(self, client):
        assert try_password(client, "lead").url == reverse("home")
        assert is_in(client)

    def test_a_wrong_one_is_not(self, client):
        response = try_password(client, "lead", "違うパスワードです")
        assert response.status_code == 200
        assert not is_in(client)

    def test_after_five_wrong_ones_even_the_right_one_must_wait(self, client):
        for _ in range(5):
            try_password(client, "lead", "違うパスワードです")
        response = try_password(client, "lead")
        assert "連続" in response.content.decode()
        assert not is_in(client)

    def test_one_machine_cannot_try_for_everybody(self, client):
        for who in list(PEOPLE)[:10]:
            try_password(client, who, "違うパスワードです")
        try_password(client, "administrator")
        assert client.get(reverse("mfa_authenticate")).status_code == 302


class TestSecondFactor:
    def test_the_password_alone_opens_nothing_to_an_official(self, client):
        assert try_password(client, "officer").url == reverse("mfa_authenticate")
        assert not is_in(client)

    def test_the_code_does(self, client):
        try_password(client, "officer")
        client.post(reverse("mfa_authenticate"), {"code": code(PEOPLE["officer"].totp_secret)})
        assert is_in(client)

    def test_a_wrong_code_does_not(self, client):
        try_password(client, "officer")
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert not is_in(client)

    def test_setting_it_up_opens_this_session(self, client, monkeypatch):
        # A test never commits, and what waits for the commit belongs to the request.
        monkeypatch.setattr(transaction, "on_commit", lambda call, **kwargs: call())
        Authenticator.objects.filter(user=person("officer")).delete()
        assert try_password(client, "officer").url == reverse("home")
        assert client.get(reverse("home")).url == reverse("mfa_activate_totp")
        # The password was typed a moment ago and is not asked for again.
        secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
        client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
        assert is_in(client)

    @pytest.mark.parametrize("key", ["mfa_activate_totp", "mfa_add_webauthn"])
    def test_a_session_that_stood_a_while_types_its_password_before_it_sets_one_up(self, client, key):
        Authenticator.objects.filter(user=person("officer")).delete()
        try_password(client, "officer")
        assert client.get(reverse(key)).status_code == 200
        with override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=0):
            assert client.get(reverse(key)).url.startswith(reverse("account_reauthenticate"))

    def test_whoever_has_one_shows_it_before_another_is_added(self, client):
        try_password(client, "officer")
        client.post(reverse("mfa_authenticate"), {"code": code(PEOPLE["officer"].totp_secret)})
        assert client.get(reverse("mfa_add_webauthn")).status_code == 200
        with override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=0):
            assert "reauthenticate" in client.get(reverse("mfa_add_webauthn")).url

    @override_settings(MFA_ADAPTER="accounts.adapter.MFAAdapter")
    def test_keys_are_not_readable_in_the_table(self, client):
        secret = PEOPLE["officer"].totp_secret
        stored = Authenticator.objects.get(user=person("officer"), type="totp").data["secret"]
        assert stored != secret
        assert MFAAdapter().decrypt(stored) == secret
        try_password(client, "officer")
        client.post(reverse("mfa_authenticate"), {"code": code(secret)})
        assert is_in(client)


class TestDoorsThatStayShut:
    def test_nobody_registers_themselves(self, client):
        typed = {"email": "x@y.example", "password1": "long enough 123", "password2": "long enough 123"}
        response = client.post(reverse("account_signup"), typed)
        assert "事務局が会社・機関ごとに行います" in response.content.decode()

    @pytest.mark.parametrize(
        "name", ["account_email", "account_request_login_code", "account_confirm_login_code"]
    )
    def test_other_ways_in_do_not_exist(self, name):
        with pytest.raises(NoReverseMatch):
            reverse(name)

    @override_settings(DEMO=False)
    def test_a_demo_person_cannot_sign_in_where_it_is_no_demo(self, client):
        with override_settings(DEMO=True):
            person("lead")
        assert try_password_of(client, "lead").url == reverse("account_inactive")
        assert client.get(reverse("notices")).status_code == 302

    def test_a_demo_session_ends_where_the_demo_does(self, client):
        try_password(client, "lead")
        with override_settings(DEMO=False):
            assert not is_in(client)

    def test_whoever_has_left_cannot_sign_in(self, client):
        user = services.add_person(email="a@b.example", name="退職 者", actor=actor("administrator"))
        user.set_password("a long password 1")
        user.save()
        services.anonymise_user(user=user, actor=actor("administrator"))
        client.post(reverse("account_login"), {"login": "a@b.example", "password": "a long password 1"})
        assert not is_in(client)


def try_password_of(client, who: str):
    row = PEOPLE[who]
    return client.post(reverse("account_login"), {"login": row.email, "password": row.password})


class TestInvitation:
    def test_from_the_mail_to_the_first_sign_in(self, client):
        user = services.add_person(email="shin@mihon.example", name="新人 一歩", actor=actor("administrator"))
        services.invite(user=user, actor=actor("administrator"))
        run_pending()
        [sent] = mail.outbox
        assert sent.subject == "パスワードを設定してください"
        path = re.search(r"http://[^/]+(\S+)", sent.body)[1]
        page = client.get(path, follow=True)
        typed = {"password1": "ながいパスワード-2026", "password2": "ながいパスワード-2026"}
        client.post(page.wsgi_request.path, typed)
        user.refresh_from_db()
        assert user.check_password("ながいパスワード-2026")
        client.get(reverse("account_login"))
        assert (
            client.post(
                reverse("account_login"), {"login": user.email, "password": "ながいパスワード-2026"}
            ).status_code
            == 302
        )

    def test_the_link_works_once(self, client):
        user = services.add_person(email="shin@mihon.example", name="新人 一歩", actor=actor("administrator"))
        services.invite(user=user, actor=actor("administrator"))
        run_pending()
        path = re.search(r"http://[^/]+(\S+)", mail.outbox[0].body)[1]
        user.set_password("ながいパスワード-2026")
        user.save()
        assert client.get(path).context["token_fail"]


class TestTheLoginPage:
    def test_it_lists_the_cast_that_exists(self, client):
        User.objects.filter(pk=person("officer").pk).update(email="nobody@mihon.example")
        page = client.get(reverse("account_login")).content.decode()
        assert "見本 一郎として入る" in page
        assert "担当 正として入る" not in page

    @override_settings(DEMO=False)
    def test_and_nobody_where_it_is_no_demo(self, client):
        assert "として入る" not in client.get(reverse("account_login")).content.decode()

    def test_an_unknown_person_of_the_cast_is_nobody(self, client):
        assert client.post(reverse("demo_sign_in", args=["nobody"])).status_code == 404
        assert client.get(reverse("demo_sign_in", args=["lead"])).status_code == 405
