"""会议: who met when about what, who came, and what was written down and agreed to.

One mechanism for party life, for what branch, owners and firm deliberate together, and for training.
What is decided stands in `resolutions`; votes have tables of their own.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from communities.choices import EntryRoad
from communities.constraints import CompositeForeignKey
from communities.models import EnvCommittee, Organization, OwnersBody, Placed
from meetings.choices import (
    AGREED,
    PARTY_LIFE,
    TOOK_PLACE,
    WRITTEN,
    AgendaKind,
    AttendanceRole,
    AttendanceStatus,
    MeetingKind,
    MeetingState,
    Scope,
)
from meetings.querysets import AttendanceQuerySet, MeetingQuerySet, PartOfMeetingQuerySet
from party_building.models import PartyOrganization

LONGEST_TITLE = 80
LONGEST_SPOT = 60
LONGEST_NAME = 40
LONGEST_TOPIC = 120
LONGEST_MINUTES = 10_000
MOST_PEOPLE = 100_000


def head_count(name: Any) -> models.PositiveIntegerField[Any, Any]:
    """A number of people; None where nobody counted."""
    return models.PositiveIntegerField(
        name, null=True, blank=True, validators=[MaxValueValidator(MOST_PEOPLE)]
    )


def account(name: Any, related_name: str) -> models.ForeignKey[Any, Any]:
    """Whose account did it; the row outlives the account."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name=related_name,
        verbose_name=name,
    )


def somebody(name: Any, related_name: str) -> models.ForeignKey[Any, Any]:
    """A person known here; beside it stands the name as it was written, which stays when she leaves."""
    return models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name=related_name,
        verbose_name=name,
    )


@tracked()
class Meeting(Placed):
    """会议. `held_from` is when it is to begin; that it did is said by `recorded_at`.

    Of party life only numbers of attendance are kept (domain 3.13). `makes_up` is the first day of the
    month or quarter whose missed meeting this one makes up for (补课).
    """

    kind = models.CharField(_("类型"), max_length=20, choices=MeetingKind.choices)
    title = models.CharField(_("会议名称"), max_length=LONGEST_TITLE)
    party_organization = models.ForeignKey(
        PartyOrganization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("党组织"),
    )
    owners_body = models.ForeignKey(
        OwnersBody,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("业主组织"),
    )
    env_committee = models.ForeignKey(
        EnvCommittee,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("环物委"),
    )

    held_from = models.DateTimeField(_("时间"))
    held_until = models.DateTimeField(_("结束时间"), null=True, blank=True)
    spot = models.CharField(_("地点"), max_length=LONGEST_SPOT, blank=True, default="")

    chair = somebody(_("主持人"), "meetings_chaired")
    chair_name = models.CharField(_("主持人姓名"), max_length=LONGEST_NAME, blank=True, default="")
    recorder = somebody(_("记录人"), "meetings_recorded")
    recorder_name = models.CharField(
        _("记录人姓名"), max_length=LONGEST_NAME, blank=True, default=""
    )
    lecturer = somebody(_("主讲人"), "meetings_lectured")
    lecturer_name = models.CharField(
        _("主讲人姓名"), max_length=LONGEST_NAME, blank=True, default=""
    )
    topic = models.CharField(
        _("课题"), max_length=LONGEST_TOPIC, blank=True, default="", help_text=_("党课、培训讲什么")
    )
    audience = models.CharField(
        _("听课对象"), max_length=60, blank=True, default="", help_text=_("如：物业全体员工")
    )
    is_micro = models.BooleanField(_("微党课"), default=False)
    makes_up = models.DateField(
        _("补哪一期"), null=True, blank=True, help_text=_("补的那个月或季度的第一天")
    )

    due_count = head_count(_("应到"))
    present_count = head_count(_("实到"))
    leave_count = head_count(_("请假"))
    absent_count = head_count(_("缺席"))

    state = models.CharField(
        _("状态"), max_length=20, choices=MeetingState.choices, default=MeetingState.PLANNED
    )
    topics_until = models.DateField(_("议题征集截止"), null=True, blank=True)
    noticed_at = models.DateTimeField(_("通知时间"), null=True, blank=True)
    # Of an owners' assembly: when its residents' committee was told (物业管理条例 art. 14).
    committee_informed_on = models.DateField(_("告知居委会日期"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("登记召开时间"), null=True, blank=True)
    recorded_by = account(_("登记人"), "meetings_recorded_as_held")
    drafted_at = models.DateTimeField(_("纪要起草时间"), null=True, blank=True)
    drafted_by = account(_("纪要起草人"), "minutes_drafted")
    confirmed_at = models.DateTimeField(_("主持人确认时间"), null=True, blank=True)
    confirmed_by = account(_("登记确认的人"), "minutes_confirmed")
    confirmed_road = models.CharField(
        _("确认途径"), max_length=20, choices=EntryRoad.choices, blank=True, default=""
    )
    scope = models.CharField(
        _("公开范围"), max_length=20, choices=Scope.choices, blank=True, default=""
    )
    published_at = models.DateTimeField(_("公开时间"), null=True, blank=True)
    published_by = account(_("公开审核人"), "minutes_published")
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("取消时间"), null=True, blank=True)
    cancel_reason = models.CharField(_("取消原因"), max_length=120, blank=True, default="")

    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    created_by = account(_("安排人"), "meetings_planned")
    # Of the form as it was handed out: the same form sent twice is one meeting.
    request_key = models.CharField(max_length=40, blank=True, default="", editable=False)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("会议")
        verbose_name_plural = _("会议")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("party_organization", "sub_district"),
                to="party_building.PartyOrganization",
                to_fields=("id", "sub_district"),
                name="meeting_of_party_in_sub_district",
            ),
            CompositeForeignKey(
                fields=("owners_body", "complex"),
                to="communities.OwnersBody",
                to_fields=("id", "complex"),
                name="meeting_of_body_in_complex",
            ),
            CompositeForeignKey(
                fields=("env_committee", "community"),
                to="communities.EnvCommittee",
                to_fields=("id", "community"),
                name="meeting_of_env_committee_in_community",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="meeting_has_title"),
            models.CheckConstraint(
                condition=Q(party_organization__isnull=False) | ~Q(kind__in=PARTY_LIFE),
                name="meeting_party_life_has_organization",
                violation_error_message=_("组织生活要写明是哪个党组织的"),
            ),
            models.CheckConstraint(
                condition=Q(kind=MeetingKind.ENV_COMMITTEE, env_committee__isnull=False)
                | ~Q(kind=MeetingKind.ENV_COMMITTEE) & Q(env_committee=None),
                name="meeting_env_committee_of_its_kind",
                violation_error_message=_("环物委会要写明是哪个社区的环物委"),
            ),
            models.CheckConstraint(
                condition=Q(owners_body=None) | Q(complex__isnull=False),
                name="meeting_owners_body_in_complex",
            ),
            models.CheckConstraint(
                condition=~Q(kind=MeetingKind.OWNERS_ASSEMBLY) | Q(complex__isnull=False),
                name="meeting_owners_assembly_in_complex",
                violation_error_message=_("业主大会是小区的，请选小区"),
            ),
            models.CheckConstraint(
                condition=Q(held_until=None) | Q(held_until__gt=F("held_from")),
                name="meeting_forwards",
                violation_error_message=_("结束时间要晚于开始时间"),
            ),
            models.CheckConstraint(
                condition=Q(makes_up=None) | Q(makes_up__day=1, kind__in=PARTY_LIFE),
                name="meeting_makes_up_from_first_day",
                violation_error_message=_("补哪一期，填那个月或季度的第一天"),
            ),
            # Counts: none beyond those who ought to come, and together they are all of them.
            models.CheckConstraint(
                condition=Q(due_count=None)
                | (
                    (Q(present_count=None) | Q(present_count__lte=F("due_count")))
                    & (Q(leave_count=None) | Q(leave_count__lte=F("due_count")))
                    & (Q(absent_count=None) | Q(absent_count__lte=F("due_count")))
                ),
                name="meeting_counts_within_due",
                violation_error_message=_("实到、请假、缺席都不能多于应到"),
            ),
            models.CheckConstraint(
                condition=Q(due_count=None)
                | Q(present_count=None)
                | Q(leave_count=None)
                | Q(absent_count=None)
                | Q(due_count=F("present_count") + F("leave_count") + F("absent_count")),
                name="meeting_counts_add_up",
                violation_error_message=_("实到、请假、缺席加起来要等于应到"),
            ),
            # Each state with its facts.
            models.CheckConstraint(
                condition=~Q(state=MeetingState.NOTICED) | Q(noticed_at__isnull=False),
                name="meeting_noticed_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=TOOK_PLACE, recorded_at__isnull=False)
                | ~Q(state__in=TOOK_PLACE) & Q(recorded_at=None),
                name="meeting_held_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=WRITTEN, drafted_at__isnull=False)
                | ~Q(state__in=WRITTEN) & Q(drafted_at=None),
                name="meeting_minuted_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=AGREED, confirmed_at__isnull=False) & ~Q(confirmed_road="")
                | ~Q(state__in=AGREED) & Q(confirmed_at=None, confirmed_road=""),
                name="meeting_confirmed_has_time",
            ),
            models.CheckConstraint(
                condition=Q(scope="", published_at=None)
                | ~Q(scope="") & Q(published_at__isnull=False, state__in=AGREED),
                name="meeting_published_has_scope",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.PUBLISHED) | ~Q(scope=""),
                name="meeting_published_is_published",
            ),
            models.CheckConstraint(
                condition=Q(scope="") | ~Q(kind__in=PARTY_LIFE),
                name="meeting_party_life_stays_inside",
                violation_error_message=_("组织生活的记录不公开"),
            ),
            # Whoever wrote is not who publishes (domain 8.8).
            models.CheckConstraint(
                condition=Q(published_by=None)
                | Q(drafted_by=None)
                | ~Q(published_by=F("drafted_by")),
                name="meeting_author_is_not_publisher",
                violation_error_message=_("自己起草的纪要要由另一位公开"),
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.CLOSED, closed_at__isnull=False)
                | ~Q(state=MeetingState.CLOSED) & Q(closed_at=None),
                name="meeting_closed_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.CANCELLED, cancelled_at__isnull=False)
                & ~Q(cancel_reason="")
                | ~Q(state=MeetingState.CANCELLED) & Q(cancelled_at=None, cancel_reason=""),
                name="meeting_cancelled_has_reason",
                violation_error_message=_("取消会议要写明原因"),
            ),
            models.UniqueConstraint(
                fields=["party_organization", "kind", "held_from"],
                condition=Q(kind__in=PARTY_LIFE) & ~Q(state=MeetingState.CANCELLED),
                name="meeting_party_life_once",
                violation_error_message=_("这个党组织在这个时间已有同类会议"),
            ),
            models.UniqueConstraint(
                fields=["created_by", "request_key"],
                condition=~Q(request_key=""),
                name="meeting_once_per_form",
            ),
            # Targets of the composite keys of its parts.
            models.UniqueConstraint(fields=["id", "sub_district"], name="meeting_tenant"),
            models.UniqueConstraint(fields=["id", "complex"], name="meeting_place"),
        ]
        indexes = [
            # Lists of a place, and of what is coming.
            models.Index(fields=["sub_district", "held_from"], name="meeting_days_of_street"),
            models.Index(fields=["complex", "held_from"], name="meeting_days_of_complex"),
            # Which branch held what in which month.
            models.Index(
                fields=["party_organization", "kind", "held_from"],
                condition=Q(party_organization__isnull=False),
                name="meeting_slots_of_branch",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.pk}）"

    def get_absolute_url(self) -> str:
        return reverse("meetings:field_meeting", args=[self.pk])

    @property
    def is_party_life(self) -> bool:
        return self.kind in PARTY_LIFE

    @property
    def took_place(self) -> bool:
        return self.state in TOOK_PLACE

    @property
    def is_agreed(self) -> bool:
        """Its minutes stand as the chair agreed to them."""
        return self.state in AGREED


@tracked()
class MeetingStep(models.Model):
    """会议经过: each step of a meeting, appended by the service."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="steps", verbose_name=_("会议")
    )
    from_state = models.CharField(
        _("原状态"), max_length=20, choices=MeetingState.choices, blank=True, default=""
    )
    to_state = models.CharField(_("新状态"), max_length=20, choices=MeetingState.choices)
    note = models.CharField(_("说明"), max_length=120, blank=True, default="")
    at = models.DateTimeField(_("时间"))
    by = account(_("经办人"), "meeting_steps")

    objects = PartOfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("会议经过")
        verbose_name_plural = _("会议经过")

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.to_state}"


@tracked()
class AgendaItem(models.Model):
    """议题 or a question raised in the room, who spoke to it, and what came of it.

    A question that became a resolution leads to it: the share of those that did is K43.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="agenda", verbose_name=_("会议")
    )
    number = models.PositiveSmallIntegerField(_("序号"))
    kind = models.CharField(
        _("类别"), max_length=20, choices=AgendaKind.choices, default=AgendaKind.TOPIC
    )
    topic = models.CharField(_("内容"), max_length=LONGEST_TOPIC)
    # Never shown to the public: who complained is nobody's business (domain 8.2).
    raised_by = models.CharField(
        _("提出人或单位"), max_length=LONGEST_NAME, blank=True, default="", help_text=_("不公开")
    )
    speaker = models.CharField(_("发言人"), max_length=LONGEST_NAME, blank=True, default="")
    summary = models.CharField(_("发言摘要"), max_length=500, blank=True, default="")
    answer = models.CharField(_("答复"), max_length=500, blank=True, default="")
    resolution = models.ForeignKey(
        "meetings.Resolution",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("形成的决议"),
    )

    objects = PartOfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("议题")
        verbose_name_plural = _("议题")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="agendaitem_number_once"),
            models.CheckConstraint(condition=~Q(topic=""), name="agendaitem_says_something"),
            models.CheckConstraint(
                condition=Q(number__gt=0), name="agendaitem_number_counts_from_one"
            ),
            # The resolution is one of the same meeting.
            CompositeForeignKey(
                fields=("resolution", "meeting"),
                to="meetings.Resolution",
                to_fields=("id", "meeting"),
                name="agendaitem_resolved_in_same_meeting",
            ),
            # Target of the composite key of the topic that became this item.
            models.UniqueConstraint(fields=["id", "meeting"], name="agendaitem_of_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.topic}（{self.pk}）"


@tracked()
class Attendance(models.Model):
    """参会: a unit, a Party organisation, a person or a written name that was invited, or came unasked.

    `invited_at` is empty for whoever came without an invitation, `status` until the meeting was held.
    Of party life there are none: only the meeting's numbers.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="attendances", verbose_name=_("会议")
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name=_("单位"),
    )
    party_organization = models.ForeignKey(
        PartyOrganization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name=_("党组织"),
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name=_("人员"),
    )
    name = models.CharField(_("姓名或单位"), max_length=LONGEST_TITLE)
    role = models.CharField(
        _("身份"),
        max_length=20,
        choices=AttendanceRole.choices,
        default=AttendanceRole.TAKES_PART,
    )
    status = models.CharField(
        _("到会情况"), max_length=20, choices=AttendanceStatus.choices, blank=True, default=""
    )
    invited_at = models.DateTimeField(_("邀请时间"), null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("参会")
        verbose_name_plural = _("参会")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="attendance_has_name"),
            models.CheckConstraint(
                condition=Q(organization=None, party_organization=None)
                | Q(organization=None, person=None)
                | Q(party_organization=None, person=None),
                name="attendance_of_one",
                violation_error_message=_("一行只能是一个单位、一个党组织或一个人"),
            ),
            models.UniqueConstraint(
                fields=["meeting", "organization"], name="attendance_organization_once"
            ),
            models.UniqueConstraint(
                fields=["meeting", "party_organization"], name="attendance_party_once"
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="attendance_person_once",
                violation_error_message=_("这个人已在这次会议的名单里"),
            ),
            models.UniqueConstraint(
                fields=["meeting", "name"],
                condition=Q(organization=None, party_organization=None, person=None),
                name="attendance_name_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.meeting_id}）"


@tracked()
class Minutes(models.Model):
    """纪要: the words; when they were drafted, agreed to and published stands in the meeting.

    A table of its own, because lists of meetings never need them and each decision would copy them
    into the history.
    """

    meeting = models.OneToOneField(
        Meeting, on_delete=models.CASCADE, related_name="minutes", verbose_name=_("会议")
    )
    text = models.TextField(_("主要内容"), max_length=LONGEST_MINUTES)

    objects = PartOfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("会议纪要")
        verbose_name_plural = _("会议纪要")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}（{self.meeting_id}）"
