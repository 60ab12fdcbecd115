"""What an activity asks of whoever signs up: at most two questions, a line each, never a must (ux P4).

The columns stand in `models`; here is what may be asked, and which answers are kept and shown.
"""

from __future__ import annotations

from typing import NamedTuple

from accounts.text import half_width

LONGEST_QUESTION = 30
LONGEST_ANSWER = 60
# Nobody asks for it: there is no field for an ID number anywhere (domain 6.4).
ID_CARD = "身份证"


class Answers(NamedTuple):
    """What one person said; empty: nothing."""

    first: str = ""
    second: str = ""


class Answered(NamedTuple):
    """A question with its answer, as a page shows them."""

    question: str
    answer: str


class Questions(NamedTuple):
    """As the organiser words them today; empty: not asked."""

    first: str = ""
    second: str = ""

    def heard(self, answers: Answers) -> Answers:
        """The answers that are kept: a question may be taken back while a form stands open."""
        return Answers(*(said if asked else "" for asked, said in zip(self, answers, strict=True)))

    def answered(self, answers: Answers) -> list[Answered]:
        """Each answer under the wording of today.

        A question is changed to say the same more clearly; its wording beside every answer would be a
        second truth, and the audit trail has the earlier one. What was answered to a question that is
        asked no more is not shown, and is cleared with the rest (`services.retention`).
        """
        pairs = zip(self, answers, strict=True)
        return [Answered(asked, said) for asked, said in pairs if asked and said]


NO_ANSWERS = Answers()
NO_QUESTIONS = Questions()


def asks_for_id_card(question: str) -> bool:
    """Whatever blanks and widths are put between the signs."""
    return ID_CARD in "".join(half_width(question).split())
