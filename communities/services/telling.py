"""Tells those who look after a place of something in it: each occasion once, to each person.

In-app: it rings nowhere, so the quiet hours don't matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from communities.choices import OFFICIALS, Role
from communities.models import RoleAssignment
from core.choices import Channel
from core.models import OutboxMessage
from core.services.outbox import promise

# A message nobody has read by then says nothing new: the lists on the work pages do.
TRUE_FOR = timedelta(days=30)
# Officials of the sub-district and the community; of a complex also the secretary of its branch.
TOLD = OFFICIALS | {Role.BRANCH_SECRETARY}


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something to tell about one row; another `mark` of the same row is another occasion."""

    subject_id: int
    mark: str
    sub_district_id: int
    community_id: int | None
    complex_id: int | None = None
    # Persons with an account who are told besides those who look after the place.
    also: tuple[int, ...] = ()


def tell_once(
    kind: str, occasions: Iterable[Occasion], *, now: datetime, with_branch: bool = False
) -> int:
    """Promises what nobody was promised yet; returns to how many people. Four statements at most.

    Any number of runs write each once: the key holds kind, row, mark and person. `with_branch`: also
    to the secretary of the complex's branch.
    """
    asked = list(occasions)
    if not asked:
        return 0
    people = _people({one.sub_district_id for one in asked}, with_branch=with_branch)
    messages = [
        _message(kind, one, person_id, now) for one in asked for person_id in _readers(people, one)
    ]
    keys = [message.key for message in messages]
    told = OutboxMessage.objects.filter(kind=kind, key__in=keys).values_list("key", flat=True)
    known = set(told)
    new = [message for message in messages if message.key not in known]
    promise(new)
    return len({message.person_id for message in new})


def tell_person(
    kind: str, person_id: int, *, subject_id: int, mark: str, sub_district_id: int, now: datetime
) -> None:
    """Promises one word to one person who asked for something; in the transaction of the answer."""
    promise([_message(kind, Occasion(subject_id, mark, sub_district_id, None), person_id, now)])


Place = tuple[int, int | None, int | None]


def _people(tenants: set[int], *, with_branch: bool) -> dict[Place, set[int]]:
    """The persons who look after each place, by sub-district, community and complex."""
    duties = (
        RoleAssignment.objects.active()
        .of_roles(TOLD if with_branch else OFFICIALS)
        .filter(sub_district__in=tenants, user__is_active=True, user__person__isnull=False)
    )
    people: defaultdict[Place, set[int]] = defaultdict(set)
    for tenant, community, complex_, person in duties.values_list(
        "sub_district_id", "community_id", "complex_id", "user__person_id"
    ):
        people[tenant, community, complex_].add(person)
    return people


def _readers(people: dict[Place, set[int]], of: Occasion) -> list[int]:
    places: set[Place] = {
        (of.sub_district_id, None, None),
        (of.sub_district_id, of.community_id, None),
        (of.sub_district_id, of.community_id, of.complex_id),
    }
    found = set(of.also)
    for place in places:
        found |= people.get(place, set())
    return sorted(found)


def _message(kind: str, of: Occasion, person_id: int, now: datetime) -> OutboxMessage:
    return OutboxMessage(
        key=f"{kind}:{of.subject_id}:{of.mark}:{person_id}:{Channel.IN_APP}",
        kind=kind,
        channel=Channel.IN_APP,
        person_id=person_id,
        subject_id=of.subject_id,
        tenant_id=of.sub_district_id,
        due_at=now,
        expires_at=now + TRUE_FOR,
    )
