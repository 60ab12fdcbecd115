"""What the builders share: the day it is, the period, the chance that repeats, who acts."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import Person, User
from activities.services.planning import Where
from communities.models import Community, Complex, SubDistrict

FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "芳敏静丽强磊洋艳勇军杰娟涛明超秀霞平刚桂英建华玉兰红梅志国淑珍秋月小燕长青文清雨晴思远"
MONTHS_BACK = 10


class Period(NamedTuple):
    """The twelve whole months of which the demo tells, ending next month (domain 7.0)."""

    first: date
    last: date

    @classmethod
    def around(cls, today: date) -> Period:
        """2026-11-20: all of 2026. 2027-01-20: March 2026 to February 2027."""
        after_last = _first_of_month(today, 2)
        return cls(_first_of_month(today, -MONTHS_BACK), after_last - timedelta(days=1))

    @property
    def years(self) -> list[int]:
        """The calendar years that it touches; plans are made for whole ones."""
        return list(range(self.first.year, self.last.year + 1))

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


@dataclass
class World:
    """The demo under construction, on its `today`."""

    today: date
    password: str
    admin: User
    chance: random.Random = field(default_factory=lambda: random.Random(20261120))  # noqa: S311  a repeatable demo, no secret
    accounts: dict[str, User] = field(default_factory=dict)
    sub_districts: dict[str, SubDistrict] = field(default_factory=dict)
    communities: dict[str, Community] = field(default_factory=dict)
    complexes: dict[str, Complex] = field(default_factory=dict)
    people: dict[str, list[Person]] = field(default_factory=dict)
    _phones: int = 0

    @cached_property
    def period(self) -> Period:
        return Period.around(self.today)

    @cached_property
    def password_hash(self) -> str:
        """Computed once: hashing costs on purpose, and all accounts of the demo share a password."""
        return make_password(self.password)

    @property
    def now(self) -> datetime:
        """Morning of the demo's today."""
        return self.at(self.today, time(8, 0))

    def at(self, day: date, hour: time) -> datetime:
        return timezone.make_aware(datetime.combine(day, hour))

    def where(self, slug: str) -> Where:
        """The place of this slug, of whichever kind."""
        if slug in self.complexes:
            return Where.of_complex(self.complexes[slug])
        if slug in self.communities:
            community = self.communities[slug]
            return Where(sub_district=community.sub_district, community=community)
        return Where(sub_district=self.sub_districts[slug])

    def neighbours(self, where: Where) -> list[Person]:
        """Who lives there; at a complex without residents of its own, those of its community."""
        if where.complex and where.complex.slug in self.people:
            return self.people[where.complex.slug]
        return [
            person
            for slug, people in self.people.items()
            for place in [self.complexes[slug]]
            if (where.community or place.community) == place.community
            and place.sub_district == where.sub_district
            for person in people
        ]

    def residents_with_account(self) -> list[Person]:
        """Both live at 中粮锦云."""
        return [
            user.person for name in ("resident", "elder") if (user := self.accounts[name]).person
        ]

    def name(self) -> str:
        """A fictional name; the generator's order makes it the same every time."""
        given = "".join(self.chance.sample(GIVEN, self.chance.choice((1, 2, 2))))
        return f"{self.chance.choice(FAMILY)}{given}"

    def phone(self) -> str:
        """The next number of the demo's block."""
        self._phones += 1
        return self.phone_of(self._phones)

    def phone_of(self, number: int) -> str:
        """Of a block kept for the demo: 199 0000 xxxx; accounts come first, in their order."""
        return f"1990000{number:04d}"


def _first_of_month(day: date, months: int) -> date:
    """The first day of the month that is so many months on."""
    month = day.year * 12 + day.month - 1 + months
    return date(month // 12, month % 12 + 1, 1)
