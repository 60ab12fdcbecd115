"""环物委: the residents' committee's sub-committee that guides owners' committees and firms."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from communities.choices import EnvPosition, EnvSource
from communities.constraints import CompositeForeignKey, Days, OfOne
from communities.models.bodies import day
from communities.models.placed import Placed
from communities.querysets import EnvCommitteeQuerySet, EnvMemberQuerySet


@tracked()
class EnvCommittee(Placed):
    """环物委 of a community (社区环境和物业管理委员会): no agency, it fines nobody (domain 0.3)."""

    founded_on = day(_("成立日期"), null=True, blank=True)
    acting_for = models.CharField(
        _("代行谁的职责"),
        max_length=60,
        blank=True,
        default="",
        help_text=_("没有业委会的小区由它代行的写在这里，如：锦绣三号院业委会"),
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = EnvCommitteeQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("环物委")
        verbose_name_plural = _("环物委")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(community__isnull=False, complex=None),
                name="envcommittee_of_community",
                violation_error_message=_("环物委是社区的，请选社区，不选小区"),
            ),
            models.UniqueConstraint(
                fields=["community"],
                name="envcommittee_once",
                violation_error_message=_("这个社区已有环物委"),
            ),
            models.UniqueConstraint(fields=["id", "community"], name="envcommittee_place"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}（{self.community_id}）"


@tracked()
class EnvMember(Placed):
    """环物委委员: a person from a day, until which day the term runs, and when it really ended."""

    committee = models.ForeignKey(
        EnvCommittee, on_delete=models.CASCADE, related_name="members", verbose_name=_("环物委")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="env_memberships", verbose_name=_("姓名")
    )
    position = models.CharField(
        _("职务"), max_length=20, choices=EnvPosition.choices, default=EnvPosition.MEMBER
    )
    source = models.CharField(
        _("身份来源"), max_length=20, choices=EnvSource.choices, blank=True, default=""
    )
    is_party_member = models.BooleanField(_("是否党员"), default=False)

    since = day(_("任期起"))
    term_ends_on = day(_("任期止"), null=True, blank=True)
    until = day(
        _("离任日期"), null=True, blank=True, help_text=_("最后一天，当天仍在任；没有离任不填")
    )

    objects = EnvMemberQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("环物委委员")
        verbose_name_plural = _("环物委委员")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("committee", "community"),
                to="communities.EnvCommittee",
                to_fields=("id", "community"),
                name="envmember_in_committee_of_community",
            ),
            models.CheckConstraint(
                condition=Q(community__isnull=False, complex=None), name="envmember_of_community"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="envmember_forward",
                violation_error_message=_("离任日期不能早于任期起"),
            ),
            models.CheckConstraint(
                condition=Q(term_ends_on=None) | Q(term_ends_on__gte=F("since")),
                name="envmember_term_forward",
                violation_error_message=_("任期止不能早于任期起"),
            ),
            ExclusionConstraint(
                name="envmember_one_director",
                expressions=[
                    (OfOne("committee"), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(position=EnvPosition.DIRECTOR),
                violation_error_message=_("同一时间只能有一位主任"),
            ),
            ExclusionConstraint(
                name="envmember_person_once",
                expressions=[
                    (OfOne("committee"), RangeOperators.OVERLAPS),
                    (OfOne("person"), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个人已在环物委任职"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_position_display()} #{self.pk}"

    @property
    def term_text(self) -> str:
        """`2024-01-01至2026-12-31`, as ledger 9 writes and reads it."""
        return f"{self.since}至{self.term_ends_on}" if self.term_ends_on else ""
