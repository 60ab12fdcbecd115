"""Terms, seats, steps and hand-over as officials type them on a phone."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.phones import PhoneInvalid, normalise_phone
from accounts.text import half_width, has_id_number, tidy
from communities.choices import SeatPosition
from communities.models.bodies import PLAUSIBLE_DAYS
from communities.services.bodies import NewSeat, TermFacts
from core.forms import PlainTextForm, day_field

MOST_MEMBERS = 30
_WORDS_APART = re.compile(r"[\s,，、;；]+")
_PARTY_WORDS = {"党员": True, "中共党员": True, "预备党员": True, "群众": False, "非党员": False}
_POSITIONS = {str(label): value for value, label in SeatPosition.choices}
_PHONE = re.compile(r"(?:\+?86)?1\d{10}")


def term_day(label: Any, **kwargs: Any) -> forms.DateField:
    """A day whose year is not mistyped."""
    return day_field(label=label, validators=PLAUSIBLE_DAYS, **kwargs)


def note_field() -> forms.CharField:
    return forms.CharField(label=gettext_lazy("说明"), max_length=200, required=False)


def small_number_field(label: Any, **kwargs: Any) -> forms.IntegerField:
    """From 1 to 99, with the phone's number keys."""
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=99,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("请填整数"),
            "min_value": gettext_lazy("应在1到99之间"),
            "max_value": gettext_lazy("应在1到99之间"),
        },
        **kwargs,
    )


class StepForm(PlainTextForm):
    """One step of an election."""

    on = term_day(gettext_lazy("日期"))
    note = note_field()


class FilingForm(PlainTextForm):
    """备案."""

    on = term_day(gettext_lazy("备案日期"))
    filed_with = forms.CharField(
        label=gettext_lazy("备案机关"),
        max_length=60,
        help_text=gettext_lazy("如：区住建局、街道办事处"),
    )


class TermForm(PlainTextForm):
    """A term with its members, one a line: as a list is read out from the notice."""

    starts_on = term_day(gettext_lazy("任期起"))
    ends_on = term_day(gettext_lazy("任期止"), help_text=gettext_lazy("最后一天"))
    seats_planned = small_number_field(gettext_lazy("应有委员数"), required=False)
    members = forms.CharField(
        label=gettext_lazy("委员名单"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=gettext_lazy(
            "一行一人：姓名 职务 楼栋 党员，如“王建国 主任 3栋 党员”；职务不写就是委员"
        ),
    )

    def clean_members(self) -> list[NewSeat]:
        lines = [line.strip() for line in self.cleaned_data["members"].splitlines()]
        seats = [member_of_line(line, number) for number, line in enumerate(lines, start=1) if line]
        if len(seats) > MOST_MEMBERS:
            raise forms.ValidationError(_("最多%(most)d人") % {"most": MOST_MEMBERS})
        return seats

    def facts(self, *, number: int) -> TermFacts:
        """What the form says of the term."""
        cleaned = self.cleaned_data
        return TermFacts(
            number=number,
            starts_on=cleaned["starts_on"],
            ends_on=cleaned["ends_on"],
            seats_planned=cleaned["seats_planned"],
        )


class FirstTermForm(TermForm):
    """A term that is registered after the fact, with its number."""

    field_order = ["number", "starts_on"]
    number = small_number_field(gettext_lazy("第几届"), initial=1)


class ResultForm(TermForm):
    """选出: the day of the vote's result, then the new term."""

    field_order = ["on", "starts_on"]
    on = term_day(gettext_lazy("选举日期"))


class SeatForm(PlainTextForm):
    """补选: one member from a day."""

    name = forms.CharField(label=gettext_lazy("姓名"), max_length=40)
    phone = forms.CharField(
        label=gettext_lazy("手机号"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "numeric"}),
    )
    position = forms.ChoiceField(
        label=gettext_lazy("职务"),
        choices=SeatPosition.choices,
        initial=SeatPosition.MEMBER,
        widget=forms.RadioSelect,
    )
    is_party_member = forms.BooleanField(label=gettext_lazy("党员"), required=False)
    building_text = forms.CharField(label=gettext_lazy("楼栋"), max_length=20, required=False)
    since = term_day(gettext_lazy("从哪天起"))

    def clean_phone(self) -> str:
        typed = tidy(self.cleaned_data["phone"])
        return _phone_of(typed) if typed else ""

    def seat(self) -> NewSeat:
        """What the form says."""
        cleaned = self.cleaned_data
        return NewSeat(
            name=tidy(cleaned["name"]),
            phone=cleaned["phone"],
            position=SeatPosition(cleaned["position"]),
            is_party_member=cleaned["is_party_member"],
            building_text=cleaned["building_text"],
            since=cleaned["since"],
        )


class LeaveForm(PlainTextForm):
    """离任."""

    last_day = term_day(gettext_lazy("最后一天"))


class HandOverForm(PlainTextForm):
    """移交 of one thing."""

    done_on = term_day(gettext_lazy("移交日期"))
    done_by = forms.CharField(label=gettext_lazy("谁移交、谁接收"), max_length=60, required=False)


def member_of_line(line: str, number: int) -> NewSeat:
    """`王建国 主任 3栋 党员`: the name first, the rest in any order. Raises ValidationError."""
    if has_id_number(line):
        raise forms.ValidationError(_("请不要填写身份证号"))
    name, *words = [word for word in _WORDS_APART.split(line.strip()) if word]
    seat: dict[str, Any] = {}
    for word in words:
        seat |= _meaning_of(word)
    if len(name) > 40 or len(seat.get("building_text", "")) > 20:
        raise forms.ValidationError(_("第%(number)d行太长，请检查") % {"number": number})
    if any(sign.isdigit() for sign in name) or name in _POSITIONS:
        words_ = {"number": number, "line": line[:30]}
        raise forms.ValidationError(_("第%(number)d行“%(line)s”要以姓名开头") % words_)
    return NewSeat(name=name, **seat)


def _meaning_of(word: str) -> dict[str, Any]:
    if word in _POSITIONS:
        return {"position": SeatPosition(_POSITIONS[word])}
    if word in _PARTY_WORDS:
        return {"is_party_member": _PARTY_WORDS[word]}
    if _PHONE.fullmatch(half_width(word)):
        return {"phone": _phone_of(word)}
    return {"building_text": word}


def _phone_of(typed: str) -> str:
    try:
        return normalise_phone(typed)
    except PhoneInvalid as error:
        raise forms.ValidationError(str(error)) from error
