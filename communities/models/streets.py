"""街长制 and 门前三包: stretches of street, who looks after them, and the shops along them.

A shop is its premises and its sign. Who owns it as a person is not stored (domain 8.2).
"""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from communities.choices import ChiefKind, ShopTrade
from communities.constraints import CompositeForeignKey, Days, OfOne
from communities.models.bodies import day
from communities.models.organizations import Organization
from communities.models.placed import Placed
from communities.querysets import (
    CommitmentQuerySet,
    DatedTerritoryQuerySet,
    TerritoryQuerySet,
)


@tracked()
class StreetSegment(Placed):
    """街段: a stretch of street within a community, or along one of its complexes."""

    name = models.CharField(_("街路"), max_length=40)
    stretch = models.CharField(
        _("起止"), max_length=60, blank=True, default="", help_text=_("如：1号至41号；整条街不填")
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = TerritoryQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("街段")
        verbose_name_plural = _("街段")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(community__isnull=False),
                name="streetsegment_in_community",
                violation_error_message=_("请选社区"),
            ),
            models.UniqueConstraint(
                fields=["community", "name", "stretch"],
                name="streetsegment_once",
                violation_error_message=_("这个社区已有同一街段"),
            ),
            models.UniqueConstraint(fields=["id", "sub_district"], name="streetsegment_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.stretch}）" if self.stretch else self.name


@tracked()
class StreetChief(Placed):
    """街长 of a segment: 责任街长 is an official, 群众街长 a neighbour; one of each at a time."""

    segment = models.ForeignKey(
        StreetSegment, on_delete=models.CASCADE, related_name="chiefs", verbose_name=_("街段")
    )
    kind = models.CharField(_("类别"), max_length=20, choices=ChiefKind.choices)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="streets_led", verbose_name=_("姓名")
    )
    since = day(_("起"))
    until = day(_("止"), null=True, blank=True, help_text=_("最后一天，当天仍是街长"))

    objects = DatedTerritoryQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("街长")
        verbose_name_plural = _("街长")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("segment", "sub_district"),
                to="communities.StreetSegment",
                to_fields=("id", "sub_district"),
                name="streetchief_of_segment_of_sub_district",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="streetchief_forward",
                violation_error_message=_("止期不能早于起期"),
            ),
            ExclusionConstraint(
                name="streetchief_one_of_a_kind",
                expressions=[
                    (
                        OfOne(
                            F("segment") * Value(2)
                            + Case(When(kind=ChiefKind.RESIDENT, then=Value(1)), default=Value(0))
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个街段这段时间已有同一类街长"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} #{self.pk}"


@tracked()
class Shop(Placed):
    """临街商铺: premises on a segment under a sign, with the firm behind it where it is known."""

    segment = models.ForeignKey(
        StreetSegment, on_delete=models.PROTECT, related_name="shops", verbose_name=_("街段")
    )
    name = models.CharField(_("店招"), max_length=60, help_text=_("门头上的名称，不写店主姓名"))
    door_number = models.CharField(_("门牌号"), max_length=30, blank=True, default="")
    trade = models.CharField(
        _("业态"), max_length=20, choices=ShopTrade.choices, default=ShopTrade.OTHER
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="shops",
        verbose_name=_("经营单位"),
    )
    closed_on = day(_("停业日期"), null=True, blank=True)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = TerritoryQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("临街商铺")
        verbose_name_plural = _("临街商铺")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("segment", "sub_district"),
                to="communities.StreetSegment",
                to_fields=("id", "sub_district"),
                name="shop_on_segment_of_sub_district",
            ),
            CompositeForeignKey(
                fields=("organization", "sub_district"),
                to="communities.Organization",
                to_fields=("id", "sub_district"),
                name="shop_organization_of_sub_district",
            ),
            models.UniqueConstraint(
                fields=["segment", "name", "door_number"],
                condition=Q(closed_on=None),
                name="shop_once",
                violation_error_message=_("这个街段已有同名同号的商铺"),
            ),
            models.UniqueConstraint(fields=["id", "sub_district"], name="shop_tenant"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class ThreeDutiesCommitment(Placed):
    """门前三包 signed by a shop: which of cleanliness, greenery and order, from which day to which."""

    shop = models.ForeignKey(
        Shop, on_delete=models.CASCADE, related_name="commitments", verbose_name=_("临街商铺")
    )
    signed_on = day(_("签订日期"))
    until = day(_("有效期止"), null=True, blank=True, help_text=_("最后一天；长期有效不填"))
    sanitation = models.BooleanField(_("包卫生"), default=True)
    greening = models.BooleanField(_("包绿化"), default=True)
    order = models.BooleanField(_("包秩序"), default=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("门前三包")
        verbose_name_plural = _("门前三包")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("shop", "sub_district"),
                to="communities.Shop",
                to_fields=("id", "sub_district"),
                name="threedutiescommitment_of_shop_of_sub_district",
            ),
            models.CheckConstraint(
                condition=Q(sanitation=True) | Q(greening=True) | Q(order=True),
                name="threedutiescommitment_promises_something",
                violation_error_message=_("卫生、绿化、秩序至少选一项"),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("signed_on")),
                name="threedutiescommitment_forward",
                violation_error_message=_("止期不能早于起期"),
            ),
            ExclusionConstraint(
                name="threedutiescommitment_one_at_a_time",
                expressions=[
                    (OfOne("shop"), RangeOperators.OVERLAPS),
                    (Days("signed_on", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这家商铺这段时间已签门前三包"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shop_id} {self.signed_on}"

    @property
    def duties(self) -> list[str]:
        """包卫生, 包绿化, 包秩序: those that were signed."""
        signed = {_("包卫生"): self.sanitation, _("包绿化"): self.greening, _("包秩序"): self.order}
        return [str(label) for label, is_signed in signed.items() if is_signed]
