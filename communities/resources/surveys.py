"""Ledger 33 as a file: 满意度调查汇总 (columns of domain 5.33, with community, questionnaire and days)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from accounts.text import half_width
from communities.models import SurveyRound
from communities.models.surveys import LONGEST_ROUND, LONGEST_SUMMARY, LONGEST_TITLE
from communities.queries.notices import period_days
from communities.queries.reach import WHOLE_COMMUNITY
from communities.queries.surveys import returned_of, scored_questions, with_returned
from communities.resources.of_my_places import OfMyPlaces
from communities.services.survey_ledger import import_surveys
from core import cells
from core.cells import CellError, CellValue
from core.ledgers import Column, Use

if TYPE_CHECKING:
    from accounts.models import User
    from core.ledgers import LedgerService, Preamble

_PARTS = re.compile(r"[;,、\n]+")
_MEAN = re.compile(r"(?P<name>.*?\D)[\s:]*(?P<mean>[1-5](?:\.\d{1,2})?)分?")


def means(value: CellValue) -> dict[str, Decimal]:
    """`对物业的信任度 4.25；获得感：4.1分`: by question its mean of 1 to 5."""
    found: dict[str, Decimal] = {}
    for part in _PARTS.split(half_width(cells.text(value))):
        written = part.strip()
        if not written:
            continue
        match = _MEAN.fullmatch(written)
        if match is None or Decimal(match["mean"]) > 5:
            raise CellError(_("应写成“对物业的信任度 4.25；获得感 4.10”，每题1到5分"))
        found[match["name"].strip(" :")] = Decimal(match["mean"])
    return found


class SurveyResource(OfMyPlaces):
    """满意度调查汇总."""

    slug = "surveys"
    title = "满意度调查汇总"
    natural_key = ("name", "community", "complex", "survey")
    identified_by = ("returned", "means")
    columns = (
        Column("number", "序号", use=Use.ORDINAL),
        Column(
            "name",
            "轮次",
            ("调查轮次", "期次", "调查批次"),
            parse=cells.name(LONGEST_ROUND),
            required=True,
        ),
        Column("community", "社区", ("社区名称", "所属社区"), parse=cells.name(60), inherits=True),
        Column(
            "complex",
            "小区",
            ("小区名称", "小区（院落）名称", "所属小区", "院落"),
            parse=cells.name(60),
            inherits=True,
        ),
        Column("survey", "问卷", ("问卷名称", "调查名称"), parse=cells.name(LONGEST_TITLE)),
        Column("period", "调查时间", ("调查起止", "起止日期", "调查日期"), parse=cells.date_range),
        Column("handed_out", "发放", ("发放份数", "发放数", "发放问卷数"), parse=cells.integer),
        Column(
            "returned",
            "回收",
            ("回收份数", "回收数", "回收问卷数", "有效回收"),
            parse=cells.integer,
        ),
        Column("means", "各题均分", ("均分", "各项均分", "各题得分", "平均分"), parse=means),
        Column(
            "summary",
            "主要意见",
            ("意见建议", "主要意见建议", "意见"),
            parse=cells.bounded_text(LONGEST_SUMMARY),
        ),
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.means_by_round: dict[int, str] = {}

    def before_export(self, queryset: Any, **kwargs: Any) -> None:
        """All means in three statements, whatever the number of rounds."""
        del kwargs
        self.means_by_round = {
            round_id: "；".join(
                f"{question.short_label} {score.text}"
                for question, score in scored
                if score.mean is not None
            )
            for round_id, scored in scored_questions(queryset).items()
        }

    def dehydrate_community(self, round_: SurveyRound) -> str:
        return round_.community.name if round_.community else ""

    def dehydrate_complex(self, round_: SurveyRound) -> str:
        return round_.complex.name if round_.complex else WHOLE_COMMUNITY

    def dehydrate_survey(self, round_: SurveyRound) -> str:
        return round_.survey.title

    def dehydrate_period(self, round_: SurveyRound) -> str:
        return period_days(round_.opens_on, round_.closes_on)

    def dehydrate_returned(self, round_: SurveyRound) -> int:
        return returned_of(round_)

    def dehydrate_means(self, round_: SurveyRound) -> str | None:
        return self.means_by_round.get(round_.pk) or None

    def rows_for(self, user: User) -> Any:
        # A round of the community above is not a complex's to bring back.
        return with_returned(SurveyRound.objects.within_reach_of(user)).order_by("opens_on", "pk")

    def service(self, preamble: Preamble) -> LedgerService:
        return partial(import_surveys, filled_on=preamble.filled_on)
