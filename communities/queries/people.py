"""Whose persons, accounts and tokens one may see, and whose one may manage."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import ApiToken, Person, User
from communities.choices import OFFICIALS
from communities.models import (
    CommitteeSeat,
    DoorDuty,
    DutyLeave,
    EnvMember,
    Ownership,
    Resident,
    RoleAssignment,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from communities.querysets import AnyUser


# Tables in whose rows a person is met, and the path in them that leads to the person.
_met_in: list[tuple[type[Any], str]] = [
    (Resident, "person"),
    (RoleAssignment, "user__person"),
    (CommitteeSeat, "person"),
    (EnvMember, "person"),
    (Ownership, "person"),
    (DoorDuty, "person"),
    (DutyLeave, "deputy"),
]


def register_meeting(model: type[Any], path: str) -> None:
    """Called in `AppConfig.ready()` by an app further up whose placed rows lead to persons."""
    if (model, path) not in _met_in:
        _met_in.append((model, path))


def met_somewhere() -> Q:
    """Of `Person`: whoever a row of a place names, wherever that is; such people are not forgotten."""
    met = Q()
    for model, path in _met_in:
        met |= Q(Exists(model._default_manager.filter(**{path: OuterRef("pk")})))
    return met


def visible_persons(user: AnyUser) -> QuerySet[Person]:
    """Persons who live, own a door, serve or sit in a committee where the user serves."""
    if not user.is_authenticated:
        return Person.objects.none()
    if user.is_superuser:
        return Person.objects.all()
    met = Q()
    for model, path in _met_in:
        met |= Q(pk__in=model._default_manager.visible_to(user).values(path))
    return Person.objects.filter(met)


def visible_users(user: AnyUser) -> QuerySet[User]:
    """Accounts that hold or held a duty where the user serves; one's own always."""
    if not user.is_authenticated:
        return User.objects.none()
    if user.is_superuser:
        return User.objects.all()
    return User.objects.filter(
        Q(pk=user.pk) | Q(pk__in=RoleAssignment.objects.visible_to(user).values("user"))
    )


def manageable_users(user: AnyUser) -> QuerySet[User]:
    """Accounts all of whose running duties the user could have given, and at least one of them.

    Whoever could set the password of somebody wider than himself would become him (I-24).
    """
    if not user.is_authenticated:
        return User.objects.none()
    if user.is_superuser:
        return User.objects.all()
    own = RoleAssignment.objects.manageable_by(user)
    today = timezone.localdate()
    elsewhere = RoleAssignment.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=today)
    ).exclude(pk__in=own.values("pk"))
    return User.objects.filter(is_superuser=False, pk__in=own.values("user")).exclude(
        pk__in=elsewhere.values("user")
    )


def visible_tokens(user: AnyUser) -> QuerySet[ApiToken]:
    """API tokens of the accounts that the user sees; nobody sees a secret."""
    return ApiToken.objects.filter(user__in=visible_users(user))


def manageable_tokens(user: AnyUser) -> QuerySet[ApiToken]:
    """Those of one's own account, and of the accounts that one may close."""
    if not user.is_authenticated:
        return ApiToken.objects.none()
    if user.is_superuser:
        return ApiToken.objects.all()
    return ApiToken.objects.filter(
        Q(user_id=user.pk) | Q(user__in=manageable_users(user).values("pk"))
    )


def may_issue_token_for(user: AnyUser, account: User) -> bool:
    """Whoever may set an account's password may let a program act as it; and for oneself."""
    return account.pk == user.pk or manageable_users(user).filter(pk=account.pk).exists()


def tenant_of_person(person: Person, *, viewer: AnyUser) -> int:
    """The sub-district in which the viewer meets this person: its Disclosures are kept there.

    Raises LookupError for a person whom the viewer doesn't see.
    """
    for model, path in _met_in:
        met = model._default_manager.visible_to(viewer).filter(**{path: person})
        tenant: int | None = met.values_list("sub_district_id", flat=True).first()
        if tenant is not None:
            return tenant
    raise LookupError("The viewer meets this person nowhere.")


def officials_by_place(tenants: Collection[int]) -> defaultdict[tuple[int, int | None], set[int]]:
    """The persons of the officials by sub-district and community; None: of the whole sub-district.

    Whom the alarms of a place go to; one statement.
    """
    duties = (
        RoleAssignment.objects.active()
        .of_roles(OFFICIALS)
        .filter(sub_district__in=tenants, user__is_active=True, user__person__isnull=False)
    )
    people: defaultdict[tuple[int, int | None], set[int]] = defaultdict(set)
    for tenant, community, person in duties.values_list(
        "sub_district_id", "community_id", "user__person_id"
    ):
        people[tenant, community].add(person)
    return people
