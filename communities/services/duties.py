"""Writers of duties: who is appointed to what, and when it ends. Nobody reaches above himself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.choices import GRANTABLE, Role
from communities.models import Community, Complex, RoleAssignment, SubDistrict
from communities.queries.scope import covers_place
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User


class WiderThanOwn(DomainError):
    default_message = _("您只能在自己负责的范围内任命，而且不能任命与自己同级或更高的角色")


class LastAdministrator(DomainError):
    default_message = _("这是本街道最后一位街道管理员，请先任命另一位")


class DutyTwice(DomainError):
    default_message = _("这个人在这里已有同样的任职")


class RoleNeedsPlace(DomainError):
    """The role belongs to a wider or narrower place than was chosen."""


class TermBackwards(DomainError):
    default_message = _("止期不能早于起期")


def may_grant(
    actor: User,
    role: str,
    *,
    sub_district_id: int | None,
    community_id: int | None,
    complex_id: int | None,
) -> bool:
    """Whether the actor holds a duty that spans the place and gives this role (I-24)."""
    givers = {giver for giver, roles in GRANTABLE.items() if role in roles}
    return covers_place(
        actor,
        givers,
        sub_district_id=sub_district_id,
        community_id=community_id,
        complex_id=complex_id,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What somebody is appointed to."""

    role: Role
    sub_district: SubDistrict
    community: Community | None = None
    complex: Complex | None = None
    valid_from: date
    valid_until: date | None = None

    def place(self) -> dict[str, SubDistrict | Community | Complex | None]:
        return {
            "sub_district": self.sub_district,
            "community": self.community,
            "complex": self.complex,
        }


@locking
def grant_role(*, user: User, duty: Duty, actor: User, now: datetime) -> RoleAssignment:
    """Appoints somebody (任命). Raises WiderThanOwn, RoleNeedsPlace, DutyTwice, TermBackwards."""
    if not may_grant(
        actor,
        duty.role,
        sub_district_id=duty.sub_district.pk,
        community_id=duty.community.pk if duty.community else None,
        complex_id=duty.complex.pk if duty.complex else None,
    ):
        raise WiderThanOwn
    _require_fitting_place(duty)
    if duty.valid_until and duty.valid_until < duty.valid_from:
        raise TermBackwards
    SubDistrict.objects.select_for_update(no_key=True).get(pk=duty.sub_district.pk)
    running = RoleAssignment.objects.filter(user=user, role=duty.role, **duty.place()).filter(
        Q(valid_until=None) | Q(valid_until__gte=duty.valid_from)
    )
    if running.exists():
        raise DutyTwice
    return RoleAssignment.objects.create(
        user=user,
        role=duty.role,
        **duty.place(),
        valid_from=duty.valid_from,
        valid_until=duty.valid_until,
        granted_by=actor,
    )


def _require_fitting_place(duty: Duty) -> None:
    if duty.role in {Role.SUB_DISTRICT_ADMIN, Role.SUB_DISTRICT_STAFF} and duty.community:
        raise RoleNeedsPlace(_("街道的角色管全街道，不要选社区和小区"))
    if duty.role in {Role.COMMUNITY_SECRETARY, Role.COMMUNITY_STAFF} and (
        duty.complex or not duty.community
    ):
        raise RoleNeedsPlace(_("社区的角色要选社区，不选小区"))


@locking
def end_role(*, duty: RoleAssignment, last_day: date, actor: User, now: datetime) -> RoleAssignment:
    """Ends a duty after its last day (离任); it stops working on the next request after that day.

    `last_day` before today ends it at once. Raises WiderThanOwn, LastAdministrator, TermBackwards.
    """
    if not may_grant(
        actor,
        duty.role,
        sub_district_id=duty.sub_district_id,
        community_id=duty.community_id,
        complex_id=duty.complex_id,
    ):
        raise WiderThanOwn
    if last_day < duty.valid_from:
        raise TermBackwards
    require_another_administrator(user=duty.user, sub_district_id=duty.sub_district_id, duty=duty)
    duty.valid_until = last_day
    duty.save(update_fields=["valid_until"])
    return duty


@locking
def withdraw_role(*, duty: RoleAssignment, after: date, actor: User, now: datetime) -> None:
    """Takes back a duty that would begin after this day: it never comes, and the audit keeps its row.

    Raises WiderThanOwn, and TermBackwards for one that has begun by then.
    """
    if not may_grant(
        actor,
        duty.role,
        sub_district_id=duty.sub_district_id,
        community_id=duty.community_id,
        complex_id=duty.complex_id,
    ):
        raise WiderThanOwn
    if duty.valid_from <= max(after, timezone.localdate(now)):
        raise TermBackwards
    duty.delete()


def require_another_administrator(
    *, user: User, sub_district_id: int, duty: RoleAssignment | None = None
) -> None:
    """Raises LastAdministrator where the sub-district would be left without one.

    Takes the sub-district's lock: two administrators can't end each other at once. With `duty` only
    the end of that duty is asked about, else the end of the whole account.
    """
    SubDistrict.objects.select_for_update(no_key=True).get(pk=sub_district_id)
    if duty is not None and duty.role != Role.SUB_DISTRICT_ADMIN:
        return
    lasting = (
        RoleAssignment.objects.active()
        .of_roles({Role.SUB_DISTRICT_ADMIN})
        .filter(sub_district=sub_district_id, valid_until=None, user__is_active=True)
    )
    going = lasting.filter(pk=duty.pk) if duty else lasting.filter(user=user)
    if going.exists() and not lasting.exclude(pk__in=going.values("pk")).exists():
        raise LastAdministrator
