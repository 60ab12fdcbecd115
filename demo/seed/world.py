"""What the builders share: the day it is, the chance that repeats, who acts."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from communities.models import Community, Complex, SubDistrict

FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "芳敏静丽强磊洋艳勇军杰娟涛明超秀霞平刚桂英建华玉兰红梅志国淑珍秋月小燕长青文清雨晴思远"


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
    _phones: int = 0

    @property
    def year(self) -> int:
        return self.today.year

    @property
    def now(self) -> datetime:
        """Morning of the demo's today."""
        return self.at(self.today, time(8, 0))

    def at(self, day: date, hour: time) -> datetime:
        return timezone.make_aware(datetime.combine(day, hour))

    def days_before(self, moment: datetime, days: int) -> datetime:
        return moment - timedelta(days=days)

    def name(self) -> str:
        """A fictional name; the generator's order makes it the same every time."""
        given = "".join(self.chance.sample(GIVEN, self.chance.choice((1, 2, 2))))
        return f"{self.chance.choice(FAMILY)}{given}"

    def phone(self) -> str:
        """A number of a block kept for the demo: 199 0000 xxxx."""
        self._phones += 1
        return f"1990000{self._phones:04d}"
