"""计票结果: what a vote came to, frozen by its count, and whether residents are shown it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from meetings.choices import Outcome
from meetings.models.meetings import account
from meetings.models.votes import Vote, VoteOption, part_of_vote

MOST_HEADS = 1_000_000
OWN_COUNT = _("自己计票的结果要由另一位公开")


@tracked()
class VoteCount(models.Model):
    """计票结果: who was entitled and who took part, as it was counted; the numbers never change.

    Publishing hangs on it, so that nothing uncounted can be shown; whoever counted does not publish, as
    with minutes. `withdraw_reason`: why it was taken down last; earlier ones are in the audit trail.
    """

    vote = models.OneToOneField(
        Vote, on_delete=models.CASCADE, related_name="count", verbose_name=_("表决")
    )
    entitled_heads = models.PositiveIntegerField(
        _("应参与人数"), validators=[MaxValueValidator(MOST_HEADS)]
    )
    entitled_area = models.DecimalField(
        _("应参与面积（㎡）"), max_digits=12, decimal_places=2, default=0
    )
    present_heads = models.PositiveIntegerField(_("参与人数"))
    present_area = models.DecimalField(
        _("参与面积（㎡）"), max_digits=12, decimal_places=2, default=0
    )
    counted_at = models.DateTimeField(_("计票时间"))
    counted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="votes_counted",
        verbose_name=_("计票人"),
    )
    published_at = models.DateTimeField(_("公开时间"), null=True, blank=True)
    published_by = account(_("公开审核人"), "vote_results_published")
    withdraw_reason = models.CharField(_("撤下原因"), max_length=120, blank=True, default="")

    class Meta:
        verbose_name = _("计票结果")
        verbose_name_plural = _("计票结果")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(present_heads__lte=F("entitled_heads"))
                & Q(present_area__lte=F("entitled_area")),
                name="votecount_present_within_entitled",
                violation_error_message=_("参与的不能多于应参与的"),
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | Q(published_at__isnull=False),
                name="votecount_published_has_time",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None)
                | Q(counted_by=None)
                | ~Q(published_by=F("counted_by")),
                name="votecount_counter_does_not_publish",
                violation_error_message=OWN_COUNT,
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(withdraw_reason=""),
                name="votecount_shown_or_taken_down",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id}: {self.present_heads}/{self.entitled_heads}"


@tracked()
class OptionCount(models.Model):
    """单项结果: what was counted for one option, by which shares, and what became of it."""

    vote = models.ForeignKey(
        Vote, on_delete=models.CASCADE, related_name="option_counts", verbose_name=_("表决")
    )
    option = models.OneToOneField(
        VoteOption, on_delete=models.CASCADE, related_name="count", verbose_name=_("表决选项")
    )
    agree_heads = models.PositiveIntegerField(_("同意人数"))
    agree_area = models.DecimalField(
        _("同意面积（㎡）"), max_digits=12, decimal_places=2, default=0
    )
    oppose_heads = models.PositiveIntegerField(_("反对人数"))
    oppose_area = models.DecimalField(
        _("反对面积（㎡）"), max_digits=12, decimal_places=2, default=0
    )
    abstain_heads = models.PositiveIntegerField(_("弃权人数"))
    abstain_area = models.DecimalField(
        _("弃权面积（㎡）"), max_digits=12, decimal_places=2, default=0
    )
    split_heads = models.PositiveIntegerField(_("各户选择不同的人数"), default=0)

    quorum_share = models.CharField(_("参与要求"), max_length=5)
    majority_share = models.CharField(_("同意要求"), max_length=5)
    is_special = models.BooleanField(_("特别事项"), default=False)
    outcome = models.CharField(_("结果"), max_length=20, choices=Outcome.choices)

    class Meta:
        verbose_name = _("单项结果")
        verbose_name_plural = _("单项结果")
        constraints: ClassVar = [
            part_of_vote("optioncount_option_of_vote", "option", "VoteOption"),
        ]

    def __str__(self) -> str:
        return f"{self.option_id}: {self.outcome}"
