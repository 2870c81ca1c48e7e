"""A passkey: an official registers one, and signs in by it alone, in a browser with an authenticator."""

import re

from playwright.sync_api import expect

from .people import Person

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_an_official_registers_a_passkey_and_signs_in_by_it(browser, system):
    """At localhost: browsers make no passkey for a bare IP address."""
    officer = Person(browser, system, "decider", base_url=f"http://localhost:{system.port}")
    devtools = officer.context.new_cdp_session(officer.page)
    devtools.send("WebAuthn.enable")
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    officer.sign_in_by_password()
    register(officer)
    keys = devtools.send("WebAuthn.getCredentials", {"authenticatorId": made["authenticatorId"]})
    assert [key["isResidentCredential"] for key in keys["credentials"]] == [True]

    officer.context.clear_cookies()
    officer.page.goto("/account/login/")
    officer.click("パスキーでサインインする")
    officer.page.wait_for_url(lambda url: "/account/" not in url)
    officer.go("/worklist/")
    expect(officer.page).to_have_url(re.compile("/worklist/$"))  # the passkey is the second factor too
    officer.close()


def register(officer: Person) -> None:
    """The first key, right after signing in: the password isn't asked for again."""
    officer.go("/account/2fa/webauthn/add/")
    page = officer.page.get_by_role("main")
    page.get_by_role("textbox").first.fill("執務室の端末")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button").first.click()
    officer.page.wait_for_url(re.compile(r"/account/2fa/(?!webauthn/add)"))
    expect(officer.page.get_by_role("main")).to_be_visible()
