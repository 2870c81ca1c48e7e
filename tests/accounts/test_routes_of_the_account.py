"""The addresses of one's own account are allauth's: to whom each opens, for every person of the cast."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import URLPattern, get_resolver, reverse

from tests.cast import PEOPLE, person, sign_in

pytestmark = pytest.mark.django_db
EVERYONE, SIGNED_IN, AT_SIGN_IN = "everyone", "signed in", "while signing in"
AUDIENCE = {
    "account_logout": EVERYONE,  # whoever is not signed in is led home
    "account_inactive": EVERYONE,
    "account_signup": EVERYONE,  # and says that nobody signs up
    "account_reset_password": EVERYONE,
    "account_reset_password_done": EVERYONE,
    "account_reset_password_from_key": EVERYONE,
    "account_reset_password_from_key_done": EVERYONE,
    "mfa_login_webauthn": AT_SIGN_IN,
    "mfa_authenticate": AT_SIGN_IN,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_add_webauthn": SIGNED_IN,
    "mfa_reauthenticate_webauthn": SIGNED_IN,
    "mfa_remove_webauthn": SIGNED_IN,
    "mfa_edit_webauthn": SIGNED_IN,
    "usersessions_list": SIGNED_IN,
}
OWN_KEY = {"mfa_remove_webauthn", "mfa_edit_webauthn"}
NAME = "他人のセキュリティキー"
PERHAPS_NONE = {"mfa_view_recovery_codes", "mfa_download_recovery_codes", "mfa_deactivate_totp"}
ONE_OF_EACH_ROLE = {each.role: key for key, each in reversed(PEOPLE.items())}.values()


def names(entries) -> set[str]:
    """Of all routes that do not say of themselves to whom they open."""
    found = set()
    for entry in entries:
        if not isinstance(entry, URLPattern):
            found |= names(entry.url_patterns)
        elif entry.callback.__module__.startswith("allauth.") and not hasattr(entry.callback, "audience"):
            found.add(entry.name)
    return found


def address(name: str, key: int = 0) -> str:
    of_a_mail = {"uidb36": "1", "key": "set-password"}
    if name in OWN_KEY:
        return reverse(name, args=[key])
    return reverse(name, kwargs=of_a_mail if name == "account_reset_password_from_key" else None)


def leads_to_sign_in(response) -> bool:
    return response.status_code == 302 and response.url.startswith(reverse("account_login"))


def test_the_table_holds_every_route():
    assert names(get_resolver().url_patterns) == set(AUDIENCE)


@pytest.mark.parametrize("name", AUDIENCE)
def test_nobody_is_led_to_sign_in_where_an_account_is_needed(client, name):
    response = client.get(address(name))
    assert leads_to_sign_in(response) == (AUDIENCE[name] != EVERYONE)
    assert response.status_code in (200, 302)


@pytest.mark.parametrize("who", ONE_OF_EACH_ROLE)
def test_everyone_has_an_account_and_nobody_anothers(client, who):
    other = next(person(key) for key in PEOPLE if key != who)
    key = Authenticator.objects.create(user=other, type=Authenticator.Type.WEBAUTHN, data={"name": NAME})
    sign_in(client, who)
    for name in AUDIENCE:
        response = client.get(address(name, key.pk), follow=True)
        assert response.status_code in ({200, 404} if name in OWN_KEY | PERHAPS_NONE else {200}), name
        assert NAME not in response.content.decode(), name
    client.post(address("mfa_remove_webauthn", key.pk))
    assert Authenticator.objects.filter(pk=key.pk).exists()
