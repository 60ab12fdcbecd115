"""议题征集: until when, one's own topic in one field, and somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.text import tidy
from communities.choices import EntryRoad
from core.forms import PlainTextForm, day_field
from meetings.forms.plans import long_text
from meetings.models.meetings import LONGEST_TITLE
from meetings.models.topics import LONGEST_NOTE, LONGEST_PROPOSAL
from meetings.services.agenda import Guest, guest_named

if TYPE_CHECKING:
    from meetings.models import Attendance

SOMEBODY_ELSE = "other"


class TopicsForm(PlainTextForm):
    until = day_field(label=gettext_lazy("征集到哪天"), help_text=gettext_lazy("含这一天"))


class TopicForm(PlainTextForm):
    """One field is enough."""

    title = forms.CharField(label=gettext_lazy("议题"), max_length=LONGEST_PROPOSAL)
    note = long_text(gettext_lazy("说明"), most=LONGEST_NOTE, rows=2, required=False)


class EnterTopicForm(TopicForm):
    """Somebody else's: of the meeting's list by one tap, or by a name; by telephone or on paper."""

    whose = forms.ChoiceField(
        label=gettext_lazy("谁提出的"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("请选谁提出的")},
    )
    name = forms.CharField(
        label=gettext_lazy("单位或姓名"),
        max_length=LONGEST_TITLE,
        required=False,
        help_text=gettext_lazy("不在名单里的写在这里；单位写全名"),
    )
    road = forms.ChoiceField(
        label=gettext_lazy("怎么提出的"),
        choices=[
            (EntryRoad.HELPER.value, gettext_lazy("电话或当面说的")),
            (EntryRoad.PAPER.value, gettext_lazy("交了纸条")),
        ],
        initial=EntryRoad.HELPER,
        widget=forms.RadioSelect,
    )

    field_order = ["title", "whose", "name", "road", "note"]

    def __init__(
        self, *args: Any, listed: list[Attendance], sub_district_id: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.listed = {str(row.pk): row for row in listed}
        self.sub_district_id = sub_district_id
        field: Any = self.fields["whose"]
        field.choices = [
            *((key, row.name) for key, row in self.listed.items()),
            (SOMEBODY_ELSE, _("不在名单里")),
        ]
        if not listed:
            field.initial = SOMEBODY_ELSE

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_missing = not cleaned.get("name") and not self.has_error("name")
        if cleaned.get("whose") == SOMEBODY_ELSE and is_missing:
            self.add_error("name", _("请写单位或姓名"))
        return cleaned

    def proposer(self) -> Guest:
        """Who stands on the list as the list knows her; a name as it is written, or the unit so called."""
        row = self.listed.get(self.cleaned_data["whose"])
        if row is None:
            return guest_named(
                tidy(self.cleaned_data["name"]), sub_district_id=self.sub_district_id
            )
        return Guest(
            name=row.name,
            organization=row.organization,
            party_organization=row.party_organization,
            person=row.person,
        )
