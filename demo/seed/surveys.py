"""What people say of their place: one questionnaire, asked twice at 中粮锦云, and once more elsewhere.

All answers are invented; they rise between the two rounds (S0-16).
"""

from __future__ import annotations

import random
from datetime import date, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from communities.choices import EntryRoad
from communities.models import Survey, SurveyQuestion, SurveyRound
from communities.queries.places import Place
from communities.services.survey_ledger import import_surveys
from communities.services.surveys import (
    STANDARD_QUESTIONS,
    Sheet,
    enter_sheets,
    note_round,
    open_round,
    publish_round,
    take_response,
    write_survey,
)
from core.cells import DateRange
from core.ledgers import LedgerRow
from demo.seed.world import World

TITLE = "居民满意度问卷"
_R = EntryRoad
ORDER = (_R.ONLINE, _R.HELPER, _R.PAPER)


class Asked(NamedTuple):
    """A round: days before the demo's today, answers by road, how likely a high score is by item."""

    place: str
    name: str
    opened: int
    closed: int
    handed_out: int | None
    sheets: tuple[int, int, int]
    liking: tuple[float, ...]
    opinions: tuple[str, ...]
    summary: str = ""
    by: str = "secretary"


ROUNDS = (
    Asked(
        "zhongliang-jinyun", "上半年", 170, 150, 120, (24, 8, 16),
        (0.45, 0.5, 0.58, 0.62, 0.25),
        ("电梯等得久", "地下室灯暗", "希望多办活动", "快递柜不够用"),
        "电梯等候久、地下室照明暗；希望多办邻里活动。",
    ),
    Asked(
        "zhongliang-jinyun", "下半年", 28, 8, 150, (38, 12, 20),
        (0.72, 0.66, 0.7, 0.78, 0.48),
        ("地下室亮多了", "活动多了，认识了几家邻居", "停车还是挤", "管家上门问得勤"),
        "地下室改造后好评多；停车紧张仍是主要问题，已列入联席会议题。",
    ),
    Asked(
        "yuyuan", "下半年", 5, -15, 80, (5, 1, 0), (0.6, 0.6, 0.6, 0.7, 0.4), ("花园很好",),
        by="secretary-jinxiu",
    ),
)  # fmt: skip


# Of the year before, as 锦绣社区 kept them on paper: place, handed out, returned, means, opinions
TOTALS = (
    ("御园", 90, 61, ("3.92", "3.85", "4.02", "4.10", "2.95"), "希望公示维修资金"),
    ("锦绣一号院", 60, 37, ("3.41", "3.60", "3.88", "3.35", "4.05"), "院门口路灯暗"),
)


def build_surveys(world: World) -> None:
    """Through the services, as people do; twice is once."""
    if Survey.objects.filter(title=TITLE, is_demo=True).exists():
        return
    survey = write_survey(
        place=Place(world.sub_districts["tiaodenghe-jiedao"]),
        title=TITLE,
        questions=list(STANDARD_QUESTIONS.values()),
        actor=world.accounts["official"],
        is_demo=True,
    )
    questions = list(survey.questions.order_by("position"))
    chance = random.Random(20261120)  # noqa: S311  a repeatable demo, no secret
    for asked in ROUNDS:
        _ask(world, survey, questions, asked, chance)
    _bring_totals(world, questions)


def _bring_totals(world: World, questions: list[SurveyQuestion]) -> None:
    """By ledger 33, as a community hands in what it counted itself."""
    year = world.period.first.year - 1
    rows = [
        LedgerRow(
            number,
            {
                "name": f"{year}年",
                "complex": place,
                "period": DateRange(date(year, 11, 1), date(year, 11, 30)),
                "handed_out": handed_out,
                "returned": returned,
                "means": {
                    question.short_label: Decimal(mean)
                    for question, mean in zip(questions, means, strict=True)
                },
                "summary": summary,
            },
        )
        for number, (place, handed_out, returned, means, summary) in enumerate(TOTALS, start=4)
    ]
    outcome = import_surveys(rows=rows, actor=world.accounts["secretary-jinxiu"], now=world.now)
    if not outcome.applied:
        raise RuntimeError(f"Ledger 33 of the demo: {outcome.problems[:3]}")
    SurveyRound.objects.filter(returned_count__isnull=False, survey__is_demo=True).update(
        is_demo=True
    )


def _ask(
    world: World,
    survey: Survey,
    questions: list[SurveyQuestion],
    asked: Asked,
    chance: random.Random,
) -> None:
    where, today = world.where(asked.place), world.today
    opens_on, closes_on = today - timedelta(days=asked.opened), today - timedelta(days=asked.closed)
    round_ = open_round(
        survey=survey,
        place=Place(where.sub_district, where.community, where.complex),
        name=f"{closes_on.year}年{asked.name}",
        opens_on=opens_on,
        closes_on=closes_on,
        handed_out=asked.handed_out,
        actor=world.accounts["manager"],
        is_demo=True,
    )
    opinions = list(asked.opinions)
    for road, number in zip(ORDER, asked.sheets, strict=True):
        sheets = [
            Sheet(
                scores=_scores(questions, asked.liking, chance),
                opinion=opinions.pop() if opinions and not sheet % 7 else "",
                road=road,
            )
            for sheet in range(number)
        ]
        _hand_in(world, round_, sheets, road, min(closes_on, today))
    if closes_on < today:
        note_round(
            round_id=round_.pk,
            handed_out=asked.handed_out,
            summary=asked.summary,
            actor=world.accounts["manager"],
        )
        publish_round(
            round_id=round_.pk,
            actor=world.accounts[asked.by],
            now=world.at(closes_on + timedelta(days=3), time(10, 0)),
        )


def _scores(
    questions: list[SurveyQuestion], liking: tuple[float, ...], chance: random.Random
) -> dict[int, int]:
    """One in fourteen questions is left out, as on real sheets."""
    return {
        question.pk: 1 + sum(chance.random() < share**0.7 for _point in range(4))
        for question, share in zip(questions, liking, strict=True)
        if chance.randrange(14)
    }


def _hand_in(
    world: World, round_: SurveyRound, sheets: list[Sheet], road: EntryRoad, last: date
) -> None:
    """Pages and helpers over the days of the round, paper as one pile after it."""
    steward = world.accounts["steward"]
    if road == EntryRoad.PAPER:
        if sheets:
            now = world.at(last, time(17, 0))
            enter_sheets(round_id=round_.pk, sheets=sheets, actor=steward, now=now, is_demo=True)
        return
    days = (last - round_.opens_on).days + 1
    for number, sheet in enumerate(sheets):
        if not sheet.is_blank:
            take_response(
                round_id=round_.pk,
                sheet=sheet,
                actor=steward if road == EntryRoad.HELPER else None,
                now=world.at(round_.opens_on + timedelta(days=number % days), time(18, 0)),
                is_demo=True,
            )
