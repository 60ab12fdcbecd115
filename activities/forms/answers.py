"""The organiser's own questions as fields, wherever somebody is signed up (ux P4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from accounts.text import tidy
from activities.questions import LONGEST_ANSWER, Answers, Questions
from core.forms import refuse_id_number

FIRST, SECOND = "first_answer", "second_answer"
ANSWERS = (FIRST, SECOND)


class AnswerField(forms.CharField):
    """One line under the organiser's wording; may be left empty."""

    def __init__(self, question: str) -> None:
        super().__init__(
            label=question,
            max_length=LONGEST_ANSWER,
            required=False,
            validators=[refuse_id_number],
            error_messages={"max_length": gettext_lazy("回答请写在60个字以内")},
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


def answer_fields(questions: Questions) -> dict[str, AnswerField]:
    """A field for each question that is asked."""
    pairs = zip(ANSWERS, questions, strict=True)
    return {name: AnswerField(question) for name, question in pairs if question}


def answers_of(cleaned: Mapping[str, Any]) -> Answers:
    """What a valid form was told."""
    return Answers(*(cleaned.get(name, "") for name in ANSWERS))
