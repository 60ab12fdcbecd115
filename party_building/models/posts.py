"""Who leads an organisation and sits in its committee, in which term, and who stands in."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from communities.constraints import Days, OfOne
from communities.models import Placed
from communities.models.bodies import day
from party_building.choices import PartyPostKind
from party_building.models.organizations import PartOfOrganization, forward, of_sub_district
from party_building.querysets import LeaveQuerySet, PostQuerySet, TermQuerySet


@tracked()
class PartyTerm(PartOfOrganization):
    """一届: from the day it was elected (换届日期) to the day on which it is over (届满日期)."""

    number = models.PositiveSmallIntegerField(
        _("届次"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(99)],
    )
    starts_on = day(_("换届日期"))
    ends_on = day(_("届满日期"), help_text=_("最后一天，当天仍在任"))

    objects = TermQuerySet.as_manager()

    class Meta(PartOfOrganization.Meta):
        abstract = False
        verbose_name = _("党组织届次")
        verbose_name_plural = _("党组织届次")
        constraints = [
            *PartOfOrganization.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="partyterm_forward",
                violation_error_message=_("届满日期不能早于换届日期"),
            ),
            ExclusionConstraint(
                name="partyterms_apart",
                expressions=[
                    (OfOne("organization"), RangeOperators.OVERLAPS),
                    (Days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("任期与另一届重叠，同一党组织的各届任期不能重叠"),
            ),
        ]
        # Whose term ends soon or is over: the alarms and the officials' list.
        indexes = [models.Index(fields=["sub_district", "ends_on"], name="partyterm_by_end")]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.starts_on}"


_POST_NUMBER = Case(
    *(When(post=post, then=Value(number)) for number, post in enumerate(PartyPostKind.values, 1)),
    default=Value(0),
)


@tracked()
class PartyPost(PartOfOrganization):
    """党内职务: a person in a post of an organisation, from day to day.

    A post that the organisation has published is role data and hangs on the notice board with the
    phone given here; any other names nobody in public (domain 6.5).
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="party_posts", verbose_name=_("姓名")
    )
    post = models.CharField(_("党内职务"), max_length=20, choices=PartyPostKind.choices)
    is_published = models.BooleanField(
        _("已公布"), default=False, help_text=_("公布后，居民能看到姓名和下面的电话")
    )
    phone = models.CharField(
        _("公布的电话"), max_length=20, blank=True, default="", help_text=_("工作电话，可以不填")
    )
    since = day(_("任职起"))
    until = day(
        _("任职止"), null=True, blank=True, help_text=_("最后一天，当天仍在任；没有离任不填")
    )
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta(PartOfOrganization.Meta):
        abstract = False
        verbose_name = _("党内职务")
        verbose_name_plural = _("党内职务")
        constraints = [
            *PartOfOrganization.Meta.constraints,
            forward("partypost"),
            models.UniqueConstraint(fields=["id", "sub_district"], name="partypost_tenant"),
            ExclusionConstraint(
                name="partypost_one_secretary",
                expressions=[
                    (OfOne("organization"), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(post=PartyPostKind.SECRETARY),
                violation_error_message=_("同一时间只能有一位书记"),
            ),
            ExclusionConstraint(
                name="partypost_one_group_leader",
                expressions=[
                    (OfOne("organization"), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(post=PartyPostKind.GROUP_LEADER),
                violation_error_message=_("同一时间只能有一位党小组组长"),
            ),
            ExclusionConstraint(
                name="partypost_person_once",
                expressions=[
                    (OfOne("organization"), RangeOperators.OVERLAPS),
                    (OfOne(F("person") * Value(16) + _POST_NUMBER), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个人这段时间已任这个职务"),
            ),
        ]
        indexes = [models.Index(fields=["person", "until"], name="partypost_by_person")]

    def __str__(self) -> str:
        return f"{self.get_post_display()} #{self.pk}"


@tracked()
class PostLeave(Placed):
    """请假: days on which somebody else does the work of a post."""

    post = models.ForeignKey(
        PartyPost, on_delete=models.CASCADE, related_name="leaves", verbose_name=_("党内职务")
    )
    deputy = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="party_deputised", verbose_name=_("谁代替")
    )
    first_day = day(_("起"))
    last_day = day(_("止"), help_text=_("最后一天，当天仍由代替的人负责"))

    objects = LeaveQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("党内职务请假")
        verbose_name_plural = _("党内职务请假")
        constraints = [
            *Placed.Meta.constraints,
            of_sub_district("postleave", "post", "party_building.PartyPost"),
            forward("postleave", first="first_day", last="last_day"),
            ExclusionConstraint(
                name="postleave_once",
                expressions=[
                    (OfOne("post"), RangeOperators.OVERLAPS),
                    (Days("first_day", "last_day"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这几天已经安排了代班"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.first_day}"
