"""What a branch sets up at the doors: zones, service posts, households to turn to (S3-13, S2-12)."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.constraints import Days, OfOne
from communities.models import Building, Door, Placed, Unit
from communities.models.bodies import day
from party_building.models.members import DualRegistration, PartyMember
from party_building.models.organizations import (
    PartOfOrganization,
    forward,
    needs_complex,
    of_complex,
    of_sub_district,
)
from party_building.querysets import (
    BranchWorkQuerySet,
    ClaimQuerySet,
    HouseholdQuerySet,
    ZoneDutyQuerySet,
)


class AtTheDoor(PartOfOrganization):
    """Something of a branch in one of its buildings or units; neither: in the whole complex."""

    building = models.ForeignKey(
        Building,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("楼栋"),
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("单元"),
        help_text=_("楼栋和单元只选一个"),
    )
    since = day(_("起"))
    until = day(_("止"), null=True, blank=True, help_text=_("最后一天"))
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    class Meta(PartOfOrganization.Meta):
        abstract = True
        constraints = [
            *PartOfOrganization.Meta.constraints,
            needs_complex("%(class)s"),
            of_complex("%(class)s", "building", "communities.Building"),
            of_complex("%(class)s", "unit", "communities.Unit"),
            models.CheckConstraint(
                condition=Q(building=None) | Q(unit=None),
                name="%(class)s_one_span",
                violation_error_message=_("楼栋和单元只选一个"),
            ),
            forward("%(class)s"),
        ]


@tracked()
class ResponsibilityZone(AtTheDoor):
    """党员责任区 over a building or a unit; whose it is, `ZoneDuty` says."""

    name = models.CharField(_("名称"), max_length=60, blank=True, default="")

    objects = BranchWorkQuerySet.as_manager()

    class Meta(AtTheDoor.Meta):
        abstract = False
        verbose_name = _("党员责任区")
        verbose_name_plural = _("党员责任区")
        constraints = [
            *AtTheDoor.Meta.constraints,
            models.UniqueConstraint(
                fields=["id", "sub_district"], name="responsibilityzone_tenant"
            ),
            ExclusionConstraint(
                name="responsibilityzone_of_building",
                expressions=[
                    (OfOne("building"), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(building__isnull=False),
                violation_error_message=_("这栋楼这段时间已有责任区"),
            ),
            ExclusionConstraint(
                name="responsibilityzone_of_unit",
                expressions=[
                    (OfOne("unit"), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(unit__isnull=False),
                violation_error_message=_("这个单元这段时间已有责任区"),
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"#{self.pk}"


@tracked()
class ZoneDuty(Placed):
    """A member looks after a zone, from day to day; a zone may have several."""

    zone = models.ForeignKey(
        ResponsibilityZone,
        on_delete=models.CASCADE,
        related_name="duties",
        verbose_name=_("党员责任区"),
    )
    member = models.ForeignKey(
        PartyMember, on_delete=models.PROTECT, related_name="zone_duties", verbose_name=_("党员")
    )
    since = day(_("起"))
    until = day(_("止"), null=True, blank=True, help_text=_("最后一天"))

    objects = ZoneDutyQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("责任区党员")
        verbose_name_plural = _("责任区党员")
        constraints = [
            *Placed.Meta.constraints,
            of_sub_district("zoneduty", "zone", "party_building.ResponsibilityZone"),
            of_sub_district("zoneduty", "member", "party_building.PartyMember"),
            forward("zoneduty"),
            ExclusionConstraint(
                name="zoneduty_once",
                expressions=[
                    (OfOne("zone"), RangeOperators.OVERLAPS),
                    (OfOne("member"), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这位党员这段时间已负责这个责任区"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone_id} {self.member_id}"


@tracked()
class ServicePost(AtTheDoor):
    """党员服务岗 at an entrance, such as 矛盾调解岗; members claim it."""

    name = models.CharField(_("岗位名称"), max_length=40)
    spot = models.CharField(
        _("地点"), max_length=60, blank=True, default="", help_text=_("如：3栋1单元门口")
    )
    places = models.PositiveSmallIntegerField(
        _("名额"), default=1, validators=[MinValueValidator(1), MaxValueValidator(99)]
    )

    objects = BranchWorkQuerySet.as_manager()

    class Meta(AtTheDoor.Meta):
        abstract = False
        verbose_name = _("党员服务岗")
        verbose_name_plural = _("党员服务岗")
        constraints = [
            *AtTheDoor.Meta.constraints,
            models.CheckConstraint(
                condition=Q(places__gte=1),
                name="servicepost_has_places",
                violation_error_message=_("名额至少1个"),
            ),
            models.UniqueConstraint(fields=["id", "sub_district"], name="servicepost_tenant"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class ServiceClaim(Placed):
    """认领: a member, or somebody who reported in, serves at a post from day to day."""

    service_post = models.ForeignKey(
        ServicePost, on_delete=models.CASCADE, related_name="claims", verbose_name=_("党员服务岗")
    )
    member = models.ForeignKey(
        PartyMember,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="service_claims",
        verbose_name=_("党员"),
    )
    registration = models.ForeignKey(
        DualRegistration,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="service_claims",
        verbose_name=_("双报到"),
    )
    since = day(_("起"))
    until = day(_("止"), null=True, blank=True, help_text=_("最后一天"))

    objects = ClaimQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("服务岗认领")
        verbose_name_plural = _("服务岗认领")
        constraints = [
            *Placed.Meta.constraints,
            of_sub_district("serviceclaim", "service_post", "party_building.ServicePost"),
            of_sub_district("serviceclaim", "member", "party_building.PartyMember"),
            of_sub_district("serviceclaim", "registration", "party_building.DualRegistration"),
            models.CheckConstraint(
                condition=Q(member=None, registration__isnull=False)
                | Q(member__isnull=False, registration=None),
                name="serviceclaim_of_one",
                violation_error_message=_("请选党员或者双报到党员"),
            ),
            forward("serviceclaim"),
            *(
                ExclusionConstraint(
                    name=f"serviceclaim_{who}_once",
                    expressions=[
                        (OfOne("service_post"), RangeOperators.OVERLAPS),
                        (OfOne(who), RangeOperators.OVERLAPS),
                        (Days("since", "until"), RangeOperators.OVERLAPS),
                    ],
                    condition=Q(**{f"{who}__isnull": False}),
                    violation_error_message=_("这个岗位这段时间已经认领"),
                )
                for who in ("member", "registration")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_post_id} #{self.pk}"


@tracked()
class KeyPartyHousehold(PartOfOrganization):
    """党员中心户: a member's household in a building that neighbours turn to.

    It hangs on the building only where the household agreed; then its door is shown, never a name.
    """

    building = models.ForeignKey(
        Building,
        on_delete=models.CASCADE,
        related_name="key_party_households",
        verbose_name=_("楼栋"),
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="key_party_households",
        verbose_name=_("单元"),
    )
    door = models.ForeignKey(
        Door,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="key_party_households",
        verbose_name=_("户"),
    )
    member = models.ForeignKey(
        PartyMember,
        on_delete=models.PROTECT,
        related_name="key_households",
        verbose_name=_("党员"),
    )
    shown_with_consent = models.BooleanField(
        _("同意在楼栋公示"), default=False, help_text=_("只公示门牌，不公示姓名")
    )
    since = day(_("起"))
    until = day(_("止"), null=True, blank=True, help_text=_("最后一天"))

    objects = HouseholdQuerySet.as_manager()

    class Meta(PartOfOrganization.Meta):
        abstract = False
        verbose_name = _("党员中心户")
        verbose_name_plural = _("党员中心户")
        constraints = [
            *PartOfOrganization.Meta.constraints,
            needs_complex("keypartyhousehold"),
            of_complex("keypartyhousehold", "building", "communities.Building"),
            of_complex("keypartyhousehold", "unit", "communities.Unit"),
            of_complex("keypartyhousehold", "door", "communities.Door"),
            of_sub_district("keypartyhousehold", "member", "party_building.PartyMember"),
            forward("keypartyhousehold"),
            ExclusionConstraint(
                name="keypartyhousehold_once",
                expressions=[
                    (OfOne("member"), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这位党员的家这段时间已是党员中心户"),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
