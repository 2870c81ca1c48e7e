"""Who there is: people, organisations, and who speaks for whom from when to when."""

import uuid
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Length, Lower
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from common import corporate_number
from common.clock import now
from law.roles import APPLICANTS, ROLES, Side

# Plain strings: a migration must not name members of an enum that may one day be renamed.
ROLE_CHOICES = [(row.role.value, row.label) for row in ROLES.values()]
APPLICANT_ROLES = sorted(role.value for role in APPLICANTS)
ROLE_NAMES = sorted(role.value for role in ROLES)


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=email.lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Never deleted: what they did stays theirs, even after their name is gone."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("メールアドレス"), unique=True)
    name = models.CharField(_("氏名"), max_length=100)
    name_kana = models.CharField(_("氏名（フリガナ）"), max_length=100, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(default=now, editable=False)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("利用者")
        constraints = [
            # Two spellings of one address would be two people with one mailbox.
            models.CheckConstraint(name="user_email_lower", condition=Q(email=Lower("email"))),
        ]

    def __str__(self) -> str:
        return self.name


KINDS = ("company", "ministry", "nibn", "contractor", "reviewer", "consultee")
# Nothing is left when digits are trimmed: the same words on both databases, where regexes differ.
ONLY_DIGITS = Func(
    F("corporate_number"), Value("0123456789"), function="LTRIM", output_field=models.TextField()
)


class Organisation(models.Model):
    class Kind(models.TextChoices):
        COMPANY = "company", _("申請者")
        MINISTRY = "ministry", _("厚生労働省")
        NIBN = "nibn", _("医薬基盤・健康・栄養研究所")
        CONTRACTOR = "contractor", _("事務局（受託者）")
        REVIEWER = "reviewer", _("審査委員の所属")
        CONSULTEE = "consultee", _("協議先")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("区分"), max_length=20, choices=Kind)
    name = models.CharField(_("名称"), max_length=200)
    name_kana = models.CharField(_("名称（フリガナ）"), max_length=200, blank=True)
    corporate_number = models.CharField(
        _("法人番号"),
        max_length=13,
        unique=True,
        null=True,  # unique, and an office of the state may have none
        blank=True,
        validators=[corporate_number.validate],
    )
    address = models.CharField(_("所在地"), max_length=300, blank=True)
    representative_title = models.CharField(_("代表者の役職"), max_length=100, blank=True)
    representative_name = models.CharField(_("代表者の氏名"), max_length=100, blank=True)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("法人・機関")
        constraints = [
            models.CheckConstraint(name="organisation_kind", condition=Q(kind__in=KINDS)),
            # The check digit is never 0 and is checked by the validator; the shape by the table.
            models.CheckConstraint(
                name="organisation_corporate_number",
                condition=Q(corporate_number__isnull=True)
                | Q(Exact(Length("corporate_number"), 13), Exact(ONLY_DIGITS, Value(""))),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force_on(self, day: date) -> "MembershipQuerySet":
        not_ended = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        return self.filter(not_ended, valid_from__lte=day)


class Membership(models.Model):
    """A person's post: one organisation, one role, from a day up to and including a day."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("法人・機関")
    )
    role = models.CharField(_("役割"), max_length=20, choices=ROLE_CHOICES)
    # Generated, so that it can't disagree with the role; a trigger lets a person have one side only.
    side = models.GeneratedField(
        expression=Case(
            When(role__in=APPLICANT_ROLES, then=Value(Side.APPLICANT.value)),
            default=Value(Side.OFFICE.value),
        ),
        output_field=models.CharField(max_length=10),
        db_persist=True,
    )
    valid_from = models.DateField(_("開始日"))
    valid_until = models.DateField(_("終了日"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("所属")
        constraints = [
            models.CheckConstraint(name="membership_role", condition=Q(role__in=ROLE_NAMES)),
            models.CheckConstraint(
                name="membership_period",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                name="membership_open_once",
                fields=["user", "organisation", "role"],
                condition=Q(valid_until__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_role_display()}"

    def in_force_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
