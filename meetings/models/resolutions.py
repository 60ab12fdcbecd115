"""议定事项: what a meeting resolved, who owes it by when, what was done, and who looked at it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from communities.constraints import CompositeForeignKey
from communities.models import Organization, Placed
from communities.models.bodies import day
from meetings.choices import REPORTED, TO_DO, ResolutionState
from meetings.models.meetings import LONGEST_TITLE, Meeting, account
from meetings.models.votes import VoteItem
from meetings.querysets import ResolutionQuerySet
from party_building.models import PartyOrganization

LONGEST_MATTER = 200
LONGEST_EVIDENCE = 500


@tracked()
class Resolution(Placed):
    """议定事项, numbered within its meeting; lies where its meeting does.

    `owner_name` is the responsible unit or person as it was written; the keys say which one of ours
    that is, if it is. Whoever reported it done does not verify it; only a later meeting of the same
    body drops it (domain 3.12).
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="resolutions", verbose_name=_("会议")
    )
    number = models.PositiveSmallIntegerField(_("序号"))
    matter = models.CharField(_("事项"), max_length=LONGEST_MATTER)
    vote_item = models.OneToOneField(
        VoteItem,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="resolution",
        verbose_name=_("由哪项表决形成"),
    )

    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="resolutions",
        verbose_name=_("责任单位"),
    )
    party_organization = models.ForeignKey(
        PartyOrganization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="resolutions",
        verbose_name=_("责任党组织"),
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="resolutions",
        verbose_name=_("责任人"),
    )
    owner_name = models.CharField(_("责任单位或责任人"), max_length=LONGEST_TITLE)
    contact = models.CharField(
        _("具体责任人"), max_length=40, blank=True, default="", help_text=_("责任单位里由谁办")
    )
    deadline = day(_("时限"), null=True, blank=True, help_text=_("当天仍算按期"))

    state = models.CharField(
        _("落实情况"), max_length=20, choices=ResolutionState.choices, default=ResolutionState.OPEN
    )
    done_on = day(_("完成日期"), null=True, blank=True)
    done_by = account(_("报完成的人"), "resolutions_done")
    evidence = models.CharField(_("佐证"), max_length=LONGEST_EVIDENCE, blank=True, default="")
    verified_at = models.DateTimeField(_("复核时间"), null=True, blank=True)
    verified_by = account(_("复核人"), "resolutions_verified")
    dropped_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    dropped_in = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="resolutions_dropped",
        verbose_name=_("在哪次会议撤销"),
    )
    drop_reason = models.CharField(_("撤销原因"), max_length=120, blank=True, default="")

    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    objects = ResolutionQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("议定事项")
        verbose_name_plural = _("议定事项")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("meeting", "sub_district"),
                to="meetings.Meeting",
                to_fields=("id", "sub_district"),
                name="resolution_of_meeting_in_sub_district",
            ),
            CompositeForeignKey(
                fields=("meeting", "complex"),
                to="meetings.Meeting",
                to_fields=("id", "complex"),
                name="resolution_of_meeting_in_complex",
            ),
            CompositeForeignKey(
                fields=("dropped_in", "sub_district"),
                to="meetings.Meeting",
                to_fields=("id", "sub_district"),
                name="resolution_dropped_in_sub_district",
            ),
            models.UniqueConstraint(fields=["meeting", "number"], name="resolution_number_once"),
            models.CheckConstraint(
                condition=Q(number__gt=0), name="resolution_number_counts_from_one"
            ),
            models.CheckConstraint(
                condition=~Q(matter="") & ~Q(owner_name=""),
                name="resolution_has_matter_and_owner",
                violation_error_message=_("请写明事项和责任单位"),
            ),
            models.CheckConstraint(
                condition=Q(organization=None, party_organization=None)
                | Q(organization=None, person=None)
                | Q(party_organization=None, person=None),
                name="resolution_one_owner",
                violation_error_message=_("一个事项只能有一个责任单位或责任人"),
            ),
            # Each state with its facts.
            models.CheckConstraint(
                condition=Q(state__in=REPORTED, done_on__isnull=False)
                | Q(state__in=TO_DO, done_on=None)
                | Q(state=ResolutionState.DROPPED),
                name="resolution_done_has_day",
            ),
            models.CheckConstraint(
                condition=Q(state=ResolutionState.VERIFIED, verified_at__isnull=False)
                | ~Q(state=ResolutionState.VERIFIED) & Q(verified_at=None, verified_by=None),
                name="resolution_verified_has_time",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | Q(done_by=None) | ~Q(verified_by=F("done_by")),
                name="resolution_doer_does_not_verify",
                violation_error_message=_("报完成的人不能自己复核"),
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ResolutionState.DROPPED,
                    dropped_in__isnull=False,
                    dropped_at__isnull=False,
                )
                & ~Q(drop_reason="")
                & ~Q(dropped_in=F("meeting"))
                | ~Q(state=ResolutionState.DROPPED)
                & Q(dropped_in=None, dropped_at=None, drop_reason=""),
                name="resolution_dropped_by_a_later_meeting",
                violation_error_message=_("撤销事项要由以后的一次会议决定，并写明原因"),
            ),
            # Target of the agenda's key.
            models.UniqueConstraint(fields=["id", "meeting"], name="resolution_in_meeting"),
        ]
        indexes = [
            # What is due, and overdue, in a sub-district.
            models.Index(fields=["sub_district", "deadline"], name="resolution_deadlines"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.matter}（{self.pk}）"

    def is_overdue(self, today: date) -> bool:
        """Nobody has reported it done and its last day is over."""
        return self.state in TO_DO and self.deadline is not None and self.deadline < today


@tracked()
class ResolutionStep(models.Model):
    """落实经过: each step of a resolution, appended by the service."""

    resolution = models.ForeignKey(
        Resolution, on_delete=models.CASCADE, related_name="steps", verbose_name=_("议定事项")
    )
    from_state = models.CharField(
        _("原状态"), max_length=20, choices=ResolutionState.choices, blank=True, default=""
    )
    to_state = models.CharField(_("新状态"), max_length=20, choices=ResolutionState.choices)
    note = models.CharField(_("说明"), max_length=LONGEST_EVIDENCE, blank=True, default="")
    at = models.DateTimeField(_("时间"))
    by = account(_("经办人"), "resolution_steps")

    class Meta:
        verbose_name = _("落实经过")
        verbose_name_plural = _("落实经过")

    def __str__(self) -> str:
        return f"{self.resolution_id} {self.to_state}"
