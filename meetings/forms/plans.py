"""Planning a meeting, and every further word that an act of it asks for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.text import tidy
from communities.forms.notices import KeyField
from communities.models import Complex
from communities.models.bodies import PLAUSIBLE_DAYS
from communities.queries.notices_at_work import as_place, key_of_place
from communities.queries.places import Place
from core.forms import PlainTextForm, day_field, hour_field
from core.photo_fields import PhotoForm
from meetings.choices import (
    PARTY_LIFE,
    AgendaKind,
    AttendanceRole,
    AttendanceStatus,
    MeetingKind,
    Scope,
)
from meetings.forms.records import kept_name, name_field, tidy_lines
from meetings.models import Meeting
from meetings.models.meetings import (
    LONGEST_MINUTES,
    LONGEST_NAME,
    LONGEST_SPOT,
    LONGEST_TITLE,
    LONGEST_TOPIC,
)
from meetings.models.photos import PHOTOS_PER_MEETING
from meetings.models.resolutions import LONGEST_EVIDENCE, LONGEST_MATTER
from meetings.queries.bodies import (
    kept_complexes,
    kept_env_committees,
    meeting_places,
    owners_body_of,
    recorded_organizations,
)
from meetings.services.meetings import Body, Details

if TYPE_CHECKING:
    from accounts.models import Person, User
    from meetings.models import AgendaItem, Attendance

MOST_GUESTS = 50


def long_text(label: Any, *, most: int, rows: int = 3, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **kwargs
    )


class WhenForm(PlainTextForm):
    """Title, day and hours, place, who leads."""

    title = forms.CharField(
        label=gettext_lazy("会议名称"),
        max_length=LONGEST_TITLE,
        required=False,
        help_text=gettext_lazy("不填就叫“2026年11月恳谈会”这样"),
    )
    day = day_field(label=gettext_lazy("日期"), validators=PLAUSIBLE_DAYS)
    starts = hour_field(label=gettext_lazy("开始"), required_message=gettext_lazy("请填写开始时间"))
    ends = hour_field(label=gettext_lazy("结束"), required=False)
    spot = forms.CharField(label=gettext_lazy("地点"), max_length=LONGEST_SPOT, required=False)
    chair_name = name_field(gettext_lazy("主持人"))

    def details(self, meeting: Meeting | None = None) -> Details:
        """What the services take; of a `meeting` that is moved the rest stays as it is."""
        cleaned = self.cleaned_data
        person = meeting.chair if meeting else None
        return Details(
            title=tidy(cleaned["title"]),
            held_from=self._moment(cleaned["starts"]),
            held_until=self._moment(cleaned["ends"]) if cleaned["ends"] else None,
            spot=tidy(cleaned["spot"]),
            chair=kept_name(tidy(cleaned["chair_name"]), person),
            topic=meeting.topic if meeting else "",
            audience=meeting.audience if meeting else "",
        )

    def _moment(self, hour: Any) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], hour))

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        begins = timezone.localtime(meeting.held_from)
        ends = meeting.held_until and timezone.localtime(meeting.held_until)
        return {
            "title": meeting.title,
            "day": begins.date(),
            "starts": begins.time(),
            "ends": ends.time() if ends else None,
            "spot": meeting.spot,
            "chair_name": meeting.chair_name,
        }


class PlanForm(WhenForm):
    """A meeting of one kind; `whose` offers what the kind asks for: organisations, committees, places."""

    whose = forms.ChoiceField(label=gettext_lazy("谁的会"))
    key = KeyField()

    field_order = ["whose", "title", "day", "starts", "ends", "spot", "chair_name"]

    def __init__(self, *args: Any, user: User, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.bodies = kind, bodies_for(user, kind)
        field: Any = self.fields["whose"]
        field.choices = [(key, name) for key, (name, _body) in self.bodies.items()]
        if len(self.bodies) == 1:
            field.initial = next(iter(self.bodies))

    @property
    def body(self) -> Body:
        return self.bodies[self.cleaned_data["whose"]][1]


def bodies_for(user: User, kind: str) -> dict[str, tuple[str, Body]]:
    """Who may hold a meeting of the kind and whom the user keeps records for, by a key of the form."""
    today = timezone.localdate()
    if kind in PARTY_LIFE:
        return {
            f"party-{one.pk}": (one.name, Body(party_organization=one))
            for one in recorded_organizations(user, kind=kind, on=today)
        }
    if kind == MeetingKind.ENV_COMMITTEE:
        return {
            f"env-{one.pk}": (one.community.name, Body(env_committee=one))
            for one in kept_env_committees(user)
        }
    if kind == MeetingKind.OWNERS_ASSEMBLY:
        return {
            f"complex-{one.pk}": (one.name, _owners(one))
            for one in kept_complexes(user).by_pinyin()
        }
    return {
        key_of_place(one): (one.name, Body(place=as_place(one))) for one in meeting_places(user)
    }


def _owners(complex_: Complex) -> Body:
    """The body is looked for when the choice is made, not for every complex of a list."""
    return Body(place=Place.of_complex(complex_))


def with_owners_body(body: Body, kind: str) -> Body:
    """Of an owners' assembly: the committee that calls it, where one is elected."""
    if kind != MeetingKind.OWNERS_ASSEMBLY or body.place is None or body.place.complex is None:
        return body
    found = owners_body_of(body.place.complex, on=timezone.localdate())
    return Body(place=body.place, owners_body=found)


class NoticeForm(PlainTextForm):
    """Of an owners' assembly: when its residents' committee was told."""

    informed_on = day_field(
        label=gettext_lazy("告知居委会日期"),
        required=False,
        help_text=gettext_lazy("《物业管理条例》第十四条：会议召开15日前，同时告知居民委员会"),
    )


class GuestsForm(PlainTextForm):
    """People and units, one a line; before the meeting they are invited, afterwards they came."""

    names = long_text(
        gettext_lazy("单位或姓名"),
        most=2000,
        required=False,
        help_text=gettext_lazy("一行一个，如：东篱医院党支部、3栋楼栋长"),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("身份"),
        choices=AttendanceRole.choices,
        initial=AttendanceRole.TAKES_PART,
        widget=forms.RadioSelect,
    )

    leaders = forms.MultipleChoiceField(
        label=gettext_lazy("名册里的骨干"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("请从列表里选")},
    )

    def __init__(
        self,
        *args: Any,
        listed: list[Attendance],
        is_over: bool,
        leaders: list[Person],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.listed = listed
        here = {row.person_id for row in listed}
        self.known = {str(one.pk): one for one in leaders if one.pk not in here}
        field: Any = self.fields["leaders"]
        field.choices = [(key, one.name) for key, one in self.known.items()]
        if not self.known:
            del self.fields["leaders"]
        if not is_over:
            return
        del self.fields["role"]
        for row in listed:
            self.fields[f"a{row.pk}"] = forms.ChoiceField(
                label=row.name,
                choices=AttendanceStatus.choices,
                initial=row.status or AttendanceStatus.PRESENT,
                required=False,
                error_messages={"invalid_choice": _("请选到会情况")},
            )

    def clean_names(self) -> list[str]:
        names = [tidy(line) for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if len(names) > MOST_GUESTS:
            raise forms.ValidationError(_("一次最多%(most)d个") % {"most": MOST_GUESTS})
        if any(len(name) > LONGEST_TITLE for name in names):
            raise forms.ValidationError(_("一行最多%(most)d字") % {"most": LONGEST_TITLE})
        return list(dict.fromkeys(names))

    def chosen(self) -> list[Person]:
        """Those ticked: known persons, so that who was trained can be counted."""
        return [self.known[key] for key in self.cleaned_data.get("leaders", ())]

    def statuses(self) -> dict[int, AttendanceStatus]:
        return {
            row.pk: AttendanceStatus(chosen)
            for row in self.listed
            if (chosen := self.cleaned_data.get(f"a{row.pk}"))
        }


class ItemForm(PlainTextForm):
    """A topic for the agenda, or a question that was raised in the room."""

    kind = forms.ChoiceField(
        label=gettext_lazy("类别"),
        choices=AgendaKind.choices,
        initial=AgendaKind.TOPIC,
        widget=forms.RadioSelect,
    )
    topic = forms.CharField(label=gettext_lazy("内容"), max_length=LONGEST_TOPIC)
    raised_by = forms.CharField(
        label=gettext_lazy("提出人或单位"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=gettext_lazy("不公开"),
    )


class SpokenForm(PlainTextForm):
    """What was said to a topic, and what was answered."""

    speaker = name_field(gettext_lazy("发言人"))
    summary = long_text(gettext_lazy("发言摘要"), most=500, required=False)
    answer = long_text(gettext_lazy("答复"), most=500, required=False)

    @staticmethod
    def initial_of(item: AgendaItem) -> dict[str, Any]:
        return {"speaker": item.speaker, "summary": item.summary, "answer": item.answer}


class MinutesForm(PlainTextForm):
    text = long_text(gettext_lazy("主要内容"), most=LONGEST_MINUTES, rows=12)

    def clean_text(self) -> str:
        return tidy_lines(self.cleaned_data["text"])


class ScopeForm(PlainTextForm):
    scope = forms.ChoiceField(
        label=gettext_lazy("公开给谁看"),
        choices=Scope.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("居民只看到议题、答复和决议的进展，看不到谁提的、谁说的"),
    )


class VotedForm(PlainTextForm):
    """Who does what was decided by a vote, and until when; the words are those that were voted on."""

    owner = forms.CharField(
        label=gettext_lazy("责任单位或责任人"),
        max_length=LONGEST_TITLE,
        help_text=gettext_lazy("名单里的单位直接写全名，如：物业服务中心"),
    )
    contact = name_field(gettext_lazy("具体责任人"))
    deadline = day_field(label=gettext_lazy("时限"), required=False, validators=PLAUSIBLE_DAYS)


class ResolveForm(VotedForm):
    """A resolution; `answers`: the questions of the agenda that led to it."""

    matter = forms.CharField(label=gettext_lazy("事项"), max_length=LONGEST_MATTER)
    answers = forms.TypedMultipleChoiceField(
        label=gettext_lazy("回应了哪些问题"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = ["matter", *VotedForm.base_fields, "answers"]

    def __init__(self, *args: Any, items: list[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["answers"]
        field.choices = [(item.pk, item.topic) for item in items]
        if not items:
            del self.fields["answers"]


class DoneForm(PhotoForm):
    """报完成, with evidence."""

    most_photos = PHOTOS_PER_MEETING
    too_many_photos = gettext_lazy(
        "一个事项最多%(most)d张照片，现在是%(count)d张；请勾选“删除”去掉几张"
    )
    done_on = day_field(label=gettext_lazy("完成日期"), validators=PLAUSIBLE_DAYS)
    evidence = long_text(
        gettext_lazy("办了什么"),
        most=LONGEST_EVIDENCE,
        required=False,
        help_text=gettext_lazy("写一句，或者上传照片"),
    )

    field_order = ["evidence", "photos", "done_on"]


class DropForm(PlainTextForm):
    """Which later meeting drops it, and why."""

    meeting = forms.ModelChoiceField(
        label=gettext_lazy("在哪次会议决定"),
        queryset=Meeting.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": gettext_lazy("请选以后的一次会议")},
    )
    reason = forms.CharField(label=gettext_lazy("原因"), max_length=120)

    def __init__(self, *args: Any, later: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = later  # type: ignore[attr-defined]  # a choice of rows
