"""Who lives where, and who holds which role where."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from communities.choices import ResidentRelation, Role
from communities.models.doors import Door
from communities.models.placed import Placed
from communities.querysets import ResidentQuerySet, RoleAssignmentQuerySet


@tracked()
class Resident(Placed):
    """居民: a person at a place, with the door where it is known."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="residences", verbose_name=_("人员")
    )
    door = models.ForeignKey(
        Door,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="residents",
        verbose_name=_("户"),
    )
    relation = models.CharField(
        _("身份"), max_length=20, choices=ResidentRelation.choices, default=ResidentRelation.OTHER
    )
    valid_from = models.DateField(_("起"), null=True, blank=True)
    valid_until = models.DateField(_("止"), null=True, blank=True)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = ResidentQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("居民")
        verbose_name_plural = _("居民")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["complex", "person"],
                condition=Q(valid_until=None),
                name="resident_once_per_complex",
                violation_error_message=_("这个人已登记在本小区"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}@{self.complex_id}"


@tracked()
class RoleAssignment(Placed):
    """任职: who holds which role where, from when to when; scoping and permissions read only this."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="role_assignments",
        verbose_name=_("账号"),
    )
    role = models.CharField(_("角色"), max_length=30, choices=Role.choices)
    valid_from = models.DateField(_("起"))
    valid_until = models.DateField(
        _("止"), null=True, blank=True, help_text=_("最后一天，当天仍有效")
    )
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="roles_granted",
        verbose_name=_("谁任命"),
    )

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                fields=["user", "role", "sub_district", "community", "complex"],
                condition=Q(valid_until=None),
                nulls_distinct=False,
                name="role_open_once",
                violation_error_message=_("这个人在这里已有同样的任职"),
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="role_term_forward",
                violation_error_message=_("止期不能早于起期"),
            ),
            models.CheckConstraint(
                condition=~Q(role__in=[Role.SUB_DISTRICT_ADMIN, Role.SUB_DISTRICT_STAFF])
                | Q(community=None),
                name="role_of_whole_sub_district",
                violation_error_message=_("街道的角色不能限在社区或小区"),
            ),
            models.CheckConstraint(
                condition=~Q(role__in=[Role.COMMUNITY_SECRETARY, Role.COMMUNITY_STAFF])
                | Q(community__isnull=False, complex=None),
                name="role_of_whole_community",
                violation_error_message=_("社区的角色要选社区，不选小区"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} #{self.pk}"
