"""Two rows of one person become one, with a trace (`accounts.PersonMerge`)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person, PersonMerge, User
from communities import person_merging
from communities.models import DutyLeave, Resident
from communities.queries.keys import keys_to
from core.errors import DomainError
from core.transactions import broken_rule, locking

ONE_DAY = timedelta(days=1)


class SamePerson(DomainError):
    default_message = gettext_lazy("请选另一个人：不能和自己合并")


class MergedAlready(DomainError):
    """The one to keep went into another row before."""


class TwoAccounts(DomainError):
    default_message = gettext_lazy("两个人都有账号，不能合并；请先核对是不是同一个人")


class PhoneTaken(DomainError):
    """A third row has this name and phone."""


class RowsCollide(DomainError):
    """Rows of both can't belong to one person."""


class OwnDeputyAfterwards(DomainError):
    default_message = gettext_lazy("其中一人替另一人代班，请先改代班的人")


@locking
def merge_persons(
    *, keep: Person, gone: Person, reason: str, actor: User, now: datetime
) -> PersonMerge:
    """Everything that points at `gone` points at `keep`; the row of `gone` stays, without its phone.

    `keep`'s phone counts; where it has none, it takes over the other. Raises SamePerson, MergedAlready,
    TwoAccounts, PhoneTaken, RowsCollide, and whatever a rule of `person_merging` raises.
    """
    if keep.pk == gone.pk:
        raise SamePerson
    keep, gone = lock_persons(keep.pk, gone.pk)
    if keep.merged_as.exists():
        raise MergedAlready(
            _("“%(name)s”已并入另一条记录，请选那一条") % {"name": keep.masked_name}
        )
    if User.objects.filter(person__in=[keep, gone]).count() > 1:
        raise TwoAccounts
    staying = [rows for rule in person_merging.rules() for rows in rule(keep, gone, now)]
    for key in keys_to_person():
        _repoint(key, keep, gone, staying)
    other_phone = _settle_phone(keep, gone)
    return PersonMerge.objects.create(
        keep=keep,
        gone=gone,
        other_phone=other_phone,
        reason=reason,
        merged_by=actor,
        merged_at=now,
    )


def lock_persons(keep_pk: int, gone_pk: int) -> tuple[Person, Person]:
    """FOR UPDATE, in the order of their keys: whoever is writing for one of them is waited for."""
    rows = Person.objects.select_for_update().filter(pk__in=[keep_pk, gone_pk]).order_by("pk")
    locked = {person.pk: person for person in rows}
    return locked[keep_pk], locked[gone_pk]


def keys_to_person() -> list[models.ForeignKey[Any, Any]]:
    """Every key to a person; the traces of earlier merges keep what was."""
    return [key for key in keys_to(Person) if key.model is not PersonMerge]


def _repoint(
    key: models.ForeignKey[Any, Any], keep: Person, gone: Person, staying: list[QuerySet[Any]]
) -> None:
    """Raises RowsCollide."""
    rows = key.model._default_manager.filter(**{key.name: gone})
    for those in staying:
        if those.model is key.model:
            rows = rows.exclude(pk__in=those.values("pk"))
    try:
        with transaction.atomic():
            rows.update(**{key.name: keep})
    except IntegrityError as error:
        raise RowsCollide(
            _("两人的%(what)s不能归到一人：%(why)s。请先改正其中一个")
            % {
                "what": key.model._meta.verbose_name,
                "why": broken_rule(error, key.model) or _("与已有的数据冲突"),
            }
        ) from error


def _settle_phone(keep: Person, gone: Person) -> str:
    """The phone that was not kept, masked. Raises PhoneTaken."""
    taken = {name: getattr(gone, name) for name in ("phone_cipher", "phone_digest", "phone_tail")}
    other = "" if gone.phone_digest == keep.phone_digest else gone.masked_phone
    Person.objects.filter(pk=gone.pk).update(**dict.fromkeys(taken, ""))
    if keep.has_phone or not gone.has_phone:
        return other
    namesakes = Person.objects.filter(phone_digest=gone.phone_digest, name=keep.name)
    if namesakes.exists():
        raise PhoneTaken(_("手机号%(phone)s下已有同名的人") % {"phone": gone.masked_phone})
    Person.objects.filter(pk=keep.pk).update(**taken)
    keep.refresh_from_db()
    return ""


# Rules of this app


def one_residence_a_complex(keep: Person, gone: Person, now: datetime) -> list[QuerySet[Any]]:
    """Both live in one complex: one registration stays, the one with a door; the other ended yesterday."""
    open_ones = Resident.objects.filter(valid_until=None)
    doubled = open_ones.filter(person=gone).filter(
        Exists(open_ones.filter(person=keep, complex=OuterRef("complex")))
    )
    for residence in doubled:
        kept = open_ones.get(person=keep, complex=residence.complex_id)
        other = kept if residence.door_id and not kept.door_id else residence
        yesterday = timezone.localdate(now) - ONE_DAY
        begun = Coalesce(F("valid_from"), Value(yesterday))
        Resident.objects.filter(pk=other.pk).update(valid_until=Greatest(begun, Value(yesterday)))
    return []


def nobody_deputises_for_himself(keep: Person, gone: Person, now: datetime) -> list[QuerySet[Any]]:
    """Raises OwnDeputyAfterwards."""
    both = [keep.pk, gone.pk]
    if DutyLeave.objects.filter(deputy__in=both, duty__person__in=both).exists():
        raise OwnDeputyAfterwards
    return []


def register_rules() -> None:
    """Called once, when the app is ready."""
    person_merging.register(one_residence_a_complex)
    person_merging.register(nobody_deputises_for_himself)
