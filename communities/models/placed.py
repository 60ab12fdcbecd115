"""The base of every row that belongs somewhere.

Three columns say where it belongs now, held together by composite foreign keys, so that scoping is
three indexed columns and no join.
"""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.constraints import CompositeForeignKey
from communities.models.places import Community, Complex, SubDistrict


def only_of_standing_complexes() -> pgtrigger.Trigger:
    """Refuses rows of a complex that was merged away, also when both happen at once.

    The composite key makes a writer wait for the merge (`services/merging.py` holds the complex's row
    FOR UPDATE); triggers of keys come first by their name, so that this one sees what the merge left.
    Rows that stay with the closed complex may still be corrected: only its key may not be written.
    """
    return pgtrigger.Trigger(
        name="only_of_standing_complexes",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("complex_id"),
        condition=pgtrigger.Q(new__complex__isnull=False),
        func="""
            IF TG_OP = 'UPDATE' THEN
                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN
                    RETURN NULL;
                END IF;
            END IF;
            IF EXISTS (
                SELECT 1 FROM communities_complex
                WHERE id = NEW.complex_id AND closed_on IS NOT NULL
            ) THEN
                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';
            END IF;
            RETURN NULL;
        """,
    )


class Placed(models.Model):
    """Where a row belongs now. Null community: the whole sub-district; null complex: the community.

    A child writes `class Meta(Placed.Meta)`, `abstract = False` and concatenates
    `Placed.Meta.constraints` (and `triggers`, where it has its own): Django drops an abstract parent's
    otherwise.
    """

    sub_district = models.ForeignKey(
        SubDistrict,
        on_delete=models.PROTECT,
        related_name="%(app_label)s_%(class)ss",
        verbose_name=_("街道"),
    )
    community = models.ForeignKey(
        Community,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(app_label)s_%(class)ss",
        verbose_name=_("社区"),
        help_text=_("不填表示全街道"),
    )
    complex = models.ForeignKey(
        Complex,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(app_label)s_%(class)ss",
        verbose_name=_("小区"),
        help_text=_("不填表示全社区"),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(complex=None) | Q(community__isnull=False),
                name="%(class)s_complex_has_community",
                violation_error_message=_("选了小区就要选它所在的社区"),
            ),
            CompositeForeignKey(
                fields=("complex", "community"),
                to="communities.Complex",
                to_fields=("id", "community"),
                name="%(class)s_complex_in_community",
            ),
            CompositeForeignKey(
                fields=("community", "sub_district"),
                to="communities.Community",
                to_fields=("id", "sub_district"),
                name="%(class)s_community_in_sub_district",
            ),
        ]
        triggers = [only_of_standing_complexes()]

    @property
    def place_columns(self) -> dict[str, int | None]:
        """Where a part of this row belongs: the same place."""
        return {
            "sub_district_id": self.sub_district_id,
            "community_id": self.community_id,
            "complex_id": self.complex_id,
        }

    @property
    def place_name(self) -> str:
        """The narrowest place that the row names."""
        place: Any = self.complex or self.community or self.sub_district
        return str(place.name)
