"""议题征集: what was handed in for a meeting, by whom and by which road, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from communities.choices import EntryRoad
from communities.constraints import CompositeForeignKey
from communities.models import Organization, Placed
from meetings.choices import TopicState
from meetings.models.meetings import LONGEST_TITLE, AgendaItem, Meeting, account
from meetings.querysets import MeetingTopicQuerySet
from party_building.models import PartyOrganization

LONGEST_PROPOSAL = 60
LONGEST_NOTE = 500
LONGEST_REASON = 120


@tracked()
class MeetingTopic(Placed):
    """议题征集, one topic; lies where its meeting does.

    `name` is who proposed it as it was written; the keys say which one of ours that is, if it is. It
    is never public. `entered_by` is the proposer's own account, or whoever wrote it down for her.
    Adopted, it points at its item of the agenda.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="topics", verbose_name=_("会议")
    )
    title = models.CharField(_("议题"), max_length=LONGEST_PROPOSAL)
    note = models.CharField(_("说明"), max_length=LONGEST_NOTE, blank=True, default="")

    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="topics",
        verbose_name=_("单位"),
    )
    party_organization = models.ForeignKey(
        PartyOrganization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="topics",
        verbose_name=_("党组织"),
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="topics",
        verbose_name=_("人员"),
    )
    name = models.CharField(_("提出人或单位"), max_length=LONGEST_TITLE, help_text=_("不公开"))
    road = models.CharField(_("途径"), max_length=20, choices=EntryRoad.choices)
    entered_by = account(_("登记人"), "topics_entered")
    proposed_at = models.DateTimeField(_("提出时间"))

    state = models.CharField(
        _("状态"), max_length=20, choices=TopicState.choices, default=TopicState.PROPOSED
    )
    agenda_item = models.OneToOneField(
        AgendaItem,
        # Goes only together with its meeting; whoever drops an item makes its topic an open one first.
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="proposed_as",
        verbose_name=_("议程里的议题"),
    )
    decided_at = models.DateTimeField(_("处理时间"), null=True, blank=True)
    decided_by = account(_("处理人"), "topics_decided")
    decline_reason = models.CharField(
        _("未采纳的原因"), max_length=LONGEST_REASON, blank=True, default=""
    )

    objects = MeetingTopicQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("征集的议题")
        verbose_name_plural = _("征集的议题")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("meeting", "sub_district"),
                to="meetings.Meeting",
                to_fields=("id", "sub_district"),
                name="meetingtopic_of_meeting_in_sub_district",
            ),
            CompositeForeignKey(
                fields=("meeting", "complex"),
                to="meetings.Meeting",
                to_fields=("id", "complex"),
                name="meetingtopic_of_meeting_in_complex",
            ),
            # Adopted by the meeting for which it was handed in.
            CompositeForeignKey(
                fields=("agenda_item", "meeting"),
                to="meetings.AgendaItem",
                to_fields=("id", "meeting"),
                name="meetingtopic_adopted_in_same_meeting",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(name=""),
                name="meetingtopic_has_title_and_name",
                violation_error_message=_("请写议题，和由谁提出"),
            ),
            models.CheckConstraint(
                condition=Q(organization=None, party_organization=None)
                | Q(organization=None, person=None)
                | Q(party_organization=None, person=None),
                name="meetingtopic_of_one",
                violation_error_message=_("一个议题只能由一个单位、一个党组织或一个人提出"),
            ),
            # Each state with its facts.
            models.CheckConstraint(
                condition=Q(state=TopicState.ADOPTED, agenda_item__isnull=False)
                | ~Q(state=TopicState.ADOPTED) & Q(agenda_item=None),
                name="meetingtopic_adopted_has_item",
            ),
            models.CheckConstraint(
                condition=Q(state=TopicState.DECLINED) & ~Q(decline_reason="")
                | ~Q(state=TopicState.DECLINED) & Q(decline_reason=""),
                name="meetingtopic_declined_has_reason",
                violation_error_message=_("不采纳要写明原因"),
            ),
            models.CheckConstraint(
                condition=Q(state=TopicState.PROPOSED, decided_at=None, decided_by=None)
                | ~Q(state=TopicState.PROPOSED) & Q(decided_at__isnull=False),
                name="meetingtopic_decided_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.pk}）"
