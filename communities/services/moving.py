"""A complex moves to another community of its sub-district, with all that belongs to it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import (
    Community,
    Complex,
    ComplexPlacement,
    GridSpan,
    GroupMember,
    ManagementPeriod,
    ZoneComplex,
)
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models import User

ONE_DAY = timedelta(days=1)
# What is told of a complex as a whole from a first to a last day.
OfComplex = GroupMember | ManagementPeriod | ZoneComplex


class OtherSubDistrict(DomainError):
    default_message = gettext_lazy("小区只能迁到本街道的社区")


class AlreadyThere(DomainError):
    """The complex lies in that community."""


class NameTakenThere(DomainError):
    """Another complex of that community has the name."""


class MergedAway(DomainError):
    """The complex is no more one of its own."""


class NotYet(DomainError):
    default_message = gettext_lazy("日期不能晚于今天，到了那天再登记")


class BeforeLastMove(DomainError):
    """The complex came to where it lies only after that day."""


@locking
def move_complex(
    *, complex_: Complex, to: Community, on: date, reason: str, actor: User, now: datetime
) -> Complex:
    """From this day on the complex lies in another community; its rows follow by their keys.

    `on` is the first day there. The day before ends where it lay, so that figures of earlier days
    stay. Raises OtherSubDistrict, AlreadyThere, NameTakenThere, MergedAway, NotYet, BeforeLastMove.
    """
    complex_ = lock_complex_whole(complex_.pk)
    if to.sub_district_id != complex_.sub_district_id:
        raise OtherSubDistrict
    if to.pk == complex_.community_id:
        raise AlreadyThere(
            _("%(complex)s已经在%(community)s") % {"complex": complex_.name, "community": to.name}
        )
    if to.complexes.filter(name=complex_.name).exists():
        raise NameTakenThere(
            _("%(community)s已有名叫“%(complex)s”的小区，请先改其中一个的名字")
            % {"community": to.name, "complex": complex_.name}
        )
    place_from(complex_, to, on=on, reason=reason, actor=actor, now=now)
    # A community's grids and zones are laid over its own complexes; the new one lays its own.
    leave_behind(complex_, (GridSpan, ZoneComplex), last_day=on - ONE_DAY)
    # Rows of all apps follow by ON UPDATE CASCADE.
    complex_.community = to
    complex_.save(update_fields=["community"])
    return complex_


def leave_behind(
    complex_: Complex, facts: Iterable[type[GridSpan | OfComplex]], *, last_day: date
) -> None:
    """What of these still runs ends on this day, or on its own first day where it began later."""
    for model in facts:
        running = model._default_manager.filter(complex=complex_).exclude(until__lte=last_day)
        running.update(until=Greatest("since", Value(last_day)))


def lock_complex_whole(pk: int) -> Complex:
    """FOR UPDATE: whoever writes a row of this complex now waits, and who began before is waited for.

    Raises MergedAway.
    """
    # Apart, because an outer join can't be locked.
    complex_ = Complex.objects.select_for_update().get(pk=pk)
    if complex_.merged_into_id is not None:
        raise MergedAway(
            _("“%(gone)s”已并入%(kept)s，请到那里登记")
            % {"gone": complex_.name, "kept": complex_.merged_into.name}  # type: ignore[union-attr]  # just asked
        )
    return complex_


def place_from(
    complex_: Complex, to: Community, *, on: date, reason: str, actor: User, now: datetime
) -> None:
    """Ends where it lay and begins where it lies. Raises NotYet, BeforeLastMove."""
    end_placement(complex_, last_day=on - ONE_DAY, now=now)
    ComplexPlacement.objects.create(
        complex=complex_, community=to, valid_from=on, reason=reason, moved_by=actor
    )


def end_placement(complex_: Complex, *, last_day: date, now: datetime) -> ComplexPlacement:
    """Where the complex lay until this day. Raises NotYet, BeforeLastMove."""
    if last_day >= timezone.localdate(now):
        raise NotYet
    standing = complex_.placements.select_related("community").get(valid_until=None)
    if standing.valid_from and last_day < standing.valid_from:
        raise BeforeLastMove(
            _("%(complex)s在%(day)s才到%(community)s，日期要晚于那天")
            % {
                "complex": complex_.name,
                "day": standing.valid_from,
                "community": standing.community.name,
            }
        )
    standing.valid_until = last_day
    standing.save(update_fields=["valid_until"])
    return standing
