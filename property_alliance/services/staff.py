"""A firm's people: employed, posted to complexes, and gone with all their doors handed over."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from accounts.services import register_person
from communities.choices import DutyKind, Role
from communities.models import Complex, DoorDuty, RoleAssignment
from communities.services.door_duties import hand_over
from communities.services.duties import TermBackwards, end_role, withdraw_role
from core.errors import DomainError
from core.transactions import locking
from property_alliance.choices import Post
from property_alliance.models import FirmStaff, PropertyFirm, StaffPosting

if TYPE_CHECKING:
    from accounts.models import User

# The duties that come with a post and end with it.
ROLES_OF_FIRMS = frozenset({Role.PROPERTY_MANAGER, Role.STEWARD})


class WithAnotherFirm(DomainError):
    """The person is with a firm on one of the days; the sentence names it."""


class PostedOutsideEmployment(DomainError):
    default_message = gettext_lazy("岗位的日子要在这家企业任职的期间内")


class PostedTwice(DomainError):
    default_message = gettext_lazy("这个人在这个小区已有这个岗位")


class SuccessorElsewhere(DomainError):
    """Whoever takes doors over must be with the firm on the day on which she does."""


class SuccessorNeeded(DomainError):
    """Doors would be left with nobody; the sentence says how many spans."""


@locking
def employ(
    *,
    firm: PropertyFirm,
    person: Person,
    valid_from: date,
    valid_until: date | None = None,
    is_demo: bool = False,
    actor: User,
    now: datetime,
) -> FirmStaff:
    """From this day the person is with the firm. Raises WithAnotherFirm, TermBackwards.

    Two firms at once wait for each other at the person's row; a constraint stands behind.
    """
    if valid_until and valid_until < valid_from:
        raise TermBackwards
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    elsewhere = FirmStaff.objects.overlapping(valid_from, valid_until).filter(person=person)
    if there := elsewhere.select_related("firm__organization").first():
        raise WithAnotherFirm(
            _("%(who)s这段时间在%(firm)s任职，请先登记离职")
            % {"who": person.name, "firm": there.firm.name}
        )
    return FirmStaff.objects.create(
        sub_district_id=firm.sub_district_id,
        community_id=firm.community_id,
        complex_id=firm.complex_id,
        firm=firm,
        person=person,
        valid_from=valid_from,
        valid_until=valid_until,
        is_demo=is_demo,
    )


@locking
def hire(
    *,
    firm: PropertyFirm,
    name: str,
    phone: str,
    valid_from: date,
    valid_until: date | None = None,
    actor: User,
    now: datetime,
) -> FirmStaff:
    """As `employ`, of somebody who is written down by name and phone. Raises PhoneInvalid as well."""
    return employ(
        firm=firm,
        person=register_person(name=name, phone=phone),
        valid_from=valid_from,
        valid_until=valid_until,
        actor=actor,
        now=now,
    )


@locking
def post_to(
    *,
    staff: FirmStaff,
    complex_: Complex,
    post: Post,
    valid_from: date,
    valid_until: date | None = None,
    actor: User,
    now: datetime,
) -> StaffPosting:
    """Raises PostedOutsideEmployment, PostedTwice, TermBackwards."""
    if valid_until and valid_until < valid_from:
        raise TermBackwards
    staff = FirmStaff.objects.select_for_update(no_key=True).get(pk=staff.pk)
    if valid_from < staff.valid_from or (
        staff.valid_until and (valid_until or valid_from) > staff.valid_until
    ):
        raise PostedOutsideEmployment
    until = valid_until or staff.valid_until
    if staff.postings.filter(complex=complex_, post=post).overlapping(valid_from, until).exists():
        raise PostedTwice
    return StaffPosting.objects.create(
        sub_district_id=complex_.sub_district_id,
        community_id=complex_.community_id,
        complex=complex_,
        staff=staff,
        post=post,
        valid_from=valid_from,
        valid_until=until,
    )


@locking
def leave_firm(
    *,
    staff: FirmStaff,
    last_day: date,
    successor: Person | None = None,
    actor: User,
    now: datetime,
) -> int:
    """离职 in one act: employment, posts and the account's duties end, doors pass to the successor.

    Returns how many spans passed on. Raises TermBackwards, SuccessorNeeded, SuccessorElsewhere, and
    what handing over and ending a duty raise; then nothing of it has happened.
    """
    staff = FirmStaff.objects.select_for_update(no_key=True).get(pk=staff.pk)
    if last_day < staff.valid_from:
        raise TermBackwards
    # Where she was posted, and where she answers for doors although nobody wrote the post down.
    complexes = list(
        Complex.objects.filter(
            Q(property_alliance_staffpostings__staff=staff)
            | Q(
                communities_doordutys__person=staff.person_id,
                communities_doordutys__kind=DutyKind.STEWARD,
            )
        ).distinct()
    )
    handed = _hand_over_doors(staff, complexes, last_day, successor, actor=actor, now=now)
    ending = staff.postings.filter(Q(valid_until=None) | Q(valid_until__gt=last_day))
    ending.filter(valid_from__gt=last_day).delete()
    ending.update(valid_until=last_day)
    duties = RoleAssignment.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=last_day),
        user__person=staff.person_id,
        role__in=list(ROLES_OF_FIRMS),
        complex__in=complexes,
    )
    not_begun = Q(valid_from__gt=max(last_day, timezone.localdate(now)))
    for duty in duties.filter(not_begun):
        withdraw_role(duty=duty, after=last_day, actor=actor, now=now)
    for duty in duties.exclude(not_begun):
        end_role(duty=duty, last_day=max(last_day, duty.valid_from), actor=actor, now=now)
    staff.valid_until = last_day
    staff.save(update_fields=["valid_until"])
    return handed


def _hand_over_doors(
    staff: FirmStaff,
    complexes: list[Complex],
    last_day: date,
    successor: Person | None,
    *,
    actor: User,
    now: datetime,
) -> int:
    open_spans = DoorDuty.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=last_day),
        person=staff.person_id,
        complex__in=complexes,
        kind=DutyKind.STEWARD,
    ).count()
    if not open_spans:
        return 0
    if successor is None:
        raise SuccessorNeeded(_("还负责%(count)d处楼栋，请选由谁接手") % {"count": open_spans})
    first_day = last_day + timedelta(days=1)
    colleagues = FirmStaff.objects.on(first_day).filter(firm=staff.firm_id)
    if not colleagues.filter(person=successor).exists():
        raise SuccessorElsewhere(
            _("%(who)s在%(day)s不在这家企业任职，不能接手")
            % {"who": successor.name, "day": first_day}
        )
    return hand_over(
        person=staff.person,
        successor=successor,
        complexes=complexes,
        last_day=last_day,
        kinds={DutyKind.STEWARD},
        actor=actor,
        now=now,
    )
