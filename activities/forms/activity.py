"""Plan, edit, move, resize and call off an activity, as the field types it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.phones import PhoneInvalid, normalise_contact
from accounts.text import tidy, visible
from activities.choices import FREE, ActivityKind, SignUpMode
from activities.models import MAX_PARTY_SIZE, Activity, Session, Space
from activities.questions import LONGEST_QUESTION, asks_for_id_card
from activities.services.planning import Slot, Where
from communities.models import Complex
from core.forms import PlainTextForm, day_field, hour_field

if TYPE_CHECKING:
    from accounts.models import User

FARTHEST = timedelta(days=2 * 365)
MOST_PLACES = 100_000
EVENING, SMALL_HOURS = time(18), time(6)


def _moment(**kwargs: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        error_messages={"invalid": gettext_lazy("时间写成 2026-11-21 14:30 这样")},
        **kwargs,
    )


def _number(label: Any, *, most: int, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        required=False,
        error_messages={
            "invalid": gettext_lazy("请填整数"),
            "min_value": gettext_lazy("至少是1"),
            "max_value": gettext_lazy("最多是%(limit_value)s"),
        },
        **kwargs,
    )


def askable(question: str) -> str:
    """The question as it is stored; field and admin ask here."""
    if asks_for_id_card(question):
        raise forms.ValidationError(_("不能问身份证，我们不收也不保存"))
    return tidy(question)


class _DetailsForm(PlainTextForm):
    """What an activity is, who may join and what they are asked; shared by planning and editing."""

    title = forms.CharField(label=gettext_lazy("活动名称"), max_length=60)
    kind = forms.ChoiceField(label=gettext_lazy("类型"), choices=ActivityKind.choices)
    sign_up_mode = forms.ChoiceField(
        label=gettext_lazy("报名方式"), choices=SignUpMode.choices, widget=forms.RadioSelect
    )
    max_party_size = _number(gettext_lazy("一次最多几人"), most=MAX_PARTY_SIZE)
    household_quota = _number(
        gettext_lazy("每户名额"),
        most=MAX_PARTY_SIZE,
        help_text=gettext_lazy("填了就要求写楼栋房号，每户合计不超过这个数"),
    )
    first_question = forms.CharField(
        label=gettext_lazy("问报名的人（第一问）"),
        max_length=LONGEST_QUESTION,
        required=False,
        help_text=gettext_lazy("如：几位吃素？"),
    )
    second_question = forms.CharField(
        label=gettext_lazy("问报名的人（第二问）"),
        max_length=LONGEST_QUESTION,
        required=False,
        help_text=gettext_lazy("最多两问，报名的人可以不答"),
    )
    description = forms.CharField(
        label=gettext_lazy("活动介绍"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    advice = forms.CharField(
        label=gettext_lazy("注意事项"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("一行一条"),
    )
    audience = forms.CharField(label=gettext_lazy("对象"), max_length=60, required=False)
    organizer = forms.CharField(label=gettext_lazy("主办"), max_length=60, required=False)
    fee_text = forms.CharField(label=gettext_lazy("费用"), max_length=40, required=False)
    contact_name = forms.CharField(label=gettext_lazy("联系人"), max_length=40, required=False)
    contact_phone = forms.CharField(
        label=gettext_lazy("联系电话"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        help_text=gettext_lazy("会公开，写值班电话"),
    )

    def clean_contact_phone(self) -> str:
        typed = tidy(self.cleaned_data["contact_phone"])
        if not typed:
            return ""
        try:
            return normalise_contact(typed)
        except PhoneInvalid as error:
            raise forms.ValidationError(str(error)) from error

    def clean_first_question(self) -> str:
        return askable(self.cleaned_data["first_question"])

    def clean_second_question(self) -> str:
        return askable(self.cleaned_data["second_question"])

    @property
    def details(self) -> dict[str, Any]:
        """What `plan_activity` and `edit_activity` take."""
        cleaned = self.cleaned_data
        texts = ("audience", "organizer", "contact_name")
        return {
            "title": tidy(cleaned["title"]),
            "kind": cleaned["kind"],
            "sign_up_mode": cleaned["sign_up_mode"],
            "max_party_size": cleaned["max_party_size"] or 5,
            "household_quota": cleaned["household_quota"],
            "description": visible(cleaned["description"]).strip(),
            "advice": visible(cleaned["advice"]).strip(),
            "fee_text": tidy(cleaned["fee_text"]) or FREE,
            "contact_phone": cleaned["contact_phone"],
            "first_question": cleaned["first_question"],
            "second_question": cleaned["second_question"],
            **{name: tidy(cleaned[name]) for name in texts},
        }


class _SlotForm(PlainTextForm):
    """When and where a session is."""

    day = day_field(label=gettext_lazy("日期"))
    starts = hour_field(label=gettext_lazy("开始"), required_message=gettext_lazy("请填写开始时间"))
    ends = hour_field(label=gettext_lazy("结束"), required=False)
    space = forms.ModelChoiceField(
        label=gettext_lazy("阵地"),
        queryset=Space.objects.none(),
        required=False,
        empty_label=gettext_lazy("不在登记的阵地"),
        error_messages={"invalid_choice": gettext_lazy("请从列表里选阵地")},
    )
    place_text = forms.CharField(
        label=gettext_lazy("地点"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("不在登记的阵地时填写"),
    )
    opens_at = _moment(
        label=gettext_lazy("报名开始"), help_text=gettext_lazy("不填表示发布后就能报")
    )
    closes_at = _moment(
        label=gettext_lazy("报名截止"), help_text=gettext_lazy("不填表示到活动开始")
    )

    def __init__(self, *args: Any, user: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        spaces = Space.objects.visible_to(user).filter(is_open=True).order_by("name", "pk")
        self.fields["space"].queryset = spaces  # type: ignore[attr-defined]

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if abs(day - timezone.localdate(self.now)) > FARTHEST:
            raise forms.ValidationError(_("日期太远了，只能安排两年以内的活动"))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts_at, ends_at = self._at("starts"), self._ends_at()
        if starts_at and starts_at <= self.now:
            self.add_error("day", _("这个时间已经过去；办过的活动请用“随手记”记录"))
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends", _("结束时间要晚于开始时间"))
        opens_at, closes_at = cleaned.get("opens_at"), cleaned.get("closes_at")
        if starts_at and closes_at and closes_at > starts_at:
            self.add_error("closes_at", _("报名截止不能晚于活动开始"))
        if opens_at and (closes_at or starts_at) and opens_at >= (closes_at or starts_at):
            self.add_error("opens_at", _("报名开始要早于报名截止"))
        return cleaned

    def _at(self, name: str) -> datetime | None:
        day, hour = self.cleaned_data.get("day"), self.cleaned_data.get(name)
        if not isinstance(day, date) or not isinstance(hour, time):
            return None
        return timezone.make_aware(datetime.combine(day, hour))

    def _ends_at(self) -> datetime | None:
        """On the same day; an evening that ends in the small hours ends on the next."""
        starts_at, ends_at = self._at("starts"), self._at("ends")
        if starts_at is None or ends_at is None:
            return ends_at
        starts, ends = self.cleaned_data["starts"], self.cleaned_data["ends"]
        over_night = starts >= EVENING and ends <= SMALL_HOURS
        return ends_at + timedelta(days=1) if over_night else ends_at

    def slot(self, *, capacity: int | None = None) -> Slot:
        starts_at = self._at("starts")
        if starts_at is None:
            raise ValueError("The form is not valid.")
        cleaned = self.cleaned_data
        return Slot(
            starts_at=starts_at,
            ends_at=self._ends_at(),
            space=cleaned["space"],
            place_text="" if cleaned["space"] else tidy(cleaned["place_text"]),
            capacity=capacity,
            opens_at=cleaned["opens_at"],
            closes_at=cleaned["closes_at"],
        )


class PlanForm(_SlotForm, _DetailsForm):
    """A new activity with its first session, in a complex that the user serves."""

    complex = forms.ModelChoiceField(
        label=gettext_lazy("小区"),
        queryset=Complex.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": gettext_lazy("请选您服务的小区")},
    )
    capacity = _number(
        gettext_lazy("名额"), most=MOST_PLACES, help_text=gettext_lazy("不填表示不限")
    )

    field_order = [
        "title", "kind", "complex", "day", "starts", "ends", "space", "place_text",
        "capacity", "sign_up_mode",
    ]  # fmt: skip

    def __init__(self, *args: Any, user: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, user=user, now=now, **kwargs)
        served = Complex.objects.served_by(user).select_related("community", "sub_district")
        self.fields["complex"].queryset = served.by_pinyin()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        space, complex_ = cleaned.get("space"), cleaned.get("complex")
        if space and complex_ and not _is_near(space, complex_):
            self.add_error("space", _("这个阵地不在%(complex)s") % {"complex": complex_.name})
        return cleaned

    @property
    def where(self) -> Where:
        return Where.of_complex(self.cleaned_data["complex"])


class EditForm(_DetailsForm):
    """Wording and rules of sign-up; time, place and places have forms of their own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["second_question"].help_text = _(
            "已经有人回答的，只改说法，不要换成别的问题：回答会列在新的说法下面"
        )

    @classmethod
    def initial_of(cls, activity: Activity) -> dict[str, Any]:
        return {name: getattr(activity, name) for name in cls.base_fields}


class MoveForm(_SlotForm):
    """Another time or place for a session."""

    @staticmethod
    def initial_of(session: Session) -> dict[str, Any]:
        start = timezone.localtime(session.starts_at)
        return {
            "day": start.date(),
            "starts": start.time(),
            "ends": timezone.localtime(session.ends_at).time() if session.ends_at else None,
            "space": session.space_id,
            "place_text": session.place_text,
            "opens_at": session.opens_at,
            "closes_at": session.closes_at,
        }


class CapacityForm(PlainTextForm):
    capacity = _number(
        gettext_lazy("名额"), most=MOST_PLACES, help_text=gettext_lazy("不填表示不限")
    )


def _is_near(space: Space, complex_: Complex) -> bool:
    """In the complex itself, in its community, or the sub-district's own."""
    return (
        space.sub_district_id == complex_.sub_district_id
        and space.community_id in {None, complex_.community_id}
        and space.complex_id in {None, complex_.pk}
    )
