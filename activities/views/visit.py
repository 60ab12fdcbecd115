"""Who stands before the sign-up form: what the device remembers, and whom the form is about."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import Person
from activities.choices import SessionStatus
from activities.forms.sign_up import new_form_key
from activities.models import MAX_PARTY_SIZE, SignUp
from activities.queries.activity_page import Occasion
from activities.queries.tickets import list_sign_ups, remembered_persons, who_text
from activities.status import seats_text
from communities.queries.places import list_unit_names
from core.device import read_memory

NEW = "new"


class Visit:
    """One request to sign up for one session; reads at most three statements of its own."""

    def __init__(self, request: HttpRequest, occasion: Occasion) -> None:
        self.request = request
        self.occasion = occasion
        self.memory = read_memory(request)

    @cached_property
    def sign_ups(self) -> list[SignUp]:
        return list_sign_ups(self.memory.codes)

    @cached_property
    def persons(self) -> list[Person]:
        return remembered_persons(self.memory.person_ids)

    @cached_property
    def free_persons(self) -> list[Person]:
        """Those remembered who are not in this session yet."""
        busy = {
            sign_up.person_id
            for sign_up in self.sign_ups
            if sign_up.session_id == self.occasion.session.pk and sign_up.is_live
        }
        return [person for person in self.persons if person.pk not in busy]

    @cached_property
    def person(self) -> Person | None:
        """The remembered person the form is for; None: somebody who types name and phone."""
        if self.request.method == "POST":
            return self._named(self.request.POST.get("who", ""))
        who = self.request.GET.get("who", "")
        if who == NEW:
            return None
        return self._named(who) or next(iter(self.free_persons), None)

    def _named(self, who: str) -> Person | None:
        return next((person for person in self.persons if str(person.pk) == who), None)

    @property
    def most(self) -> int:
        """How many people one sign-up may have here."""
        capacity = self.occasion.session.capacity or MAX_PARTY_SIZE
        return min(self.occasion.activity.max_party_size, MAX_PARTY_SIZE, capacity)

    @property
    def asks_door(self) -> bool:
        return self.occasion.activity.asks_door

    @property
    def is_line(self) -> bool:
        """It was full when the page was opened: the button says so, and means it."""
        return self.occasion.status == SessionStatus.WAITING_LIST

    @cached_property
    def units(self) -> list[str]:
        return [] if self.asks_door else list_unit_names(self.occasion.session.complex_id)

    def options(self) -> dict[str, Any]:
        """For the forms."""
        return {
            "units": self.units,
            "most": self.most,
            "asks_door": self.asks_door,
            "questions": self.occasion.activity.questions,
            "seats_text": seats_text(self.occasion.facts, self.occasion.status),
            "known": self.person is not None,
        }

    def initial(self) -> dict[str, Any]:
        """A form as it is handed out: filled with what this person said last time."""
        last = self._last_of(self.person)
        return {
            "people": min(last.party_size, self.most) if last else 1,
            "door": last.door_text if last else "",
            "key": new_form_key(),
            "session": str(self.occasion.session.pk),
            "who": str(self.person.pk) if self.person else NEW,
        }

    def card(self) -> dict[str, str] | None:
        """The remembered person, masked, and the way to another one."""
        if self.person is None:
            return None
        last = self._last_of(self.person)
        return {
            "text": _card_text(self.person, last.party_size if last else 1),
            "change_url": f"{self.occasion.sign_up_url}&who={NEW}",
        }

    def family(self) -> list[dict[str, str]]:
        """Others whom this device may sign up with a tap."""
        return [
            {
                "label": _("替%(name)s报名") % {"name": person.masked_name},
                "url": f"{self.occasion.sign_up_url}&who={person.pk}",
            }
            for person in self.free_persons
            if person != self.person
        ]

    def _last_of(self, person: Person | None) -> SignUp | None:
        """Only tickets of this device speak: nothing is told of what was signed up elsewhere."""
        if person is None:
            return None
        own = [sign_up for sign_up in self.sign_ups if sign_up.person_id == person.pk]
        return max(own, key=lambda sign_up: sign_up.pk, default=None)


def _card_text(person: Person, party_size: int) -> str:
    """`王*芳 138****5678 · 1人`."""
    name, people = who_text(person, party_size).split(" · ")
    return f"{name} {person.masked_phone}".strip() + f" · {people}"
