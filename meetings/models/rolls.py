"""名册: who may vote, as of one day, frozen when the vote opens."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.models import Door
from meetings.models.votes import Vote


def only_owners_before_opening() -> pgtrigger.Trigger:
    """The roll grows until its vote opens; on an owners' roll only doors stand that have an owner."""
    return pgtrigger.Trigger(
        name="only_owners_before_opening",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("vote", "RECORD")],
        func="""
            SELECT state, basis, complex_id, roll_on INTO vote
            FROM meetings_vote WHERE id = NEW.vote_id FOR SHARE;
            IF vote.state IS DISTINCT FROM 'DRAFT' THEN
                RAISE EXCEPTION 'the roll is closed'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'roll_is_frozen';
            END IF;
            IF vote.basis = 'OWNERS' AND NOT EXISTS (
                SELECT 1 FROM communities_ownership
                WHERE door_id = NEW.door_id AND complex_id = vote.complex_id
                AND since <= vote.roll_on AND COALESCE(until, 'infinity') >= vote.roll_on
            ) THEN
                RAISE EXCEPTION 'the door has no owner'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'roll_door_has_owner';
            END IF;
            RETURN NEW;
        """,
    )


def frozen_after_opening() -> pgtrigger.Trigger:
    """Of an entry only its ballot's code is ever changed; none leaves a roll that was voted by."""
    return pgtrigger.Trigger(
        name="frozen_after_opening",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf(
            "vote_id", "number", "head_number", "door_id", "label", "area", "names"
        )
        | pgtrigger.Delete,
        func="""
            IF TG_OP = 'DELETE' AND EXISTS (
                SELECT 1 FROM meetings_vote v
                JOIN communities_subdistrict s ON s.id = v.sub_district_id
                WHERE v.id = OLD.vote_id AND (v.is_demo OR s.is_demo OR v.state = 'DRAFT')
            ) THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'the roll is closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'roll_is_frozen';
        """,
    )


@tracked(exclude=["code_digest"])
class RollEntry(models.Model):
    """名册: who may vote, as of the roll's day; frozen when the vote opens.

    Of an owners' vote a door, `head_number` telling which doors are one head. `label`, `names`
    (masked) and `area` are kept as they were. Of its ballot's code only a keyed digest is stored.
    """

    vote = models.ForeignKey(
        Vote, on_delete=models.CASCADE, related_name="roll", verbose_name=_("表决")
    )
    number = models.PositiveIntegerField(_("序号"))
    head_number = models.PositiveIntegerField(_("计票人序号"))
    door = models.ForeignKey(
        Door,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="roll_entries",
        verbose_name=_("户"),
    )
    building = models.CharField(_("楼栋"), max_length=20, blank=True, default="")
    label = models.CharField(_("户或姓名"), max_length=60)
    names = models.CharField(_("业主"), max_length=60, blank=True, default="")
    area = models.DecimalField(
        _("面积（㎡）"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    code_digest = models.CharField(
        max_length=64, null=True, blank=True, unique=True, editable=False
    )
    codes_issued = models.PositiveSmallIntegerField(_("印过几次选票"), default=0)

    class Meta:
        verbose_name = _("表决名册")
        verbose_name_plural = _("表决名册")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vote", "number"], name="rollentry_number_once"),
            models.UniqueConstraint(
                fields=["vote", "door"],
                name="rollentry_door_once",
                violation_error_message=_("这一户已在名册上"),
            ),
            models.UniqueConstraint(
                fields=["vote", "label"],
                name="rollentry_label_once",
                violation_error_message=_("名册里有重名，请加以区别"),
            ),
            models.UniqueConstraint(fields=["id", "vote"], name="rollentry_of_vote"),
            models.CheckConstraint(
                condition=Q(area=None) | Q(area__gt=0), name="rollentry_area_positive"
            ),
        ]
        indexes: ClassVar = [
            # Who counts as one head; the walk of a building.
            models.Index(fields=["vote", "head_number"], name="rollentry_by_head"),
        ]
        triggers = (only_owners_before_opening(), frozen_after_opening())

    def __str__(self) -> str:
        return f"{self.vote_id}·{self.number}"
