"""振込先口座: entered by the company, confirmed by two people, and what the table refuses."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Notice
from common import clock
from common.models import AuditEvent
from law.acts import Refused
from payments.models import PayeeAccount
from payments.selectors import account_to_pay, accounts_visible_to, live_account
from payments.services.payees import (
    check_payee_account,
    confirm_payee_account,
    return_payee_account,
)
from tests.cast import PEOPLE, membership, organisation, person
from tests.decisions.deciding import second_post

from . import paying

pytestmark = pytest.mark.django_db


def notices_of(who: str) -> list[str]:
    return list(Notice.objects.filter(recipient=person(who)).order_by("pk").values_list("act", flat=True))


def events_of(account: PayeeAccount) -> list[str]:
    rows = AuditEvent.objects.filter(subject_id=str(account.pk)).order_by("pk")
    return list(rows.values_list("act", flat=True))


def test_from_the_passbook_to_the_account_that_is_paid():
    account = paying.entered()
    assert (account.bank_code, account.number, account.holder) == ("9900", "0012345", "ﾐﾎﾝｾｲﾔｸ(ｶ")
    assert account_to_pay(organisation("lead")) is None
    check_payee_account(account=account, membership=membership("nibn_officer"))
    assert account_to_pay(organisation("lead")) is None
    confirm_payee_account(account=account, membership=membership("nibn_accountant"))
    assert account_to_pay(organisation("lead")) == account
    assert events_of(account) == ["enter_payee_account", "check_payee_account", "confirm_payee_account"]
    assert notices_of("nibn_officer") == ["enter_payee_account"]
    assert notices_of("nibn_accountant") == ["check_payee_account"]
    assert notices_of("lead") == ["confirm_payee_account"]


def test_the_audit_log_holds_no_figure_of_it():
    account = paying.confirmed()
    told = str(list(AuditEvent.objects.filter(subject_id=str(account.pk)).values("facts")))
    assert not [each for each in (account.number, account.holder, account.bank_name) if each in told]
    assert account.passbook.sha256 in told


def test_another_account_takes_its_place_and_waits_for_the_two():
    first = paying.confirmed()
    second = paying.entered(number="7777777")
    first.refresh_from_db()
    assert (first.state, second.state) == ("replaced", "entered")
    assert account_to_pay(organisation("lead")) is None
    assert live_account(organisation("lead")) == second
    assert events_of(first)[-1] == "replace_payee_account"
    with pytest.raises(Refused, match="変更済み"):
        confirm_payee_account(account=first, membership=membership("nibn_accountant"))


def test_the_same_account_again_sets_nothing_back():
    account = paying.confirmed()
    with pytest.raises(Refused, match="同じ口座がすでに届け出られています"):
        paying.entered(holder="ﾐﾎﾝｾｲﾔｸ(ｶ")
    account.refresh_from_db()
    assert account.state == "confirmed"
    assert PayeeAccount.objects.count() == 1


@pytest.mark.parametrize("state", ["entered", "checked"])
def test_it_is_sent_back_with_a_reason_and_entered_anew(state):
    account = getattr(paying, state)()
    return_payee_account(account=account, note="番号が違います。", membership=membership("nibn_officer"))
    assert (account.state, account.note) == ("returned", "番号が違います。")
    assert notices_of("lead") == ["return_payee_account"]
    assert live_account(organisation("lead")) is None
    assert paying.entered().state == "entered"


def test_nobody_is_both_of_the_two():
    account = paying.checked()
    both = second_post("nibn_officer", "nibn_accountant")
    with pytest.raises(Refused, match="自分が確かめた口座は、自分では確認できません"):
        confirm_payee_account(account=account, membership=both)
    with pytest.raises(IntegrityError, match="payee_confirmed_by_another"), transaction.atomic():
        PayeeAccount.objects.filter(pk=account.pk).update(
            confirmed_by=both, confirmer=both.user, confirmed_at=clock.now()
        )


@pytest.mark.parametrize(
    ("act", "who"),
    [
        (check_payee_account, "nibn_accountant"),
        (check_payee_account, "nibn_decider"),
        (confirm_payee_account, "nibn_officer"),
        (confirm_payee_account, "lead"),
    ],
)
def test_only_whose_act_it_is(act, who):
    account = paying.checked() if act is confirm_payee_account else paying.entered()
    with pytest.raises(Refused, match="ことができるのは"):
        act(account=account, membership=membership(who))


@pytest.mark.parametrize("who", ["lead_member", "nibn_officer", "officer"])
def test_only_a_representative_enters(who):
    with pytest.raises(Refused, match="申請代表者"):
        paying.entered(who)


def test_it_is_seen_by_its_company_and_the_payment_people_alone():
    paying.confirmed("lead")
    paying.entered("takasaki")
    seen = {who: accounts_visible_to(membership(who)).count() for who in PEOPLE}
    own = {"lead", "lead_member", "takasaki", "takasaki_member"}
    assert {who for who, count in seen.items() if count == 1} == own
    assert {who for who, count in seen.items() if count == 2} == {"nibn_officer", "nibn_accountant"}
    assert sum(seen.values()) == len(own) + 2 * 2


# Whoever writes the SQL


def changed(account: PayeeAccount, **values) -> None:
    with transaction.atomic():
        PayeeAccount.objects.filter(pk=account.pk).update(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"number": "9999999"},
        {"holder": "ﾍﾞﾂﾉﾋﾄ"},
        {"bank_code": "0001"},
        {"kind": "2"},
        {"branch_code": "001"},
    ],
)
def test_what_was_entered_stays(values):
    account = paying.entered()
    with pytest.raises(IntegrityError, match="may not change"):
        changed(account, **values)


def test_an_account_is_never_deleted_nor_brought_back():
    first = paying.confirmed()
    paying.entered(number="7777777")
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        PayeeAccount.objects.filter(pk=first.pk)._raw_delete("default")
    with pytest.raises(IntegrityError):
        changed(first, state="confirmed")


def test_no_account_is_confirmed_without_the_two():
    account = paying.entered()
    till, officer, now = membership("nibn_accountant"), membership("nibn_officer"), clock.now()
    alone = {"confirmed_by": till, "confirmer": till.user, "confirmed_at": now}
    with pytest.raises(IntegrityError):
        changed(account, state="confirmed")
    with pytest.raises(IntegrityError, match="payee_confirmed_by_another"):
        changed(account, **alone)
    with pytest.raises(IntegrityError, match="checked by an officer"):
        changed(account, checked_by=till, checker=till.user, checked_at=now)
    with pytest.raises(IntegrityError, match="checked by an officer"):
        changed(account, checked_by=officer, checker=till.user, checked_at=now)
    check_payee_account(account=account, membership=officer)
    other = second_post("nibn_accountant", "nibn_officer")
    with pytest.raises(IntegrityError, match="confirmed by the till"):
        changed(account, confirmed_by=other, confirmer=other.user, confirmed_at=now)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"bank_code": "12"}, "payee_bank_code_digits"),
        ({"number": "12345a7"}, "payee_number_digits"),
        ({"holder": "見本"}, "payee_holder_for_a_bank"),
        ({"holder": ""}, "payee_holder_for_a_bank"),
        ({"branch_name": "ホンテン"}, "payee_branch_name_for_a_bank"),
        ({"kind": "9"}, "payee_kind_known"),
        ({"state": "confirmed"}, "begins unchecked"),
        ({"entered_by": "lead_member"}, "entered by its company"),
        ({"entered_by": "takasaki"}, "entered by its company"),
    ],
)
def test_what_no_bank_can_read_never_stands_in_the_table(values, words):
    like = paying.entered()
    return_payee_account(account=like, note="写し", membership=membership("nibn_officer"))
    told = {
        field.attname: getattr(like, field.attname)
        for field in PayeeAccount._meta.concrete_fields
        if field.attname not in ("id", "note", "ended_by_id", "ended_at")
    }
    told |= {"state": "entered"} | values
    if "entered_by" in values:
        told["entered_by_id"] = membership(told.pop("entered_by")).pk
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        PayeeAccount.objects.bulk_create([PayeeAccount(**told)])


def test_a_company_has_one_live_account():
    like = paying.entered()
    told = {field.attname: getattr(like, field.attname) for field in PayeeAccount._meta.concrete_fields}
    del told["id"]
    with pytest.raises(IntegrityError), transaction.atomic():
        PayeeAccount.objects.bulk_create([PayeeAccount(**told)])
