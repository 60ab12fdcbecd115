"""Planning visits, entering a paper list, writing down a need: plain text without ID numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.text import tidy
from communities.choices import VisitOutcome
from communities.forms.notices import KeyField
from communities.models.visits import LONGEST_NEED, LONGEST_VISITOR
from communities.queries.visits import MARKS, registered_households, unit_choices
from communities.visit_rules import Household, read_household
from core.forms import PlainTextForm, day_field, speak

if TYPE_CHECKING:
    from collections.abc import Iterable

    from communities.models import Complex, VisitHousehold

LONGEST_LIST = 40_000
HIGHEST_FLOOR = 99
FIELD_OF_HOUSEHOLD = re.compile(r"h(\d{1,18})", re.ASCII)


def _floor_field(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=HIGHEST_FLOOR,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("请填整数")},
    )


class VisitPlanForm(PlainTextForm):
    """Which households of one complex: by registered entrances and floors, or written down by hand."""

    purpose = forms.CharField(
        label=gettext_lazy("走访内容"),
        max_length=60,
        help_text=gettext_lazy("如：入冬前敲门走访、门把手保暖套发放"),
    )
    units = forms.MultipleChoiceField(
        label=gettext_lazy("走哪些单元"), required=False, widget=forms.CheckboxSelectMultiple
    )
    lowest = _floor_field(gettext_lazy("从几层"))
    highest = _floor_field(gettext_lazy("到几层"))
    others = forms.CharField(
        label=gettext_lazy("没登记房号的，一行写一户"),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("如：3栋2单元1501，只写门牌，不写姓名和电话"),
    )
    starts_on = day_field(label=gettext_lazy("从哪天"))
    ends_on = day_field(label=gettext_lazy("到哪天"))
    key = KeyField()

    def __init__(self, *args: Any, complex_: Complex, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.complex = complex_
        choices = unit_choices(complex_)
        if not choices:
            for name in ("units", "lowest", "highest"):
                del self.fields[name]
            self.fields["others"].required = True
            self.fields["others"].label = _("走访哪些户，一行写一户")
            speak(self.fields["others"])
            return
        field: Any = self.fields["units"]
        field.choices = choices

    def clean_purpose(self) -> str:
        return tidy(self.cleaned_data["purpose"])

    def clean_others(self) -> str:
        typed: str = self.cleaned_data["others"]
        for number, line in enumerate(typed.splitlines(), start=1):
            if line.strip() and read_household(line) is None:
                raise forms.ValidationError(
                    _("第%(n)d行看不出是哪一户，请写成“3栋2单元1501”"), params={"n": number}
                )
        return typed

    @property
    def households(self) -> list[Household]:
        """Those chosen and those written, in that order."""
        cleaned = self.cleaned_data
        written = [read_household(line) for line in cleaned["others"].splitlines() if line.strip()]
        if "units" not in self.fields:
            return [one for one in written if one]
        chosen = registered_households(
            self.complex,
            unit_ids=[int(pk) for pk in cleaned["units"]],
            lowest=cleaned["lowest"],
            highest=cleaned["highest"],
        )
        registered = {one.label for one in chosen}
        return chosen + [one for one in written if one and one.label not in registered]


class PaperVisitsForm(PlainTextForm):
    """The lines of a list kept on paper: one choice a household, left blank where nobody knocked."""

    day = day_field(label=gettext_lazy("哪天走访的"))
    visitor = forms.CharField(
        label=gettext_lazy("走访人"),
        max_length=LONGEST_VISITOR,
        help_text=gettext_lazy("工作人员的姓名"),
    )

    def __init__(self, *args: Any, households: Iterable[VisitHousehold], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "—"), *((mark.value, mark.label) for mark in MARKS)]
        for household in households:
            field = forms.ChoiceField(label=household.label, choices=choices, required=False)
            speak(field)
            self.fields[f"h{household.pk}"] = field

    def clean_visitor(self) -> str:
        return tidy(self.cleaned_data["visitor"])

    @property
    def lines(self) -> list[Any]:
        """The fields of the doors, to be drawn as a table."""
        return [field for field in self if FIELD_OF_HOUSEHOLD.fullmatch(field.name)]

    @property
    def outcomes(self) -> dict[int, VisitOutcome]:
        return {
            int(found[1]): VisitOutcome(value)
            for name, value in self.cleaned_data.items()
            if value and (found := FIELD_OF_HOUSEHOLD.fullmatch(name))
        }


class NeedForm(PlainTextForm):
    """需求: what is needed, and who takes it on."""

    need = forms.CharField(
        label=gettext_lazy("需求或问题"),
        max_length=LONGEST_NEED,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "只写事和东西，如：单元门闭门器坏了。不写对人的看法、病情、身份证号"
        ),
    )
    handed_to = forms.CharField(
        label=gettext_lazy("转给谁"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("如：物业工程部、社区"),
    )
    transfer_number = forms.CharField(label=gettext_lazy("转办编号"), max_length=40, required=False)
    key = KeyField()

    def clean_need(self) -> str:
        return tidy(self.cleaned_data["need"])

    def clean_handed_to(self) -> str:
        return tidy(self.cleaned_data["handed_to"])

    def clean_transfer_number(self) -> str:
        return tidy(self.cleaned_data["transfer_number"])


class NeedDoneForm(PlainTextForm):
    """办结: on which day."""

    done_on = day_field(label=gettext_lazy("哪天办结的"), initial=timezone.localdate)
    transfer_number = forms.CharField(label=gettext_lazy("转办编号"), max_length=40, required=False)

    def clean_transfer_number(self) -> str:
        return tidy(self.cleaned_data["transfer_number"])


class MarkForm(forms.Form):
    """One tap: the door, what became of it, and how many turns the page had shown."""

    household = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    outcome = forms.ChoiceField(choices=VisitOutcome.choices)
    seen = forms.IntegerField(min_value=0, max_value=32767)
