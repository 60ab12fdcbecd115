"""A meeting that took place: kind and organisation by links, the numbers by one tap, photos."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.text import tidy
from communities.models.bodies import PLAUSIBLE_DAYS
from core.forms import day_field, hour_field
from core.photo_fields import PhotoForm
from meetings.choices import TAUGHT, MeetingKind
from meetings.meeting_rules import Counts
from meetings.models.meetings import (
    LONGEST_MINUTES,
    LONGEST_NAME,
    LONGEST_SPOT,
    LONGEST_TOPIC,
    MOST_PEOPLE,
)
from meetings.models.photos import PHOTOS_PER_MEETING
from meetings.services.holding import Held
from meetings.services.meetings import Details, Named
from meetings.slots import earlier_slots

if TYPE_CHECKING:
    from meetings.models import Meeting
    from meetings.queries.bodies import Expected

# As many as may be missing by one tap; beyond that the number is typed.
MISSING = 4
OTHER = "other"
SLOTS_BACK = {MeetingKind.ASSEMBLY: 4, MeetingKind.LECTURE: 4, MeetingKind.LIFE_MEETING: 1,
              MeetingKind.APPRAISAL: 1}  # fmt: skip
MONTHS_BACK = 6


def count_field(label: Any, **kwargs: Any) -> forms.IntegerField:
    """A number of people, with the phone's number keys."""
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("请填整数"),
            "min_value": gettext_lazy("人数不能小于0"),
            "max_value": gettext_lazy("人数最多%(limit_value)s"),
        },
        **kwargs,
    )


def name_field(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_NAME, required=False, **kwargs)


def tidy_lines(text: str) -> str:
    """Without blanks at the ends of lines and of the whole."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


class TookPlaceForm(PhotoForm):
    """When and where, who led, pictures, the main points."""

    most_photos = PHOTOS_PER_MEETING
    too_many_photos = gettext_lazy(
        "一次会议最多%(most)d张照片，现在是%(count)d张；请勾选“删除”去掉几张"
    )

    day = day_field(label=gettext_lazy("日期"), validators=PLAUSIBLE_DAYS)
    starts = hour_field(label=gettext_lazy("开始"), required_message=gettext_lazy("请填写开始时间"))
    spot = forms.CharField(label=gettext_lazy("地点"), max_length=LONGEST_SPOT, required=False)
    text = forms.CharField(
        label=gettext_lazy("主要内容"),
        max_length=LONGEST_MINUTES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("现在不写，以后在会议页面写纪要也可以"),
    )

    @property
    def held_from(self) -> datetime:
        cleaned = self.cleaned_data
        return timezone.make_aware(datetime.combine(cleaned["day"], cleaned["starts"]))

    def counts(self) -> Counts:
        raise NotImplementedError

    def details(self) -> Details:
        raise NotImplementedError

    def written(self) -> Held:
        """What the services take."""
        return Held(
            details=self.details(),
            counts=self.counts(),
            text=tidy_lines(self.cleaned_data["text"]),
            photos=self.cleaned_data["photos"],
            request_key=self.cleaned_data["request_key"],
        )


class PartyLifeForm(TookPlaceForm):
    """三会一课: numbers, no names. How many are missing is one tap; nothing needs typing."""

    due = count_field(gettext_lazy("应到"), required=False)
    missing = forms.ChoiceField(
        label=gettext_lazy("到会"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("请选到会人数")},
    )
    present = count_field(
        gettext_lazy("实到"),
        required=False,
        help_text=gettext_lazy("上面选“其他”时填"),
    )
    on_leave = count_field(gettext_lazy("其中请假"), required=False)
    chair = forms.ChoiceField(label=gettext_lazy("主持人"), required=False)
    recorder = forms.ChoiceField(label=gettext_lazy("记录人"), required=False)
    topic = forms.CharField(label=gettext_lazy("课题"), max_length=LONGEST_TOPIC, required=False)
    lecturer = name_field(gettext_lazy("主讲人"))
    is_micro = forms.BooleanField(label=gettext_lazy("微党课"), required=False)
    makes_up = forms.TypedChoiceField(
        label=gettext_lazy("补课"), required=False, coerce=date.fromisoformat, empty_value=None
    )

    field_order = [
        "due", "missing", "present", "on_leave", "photos", "topic", "lecturer", "is_micro", "text",
        "day", "starts", "spot", "chair", "recorder", "makes_up",
    ]  # fmt: skip

    def __init__(
        self, *args: Any, kind: str, expected: Expected, today: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.posts = kind, {str(post.person_id): post for post in expected.posts}
        people = [("", _("不填"))] + [
            (key, f"{post.person.name}（{post.get_post_display()}）")
            for key, post in self.posts.items()
        ]
        fields: Any = self.fields
        fields["chair"].choices = fields["recorder"].choices = people
        fields["missing"].choices = _missing_choices(expected.due)
        fields["makes_up"].choices = [("", _("不是补课"))] + [
            (slot.first.isoformat(), slot.text)
            for slot in earlier_slots(kind, today, count=SLOTS_BACK.get(kind, MONTHS_BACK))  # type: ignore[call-overload]  # a kind is a word
        ]
        if kind not in TAUGHT:
            for name in ("topic", "lecturer", "is_micro"):
                del fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("missing") == OTHER and cleaned.get("present") is None:
            if not self.has_error("present"):
                self.add_error("present", _("请填实到人数"))
        elif not self.errors and not self.counts().fit:
            self.add_error("due", _("人数对不上：实到、请假、缺席加起来要等于应到"))
        return cleaned

    def counts(self) -> Counts:
        """A number that was typed counts before the tap: whoever types means it."""
        cleaned = self.cleaned_data
        due, present, missing = cleaned.get("due"), cleaned.get("present"), cleaned.get("missing")
        if present is None and due is not None and missing and missing != OTHER:
            present = max(due - int(missing), 0)
        return Counts(due=due, present=present, on_leave=cleaned.get("on_leave"))

    def details(self) -> Details:
        cleaned = self.cleaned_data
        lecturer = tidy(cleaned.get("lecturer", ""))
        makes_up = cleaned["makes_up"]
        return Details(
            held_from=self.held_from,
            spot=tidy(cleaned["spot"]),
            chair=self._named(cleaned["chair"]),
            recorder=self._named(cleaned["recorder"]),
            lecturer=self._lecturer(lecturer),
            topic=tidy(cleaned.get("topic", "")),
            is_micro=cleaned.get("is_micro", False),
            makes_up=makes_up,
        )

    def _named(self, key: str) -> Named:
        return Named.of(self.posts[key].person) if key else Named()

    def _lecturer(self, name: str) -> Named:
        """Whoever holds a post here is known by her name."""
        known = [post.person for post in self.posts.values() if post.person.name == name]
        return Named.of(known[0]) if len(known) == 1 else Named(name=name)


class TogetherForm(TookPlaceForm):
    """Every other meeting: names stand in its list, here only how many came in all."""

    present = count_field(
        gettext_lazy("到会人数"), required=False, help_text=gettext_lazy("连同没写进名单的居民")
    )
    chair_name = name_field(gettext_lazy("主持人"))
    recorder_name = name_field(gettext_lazy("记录人"))
    topic = forms.CharField(label=gettext_lazy("课题"), max_length=LONGEST_TOPIC, required=False)
    lecturer = name_field(gettext_lazy("主讲人"))
    audience = forms.CharField(
        label=gettext_lazy("听课对象"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("如：物业全体员工"),
    )

    field_order = [
        "present", "photos", "topic", "lecturer", "audience", "text", "day", "starts", "spot",
        "chair_name", "recorder_name",
    ]  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        if meeting.kind not in TAUGHT:
            for name in ("topic", "lecturer", "audience"):
                del self.fields[name]

    def counts(self) -> Counts:
        return Counts(due=self.meeting.due_count, present=self.cleaned_data["present"])

    def details(self) -> Details:
        cleaned = self.cleaned_data
        return Details(
            title=self.meeting.title,
            held_from=self.held_from,
            held_until=_same_length(self.meeting, self.held_from),
            spot=tidy(cleaned["spot"]),
            chair=kept_name(tidy(cleaned["chair_name"]), self.meeting.chair),
            recorder=kept_name(tidy(cleaned["recorder_name"]), self.meeting.recorder),
            lecturer=Named(name=tidy(cleaned.get("lecturer", ""))),
            topic=tidy(cleaned.get("topic", "")),
            audience=tidy(cleaned.get("audience", "")),
        )


def kept_name(name: str, person: Any) -> Named:
    """The person stays as long as the name is hers."""
    return Named.of(person) if person is not None and person.name == name else Named(name=name)


def _same_length(meeting: Meeting, held_from: datetime) -> datetime | None:
    """Begun later, it ended later."""
    if meeting.held_until is None:
        return None
    return held_from + (meeting.held_until - meeting.held_from)


def _missing_choices(due: int | None) -> list[tuple[str, str]]:
    """`全到（20人）`, `缺1人（实到19）` …, `其他`."""
    choices = []
    for number in range(MISSING + 1):
        if due is not None and number > due:
            break
        if not number:
            label = _("全到（%(count)d人）") % {"count": due} if due else _("全到")
        elif due:
            label = _("缺%(missing)d人（实到%(count)d）") % {
                "missing": number,
                "count": due - number,
            }
        else:
            label = _("缺%(missing)d人") % {"missing": number}
        choices.append((str(number), label))
    return [*choices, (OTHER, _("其他"))]
