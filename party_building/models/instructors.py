"""党建指导员: sent to guide the Party building of firms and complexes; one may serve many (S4-01)."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from communities.constraints import Days, OfOne
from communities.models import Organization, Placed
from communities.models.bodies import day
from party_building.models.organizations import PartyOrganization, forward, of_sub_district
from party_building.querysets import AssignmentQuerySet, InstructorQuerySet


@tracked()
class PartyInstructor(Placed):
    """Somebody sent by a Party organisation or a unit, from day to day."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="party_instructor", verbose_name=_("姓名")
    )
    sent_by = models.CharField(_("派出单位"), max_length=80, blank=True, default="")
    since = day(_("起"))
    until = day(_("止"), null=True, blank=True, help_text=_("最后一天"))
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = InstructorQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("党建指导员")
        verbose_name_plural = _("党建指导员")
        constraints = [
            *Placed.Meta.constraints,
            forward("partyinstructor"),
            models.UniqueConstraint(fields=["id", "sub_district"], name="partyinstructor_tenant"),
            ExclusionConstraint(
                name="partyinstructor_once",
                expressions=[
                    (OfOne("person"), RangeOperators.OVERLAPS),
                    (OfOne("sub_district"), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个人这段时间已是党建指导员"),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


@tracked()
class InstructorAssignment(Placed):
    """联系点: a complex, a unit (firm) or a Party organisation that an instructor guides."""

    instructor = models.ForeignKey(
        PartyInstructor,
        on_delete=models.CASCADE,
        related_name="assignments",
        verbose_name=_("党建指导员"),
    )
    host = models.ForeignKey(
        Organization,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="party_instructors",
        verbose_name=_("单位"),
        help_text=_("指导一家企业填；同时填了小区，表示它在那里的项目"),
    )
    organization = models.ForeignKey(
        PartyOrganization,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="instructors",
        verbose_name=_("党组织"),
    )
    since = day(_("起"))
    until = day(_("止"), null=True, blank=True, help_text=_("最后一天"))

    objects = AssignmentQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("指导员联系点")
        verbose_name_plural = _("指导员联系点")
        constraints = [
            *Placed.Meta.constraints,
            of_sub_district("instructorassignment", "instructor", "party_building.PartyInstructor"),
            of_sub_district("instructorassignment", "host", "communities.Organization"),
            of_sub_district(
                "instructorassignment", "organization", "party_building.PartyOrganization"
            ),
            models.CheckConstraint(
                condition=Q(complex__isnull=False)
                | Q(host__isnull=False)
                | Q(organization__isnull=False),
                name="instructorassignment_of_something",
                violation_error_message=_("请选小区、单位或党组织"),
            ),
            forward("instructorassignment"),
            ExclusionConstraint(
                name="instructorassignment_once",
                expressions=[
                    (OfOne("instructor"), RangeOperators.OVERLAPS),
                    *(
                        (OfOne(Coalesce(F(part), Value(0))), RangeOperators.OVERLAPS)
                        for part in ("complex", "host", "organization")
                    ),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这位指导员这段时间已联系这里"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instructor_id} #{self.pk}"
