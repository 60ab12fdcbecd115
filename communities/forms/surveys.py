"""Answering a questionnaire, entering paper sheets, opening a round: plain text without ID numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.text import tidy
from communities.choices import EntryRoad, SurveyItem
from communities.forms.notices import KeyField
from communities.models.surveys import (
    BEST_SCORE,
    LONGEST_OPINION,
    LONGEST_QUESTION,
    LONGEST_ROUND,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
)
from communities.queries.notices_at_work import as_place, key_of_place
from communities.queries.surveys import asked_places, usable_surveys
from communities.services.surveys import STANDARD_QUESTIONS, QuestionText, Sheet
from core.forms import PlainTextForm, day_field, speak

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User
    from communities.models import Survey, SurveyQuestion, SurveyRound
    from communities.queries.places import Place

SHEETS_A_PAGE = 10
MOST_OWN_QUESTIONS = 7
MOST_SHEETS = 1_000_000
# What the ends of a question mean that somebody words himself.
LOW, HIGH = "很不满意", "很满意"


def _scores(question: SurveyQuestion) -> list[tuple[str, str]]:
    """`1 很不信任`, 2, 3, 4, `5 很信任`: words for both ends, so that a box stays small."""
    words = {1: question.low_label, BEST_SCORE: question.high_label}
    return [
        (str(score), f"{score} {words.get(score, '')}".strip())
        for score in range(1, BEST_SCORE + 1)
    ]


class AnswerForm(PlainTextForm):
    """One questionnaire as it is asked; every question may be left out. `website` nobody sees."""

    opinion = forms.CharField(
        label=gettext_lazy("您最想说的一句话"),
        max_length=LONGEST_OPINION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("不写姓名、电话和门牌，也不写别人的"),
    )
    website = forms.CharField(required=False)
    key = KeyField()

    def __init__(self, *args: Any, questions: Sequence[SurveyQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[_name(question)] = forms.ChoiceField(
                label=f"{question.position}. {question.text}",
                choices=_scores(question),
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("请从1到5里选一个")},
            )
        self.order_fields([*map(_name, questions), "opinion", "website", "key"])

    def clean_opinion(self) -> str:
        return tidy(self.cleaned_data["opinion"])

    @property
    def is_robot(self) -> bool:
        return bool(self.data.get("website"))

    def sheet(self, road: EntryRoad) -> Sheet:
        """What the service takes."""
        given = {question.pk: self.cleaned_data[_name(question)] for question in self.questions}
        return Sheet(
            scores={pk: int(score) for pk, score in given.items() if score},
            opinion=self.cleaned_data["opinion"],
            road=road,
            form_key=self.cleaned_data["key"],
        )


class SheetsForm(PlainTextForm):
    """Many paper sheets at once: a row a sheet, a cell a question, typed by keyboard alone."""

    key = KeyField()

    def __init__(self, *args: Any, questions: Sequence[SurveyQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for number in range(1, SHEETS_A_PAGE + 1):
            for question in questions:
                self.fields[f"s{number}_{_name(question)}"] = _cell(number, question)
            opinion = forms.CharField(
                label=_("第%(n)d份 主要意见") % {"n": number},
                max_length=LONGEST_OPINION,
                required=False,
            )
            speak(opinion)
            self.fields[f"s{number}_opinion"] = opinion

    @property
    def rows(self) -> list[tuple[int, list[Any]]]:
        """The bound fields as the table draws them."""
        return [
            (
                number,
                [
                    *(self[f"s{number}_{_name(question)}"] for question in self.questions),
                    self[f"s{number}_opinion"],
                ],
            )
            for number in range(1, SHEETS_A_PAGE + 1)
        ]

    @property
    def sheets(self) -> list[Sheet]:
        """Those that say something; each with a key of its own, made of the form's."""
        key = self.cleaned_data["key"]
        made = []
        for number in range(1, SHEETS_A_PAGE + 1):
            given = {
                question.pk: self.cleaned_data[f"s{number}_{_name(question)}"]
                for question in self.questions
            }
            made.append(
                Sheet(
                    scores={pk: score for pk, score in given.items() if score},
                    opinion=tidy(self.cleaned_data[f"s{number}_opinion"]),
                    road=EntryRoad.PAPER,
                    form_key=f"{key}-{number}" if key else "",
                )
            )
        return [sheet for sheet in made if not sheet.is_blank]


class RoundForm(PlainTextForm):
    """A round: which questionnaire, where, from when to when, how many sheets were handed out."""

    survey = forms.ChoiceField(label=gettext_lazy("用哪份问卷"))
    place = forms.ChoiceField(label=gettext_lazy("在哪里问"))
    name = forms.CharField(
        label=gettext_lazy("轮次"),
        max_length=LONGEST_ROUND,
        help_text=gettext_lazy("如：2026年下半年"),
    )
    opens_on = day_field(label=gettext_lazy("从哪天"), initial=timezone.localdate)
    closes_on = day_field(label=gettext_lazy("到哪天截止"))
    handed_out = forms.IntegerField(
        label=gettext_lazy("发放份数"),
        required=False,
        min_value=1,
        max_value=MOST_SHEETS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("纸质发了多少份，也可以以后再填"),
        error_messages={"invalid": gettext_lazy("请填整数")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.surveys = {str(survey.pk): survey for survey in usable_surveys(user)}
        self.places = {key_of_place(place): place for place in asked_places(user)}
        survey_field: Any = self.fields["survey"]
        survey_field.choices = [
            (key, f"{survey.title}（{survey.place_name}）") for key, survey in self.surveys.items()
        ]
        place_field: Any = self.fields["place"]
        place_field.choices = [(key, place.name) for key, place in self.places.items()]

    def clean_name(self) -> str:
        return tidy(self.cleaned_data["name"])

    @property
    def chosen_survey(self) -> Survey:
        return self.surveys[self.cleaned_data["survey"]]

    @property
    def chosen_place(self) -> Place:
        return as_place(self.places[self.cleaned_data["place"]])


class RoundNoteForm(PlainTextForm):
    """What is written down of a round besides its answers."""

    handed_out = forms.IntegerField(
        label=gettext_lazy("发放份数"),
        required=False,
        min_value=1,
        max_value=MOST_SHEETS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("请填整数")},
    )
    summary = forms.CharField(
        label=gettext_lazy("主要意见"),
        max_length=LONGEST_SUMMARY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("概括大家说的，公布后居民能看到；不写是谁说的"),
    )

    @staticmethod
    def initial_of(round_: SurveyRound) -> dict[str, Any]:
        return {"handed_out": round_.handed_out, "summary": round_.summary}


class QuestionsForm(PlainTextForm):
    """A questionnaire: the standard questions that are compared, and some of one's own."""

    title = forms.CharField(label=gettext_lazy("问卷名称"), max_length=LONGEST_TITLE)
    place = forms.ChoiceField(label=gettext_lazy("哪里能用"))
    items = forms.MultipleChoiceField(
        label=gettext_lazy("标准题"),
        required=False,
        choices=[(item.value, item.label) for item in STANDARD_QUESTIONS],
        initial=[item.value for item in STANDARD_QUESTIONS],
        widget=forms.CheckboxSelectMultiple,
    )
    own = forms.CharField(
        label=gettext_lazy("自拟题，一行一题"),
        required=False,
        max_length=MOST_OWN_QUESTIONS * (LONGEST_QUESTION + 2),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("都用1到5分回答：1分很不满意，5分很满意"),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = asked_places(user, whole_street=True)
        self.places = {key_of_place(place): place for place in places}
        field: Any = self.fields["place"]
        field.choices = [(key, place.name) for key, place in self.places.items()]

    def clean_title(self) -> str:
        return tidy(self.cleaned_data["title"])

    def clean_own(self) -> str:
        lines = [tidy(line) for line in self.cleaned_data["own"].splitlines() if line.strip()]
        if len(lines) > MOST_OWN_QUESTIONS:
            raise forms.ValidationError(_("自拟题最多7题"))
        if any(len(line) > LONGEST_QUESTION for line in lines):
            raise forms.ValidationError(_("一题最多80字"))
        return "\n".join(lines)

    @property
    def chosen_place(self) -> Place:
        return as_place(self.places[self.cleaned_data["place"]])

    @property
    def questions(self) -> list[QuestionText]:
        chosen = self.cleaned_data["items"]
        standard = [text for item, text in STANDARD_QUESTIONS.items() if item.value in chosen]
        own = [
            QuestionText(SurveyItem.OWN, line, LOW, HIGH)
            for line in self.cleaned_data["own"].splitlines()
        ]
        return [*standard, *own]


def _name(question: SurveyQuestion) -> str:
    return f"q{question.pk}"


def _cell(number: int, question: SurveyQuestion) -> forms.IntegerField:
    label = _("第%(n)d份 第%(question)d题") % {"n": number, "question": question.position}
    refusal = _("%(cell)s填1到5") % {"cell": label}
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=BEST_SCORE,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "maxlength": 1, "autocomplete": "off"}
        ),
        error_messages={"invalid": refusal, "min_value": refusal, "max_value": refusal},
    )
