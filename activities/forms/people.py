"""Signing up somebody who rang or came by (代报), and what is typed at the door."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.text import tidy
from activities.choices import SignUpSource
from activities.forms.answers import answer_fields
from activities.models import MAX_PARTY_SIZE
from activities.questions import NO_QUESTIONS, Questions
from core.forms import PlainTextForm, mobile_if_any

ROADS = (SignUpSource.HELPER, SignUpSource.PHONE, SignUpSource.PAPER)


class StepperInput(forms.NumberInput):
    """Drawn with minus and plus (components/stepper.html)."""


def people_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=gettext_lazy("人数"),
        min_value=1,
        max_value=MAX_PARTY_SIZE,
        initial=1,
        widget=StepperInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("请填整数"),
            "min_value": gettext_lazy("至少是1人"),
            "max_value": gettext_lazy("一次最多%(limit_value)s人"),
        },
    )


class _PersonForm(PlainTextForm):
    name = forms.CharField(
        label=gettext_lazy("称呼"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("手机号"),
        max_length=30,
        required=False,
        widget=forms.TextInput(
            attrs={"type": "tel", "inputmode": "numeric", "autocomplete": "off"}
        ),
    )
    people = people_field()
    request_key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def clean_name(self) -> str:
        return tidy(self.cleaned_data["name"])

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        return mobile_if_any(typed)


class ProxyForm(_PersonForm):
    """代报: the steward signs up for somebody, by one of three roads, and asks what the page asks."""

    source = forms.ChoiceField(
        label=gettext_lazy("从哪里来"),
        choices=[(road.value, road.label) for road in ROADS],
        initial=SignUpSource.PHONE,
        widget=forms.RadioSelect,
    )
    door_text = forms.CharField(
        label=gettext_lazy("楼栋房号"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("如 3栋2单元1501"),
    )

    def __init__(
        self,
        *args: Any,
        asks_door: bool = False,
        questions: Questions = NO_QUESTIONS,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(answer_fields(questions))
        self.fields["phone"].help_text = _("没有手机就不填，活动有变请上门告诉他")
        if asks_door:
            self.fields["door_text"].required = True
            self.fields["door_text"].error_messages["required"] = _(
                "这场活动按户领取，请填写楼栋房号，如 3栋2单元1501"
            )


class WalkInForm(_PersonForm):
    """现场加人: who came without a sign-up."""

    field_order = ["name", "people", "phone"]
