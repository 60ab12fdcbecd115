"""Writers of 管理模式: the one place that begins, ends and corrects how a complex is managed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from communities.choices import ManagementMode
from communities.models import Complex, ManagementPeriod
from communities.services.door_duties import ONE_DAY, lock_complexes
from communities.services.duties import TermBackwards
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from accounts.models import User


class ModeStands(DomainError):
    """Another mode holds on one of the days; the sentence says which and from when to when."""


@locking
def begin_mode(
    *,
    complex_: Complex,
    mode: ManagementMode,
    since: date,
    until: date | None = None,
    note: str = "",
    actor: User | None,
    now: datetime,
) -> ManagementPeriod:
    """From this day on the complex is managed so; the mode that ran until then ends the day before.

    Earlier days stay as they were. Raises TermBackwards, and ModeStands where a mode begins on that
    day or later, or one with a last day reaches into the new one: what was written down for those
    days is not overwritten. Two who write at once wait for each other at the complex's row.
    """
    if until and until < since:
        raise TermBackwards
    lock_complexes([complex_])
    running = _in_the_way(complex_, since, until)
    before = [one for one in running if one.since < since and one.until is None]
    others = [one for one in running if one not in before]
    if others:
        raise _mode_stands(others[0])
    for one in before:
        one.until = since - ONE_DAY
        one.save(update_fields=["until"])
    return ManagementPeriod.objects.create(
        sub_district_id=complex_.sub_district_id,
        community_id=complex_.community_id,
        complex=complex_,
        mode=mode,
        since=since,
        until=until,
        note=note,
    )


def _in_the_way(complex_: Complex, since: date, until: date | None) -> list[ManagementPeriod]:
    rows = ManagementPeriod.objects.filter(complex=complex_).overlapping(since, until)
    return list(rows.order_by("since"))


def _mode_stands(period: ManagementPeriod) -> ModeStands:
    words = {"mode": period.get_mode_display(), "since": period.since, "until": period.until}
    if period.until:
        return ModeStands(_("%(since)s至%(until)s已登记为“%(mode)s”，请改日期") % words)
    return ModeStands(_("%(since)s起已登记为“%(mode)s”，请先结束它，或改日期") % words)


@locking
def end_mode(
    *, period: ManagementPeriod, last_day: date, actor: User | None, now: datetime
) -> ManagementPeriod:
    """Ends after its last day, which may be moved. Raises TermBackwards, ModeStands."""
    if last_day < period.since:
        raise TermBackwards
    period = ManagementPeriod.objects.select_for_update(no_key=True).get(pk=period.pk)
    later = (
        ManagementPeriod.objects.filter(complex=period.complex_id)
        .exclude(pk=period.pk)
        .overlapping(period.since, last_day)
    )
    if standing := later.first():
        raise _mode_stands(standing)
    period.until = last_day
    period.save(update_fields=["until"])
    return period


# A ledger says how each complex is managed by a day; a set is written in three statements.


@dataclass(slots=True)
class _Changes:
    new: list[ManagementPeriod] = field(default_factory=list)
    changed: list[ManagementPeriod] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)


@locking
def set_modes(*, modes: Mapping[int, str], on: date, actor: User | None, now: datetime) -> None:
    """Each of these complexes is managed so from this day on, until what is registered for later.

    `modes`: by key of a complex whose row the caller has locked; empty means that nobody knows any
    more. A mode that stands already on the day is left alone, one that began on that very day is
    corrected in place.
    """
    if not modes:
        return
    known: dict[int, list[ManagementPeriod]] = defaultdict(list)
    periods = ManagementPeriod.objects.filter(complex__in=modes).overlapping(on, None)
    for period in periods.order_by("since"):
        known[period.complex_id or 0].append(period)
    changes = _Changes()
    for complex_ in Complex.objects.filter(pk__in=modes).only("sub_district", "community"):
        _set_mode(changes, complex_, known[complex_.pk], modes[complex_.pk], on)
    ManagementPeriod.objects.filter(pk__in=changes.gone).delete()
    _write_changed(changes.changed)
    ManagementPeriod.objects.bulk_create(changes.new)


def _set_mode(
    changes: _Changes, complex_: Complex, periods: list[ManagementPeriod], mode: str, on: date
) -> None:
    current = next((one for one in periods if one.since <= on), None)
    later = next((one for one in periods if one.since > on), None)
    if current is not None and current.mode == mode:
        return
    if current is not None and current.since == on:
        if not mode:
            changes.gone.append(current.pk)
            return
        current.mode = mode
        changes.changed.append(current)
        return
    until = later.since - ONE_DAY if later else None
    if current is not None:
        until = current.until or until
        current.until = on - ONE_DAY
        changes.changed.append(current)
    if mode:
        changes.new.append(
            ManagementPeriod(
                sub_district_id=complex_.sub_district_id,
                community_id=complex_.community_id,
                complex=complex_,
                mode=mode,
                since=on,
                until=until,
            )
        )


def _write_changed(periods: Iterable[ManagementPeriod]) -> None:
    ManagementPeriod.objects.bulk_update(list(periods), ["mode", "until"])
