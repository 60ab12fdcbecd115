"""随手记: photos, a head count, one sentence."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.text import tidy
from activities.choices import ActivityKind, SignUpMode
from activities.forms.people import StepperInput
from activities.models import PHOTOS_PER_LOG
from activities.services.logs import LogEntry
from activities.services.planning import Slot, Where
from communities.models import Complex
from core.forms import day_field, hour_field
from core.photo_fields import PhotoForm

if TYPE_CHECKING:
    from accounts.models import User

MOST_PEOPLE = 100_000
# Longer ago than this nobody remembers the head count; it comes in by the ledger.
OLDEST = timedelta(days=366)


class LogForm(PhotoForm):
    """One session is written down; `known_log`: what was there already when the form was drawn."""

    most_photos = PHOTOS_PER_LOG
    too_many_photos = gettext_lazy(
        "一次活动最多%(most)d张照片，现在是%(count)d张；请勾选“删除”去掉几张"
    )

    people = forms.IntegerField(
        label=gettext_lazy("到场人数"),
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=StepperInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("请填整数"),
            "min_value": gettext_lazy("人数不能小于0"),
            "max_value": gettext_lazy("人数最多%(limit_value)s"),
        },
    )
    sentence = forms.CharField(
        label=gettext_lazy("一句话"),
        max_length=400,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("可以用输入法的语音输入")}),
    )
    session = forms.IntegerField(required=False, widget=forms.HiddenInput)
    known_log = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def entry(self, *, is_published: bool = False) -> LogEntry:
        cleaned = self.cleaned_data
        return LogEntry(
            headcount=cleaned["people"],
            remark=tidy(cleaned["sentence"]),
            photos=cleaned["photos"],
            is_published=is_published,
            request_key=cleaned["request_key"],
        )


class UnplannedLogForm(LogForm):
    """计划外: what, where and when come with it."""

    title = forms.CharField(
        label=gettext_lazy("办了什么"),
        max_length=60,
        error_messages={
            "required": gettext_lazy("请写一写办了什么，如：楼道清扫"),
            "max_length": gettext_lazy("办了什么最多写60字"),
        },
    )
    kind = forms.ChoiceField(label=gettext_lazy("类型"), choices=ActivityKind.choices)
    complex = forms.ModelChoiceField(
        label=gettext_lazy("小区"),
        queryset=Complex.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": gettext_lazy("请选您服务的小区")},
    )
    day = day_field(label=gettext_lazy("日期"))
    starts = hour_field(label=gettext_lazy("开始"), required_message=gettext_lazy("请填写开始时间"))
    place_text = forms.CharField(label=gettext_lazy("地点"), max_length=60, required=False)

    field_order = ["title", "photos", "people", "sentence", "kind", "complex", "day", "starts"]

    def __init__(self, *args: Any, user: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.now = now
        served = Complex.objects.served_by(user).select_related("community", "sub_district")
        self.fields["complex"].queryset = served.by_pinyin()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, starts = cleaned.get("day"), cleaned.get("starts")
        if day and abs(day - timezone.localdate(self.now)) > OLDEST:
            self.add_error("day", _("只能记一年以内的活动"))
        elif day and starts and self._starts_at() > self.now:
            self.add_error("starts", _("活动还没开始，开始以后再记录"))
        return cleaned

    def _starts_at(self) -> datetime:
        cleaned = self.cleaned_data
        return timezone.make_aware(datetime.combine(cleaned["day"], cleaned["starts"]))

    @property
    def where(self) -> Where:
        return Where.of_complex(self.cleaned_data["complex"])

    @property
    def details(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "title": tidy(cleaned["title"]),
            "kind": cleaned["kind"],
            "sign_up_mode": SignUpMode.WALK_IN,
        }

    @property
    def slot(self) -> Slot:
        return Slot(starts_at=self._starts_at(), place_text=tidy(self.cleaned_data["place_text"]))
