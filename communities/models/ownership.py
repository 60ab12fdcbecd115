"""Who owns which door, with what share, on which days.

Owners need not live there. A share is an exact fraction: three heirs own a third each, which no
percentage says. That the shares of a door never exceed the whole is said by the database.
"""

from __future__ import annotations

from fractions import Fraction

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from accounts.models import Person
from communities.constraints import CompositeForeignKey, Days, OfOne
from communities.models.doors import Door
from communities.models.placed import Placed
from communities.querysets import OwnershipQuerySet
from communities.shares import MOST_PARTS, share_text


def within_whole() -> pgtrigger.Trigger:
    """On each day the shares of a door sum to no more than the whole.

    Two writers of one door meet at its row; who comes second reads, in a new statement, what the first
    left. The sum only grows on a day on which a share begins, so those days are asked. Fractions are
    added exactly, without rounding.
    """
    return pgtrigger.Trigger(
        name="within_whole",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[
            ("asked", "DATE"),
            ("part", "RECORD"),
            ("top", "NUMERIC"),
            ("bottom", "NUMERIC"),
            ("common", "NUMERIC"),
        ],
        func="""
            PERFORM 1 FROM communities_door WHERE id = NEW.door_id FOR NO KEY UPDATE;
            FOR asked IN
                SELECT DISTINCT GREATEST(since, NEW.since) FROM communities_ownership
                WHERE door_id = NEW.door_id AND since <= COALESCE(NEW.until, 'infinity')
                AND COALESCE(until, 'infinity') >= NEW.since
            LOOP
                top := 0;
                bottom := 1;
                FOR part IN
                    SELECT share_numerator, share_denominator FROM communities_ownership
                    WHERE door_id = NEW.door_id AND since <= asked
                    AND COALESCE(until, 'infinity') >= asked
                LOOP
                    top := top * part.share_denominator + part.share_numerator * bottom;
                    bottom := bottom * part.share_denominator;
                    common := gcd(top, bottom);
                    top := div(top, common);
                    bottom := div(bottom, common);
                END LOOP;
                IF top > bottom THEN
                    RAISE EXCEPTION 'shares of door % sum to %/% on %',
                        NEW.door_id, top, bottom, asked
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'ownership_within_whole';
                END IF;
            END LOOP;
            RETURN NULL;
        """,
    )


@tracked()
class Ownership(Placed):
    """产权: a person's share of a door from day to day; co-owners have a row each."""

    door = models.ForeignKey(
        Door, on_delete=models.PROTECT, related_name="ownerships", verbose_name=_("户")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="ownerships", verbose_name=_("业主")
    )
    share_numerator = models.PositiveIntegerField(_("份额（分子）"), default=1)
    share_denominator = models.PositiveIntegerField(_("份额（分母）"), default=1)
    since = models.DateField(_("起"))
    until = models.DateField(_("止"), null=True, blank=True, help_text=_("最后一天，当天仍是业主"))
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = OwnershipQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("产权")
        verbose_name_plural = _("产权")
        constraints = [
            *Placed.Meta.constraints,
            CompositeForeignKey(
                fields=("door", "complex"),
                to="communities.Door",
                to_fields=("id", "complex"),
                name="ownership_door_of_complex",
            ),
            models.CheckConstraint(
                condition=Q(complex__isnull=False),
                name="ownership_in_complex",
                violation_error_message=_("请选小区"),
            ),
            models.CheckConstraint(
                condition=Q(
                    share_numerator__gte=1,
                    share_denominator__gte=F("share_numerator"),
                    share_denominator__lte=MOST_PARTS,
                ),
                name="ownership_share_is_part",
                violation_error_message=_("份额应大于0，不超过全部"),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="ownership_forward",
                violation_error_message=_("止期不能早于起期"),
            ),
            ExclusionConstraint(
                name="ownership_person_once",
                expressions=[
                    (OfOne("door"), RangeOperators.OVERLAPS),
                    (OfOne("person"), RangeOperators.OVERLAPS),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个人在这段时间已登记为这一户的业主"),
            ),
        ]
        triggers = [*Placed.Meta.triggers, within_whole()]

    def __str__(self) -> str:
        return f"{self.door_id} {self.person_id} {self.share_numerator}/{self.share_denominator}"

    @property
    def share(self) -> Fraction:
        return Fraction(self.share_numerator, self.share_denominator)

    @property
    def share_words(self) -> str:
        """`1/2`, or 全部."""
        return share_text(self.share)
