"""Preparing a vote, filling in ballots one by one and ten at a time, counted hands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.text import tidy
from communities.choices import EntryRoad
from communities.forms.notices import KeyField
from communities.queries.notices_at_work import as_place, key_of_place
from communities.queries.places import Place
from core.forms import PlainTextForm, day_field, speak
from meetings.choices import (
    CHOICE_DIGITS,
    MATTER_CLASSES,
    Choice,
    Matter,
    MeetingKind,
    VoteBasis,
)
from meetings.models.vote_results import MOST_HEADS
from meetings.models.votes import (
    LONGEST_EXPLANATION,
    LONGEST_NAME,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_SEATS,
)
from meetings.queries.votes import kept_places
from meetings.services.ballots import Sheet
from meetings.services.votes import MOST_CANDIDATES, MOST_MEMBERS, HandsCount

if TYPE_CHECKING:
    from accounts.models import User
    from meetings.models import Meeting, RollEntry, Vote, VoteItem, VoteOption

SHEETS_A_PAGE = 10
LONGEST_DOOR = 40
# A vote ends in the evening, when people are at home.
CLOSING_HOUR = time(18, 0)

_MATTER_OF_MEETING: dict[str, str] = {
    MeetingKind.ASSEMBLY: Matter.PARTY_ASSEMBLY,
    MeetingKind.COMMITTEE: Matter.PARTY_COMMITTEE,
}

Items = Sequence["tuple[VoteItem, list[VoteOption]]"]


class PlacedForm(PlainTextForm):
    """Asks for one of the places where the user keeps votes; of a meeting's vote it is the meeting's."""

    place = forms.ChoiceField(label=gettext_lazy("哪里"))

    def __init__(
        self, *args: Any, user: User, meeting: Meeting | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        if meeting is not None:
            del self.fields["place"]
            self.initial.setdefault("title", meeting.title[:LONGEST_TITLE])
            return
        self.places = {key_of_place(place): place for place in kept_places(user)}
        field: Any = self.fields["place"]
        field.choices = [(key, place.name) for key, place in self.places.items()]

    @property
    def chosen_place(self) -> Place:
        if self.meeting is not None:
            meeting = self.meeting
            return Place(meeting.sub_district, meeting.community, meeting.complex)
        return as_place(self.places[self.cleaned_data["place"]])


class VoteForm(PlacedForm):
    """A vote in preparation; its matters come on the next page."""

    basis = forms.ChoiceField(
        label=gettext_lazy("怎么计票"),
        choices=[(basis.value, basis.label) for basis in VoteBasis if basis != VoteBasis.HANDS],
        widget=forms.RadioSelect,
        initial=VoteBasis.OWNERS,
    )
    title = forms.CharField(label=gettext_lazy("表决名称"), max_length=LONGEST_TITLE)
    explanation = forms.CharField(
        label=gettext_lazy("说明"),
        max_length=LONGEST_EXPLANATION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("印在选票上，写清楚表决什么、材料在哪里看"),
    )
    is_secret = forms.BooleanField(
        label=gettext_lazy("无记名"),
        required=False,
        help_text=gettext_lazy("业主表决要用签名选票，只有选举可以无记名"),
    )
    closes_on = day_field(label=gettext_lazy("截止日期"))
    closes_time = forms.TimeField(
        label=gettext_lazy("截止时间"),
        initial=CLOSING_HOUR,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("时间写成 18:00 这样")},
    )
    key = KeyField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.meeting is not None and self.meeting.complex_id is None:
            # Owners are those of one complex.
            field: Any = self.fields["basis"]
            field.choices = [one for one in field.choices if one[0] != VoteBasis.OWNERS]
            self.initial["basis"] = VoteBasis.MEMBERS

    def clean_title(self) -> str:
        return tidy(self.cleaned_data["title"])

    @property
    def closes_at(self) -> datetime:
        cleaned = self.cleaned_data
        return timezone.make_aware(datetime.combine(cleaned["closes_on"], cleaned["closes_time"]))


class ItemForm(PlainTextForm):
    """One matter, or an election with its candidates."""

    matter = forms.ChoiceField(label=gettext_lazy("事项类别"))
    text = forms.CharField(label=gettext_lazy("表决内容"), max_length=LONGEST_TEXT)
    candidates = forms.CharField(
        label=gettext_lazy("候选人，一行一名"),
        required=False,
        max_length=MOST_CANDIDATES * (LONGEST_NAME + 2),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("只有选举要写"),
    )
    seats = forms.IntegerField(
        label=gettext_lazy("应选人数"),
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("请填整数")},
    )

    def __init__(self, *args: Any, vote: Vote, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["matter"]
        field.choices = [
            (matter.value, matter.label)
            for matter in Matter
            if MATTER_CLASSES[matter].by_area == vote.is_of_owners
        ]

    def clean_text(self) -> str:
        return tidy(self.cleaned_data["text"])

    def clean_candidates(self) -> str:
        return "\n".join(_lines(self.cleaned_data["candidates"], longest=LONGEST_NAME))

    @property
    def listed_candidates(self) -> list[str]:
        return list(self.cleaned_data["candidates"].splitlines())


class MembersForm(PlainTextForm):
    """Who may vote, one a line."""

    names = forms.CharField(
        label=gettext_lazy("有表决权的人，一行一名"),
        max_length=MOST_MEMBERS * (LONGEST_NAME + 2),
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def clean_names(self) -> str:
        return "\n".join(_lines(self.cleaned_data["names"], longest=LONGEST_NAME))

    @property
    def members(self) -> list[str]:
        return list(self.cleaned_data["names"].splitlines())


class OpenForm(PlainTextForm):
    """As of which day the roll is read."""

    roll_on = day_field(
        label=gettext_lazy("名册日"),
        initial=timezone.localdate,
        help_text=gettext_lazy("按这一天的产权登记，开始以后不能再改"),
    )


class SlipsForm(PlainTextForm):
    """For which building slips are printed."""

    building = forms.ChoiceField(label=gettext_lazy("楼栋"))

    def __init__(self, *args: Any, buildings: Sequence[tuple[str, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["building"]
        field.choices = [
            (name, _("%(name)s（%(n)d张）") % {"name": name, "n": waiting})
            for name, waiting in buildings
            if waiting
        ]


class BallotForm(PlainTextForm):
    """One ballot as it is filled in: a choice for each option, left out: an abstention."""

    website = forms.CharField(required=False)
    key = KeyField()

    def __init__(self, *args: Any, items: Items, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item, options in items:
            for option in options:
                self.fields[_name(option)] = forms.ChoiceField(
                    label=_question(item, option),
                    choices=Choice.choices,
                    required=False,
                    widget=forms.RadioSelect,
                    error_messages={"invalid_choice": _("请从同意、反对、弃权里选一个")},
                )
        own = [name for name in self.fields if not name.startswith("o")]
        last = {"reason", "website", "key"}
        first = [name for name in own if name not in last]
        self.order_fields([*first, *(name for name in self.fields if name.startswith("o"))])

    @property
    def is_robot(self) -> bool:
        return bool(self.data.get("website"))

    @property
    def choices(self) -> dict[int, str]:
        """By option what was chosen."""
        said = {
            option.pk: self.cleaned_data[_name(option)]
            for _item, options in self.items
            for option in options
        }
        return {pk: choice for pk, choice in said.items() if choice}

    def sheet(self, entry: RollEntry, road: EntryRoad) -> Sheet:
        return Sheet(
            entry_id=entry.pk,
            choices=self.choices,
            road=road,
            form_key=self.cleaned_data["key"],
        )


class HelperForm(BallotForm):
    """A ballot filled in for somebody at the counter or on the telephone."""

    door = forms.CharField(
        label=gettext_lazy("户或选票编号"),
        max_length=LONGEST_DOOR,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("如：3-2-1501，或者纸上的12位编号；不是业主表决的填姓名"),
    )


class CorrectionForm(HelperForm):
    """What the owners of a door agreed on instead."""

    reason = forms.CharField(
        label=gettext_lazy("更正原因"),
        max_length=120,
        help_text=gettext_lazy("如：共有人商定改投，双方到场签字"),
    )


class SheetsForm(PlainTextForm):
    """Many paper ballots at once: a row a ballot, digits for choices, typed by keyboard alone."""

    key = KeyField()

    def __init__(self, *args: Any, items: Items, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = [option for _item, options in items for option in options]
        for number in range(1, SHEETS_A_PAGE + 1):
            door = forms.CharField(
                label=_("第%(n)d张 户或编号") % {"n": number},
                max_length=LONGEST_DOOR,
                required=False,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
            speak(door)
            self.fields[f"s{number}_door"] = door
            for at, option in enumerate(self.options, start=1):
                self.fields[f"s{number}_{_name(option)}"] = _cell(number, at)

    def clean(self) -> dict[str, Any]:
        """A row with choices needs its door."""
        cleaned = super().clean()
        for number in range(1, SHEETS_A_PAGE + 1):
            said = [cleaned.get(f"s{number}_{_name(option)}") for option in self.options]
            if any(said) and not tidy(cleaned.get(f"s{number}_door") or ""):
                self.add_error(f"s{number}_door", _("请填户或选票编号"))
        return cleaned

    @property
    def rows(self) -> list[tuple[int, list[Any]]]:
        """The bound fields as the table draws them."""
        return [
            (
                number,
                [
                    self[f"s{number}_door"],
                    *(self[f"s{number}_{_name(option)}"] for option in self.options),
                ],
            )
            for number in range(1, SHEETS_A_PAGE + 1)
        ]

    @property
    def typed(self) -> dict[int, str]:
        """By row the door that was typed; blank rows are left out."""
        doors = {
            number: tidy(self.cleaned_data[f"s{number}_door"])
            for number in range(1, SHEETS_A_PAGE + 1)
        }
        return {number: door for number, door in doors.items() if door}

    def sheets(self, found: Mapping[str, RollEntry]) -> list[Sheet]:
        """For the service; a door that is on no roll is said in its row. Each with a key of its own."""
        key, made = self.cleaned_data["key"], []
        for number, typed in self.typed.items():
            entry = found.get(typed)
            if entry is None:
                self.add_error(f"s{number}_door", _("名册上没有这一户，或者这一户没有登记业主"))
                continue
            given = {
                option.pk: self.cleaned_data[f"s{number}_{_name(option)}"]
                for option in self.options
            }
            made.append(
                Sheet(
                    entry_id=entry.pk,
                    choices={pk: CHOICE_DIGITS[digit] for pk, digit in given.items() if digit},
                    road=EntryRoad.PAPER,
                    form_key=f"{key}-{number}" if key else "",
                )
            )
        return made


class CodeForm(PlainTextForm):
    """The code of a slip, typed by hand."""

    code = forms.CharField(
        label=gettext_lazy("选票编号"),
        max_length=LONGEST_DOOR,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=gettext_lazy("印在选票右上角，12位字母和数字"),
    )


class HandsForm(PlacedForm):
    """A resolution by counted hands."""

    matter = forms.ChoiceField(
        label=gettext_lazy("什么会"),
        choices=[
            (matter.value, matter.label) for matter in Matter if not MATTER_CLASSES[matter].by_area
        ],
        initial=Matter.DELIBERATION,
    )
    title = forms.CharField(label=gettext_lazy("会议名称"), max_length=LONGEST_TITLE)
    text = forms.CharField(label=gettext_lazy("表决内容"), max_length=LONGEST_TEXT)
    entitled = forms.IntegerField(label=gettext_lazy("应到"), min_value=1, max_value=MOST_HEADS)
    present = forms.IntegerField(label=gettext_lazy("实到"), min_value=0, max_value=MOST_HEADS)
    agree = forms.IntegerField(label=gettext_lazy("同意"), min_value=0, max_value=MOST_HEADS)
    oppose = forms.IntegerField(
        label=gettext_lazy("反对"), min_value=0, max_value=MOST_HEADS, initial=0
    )
    abstain = forms.IntegerField(
        label=gettext_lazy("弃权"), min_value=0, max_value=MOST_HEADS, initial=0
    )
    key = KeyField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.meeting is not None:
            self.initial.update(
                matter=_MATTER_OF_MEETING.get(self.meeting.kind, Matter.DELIBERATION),
                entitled=self.meeting.due_count,
                present=self.meeting.present_count,
            )

    @property
    def hands(self) -> HandsCount:
        names = ("entitled", "present", "agree", "oppose", "abstain")
        return HandsCount(**{name: self.cleaned_data[name] for name in names})


def _name(option: VoteOption) -> str:
    return f"o{option.pk}"


def _question(item: VoteItem, option: VoteOption) -> str:
    """`1. 选聘物业`, or of an election `2. 张甲（选举业委会，最多同意3人）`."""
    if item.seats is None:
        return f"{item.position}. {item.text}"
    facts = {"n": item.position, "name": option.name, "text": item.text, "seats": item.seats}
    return _("%(n)d. %(name)s（%(text)s，最多同意%(seats)d人）") % facts


def _cell(number: int, at: int) -> forms.IntegerField:
    label = _("第%(n)d张 第%(at)d栏") % {"n": number, "at": at}
    refusal = _("%(cell)s填1到3") % {"cell": label}
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=len(CHOICE_DIGITS),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "maxlength": 1, "autocomplete": "off"}
        ),
        error_messages={"invalid": refusal, "min_value": refusal, "max_value": refusal},
    )


def _lines(written: str, *, longest: int) -> list[str]:
    lines = [tidy(line) for line in written.splitlines() if line.strip()]
    if any(len(line) > longest for line in lines):
        raise forms.ValidationError(_("一行最多%(most)d字") % {"most": longest})
    return lines
