"""Writers of persons and users."""

from __future__ import annotations

from django.db import connection, transaction

from accounts.models import Person
from accounts.phones import encrypt_phone, normalise_phone, phone_digest
from accounts.text import mask_name, person_pinyin_key, tidy


def register_person(*, name: str, phone: str = "", is_demo: bool = False) -> Person:
    """The person of this phone and name, found or made; without a phone always a new one.

    Raises PhoneInvalid.
    """
    return find_or_register(name=name, phone=phone, is_demo=is_demo)[0]


def find_or_register(*, name: str, phone: str, is_demo: bool = False) -> tuple[Person, bool]:
    """As `register_person`, and whether the person was made here.

    Safe against a double tap: the unique constraint decides.
    """
    name = tidy(name)
    if not phone:
        key = person_pinyin_key(name)
        return Person.objects.create(name=name, pinyin_key=key, is_demo=is_demo), True
    normal = normalise_phone(phone)
    return Person.objects.get_or_create(
        phone_digest=phone_digest(normal),
        name=name,
        defaults={
            "pinyin_key": lambda: person_pinyin_key(name),
            "phone_cipher": lambda: encrypt_phone(normal),
            "phone_tail": normal[-4:],
            "is_demo": is_demo,
        },
    )


@transaction.atomic
def forget_person(*, person: Person) -> None:
    """Takes name and phone away for good, out of the history too; a masked name stays (王*芳).

    Rows that count people keep pointing here, so that no figure changes. The caller decides who is
    no longer needed (PIPL: no longer than the purpose). Rows that were merged into this one go along.
    """
    for merge in person.merges.select_related("gone"):
        forget_person(person=merge.gone)
    kept = mask_name(person.name)
    Person.objects.filter(pk=person.pk).update(
        name=kept, pinyin_key="", phone_cipher="", phone_digest="", phone_tail=""
    )
    # After the update, whose own event would otherwise be the last to know the name.
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_forget_person(%s, %s)", [person.pk, kept])
    person.refresh_from_db()
