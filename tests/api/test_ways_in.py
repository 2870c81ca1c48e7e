"""Who asks: sessions, tokens, second factors, throttles."""

import time
from datetime import timedelta

import pytest
from django.urls import reverse

from api.models import AccessToken
from api.tokens import make_token, revoke_token
from common import clock
from common.audit.models import AuditEvent
from law.acts import Refused
from tests.api.asking import Program, problem, with_token
from tests.cast import membership
from tests.decisions.deciding import examined, sealed, signed_in
from tests.plans import draft, filed

pytestmark = pytest.mark.django_db


def token(who: str = "lead", scope: str = "write", days: int = 1) -> tuple[AccessToken, str]:
    return make_token(membership=membership(who), name="試験", scope=scope, days=days)


def test_a_token_speaks_for_its_post_and_its_use_is_noted():
    made, secret = token()
    said = Program(token=secret).get("me/").json()
    assert (said["role"], said["scope"]) == ("representative", "write")
    made.refresh_from_db()
    assert made.last_used_at is not None
    assert secret not in str(AccessToken.objects.values())
    assert AuditEvent.objects.filter(act="make_token", subject_id=str(made.pk)).count() == 1


def test_nobody_is_told_how_to_come_in():
    answer = Program().get("plans/")
    problem(answer, 401, "not-authenticated")
    assert answer["WWW-Authenticate"] == 'Bearer realm="kikin"'
    problem(Program(token="kikin_wrong").get("plans/"), 401, "not-authenticated")


def test_a_revoked_an_expired_and_an_ended_one_open_nothing():
    made, secret = token()
    revoke_token(token=made, membership=membership("lead"))
    problem(Program(token=secret).get("me/"), 401, "not-authenticated")
    late, secret = token()
    AccessToken.objects.filter(pk=late.pk).update(
        created_at=clock.real_now() - timedelta(days=2), expires_at=clock.real_now() - timedelta(days=1)
    )
    problem(Program(token=secret).get("me/"), 401, "not-authenticated")
    _left, secret = token()
    membership("lead").__class__.objects.filter(pk=membership("lead").pk).update(
        valid_until=clock.today() - timedelta(days=1)
    )
    problem(Program(token=secret).get("me/"), 401, "not-authenticated")


def test_a_reading_token_changes_nothing():
    plan = draft().pk
    reader = with_token("lead", "read")
    assert reader.get(f"plans/{plan}/").status_code == 200
    problem(reader.act(f"plans/{plan}/acts/agree_plan/"), 403, "read-only-token")
    said = {"changes": {"effects": {"was": "", "now": "x"}}}
    problem(reader.patch(f"plans/{plan}/parts/effects/", said, If_Match="*"), 403, "read-only-token")


def test_an_official_has_reading_tokens_only():
    with pytest.raises(Refused, match="読み取りだけ"):
        token("officer", "write")
    made, secret = token("officer", "read")
    AccessToken.objects.filter(pk=made.pk).update(scope="write")  # as if the role had changed since
    plan = filed().plan.pk
    problem(Program(token=secret).act(f"plans/{plan}/acts/take_up_plan/"), 403, "read-only-token")


def test_a_session_needs_its_csrf_token():
    plan = draft().pk
    program = Program(checks_csrf=True)
    signed = signed_in("lead")
    program.client.cookies = signed.cookies
    problem(program.act(f"plans/{plan}/acts/agree_plan/"), 403, "csrf")


def test_a_decision_wants_a_person_with_a_fresh_second_factor():
    decision = sealed_decision()
    path = f"decisions/{decision}/acts/issue_decision/"
    stale = Program("officer")
    session = stale.client.session
    session["account_authentication_methods"] = [
        each | {"at": time.time() - 301} for each in session["account_authentication_methods"]
    ]
    session.save()
    assert problem(stale.decide(path), 403, "second-factor")["how"] == reverse("mfa_reauthenticate")
    assert stale.get("plans/").status_code == 200
    session["account_authentication_methods"] = []
    session.save()
    assert problem(stale.get("plans/"), 403, "second-factor")["how"].startswith("/account/2fa/")
    problem(with_token("officer", "read").decide(path), 403, "read-only-token")
    problem(Program("officer").post(path), 400, "idempotency-key-required")
    assert Program("officer").decide(path).json()["state"] == "issued"


def sealed_decision() -> str:
    return str(sealed(examined()).pk)


def test_too_many_requests_are_asked_to_wait(settings):
    settings.API_REQUESTS_PER_MINUTE = 2
    program = with_token("lead")
    codes = [program.get("me/").status_code for _time in range(3)]
    assert codes == [200, 200, 429]
    answer = program.get("me/")
    problem(answer, 429, "throttled")
    assert answer["Retry-After"] == "60"


def test_guessing_tokens_is_slow():
    codes = [Program(token=f"kikin_{guess}").get("me/").status_code for guess in range(31)]
    assert codes == [401] * 30 + [429]


# The pages


def test_a_token_is_made_on_a_page_and_shown_once():
    client = signed_in("lead")
    form = client.get(reverse("make_token"))
    assert "読み取りと書き込み" in form.content.decode()
    made = client.post(reverse("make_token"), {"name": "社内の申請", "scope": "write", "days": "30"})
    secret = made.content.decode().partition('aria-labelledby="label">')[2].partition("<")[0]
    assert Program(token=secret).get("me/").status_code == 200
    assert "no-store" in made["Cache-Control"]
    listed = client.get(reverse("tokens")).content.decode()
    assert "社内の申請" in listed
    assert secret not in listed


def test_an_officials_form_offers_reading_only_and_refuses_more():
    client = signed_in("officer")
    assert "読み取りと書き込み" not in client.get(reverse("make_token")).content.decode()
    client.post(reverse("make_token"), {"name": "x", "scope": "write", "days": "30"})
    assert not AccessToken.objects.exists()


def test_without_a_fresh_second_factor_one_is_asked_for_it():
    client = signed_in("lead")
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    assert client.get(reverse("make_token"))["Location"] == reverse("mfa_activate_totp")


def test_another_s_token_is_not_there_to_revoke():
    made, secret = token()
    assert signed_in("stranger").post(reverse("revoke_token", args=[made.pk])).status_code == 404
    assert signed_in("lead").post(reverse("revoke_token", args=[made.pk])).status_code == 302
    problem(Program(token=secret).get("me/"), 401, "not-authenticated")
    assert AuditEvent.objects.filter(act="revoke_token").count() == 1


def test_a_list_of_no_tokens_says_what_they_are_for():
    assert "トークンはまだありません" in signed_in("lead").get(reverse("tokens")).content.decode()


def test_there_are_so_many_tokens_and_no_more():
    for _number in range(20):
        token()
    with pytest.raises(Refused, match="20個まで"):
        token()
    with pytest.raises(Refused, match="90日"):
        token("takasaki", days=91)
