"""What an official fills in when complexes move or merge, and when two rows are one person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.models import Community, Complex
from communities.models.bodies import PLAUSIBLE_DAYS
from core.forms import PlainTextForm, day_field


def reason_field() -> forms.CharField:
    """Kept with what was done, for whoever asks in ten years."""
    return forms.CharField(
        label=gettext_lazy("原因"),
        max_length=200,
        help_text=gettext_lazy("写明依据，如：街道批复的文号；会一直留在记录里"),
    )


class MoveComplexForm(PlainTextForm):
    """To which community, from which day, why."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("迁到哪个社区"),
        queryset=Community.objects.none(),
        empty_label=gettext_lazy("请选择"),
    )
    on = day_field(
        label=gettext_lazy("哪天起"),
        validators=PLAUSIBLE_DAYS,
        help_text=gettext_lazy("归新社区的第一天；以前各天的数字仍算在原来的社区"),
    )
    reason = reason_field()

    def __init__(self, *args: Any, complex_: Complex, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        others = Community.objects.filter(sub_district=complex_.sub_district_id)
        field.queryset = others.exclude(pk=complex_.community_id).by_pinyin()


class MergeComplexForm(PlainTextForm):
    """Which complex goes into this one, from which day, why."""

    gone = forms.ModelChoiceField(
        label=gettext_lazy("把哪个小区并进来"),
        queryset=Complex.objects.none(),
        empty_label=gettext_lazy("请选择"),
        help_text=gettext_lazy("只列出同一个社区的；别的社区的请先迁过来"),
    )
    on = day_field(
        label=gettext_lazy("哪天起"),
        validators=PLAUSIBLE_DAYS,
        help_text=gettext_lazy("合成一个小区的第一天；以前各天的数字仍算两个"),
    )
    reason = reason_field()

    def __init__(self, *args: Any, complex_: Complex, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["gone"]
        beside = Complex.objects.standing().filter(community=complex_.community_id)
        field.queryset = beside.exclude(pk=complex_.pk).by_pinyin()


class MergePersonsForm(PlainTextForm):
    """Which of the two stays, and why they are one."""

    keep = forms.ModelChoiceField(
        label=gettext_lazy("保留哪一个"),
        queryset=Person.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("姓名和手机号以保留的为准；保留的没有手机号，就用另一个的"),
    )
    reason = reason_field()

    def __init__(self, *args: Any, both: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["keep"]
        field.queryset = both
        field.label_from_instance = _told_apart


def _told_apart(person: Person) -> str:
    """By what sets two rows of one person apart: name, masked phone, when they were registered."""
    phone = person.masked_phone or gettext_lazy("无手机")
    return f"{person.name}　{phone}　{person.created_at:%Y-%m-%d}"
