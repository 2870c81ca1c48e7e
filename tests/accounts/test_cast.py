"""The demo's people: whole, invented, printable, and only in a demo."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import override_settings

from accounts.cast import DATA, PEOPLE, ensure_cast, ensure_person
from accounts.models import Organisation, User
from common import corporate_number
from common.audit.models import AuditEvent
from law.roles import ROLES

pytestmark = pytest.mark.django_db


def test_every_role_is_on_stage():
    assert {person.role for person in PEOPLE.values()} == set(ROLES)


def test_it_is_built_once_through_the_services():
    ensure_cast()
    lines = AuditEvent.objects.count()
    ensure_cast()
    assert User.objects.count() == len(PEOPLE)
    assert Organisation.objects.count() == len(DATA["organisations"])
    assert AuditEvent.objects.filter(act="give_membership").count() == len(PEOPLE)
    assert AuditEvent.objects.count() == lines


def test_numbers_have_a_true_check_digit_and_an_office_that_does_not_exist():
    ensure_cast()
    numbers = Organisation.objects.exclude(corporate_number=None).values_list("corporate_number", flat=True)
    assert all(corporate_number.is_valid(number) and number[1:5] == "9999" for number in numbers)


def test_the_names_put_fonts_and_tables_to_the_test():
    written = json.dumps(DATA, ensure_ascii=False)
    assert all(letter in written for letter in "髙﨑𠮷㈱①")


def test_the_command_prints_what_one_needs_to_sign_in(capsys):
    call_command("cast")
    rows = {row["key"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["lead"]["totp_secret"] is None
    assert rows["lead"]["organisation"] == "見本製薬株式会社"
    officer = User.objects.get(email=rows["officer"]["username"])
    assert officer.check_password(rows["officer"]["password"])
    assert len(rows["officer"]["totp_secret"]) == 32


def test_passwords_belong_to_the_installation():
    here = PEOPLE["lead"].password
    with override_settings(SECRET_KEY="another installation's"):
        assert PEOPLE["lead"].password != here
    assert PEOPLE["lead"].password == here


@override_settings(DEMO=False)
def test_without_demo_there_is_no_cast():
    with pytest.raises(CommandError):
        call_command("cast")
    with pytest.raises(ImproperlyConfigured):
        ensure_person("lead")
