import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from applications.models import Plan, PlanVersion
from common.models import StoredFile
from law.states import ConsultationState


class Consultation(models.Model):
    """協議: an object, not a state. The other side needs no account.

    One act makes the package, one records its sending, one enters the answer.
    """

    class Body(models.TextChoices):
        MOF = "mof", _("財務大臣")
        JFTC = "jftc", _("公正取引委員会")

    class Answer(models.TextChoices):
        NO_OBJECTION = "no_objection", _("異存なし")
        OPINION = "opinion", _("意見あり")
        CONTINUED = "continued", _("継続")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="consultations")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+")
    body = models.CharField(max_length=10, choices=Body)
    # Why the JFTC is asked although the answers do not require it (docs/adr/0035).
    because = models.TextField(_("協議する理由"), null=True)
    state = models.CharField(max_length=12, choices=ConsultationState.choices(), editable=False)
    document_number = models.CharField(_("文書番号"), max_length=60)
    dated_on = models.DateField(_("日付"))
    prepared_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    package = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    contents = models.JSONField(default=list)
    sent_on = models.DateField(_("送付日"), null=True)
    sent_by = models.CharField(_("送付の方法"), max_length=100, blank=True)
    answer = models.CharField(_("回答"), max_length=14, choices=Answer, blank=True)
    answered_on = models.DateField(_("回答日"), null=True)
    answer_number = models.CharField(_("先方の文書番号"), max_length=60, blank=True)
    answer_text = models.TextField(_("回答の内容"), blank=True)
    answer_scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField(_("備考"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consultation_state_known",
                condition=Q(state__in=[state.value for state in ConsultationState]),
            ),
            models.CheckConstraint(
                name="answer_has_a_day",
                condition=~Q(state=ConsultationState.ANSWERED.value)
                | (Q(answered_on__isnull=False) & Q(sent_on__isnull=False) & ~Q(answer="")),
            ),
            models.UniqueConstraint(
                name="one_running_consultation",
                fields=["plan", "body"],
                condition=Q(state__in=[ConsultationState.PREPARED.value, ConsultationState.SENT.value]),
            ),
        ]
        ordering = ["prepared_at"]

    def __str__(self) -> str:
        return self.get_body_display()

    @property
    def case_id(self) -> uuid.UUID:
        return self.plan_id


class Continuation(models.Model):
    """An answer of 継続: a letter that arrived, and stays whatever is answered after it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="continuations")
    answered_on = models.DateField(_("回答日"))
    number = models.CharField(_("先方の文書番号"), max_length=60, blank=True)
    text = models.TextField(_("回答の内容"), blank=True)
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return self.number


class Resolution(models.Model):
    """How an officer settled the doubts about whether the JFTC must be asked, as they stood on one version.

    Never changed (trigger, both databases); a version filed later is looked at anew.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="resolutions")
    version = models.OneToOneField(PlanVersion, on_delete=models.PROTECT, related_name="resolution")
    doubts = models.JSONField()
    note = models.TextField(_("確かめた結果"))
    resolved_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="resolution_says_how", condition=~Q(note=""))]
        ordering = ["resolved_at"]

    def __str__(self) -> str:
        return self.note

    @property
    def case_id(self) -> uuid.UUID:
        return self.plan_id
