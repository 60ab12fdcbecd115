"""随手记: photos, a head count, one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.text import tidy
from activities.choices import ActivityKind, SignUpMode
from activities.forms.activity import hour_field
from activities.forms.people import StepperInput
from activities.models import PHOTOS_PER_LOG
from activities.photos import (
    HeldPhoto,
    PhotoRefused,
    PreparedPhoto,
    held_photo,
    hold_photo,
    prepare_photo,
)
from activities.services.logs import LogEntry
from activities.services.planning import Slot, Where
from communities.models import Complex
from core.forms import PlainTextForm, day_field
from core.held_files import HeldFileGone

if TYPE_CHECKING:
    from accounts.models import User

MOST_PEOPLE = 100_000
# More than one form can send in two tries (DATA_UPLOAD_MAX_NUMBER_FILES); the rest is no form's.
MOST_HELD = 40
# Longer ago than this nobody remembers the head count; it comes in by the ledger.
OLDEST = timedelta(days=366)


class PhotosInput(forms.FileInput):
    allow_multiple_selected = True


@dataclass(frozen=True, slots=True)
class Chosen:
    """What came of the files that were chosen: the good ones, and why the others are none."""

    photos: list[PreparedPhoto]
    refused: list[str]


class PhotosField(forms.FileField):
    """Any number of pictures, each decoded here; one sentence for each that is refused."""

    widget = PhotosInput

    def clean(self, data: Any, initial: Any = None) -> Chosen:
        uploads: Sequence[UploadedFile] = data or []
        chosen = Chosen([], [])
        for upload in uploads:
            try:
                chosen.photos.append(prepare_photo(upload))
            except PhotoRefused as error:
                chosen.refused.append(error.message)
        return chosen


class LogForm(PlainTextForm):
    """One session is written down; `known_log`: what was there already when the form was drawn.

    Photos that were chosen stay when something else is refused: `keep_photos` holds them, the page
    carries their tickets (`held`), and a tick (`drop`) takes one out again.
    """

    photos = PhotosField(label=gettext_lazy("照片"), required=False)
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
    request_key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.held: list[HeldPhoto] = []
        self.chosen: list[PreparedPhoto] = []

    def clean_photos(self) -> list[PreparedPhoto]:
        """Those held since an earlier try and those chosen now, nine at most."""
        chosen: Chosen = self.cleaned_data["photos"]
        self.chosen = chosen.photos
        refused = [*chosen.refused, *self._take_up_held()]
        photos = [*(held.photo for held in self.held), *self.chosen]
        if len(photos) > PHOTOS_PER_LOG:
            refused.append(
                _("一次活动最多%(most)d张照片，现在是%(count)d张；请勾选“删除”去掉几张")
                % {"most": PHOTOS_PER_LOG, "count": len(photos)}
            )
        if refused:
            raise forms.ValidationError(refused)
        return photos

    def _take_up_held(self) -> list[str]:
        """Finds the held photos again; a sentence for those that are gone."""
        dropped = set(self._tickets("drop"))
        gone = 0
        for ticket in self._tickets("held"):
            try:
                found = held_photo(ticket, request_key=self._request_key(), user=self.user)
            except HeldFileGone:
                gone += 1
                continue
            if ticket in dropped:
                found.file.discard()
            else:
                self.held.append(found)
        if not gone:
            return []
        return [_("有%(count)d张照片放得太久，已经删掉，请重新选照片再提交") % {"count": gone}]

    def keep_photos(self) -> list[HeldPhoto]:
        """Holds what was chosen for the next try; says so where that is impossible."""
        fresh: list[HeldPhoto] = []
        try:
            fresh.extend(
                hold_photo(photo, request_key=self._request_key(), user=self.user)
                for photo in self.chosen
            )
        except OSError:
            left = len(self.chosen) - len(fresh)
            self.add_error("photos", _("有%(count)d张照片没有留住，请重新选") % {"count": left})
        self.held += fresh
        self.chosen = []
        return self.held

    def discard_held(self) -> None:
        """After the log is written: its photos have files of their own."""
        for photo in self.held:
            photo.file.discard()

    def _tickets(self, name: str) -> list[str]:
        posted: list[str] = self.data.getlist(name)  # type: ignore[attr-defined]  # a QueryDict
        return list(dict.fromkeys(posted))[:MOST_HELD]

    def _request_key(self) -> str:
        return str(self.data.get("request_key", ""))[:40]

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
