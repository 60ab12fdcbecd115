"""Which door, on which day, in which matter: the question to the chain."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from accounts.text import tidy
from core.forms import PlainTextForm, day_field
from party_building.choices import Matter


class DayForm(PlainTextForm):
    """As of which day a page is read."""

    on = day_field(label=gettext_lazy("哪一天"), required=False)

    def day(self, today: date) -> date:
        """The day asked for; today where none was given."""
        chosen: Any = self.cleaned_data.get("on")
        return chosen or today


class ChainForm(DayForm):
    """Sent by GET, so that an answer has an address of its own."""

    place = forms.CharField(
        label=gettext_lazy("小区"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("名称、拼音或首字母"),
    )
    q = forms.CharField(
        label=gettext_lazy("门牌"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("如：3-2-1501、3号楼2单元、3栋；不填按整个小区"),
    )
    matter = forms.ChoiceField(label=gettext_lazy("什么事"), choices=Matter.choices, required=False)
    field_order = ("place", "q", "on", "matter")

    def clean_place(self) -> str:
        return tidy(self.cleaned_data["place"])

    def clean_matter(self) -> str:
        return self.cleaned_data["matter"] or Matter.OTHER
