"""The sign-up of residents: one page, or in elder mode one question a page (ux P4)."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.text import half_width, tidy
from activities.codes import ENTRY_LENGTH, door_key
from activities.forms.answers import ANSWERS, answer_fields
from activities.questions import NO_QUESTIONS, Questions
from core.forms import mobile, refuse_id_number

LONGEST_NAME = 20
LONGEST_DOOR = 40
FORM_KEY = re.compile(r"[0-9a-f]{32}", re.ASCII)
_LONG_NUMBER = re.compile(r"\d{7}")

PEOPLE, NAME, PHONE, DOOR, CONFIRM = "people", "name", "phone", "door", "confirm"
# The activity's own questions stand on the last page, before its button: a page each would make six of
# the four that elder mode may have (ux 6.16), and nobody has to answer them.
FIELDS_OF_STEP = {
    PEOPLE: ("people",),
    NAME: ("name",),
    PHONE: ("phone", "no_phone"),
    DOOR: ("door",),
    CONFIRM: ANSWERS,
}


def new_form_key() -> str:
    """The idempotency key of one form as it was handed out."""
    return secrets.token_hex(16)


class SignUpForm(forms.Form):
    """How many, who, which phone, the door where the activity counts by household, what it asks.

    `known`: the device remembers the person, so that nothing is asked of name and phone. `units`:
    where no door is asked for, the building may be chosen from these, or left out.
    """

    people = forms.IntegerField(
        label=gettext_lazy("几个人"),
        initial=1,
        min_value=1,
        error_messages={
            "required": gettext_lazy("请填写几个人"),
            "invalid": gettext_lazy("人数请填数字"),
            "min_value": gettext_lazy("至少1个人"),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    name = forms.CharField(
        label=gettext_lazy("称呼"),
        max_length=LONGEST_NAME,
        error_messages={
            "required": gettext_lazy("请填写称呼"),
            "max_length": gettext_lazy("称呼请写在20个字以内"),
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "name", "placeholder": gettext_lazy("如：王阿姨")}
        ),
    )
    phone = forms.CharField(
        label=gettext_lazy("手机号"),
        error_messages={"required": gettext_lazy("请填写手机号")},
        widget=forms.TextInput(
            attrs={
                "type": "tel",
                "inputmode": "numeric",
                "autocomplete": "tel",
                "placeholder": gettext_lazy("11位数字"),
            }
        ),
    )
    no_phone = forms.BooleanField(label=gettext_lazy("没有手机，请管家帮我记着"), required=False)
    door = forms.CharField(
        label=gettext_lazy("楼栋房号"),
        max_length=LONGEST_DOOR,
        help_text=gettext_lazy("按户领取，如 3栋2单元1501"),
        error_messages={
            "required": gettext_lazy("这场活动按户领取，请填写楼栋房号，如 3栋2单元1501"),
            "max_length": gettext_lazy("楼栋房号请写在40个字以内"),
        },
    )
    website = forms.CharField(required=False)
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    session = forms.CharField(required=False, widget=forms.HiddenInput)
    who = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        most: int,
        asks_door: bool,
        seats_text: str = "",
        known: bool = False,
        units: Sequence[str] = (),
        questions: Questions = NO_QUESTIONS,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(answer_fields(questions))
        self._limit_people(most, seats_text)
        if units and not asks_door:
            self.fields["door"] = _unit_field(units)
        elif not asks_door:
            del self.fields["door"]
        if known:
            for name in ("name", "phone", "no_phone"):
                del self.fields[name]
        elif self.data.get("no_phone"):
            self.fields["phone"].required = False

    def _limit_people(self, most: int, seats_text: str) -> None:
        people = self.fields["people"]
        people.max_value = most  # type: ignore[attr-defined]
        people.widget.attrs["max"] = most
        people.help_text = _("，").join(
            part
            for part in (seats_text, _("含您自己，一次最多 %(most)d 位") % {"most": most})
            if part
        )
        self.most = most

    def clean_people(self) -> int:
        people: int = self.cleaned_data["people"]
        if people > self.most:
            raise forms.ValidationError(_("一次最多报%(most)d人，请分开报名") % {"most": self.most})
        return people

    def clean_name(self) -> str:
        name = tidy(self.cleaned_data["name"])
        refuse_id_number(name)
        if not any(sign.isalpha() for sign in name):
            raise forms.ValidationError(_("请填写称呼，如：王阿姨"))
        if _LONG_NUMBER.search(half_width(name)):
            raise forms.ValidationError(_("称呼里请不要写号码"))
        return name

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        if self.data.get("no_phone"):
            return ""
        refuse_id_number(typed)
        return mobile(typed)

    def clean_door(self) -> str:
        door: str = self.cleaned_data["door"]
        if not self.fields["door"].required:
            return door
        refuse_id_number(door)
        if not door_key(door):
            raise forms.ValidationError(_("请写清楼栋房号，如 3栋2单元1501"))
        return door

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        return key if FORM_KEY.fullmatch(key) else new_form_key()

    @property
    def is_robot(self) -> bool:
        """People never see this field."""
        return bool(self.data.get("website"))


def _unit_field(units: Sequence[str]) -> forms.ChoiceField:
    """The names stand on the walls; what is kept is the canonical form, as of a typed door."""
    return forms.ChoiceField(
        label=_("楼栋单元"),
        required=False,
        choices=[("", _("不填")), *((door_key(unit), unit) for unit in units)],
        error_messages={"invalid_choice": _("请从列表里选楼栋单元，或者不填")},
    )


def steps_of(*, asks_door: bool, known: bool = False) -> list[str]:
    """The pages of elder mode, in order."""
    if known:
        return [PEOPLE, *([DOOR] if asks_door else []), CONFIRM]
    return [PEOPLE, NAME, PHONE, *([DOOR] if asks_door else []), CONFIRM]


class SignUpStepForm(SignUpForm):
    """One question; the answers given before travel along beside it (`carried`)."""

    def __init__(self, *args: Any, step: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in [name for name in self.fields if name not in FIELDS_OF_STEP[step]]:
            if name != "website":
                del self.fields[name]


class HandOverForm(SignUpForm):
    """Who goes instead: name and phone, as of anybody who signs up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, most=1, asks_door=False, **kwargs)
        for name in ("people", "website", "key", "session", "who"):
            del self.fields[name]


class FindForm(forms.Form):
    """手机号 and 取票码, which open a ticket only together."""

    phone = forms.CharField(
        label=gettext_lazy("手机号"),
        error_messages={"required": gettext_lazy("请填写手机号")},
        widget=forms.TextInput(
            attrs={
                "type": "tel",
                "inputmode": "numeric",
                "autocomplete": "tel",
                "placeholder": gettext_lazy("11位数字"),
            }
        ),
    )
    code = forms.CharField(
        label=gettext_lazy("取票码"),
        error_messages={"required": gettext_lazy("请填写取票码")},
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "placeholder": gettext_lazy("6位数字"),
            }
        ),
    )

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        return mobile(typed)

    def clean_code(self) -> str:
        code = half_width("".join(self.cleaned_data["code"].split()))
        if not (code.isascii() and code.isdigit() and len(code) == ENTRY_LENGTH):
            raise forms.ValidationError(_("取票码是6位数字，在报名成功的那一页"))
        return code


def carried(data: Mapping[str, Any], *, step: str) -> list[tuple[str, str]]:
    """What was typed on the other pages, as it was typed, for the hidden fields of this one."""
    names = [name for fields in FIELDS_OF_STEP.values() for name in fields]
    return [
        (name, str(data[name]))
        for name in (*names, "key", "session", "who")
        if name in data and name not in FIELDS_OF_STEP[step]
    ]
