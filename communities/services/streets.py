"""Writers of streets: their two chiefs, the shops along them, and what the shops sign."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from accounts.text import tidy
from communities.choices import ChiefKind, ShopTrade
from communities.models import (
    Organization,
    Shop,
    StreetChief,
    StreetSegment,
    ThreeDutiesCommitment,
)
from communities.services.door_duties import ONE_DAY
from communities.services.duties import TermBackwards
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User


class ChiefStands(DomainError):
    """The segment has a chief of this kind on one of the days; the sentence names him."""


class SameShop(DomainError):
    default_message = gettext_lazy("这个街段已有同名同号的商铺")


class ForeignOrganization(DomainError):
    default_message = gettext_lazy("经营单位不在本街道")


class ShopClosed(DomainError):
    default_message = gettext_lazy("这家商铺已经停业")


class NothingPromised(DomainError):
    default_message = gettext_lazy("卫生、绿化、秩序至少选一项")


class CommitmentStands(DomainError):
    """The shop's commitment holds on one of the days."""


@locking
def appoint_chief(
    *,
    segment: StreetSegment,
    kind: ChiefKind,
    person: Person,
    since: date,
    until: date | None = None,
    actor: User | None,
    now: datetime,
) -> StreetChief:
    """From this day the person is 责任街长 or 群众街长 of the segment. Raises ChiefStands, TermBackwards.

    Two who appoint at once wait for each other at the segment's row; a constraint stands behind.
    """
    if until and until < since:
        raise TermBackwards
    segment = lock_segment(segment.pk)
    rows = segment.chiefs.overlapping(since, until).filter(kind=kind)
    if standing := rows.select_related("person").first():
        raise ChiefStands(
            _("%(segment)s这段时间的%(kind)s是%(who)s，请先结束他的任期，或改日期")
            % {"segment": segment, "kind": kind.label, "who": standing.person.name}
        )
    return StreetChief.objects.create(
        **segment.place_columns,
        segment=segment,
        kind=kind,
        person=person,
        since=since,
        until=until,
    )


def lock_segment(pk: int) -> StreetSegment:
    """The row at which those who write a street's chiefs and shops wait for each other."""
    return StreetSegment.objects.select_for_update(no_key=True).get(pk=pk)


@locking
def end_chief(
    *, chief: StreetChief, last_day: date, actor: User | None, now: datetime
) -> StreetChief:
    """Chief until this day; the row stays. Raises TermBackwards, ChiefStands where it is moved too far."""
    if last_day < chief.since:
        raise TermBackwards
    lock_segment(chief.segment_id)
    later = (
        StreetChief.objects.overlapping(chief.since, last_day)
        .filter(segment=chief.segment_id, kind=chief.kind)
        .exclude(pk=chief.pk)
    )
    if standing := later.select_related("person").first():
        raise ChiefStands(
            _("%(since)s起已由%(who)s接任") % {"since": standing.since, "who": standing.person.name}
        )
    chief.until = last_day
    chief.save(update_fields=["until"])
    return chief


@locking
def register_shop(
    *,
    segment: StreetSegment,
    name: str,
    door_number: str = "",
    trade: ShopTrade = ShopTrade.OTHER,
    organization: Organization | None = None,
    actor: User | None,
    now: datetime,
    is_demo: bool = False,
) -> Shop:
    """Premises on the segment under a sign. Raises SameShop, ForeignOrganization.

    Its owner as a person is not asked for and not stored (domain 8.2).
    """
    if organization and organization.sub_district_id != segment.sub_district_id:
        raise ForeignOrganization
    segment = lock_segment(segment.pk)
    name, door_number = tidy(name), tidy(door_number)
    if segment.shops.filter(name=name, door_number=door_number, closed_on=None).exists():
        raise SameShop
    return Shop.objects.create(
        **segment.place_columns,
        segment=segment,
        name=name,
        door_number=door_number,
        trade=trade,
        organization=organization,
        is_demo=is_demo,
    )


@locking
def sign_three_duties(
    *,
    shop: Shop,
    signed_on: date,
    until: date | None = None,
    sanitation: bool = True,
    greening: bool = True,
    order: bool = True,
    actor: User | None,
    now: datetime,
) -> ThreeDutiesCommitment:
    """门前三包 holds from the day it was signed.

    Raises NothingPromised, TermBackwards, ShopClosed, CommitmentStands.
    """
    if not (sanitation or greening or order):
        raise NothingPromised
    if until and until < signed_on:
        raise TermBackwards
    shop = Shop.objects.select_for_update(no_key=True).get(pk=shop.pk)
    if shop.closed_on and signed_on >= shop.closed_on:
        raise ShopClosed
    if standing := shop.commitments.overlapping(signed_on, until).first():
        raise CommitmentStands(
            _("%(shop)s在%(day)s已签门前三包，仍在有效期内")
            % {"shop": shop.name, "day": standing.signed_on}
        )
    return ThreeDutiesCommitment.objects.create(
        **shop.place_columns,
        shop=shop,
        signed_on=signed_on,
        until=until,
        sanitation=sanitation,
        greening=greening,
        order=order,
    )


@locking
def close_shop(*, shop: Shop, closed_on: date, actor: User | None, now: datetime) -> Shop:
    """停业 from this day: its commitment ends the day before, one signed later goes with it."""
    shop = Shop.objects.select_for_update(no_key=True).get(pk=shop.pk)
    shop.closed_on = closed_on
    shop.save(update_fields=["closed_on"])
    shop.commitments.filter(signed_on__gte=closed_on).delete()
    shop.commitments.overlapping(closed_on, None).update(until=closed_on - ONE_DAY)
    return shop
