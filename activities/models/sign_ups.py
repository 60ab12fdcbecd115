"""Who comes, and the secret address of a neighbour's own calendar."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from activities.choices import (
    LIVE_SIGN_UP_STATES,
    SignUpSource,
    SignUpState,
)
from activities.models.activities import MAX_PARTY_SIZE
from activities.models.sessions import Session
from activities.querysets import (
    SignUpQuerySet,
)
from activities.questions import LONGEST_ANSWER, Answers
from communities.models import Door, Placed


@tracked()
class SignUp(Placed):
    """报名: one person, alone or with others, for one session.

    Anonymous residents are persons too: a name with or without a phone. Two codes: twelve base32
    characters open the ticket by themselves, six digits only with the phone or for staff at the door.
    """

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="sign_ups", verbose_name=_("场次")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="sign_ups", verbose_name=_("报名人")
    )
    party_size = models.PositiveSmallIntegerField(_("人数"), default=1)
    door = models.ForeignKey(
        Door,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sign_ups",
        verbose_name=_("户"),
    )
    door_text = models.CharField(
        _("楼栋房号"), max_length=40, blank=True, default="", help_text=_("如 3栋2单元1501")
    )
    note = models.CharField(_("备注"), max_length=120, blank=True, default="")
    first_answer = models.CharField(
        _("第一问的回答"), max_length=LONGEST_ANSWER, blank=True, default=""
    )
    second_answer = models.CharField(
        _("第二问的回答"), max_length=LONGEST_ANSWER, blank=True, default=""
    )

    state = models.CharField(_("状态"), max_length=20, choices=SignUpState.choices)
    code = models.CharField(_("票码"), max_length=12, unique=True)
    entry_code = models.CharField(_("取票码"), max_length=6)
    source = models.CharField(
        _("来源"), max_length=20, choices=SignUpSource.choices, default=SignUpSource.ONLINE
    )
    # The form's idempotency key: a double tap, a retried POST, or a person without a phone.
    request_key = models.CharField(max_length=40, blank=True, default="", editable=False)

    created_at = models.DateTimeField(_("报名时间"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sign_ups_entered",
        verbose_name=_("代报人"),
    )
    promoted_at = models.DateTimeField(_("递补时间"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("取消时间"), null=True, blank=True)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = SignUpQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("报名")
        verbose_name_plural = _("报名")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(state__in=LIVE_SIGN_UP_STATES),
                name="sign_up_live_once_per_person",
                violation_error_message=_("这个人已经报过名"),
            ),
            models.UniqueConstraint(
                fields=["session", "request_key"],
                condition=~Q(request_key=""),
                name="sign_up_once_per_request",
            ),
            models.UniqueConstraint(
                fields=["session", "entry_code"], name="sign_up_entry_code_in_session"
            ),
            models.CheckConstraint(
                condition=Q(party_size__range=(1, MAX_PARTY_SIZE)),
                name="sign_up_party_size_within",
                violation_error_message=_("人数应在1到10之间"),
            ),
            models.CheckConstraint(
                condition=Q(state=SignUpState.CANCELLED, cancelled_at__isnull=False)
                | ~Q(state=SignUpState.CANCELLED) & Q(cancelled_at=None),
                name="sign_up_cancelled_has_time",
            ),
        ]
        indexes = [
            # Promotion and the name list of one session.
            models.Index(fields=["session", "state", "id"], name="sign_up_line"),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} #{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("activities:ticket", args=[self.code])

    @property
    def is_live(self) -> bool:
        return self.state in LIVE_SIGN_UP_STATES

    @property
    def answers(self) -> Answers:
        """What this person said to the activity's questions."""
        return Answers(self.first_answer, self.second_answer)


@tracked(exclude=["digest"])
class CalendarToken(models.Model):
    """日历订阅: the secret address under which a phone's calendar reads one person's own sign-ups.

    Only its hash is kept, so that it is shown once; a new one ends the old, no row means no address.
    """

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="calendar_token", verbose_name=_("谁的")
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("生成时间"))

    class Meta:
        verbose_name = _("日历订阅")
        verbose_name_plural = _("日历订阅")

    def __str__(self) -> str:
        return f"{self.person_id} {self.created_at:%Y-%m-%d}"
