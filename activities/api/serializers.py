"""The shapes of requests and answers; rules stand in forms and services.

Answers name their fields one by one. A person is masked everywhere, to the staff too: whoever needs
a phone asks for it on the page that writes the disclosure down.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from activities.choices import SessionStatus
from activities.codes import ENTRY_LENGTH, TICKET_LENGTH
from activities.forms.log import MOST_PEOPLE
from activities.forms.people import ROADS
from activities.models import MAX_PARTY_SIZE, Activity, ActivityLog, CheckIn, Session, SignUp, Space
from activities.queries.activity_page import cover_url, facts_of
from activities.queries.pictures import photo_url
from activities.queries.tickets import place_in_line
from activities.questions import LONGEST_ANSWER
from activities.status import Facts, session_status
from communities.api.serializers import PlacedSerializer
from core.api.filters import LARGEST_KEY
from core.api.views import InputSerializer
from core.codes import ALPHABET


class SpaceSerializer(PlacedSerializer):
    class Meta:
        model = Space
        fields = (
            "id", "name", "location", "directions", "seat_count", "is_open", "sub_district",
            "community", "complex",
        )  # fmt: skip
        read_only_fields = fields


class ActivitySerializer(PlacedSerializer):
    """An activity as its page tells it."""

    asks_door = serializers.BooleanField(help_text=gettext_lazy("报名要写楼栋房号"))
    cover_url = serializers.SerializerMethodField()
    url = serializers.CharField(source="get_absolute_url")

    class Meta:
        model = Activity
        fields = (
            "id", "title", "kind", "theme", "description", "advice", "audience", "organizer",
            "co_organizer", "fee_text", "contact_name", "contact_phone", "sign_up_mode",
            "max_party_size", "asks_door", "first_question", "second_question", "takes_photos",
            "state", "cancel_reason", "sub_district", "community", "complex", "cover_url", "url",
        )  # fmt: skip
        read_only_fields = fields

    def get_cover_url(self, activity: Activity) -> str:
        return cover_url(activity)


class ActivityRefSerializer(serializers.ModelSerializer):
    url = serializers.CharField(source="get_absolute_url")

    class Meta:
        model = Activity
        fields = ("id", "title", "kind", "state", "sign_up_mode", "url")
        read_only_fields = fields


class SessionSerializer(PlacedSerializer):
    """One date of an activity, its places, and what clock and counter tell of it."""

    activity = ActivityRefSerializer()
    where = serializers.CharField(help_text=gettext_lazy("地点；空的表示待定"))
    left = serializers.SerializerMethodField(help_text=gettext_lazy("还剩几个名额；null 表示不限"))
    waiting_count = serializers.IntegerField(help_text=gettext_lazy("几个人在候补"))
    status = serializers.SerializerMethodField()

    class Meta:
        model = Session
        fields = (
            "id", "activity", "starts_at", "ends_at", "where", "space", "capacity", "taken", "left",
            "waiting_count", "status", "opens_at", "closes_at", "cancelled_at", "sub_district",
            "community", "complex",
        )  # fmt: skip
        read_only_fields = fields

    def get_left(self, session: Session) -> int | None:
        return self._facts(session).left

    def get_status(self, session: Session) -> SessionStatus:
        return session_status(self._facts(session))

    def _facts(self, session: Session) -> Facts:
        return facts_of(session.activity, session, now=self.context["now"])


# Sign-ups ------------------------------------------------------------------------------------------


class SignUpInput(InputSerializer):
    """A wish for a place. Whoever serves the session signs up others (代报), everybody else himself."""

    name = serializers.CharField(max_length=40, help_text=gettext_lazy("称呼，如：王阿姨"))
    phone = serializers.CharField(
        max_length=30,
        allow_blank=True,
        default="",
        help_text=gettext_lazy("11位手机号；没有就不填"),
    )
    party_size = serializers.IntegerField(min_value=1, max_value=MAX_PARTY_SIZE, default=1)
    door = serializers.CharField(
        max_length=40,
        allow_blank=True,
        default="",
        help_text=gettext_lazy("楼栋房号，如 3栋2单元1501"),
    )
    first_answer = serializers.CharField(
        max_length=LONGEST_ANSWER,
        allow_blank=True,
        default="",
        help_text=gettext_lazy("对活动 first_question 的回答，可以不填"),
    )
    second_answer = serializers.CharField(
        max_length=LONGEST_ANSWER,
        allow_blank=True,
        default="",
        help_text=gettext_lazy("对活动 second_question 的回答，可以不填"),
    )
    may_wait = serializers.BooleanField(
        default=False, help_text=gettext_lazy("报满了也可以，排队候补")
    )
    source = serializers.ChoiceField(  # type: ignore[assignment]  # taken out by the metaclass
        choices=[(road.value, road.label) for road in ROADS],
        required=False,
        help_text=gettext_lazy("替谁报的：只有工作人员代报时填"),
    )


class SignUpSerializer(serializers.ModelSerializer):
    """A sign-up as its ticket shows it; `code` opens and cancels it, `entry_code` is for the door.

    Without the answers to the activity's questions: answers to requests are kept for their repetition.
    """

    session = serializers.IntegerField(source="session_id")
    name = serializers.CharField(source="person.masked_name")
    phone = serializers.CharField(source="person.masked_phone")
    place_in_line = serializers.SerializerMethodField(
        help_text=gettext_lazy("候补第几位；0 表示不在候补")
    )
    url = serializers.CharField(source="get_absolute_url")

    class Meta:
        model = SignUp
        fields = (
            "id", "session", "state", "code", "entry_code", "name", "phone", "party_size",
            "place_in_line", "url",
        )  # fmt: skip
        read_only_fields = fields

    def get_place_in_line(self, sign_up: SignUp) -> int:
        return place_in_line(sign_up)


# The door ------------------------------------------------------------------------------------------


class CheckInInput(InputSerializer):
    """Who has come: one of the six digits, the ticket's twelve characters, or the sign-up's number."""

    code = serializers.RegexField(
        rf"^[0-9]{{{ENTRY_LENGTH}}}\Z", required=False, help_text=gettext_lazy("6位取票码")
    )
    ticket = serializers.RegexField(
        rf"^[{ALPHABET}]{{{TICKET_LENGTH}}}\Z", required=False, help_text=gettext_lazy("12位票码")
    )
    sign_up = serializers.IntegerField(min_value=1, max_value=LARGEST_KEY, required=False)
    arrived_count = serializers.IntegerField(
        min_value=1,
        max_value=MAX_PARTY_SIZE,
        required=False,
        help_text=gettext_lazy("来了几个人；不填表示都来了"),
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if len({"code", "ticket", "sign_up"} & set(attrs)) != 1:
            raise serializers.ValidationError(_("code、ticket、sign_up 填一项，只填一项"))
        return attrs


class CheckInSerializer(serializers.ModelSerializer):
    session = serializers.IntegerField(source="session_id")
    sign_up = serializers.IntegerField(source="sign_up_id")
    name = serializers.CharField(source="sign_up.person.masked_name")
    party_size = serializers.IntegerField(source="sign_up.party_size")

    class Meta:
        model = CheckIn
        fields = (
            "id", "session", "sign_up", "name", "party_size", "arrived_count", "method", "at",
            "undone_at",
        )  # fmt: skip
        read_only_fields = fields


# The log -------------------------------------------------------------------------------------------


class LogInput(InputSerializer):
    """How many came and one sentence; photos come as multipart."""

    headcount = serializers.IntegerField(min_value=0, max_value=MOST_PEOPLE)
    remark = serializers.CharField(max_length=400, allow_blank=True, default="")
    known_log = serializers.IntegerField(
        min_value=1,
        max_value=LARGEST_KEY,
        required=False,
        help_text=gettext_lazy("这一场已有记录、确认要补充时，填那条记录的编号"),
    )


class LogWithPhotosInput(LogInput):
    """The same with pictures; each is decoded and refused in words by the page's own field."""

    photos = serializers.ListField(child=serializers.FileField(), required=False)


class LogSerializer(serializers.ModelSerializer):
    """What was written down. No figure about Party members leaves by this road."""

    session = serializers.IntegerField(source="session_id")
    photos = serializers.SerializerMethodField()

    class Meta:
        model = ActivityLog
        fields = ("id", "session", "headcount", "remark", "is_published", "logged_at", "photos")
        read_only_fields = fields

    def get_photos(self, log: ActivityLog) -> list[str]:
        tokens = log.photos.order_by("position", "pk").values_list("token", flat=True)
        return [photo_url(token, 640, "jpg") for token in tokens]
