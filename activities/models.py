"""What is on in the neighbourhood, from the year's plan to the log with photos.

An activity is what was decided (state); a session is when and where it happens and holds the places
(capacity, counter, lock). People sign up to a session with or without a phone, come, are checked
in; afterwards one log entry feeds every ledger and figure.
"""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from activities.choices import (
    FREE,
    LIVE_SIGN_UP_STATES,
    ActivityKind,
    ActivityState,
    CheckInMethod,
    SignUpMode,
    SignUpSource,
    SignUpState,
)
from activities.querysets import (
    ActivityQuerySet,
    DoorScreenQuerySet,
    LogQuerySet,
    PhotoQuerySet,
    SessionQuerySet,
    SignUpQuerySet,
    SpaceQuerySet,
    WorkQuerySet,
)
from activities.questions import LONGEST_ANSWER, LONGEST_QUESTION, Answers, Questions
from activities.status import where_text
from communities.models import Door, Placed

MAX_PARTY_SIZE = 10
PHOTOS_PER_LOG = 9
SECOND_ALONE = _("先写第一问，再写第二问")


@tracked()
class Space(Placed):
    """阵地: a room or corner where activities take place."""

    name = models.CharField(_("阵地名称"), max_length=60)
    location = models.CharField(_("位置"), max_length=60, blank=True, default="")
    directions = models.CharField(_("怎么走"), max_length=120, blank=True, default="")
    seat_count = models.PositiveIntegerField(_("容纳人数"), null=True, blank=True)
    former_use = models.CharField(_("原用途"), max_length=40, blank=True, default="")
    is_open = models.BooleanField(_("开放"), default=True)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = SpaceQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("阵地")
        verbose_name_plural = _("阵地")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["sub_district", "community", "complex", "name"],
                nulls_distinct=False,
                name="space_name_once",
                violation_error_message=_("这里已有同名阵地"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Activity(Placed):
    """活动: what is planned, decided, held and logged; its sessions say when."""

    title = models.CharField(_("活动名称"), max_length=60)
    kind = models.CharField(
        _("类型"), max_length=20, choices=ActivityKind.choices, default=ActivityKind.CULTURE
    )
    theme = models.CharField(_("月主题"), max_length=30, blank=True, default="")
    form = models.CharField(_("形式"), max_length=30, blank=True, default="")
    loop_stage = models.CharField(_("闭环环节"), max_length=20, blank=True, default="")
    description = models.TextField(_("活动介绍"), max_length=2000, blank=True, default="")
    advice = models.TextField(
        _("注意事项"), max_length=1000, blank=True, default="", help_text=_("一行一条")
    )
    audience = models.CharField(_("对象"), max_length=60, blank=True, default="")
    organizer = models.CharField(_("主办"), max_length=60, blank=True, default="")
    co_organizer = models.CharField(_("协办"), max_length=60, blank=True, default="")
    responsible = models.CharField(
        _("责任人"), max_length=40, blank=True, default="", help_text=_("部门或岗位")
    )
    fee_text = models.CharField(_("费用"), max_length=40, default=FREE)
    budget_fen = models.PositiveBigIntegerField(_("预算（分）"), null=True, blank=True)
    contact_name = models.CharField(_("联系人"), max_length=40, blank=True, default="")
    contact_phone = models.CharField(_("联系电话"), max_length=20, blank=True, default="")

    sign_up_mode = models.CharField(
        _("报名方式"), max_length=20, choices=SignUpMode.choices, default=SignUpMode.REQUIRED
    )
    max_party_size = models.PositiveSmallIntegerField(
        _("一次最多几人"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_PARTY_SIZE)],
    )
    household_quota = models.PositiveSmallIntegerField(
        _("每户名额"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("填了就要求写楼栋房号，每户合计不超过这个数"),
    )
    takes_photos = models.BooleanField(_("活动将拍照用于宣传"), default=True)
    first_question = models.CharField(
        _("问报名的人（第一问）"),
        max_length=LONGEST_QUESTION,
        blank=True,
        default="",
        help_text=_("如：几位吃素？"),
    )
    second_question = models.CharField(
        _("问报名的人（第二问）"), max_length=LONGEST_QUESTION, blank=True, default=""
    )

    state = models.CharField(
        _("状态"), max_length=20, choices=ActivityState.choices, default=ActivityState.PLANNED
    )
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("取消时间"), null=True, blank=True)
    cancel_reason = models.CharField(_("取消原因"), max_length=120, blank=True, default="")
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities_created",
        verbose_name=_("登记人"),
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("活动")
        verbose_name_plural = _("活动")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state=ActivityState.CANCELLED, cancelled_at__isnull=False)
                & ~Q(cancel_reason="")
                | ~Q(state=ActivityState.CANCELLED) & Q(cancelled_at=None, cancel_reason=""),
                name="activity_cancelled_has_reason",
                violation_error_message=_("取消活动要写明原因"),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ActivityState.PUBLISHED, ActivityState.POSTPONED])
                | Q(published_at__isnull=False),
                name="activity_published_has_time",
            ),
            models.CheckConstraint(
                condition=Q(max_party_size__range=(1, MAX_PARTY_SIZE)),
                name="activity_party_size_within",
                violation_error_message=_("一次报名应在1到10人之间"),
            ),
            models.CheckConstraint(
                condition=Q(second_question="") | ~Q(first_question=""),
                name="activity_second_question_after_first",
                violation_error_message=SECOND_ALONE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.pk}）"

    def get_absolute_url(self) -> str:
        return reverse("activities:activity", args=[self.pk])

    @property
    def asks_door(self) -> bool:
        """A quota per household is bound to a door, not to a phone."""
        return self.household_quota is not None

    @property
    def questions(self) -> Questions:
        """What whoever signs up is asked."""
        return Questions(self.first_question, self.second_question)


@tracked()
class ActivityUpdate(models.Model):
    """活动经过: each change of an activity's state, appended by the service that made it."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="updates", verbose_name=_("活动")
    )
    from_state = models.CharField(
        _("原状态"), max_length=20, choices=ActivityState.choices, blank=True
    )
    to_state = models.CharField(_("新状态"), max_length=20, choices=ActivityState.choices)
    note = models.CharField(_("说明"), max_length=200, blank=True, default="")
    at = models.DateTimeField(_("时间"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="activity_updates",
        verbose_name=_("谁"),
    )

    class Meta:
        verbose_name = _("活动经过")
        verbose_name_plural = _("活动经过")

    def __str__(self) -> str:
        return f"{self.activity_id} {self.from_state}→{self.to_state}"


@tracked(exclude=["taken"])
class Session(Placed):
    """场次: when and where an activity happens, and how many places it has.

    Every change of a place in it takes this row's lock; `taken` counts the people of its confirmed
    sign-ups and is held by CHECKs (reliability 4.2, I-1, I-2).
    """

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="sessions", verbose_name=_("活动")
    )
    space = models.ForeignKey(
        Space,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("阵地"),
    )
    place_text = models.CharField(
        _("地点"), max_length=60, blank=True, default="", help_text=_("不在登记的阵地时填写")
    )
    starts_at = models.DateTimeField(_("开始时间"))
    ends_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    capacity = models.PositiveIntegerField(
        _("名额"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("不填表示不限"),
    )
    taken = models.PositiveIntegerField(_("已报人数"), default=0, editable=False)
    opens_at = models.DateTimeField(_("报名开始"), null=True, blank=True)
    closes_at = models.DateTimeField(
        _("报名截止"), null=True, blank=True, help_text=_("不填表示到活动开始")
    )

    # Goes up whenever time or place moves: reminders and calendar entries of old data are void.
    sequence = models.PositiveIntegerField(_("变更序号"), default=0, editable=False)
    cancelled_at = models.DateTimeField(_("取消时间"), null=True, blank=True, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("场次")
        verbose_name_plural = _("场次")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_start",
                violation_error_message=_("结束时间要晚于开始时间"),
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(taken__lte=F("capacity")),
                name="session_never_oversold",
                violation_error_message=_("名额不能少于已报人数"),
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__gte=1), name="session_capacity_positive"
            ),
        ]
        indexes = [
            # The calendar of a complex, a community, a sub-district, by month.
            models.Index(fields=["complex", "starts_at"], name="session_by_complex"),
            models.Index(fields=["community", "starts_at"], name="session_by_community"),
            models.Index(fields=["sub_district", "starts_at"], name="session_by_sub_district"),
            # Reminders and sweeps look at what is near.
            models.Index(fields=["starts_at"], name="session_by_start"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}@{self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def where(self) -> str:
        """The space's name and location, or what was typed; empty when the place is still open."""
        space = self.space
        return where_text(
            space.name if space else "", space.location if space else "", self.place_text
        )


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


@tracked()
class CheckIn(Placed):
    """签到: a sign-up's arrival at the door; undone, it stays as a row with who undid it."""

    sign_up = models.ForeignKey(
        SignUp, on_delete=models.PROTECT, related_name="check_ins", verbose_name=_("报名")
    )
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="check_ins", verbose_name=_("场次")
    )
    method = models.CharField(_("方式"), max_length=20, choices=CheckInMethod.choices)
    arrived_count = models.PositiveSmallIntegerField(_("到场人数"), default=1)
    at = models.DateTimeField(_("签到时间"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="check_ins_made",
        verbose_name=_("经手人"),
    )
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="check_ins_undone",
        verbose_name=_("谁撤销"),
    )

    objects = WorkQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("签到")
        verbose_name_plural = _("签到")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["sign_up"], condition=Q(undone_at=None), name="check_in_once"
            ),
        ]
        indexes = [
            # The count of those who came, of one session.
            models.Index(fields=["session"], condition=Q(undone_at=None), name="check_in_standing")
        ]

    def __str__(self) -> str:
        return f"{self.sign_up_id} {self.at:%H:%M}"


@tracked(exclude=["token"])
class DoorScreen(Placed):
    """门口屏幕: the page with the rotating code at one session's door, opened by its token alone.

    Revoked, it stays as a row with who revoked it; a session has one that works. History keeps no
    token: whoever reads it could stand at the door from anywhere.
    """

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="door_screens", verbose_name=_("场次")
    )
    token = models.CharField(max_length=12, unique=True, editable=False)
    opened_at = models.DateTimeField(_("开通时间"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="door_screens_opened",
        verbose_name=_("谁开通"),
    )
    revoked_at = models.DateTimeField(_("停用时间"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="door_screens_revoked",
        verbose_name=_("谁停用"),
    )

    objects = DoorScreenQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("门口屏幕")
        verbose_name_plural = _("门口屏幕")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(revoked_at=None),
                name="door_screen_one_standing",
                violation_error_message=_("这一场已经有门口屏幕"),
            ),
            models.CheckConstraint(
                condition=Q(revoked_by=None) | Q(revoked_at__isnull=False),
                name="door_screen_revoker_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.opened_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("activities:door_screen", args=[self.token])


@tracked()
class ActivityLog(Placed):
    """活动记录: what is written down once after a session; every ledger and figure reads it."""

    session = models.OneToOneField(
        Session, on_delete=models.PROTECT, related_name="log", verbose_name=_("场次")
    )
    headcount = models.PositiveIntegerField(_("实到人数"))
    volunteer_count = models.PositiveIntegerField(_("志愿者数"), null=True, blank=True)
    party_member_count = models.PositiveIntegerField(_("党员数"), null=True, blank=True)
    remark = models.CharField(_("一句话记录"), max_length=400, blank=True, default="")
    is_published = models.BooleanField(_("发到居民端"), default=False)

    request_key = models.CharField(max_length=40, blank=True, default="", editable=False)
    logged_at = models.DateTimeField(_("录入时间"))
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="activity_logs",
        verbose_name=_("录入人"),
    )

    objects = LogQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("活动记录")
        verbose_name_plural = _("活动记录")
        constraints = [*Placed.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.session_id} {self.headcount}"


@tracked()
class Photo(Placed):
    """照片 of a log or a cover: re-encoded, without EXIF, under an unguessable name."""

    log = models.ForeignKey(
        ActivityLog,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="photos",
        verbose_name=_("活动记录"),
    )
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="photos", verbose_name=_("活动")
    )
    # Folder of the renditions below MEDIA_ROOT: <token>/<width>.webp and <token>/<width>.jpg.
    token = models.CharField(max_length=32, unique=True, editable=False)
    width = models.PositiveIntegerField(_("宽"))
    height = models.PositiveIntegerField(_("高"))
    sha256 = models.CharField(max_length=64, editable=False)
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    is_cover = models.BooleanField(_("封面"), default=False)
    is_published = models.BooleanField(_("公开"), default=False)
    uploaded_at = models.DateTimeField(_("上传时间"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="photos_uploaded",
        verbose_name=_("上传人"),
    )

    objects = PhotoQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("照片")
        verbose_name_plural = _("照片")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["activity"], condition=Q(is_cover=True), name="photo_one_cover"
            ),
            models.UniqueConstraint(
                fields=["log", "sha256"],
                name="photo_once_per_log",
                violation_error_message=_("这张照片已经传过"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.position}"


@tracked()
class PublicHoliday(models.Model):
    """节假日: a day off, or a weekend day worked instead (调休), from the State Council's notice."""

    day = models.DateField(_("日期"), primary_key=True)
    name = models.CharField(_("名称"), max_length=20)
    is_working = models.BooleanField(_("上班"), default=False)

    class Meta:
        verbose_name = _("节假日")
        verbose_name_plural = _("节假日")

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
