"""The persons whom a ledger names: found by phone and name, made where they are new, as a set."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from accounts.models import Person
from accounts.phones import normalise_phone, phone_digest
from accounts.services import find_or_register
from accounts.text import person_pinyin_key


class Named(NamedTuple):
    """Somebody as the file writes her; without a phone each is a person of her own."""

    name: str
    phone: str = ""

    @property
    def digest(self) -> str:
        return phone_digest(normalise_phone(self.phone)) if self.phone else ""


def persons_of(named: Iterable[Named]) -> list[Person]:
    """The persons in the order asked; those without a phone are made in one statement."""
    wanted = list(named)
    digests = {one.digest for one in wanted if one.phone}
    known = {
        (person.phone_digest, person.name): person
        for person in Person.objects.filter(phone_digest__in=digests)
    }
    nameless = Person.objects.bulk_create(
        Person(name=one.name, pinyin_key=person_pinyin_key(one.name))
        for one in wanted
        if not one.phone
    )
    made = iter(nameless)
    found = []
    for one in wanted:
        if not one.phone:
            found.append(next(made))
            continue
        person = known.get((one.digest, one.name))
        found.append(person or find_or_register(name=one.name, phone=one.phone)[0])
    return found
