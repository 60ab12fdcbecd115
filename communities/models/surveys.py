"""问卷: questions asked again in rounds; answers are anonymous and only ever read as sums.

No response holds a person, a device or an address; of a page's form only its random key is kept, so
that a double tap is one response.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.choices import EntryRoad, SurveyItem
from communities.models.placed import Placed
from communities.querysets import SurveyQuerySet, SurveyResponseQuerySet, SurveyRoundQuerySet

LONGEST_TITLE = 40
LONGEST_QUESTION = 80
LONGEST_ROUND = 30
LONGEST_OPINION = 200
LONGEST_SUMMARY = 500
BEST_SCORE = 5


@tracked()
class Survey(Placed):
    """问卷: a title and its questions, for a place and all below it."""

    title = models.CharField(_("问卷名称"), max_length=LONGEST_TITLE)

    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="surveys_created",
        verbose_name=_("登记人"),
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = SurveyQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("问卷")
        verbose_name_plural = _("问卷")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(condition=~Q(title=""), name="survey_has_title"),
            models.UniqueConstraint(
                fields=["sub_district", "community", "complex", "title"],
                nulls_distinct=False,
                name="survey_title_once",
                violation_error_message=_("这个地方已有同名问卷"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.pk}）"


@tracked()
class SurveyQuestion(models.Model):
    """问卷题目: answered from 1 to 5, with words for both ends; `item` says what it measures."""

    survey = models.ForeignKey(
        Survey, on_delete=models.CASCADE, related_name="questions", verbose_name=_("问卷")
    )
    position = models.PositiveSmallIntegerField(_("第几题"))
    item = models.CharField(
        _("测什么"), max_length=20, choices=SurveyItem.choices, default=SurveyItem.OWN
    )
    text = models.CharField(_("题目"), max_length=LONGEST_QUESTION)
    low_label = models.CharField(_("1分表示"), max_length=20)
    high_label = models.CharField(_("5分表示"), max_length=20)

    class Meta:
        verbose_name = _("问卷题目")
        verbose_name_plural = _("问卷题目")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "position"], name="surveyquestion_position"),
            models.UniqueConstraint(
                fields=["survey", "item"],
                condition=~Q(item=SurveyItem.OWN),
                name="surveyquestion_item_once",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="surveyquestion_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.text}"

    @property
    def short_label(self) -> str:
        """What the question is called in a table: its item, or itself."""
        return self.text if self.item == SurveyItem.OWN else str(SurveyItem(self.item).label)


@tracked()
class SurveyRound(Placed):
    """问卷轮次: a questionnaire asked in one complex or community between two days.

    `returned_count` and the item means stand only in rounds that a sheet brought as totals; others
    are counted from their responses.
    """

    survey = models.ForeignKey(
        Survey, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("问卷")
    )
    name = models.CharField(_("轮次"), max_length=LONGEST_ROUND)
    opens_on = models.DateField(_("开始"))
    closes_on = models.DateField(_("截止"), help_text=_("含这一天"))
    handed_out = models.PositiveIntegerField(_("发放份数"), null=True, blank=True)
    returned_count = models.PositiveIntegerField(_("回收份数"), null=True, blank=True)
    summary = models.CharField(_("主要意见"), max_length=LONGEST_SUMMARY, blank=True, default="")

    published_at = models.DateTimeField(_("公布时间"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="survey_rounds_published",
        verbose_name=_("公布人"),
    )
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="survey_rounds_created",
        verbose_name=_("登记人"),
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = SurveyRoundQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("问卷轮次")
        verbose_name_plural = _("问卷轮次")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(community__isnull=False), name="surveyround_in_community"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="surveyround_has_name"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="surveyround_period_forwards",
                violation_error_message=_("截止日期不能早于开始日期"),
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | Q(published_at__isnull=False),
                name="surveyround_publisher_has_time",
            ),
            models.CheckConstraint(
                condition=Q(returned_count=None)
                | Q(handed_out=None)
                | Q(returned_count__lte=F("handed_out")),
                name="surveyround_returned_within_handed_out",
                violation_error_message=_("回收份数不能多于发放份数"),
            ),
            models.UniqueConstraint(
                fields=["survey", "community", "complex", "name"],
                nulls_distinct=False,
                name="surveyround_once",
                violation_error_message=_("这个地方这份问卷已有同名轮次"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.pk}）"

    def get_absolute_url(self) -> str:
        return reverse("communities:survey", args=[self.pk])


@tracked()
class SurveyResponse(Placed):
    """答卷: one anonymous sheet; only the day of it is kept, and by which road it came."""

    round = models.ForeignKey(
        SurveyRound, on_delete=models.PROTECT, related_name="responses", verbose_name=_("问卷轮次")
    )
    road = models.CharField(_("途径"), max_length=20, choices=EntryRoad.choices)
    given_on = models.DateField(_("日期"))
    opinion = models.CharField(_("主要意见"), max_length=LONGEST_OPINION, blank=True, default="")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="survey_responses_entered",
        verbose_name=_("录入人"),
    )
    request_key = models.CharField(max_length=48, blank=True, default="", editable=False)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = SurveyResponseQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("答卷")
        verbose_name_plural = _("答卷")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(road=EntryRoad.ONLINE) | Q(entered_by=None),
                name="surveyresponse_own_answer_names_nobody",
            ),
            models.UniqueConstraint(
                fields=["round", "request_key"],
                condition=~Q(request_key=""),
                name="surveyresponse_once_per_form",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}·{self.pk}"


@tracked()
class SurveyAnswer(models.Model):
    """一题的回答, 1 to 5; a question left out has no row."""

    response = models.ForeignKey(
        SurveyResponse, on_delete=models.CASCADE, related_name="answers", verbose_name=_("答卷")
    )
    question = models.ForeignKey(
        SurveyQuestion, on_delete=models.PROTECT, related_name="answers", verbose_name=_("题目")
    )
    score = models.PositiveSmallIntegerField(
        _("分数"), validators=[MinValueValidator(1), MaxValueValidator(BEST_SCORE)]
    )

    class Meta:
        verbose_name = _("回答")
        verbose_name_plural = _("回答")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["response", "question"], name="surveyanswer_once_a_question"
            ),
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=BEST_SCORE),
                name="surveyanswer_one_to_five",
                violation_error_message=_("分数从1到5"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.response_id}·{self.question_id}: {self.score}"


@tracked()
class SurveyItemMean(models.Model):
    """各题均分 of a round that came as totals by the ledger."""

    round = models.ForeignKey(
        SurveyRound, on_delete=models.CASCADE, related_name="means", verbose_name=_("问卷轮次")
    )
    question = models.ForeignKey(
        SurveyQuestion, on_delete=models.PROTECT, related_name="means", verbose_name=_("题目")
    )
    mean = models.DecimalField(_("均分"), max_digits=3, decimal_places=2)

    class Meta:
        verbose_name = _("各题均分")
        verbose_name_plural = _("各题均分")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "question"], name="surveyitemmean_once"),
            models.CheckConstraint(
                condition=Q(mean__gte=1, mean__lte=BEST_SCORE),
                name="surveyitemmean_one_to_five",
                violation_error_message=_("均分从1到5"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}·{self.question_id}: {self.mean}"
