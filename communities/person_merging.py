"""What happens to two rows that may not both belong to one person: said by the app that owns them.

Re-pointing needs no rule (`services/persons.py` walks all keys to a person, so that no table can be
forgotten). A rule is for what the database would refuse: it resolves it, or refuses with a sentence that
names both. Apps register theirs in `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeAlias

from django.db.models import QuerySet

from accounts.models import Person

# keep, gone, now: raises DomainError, or makes the rows fit and names those that stay with `gone`.
Rule: TypeAlias = Callable[[Person, Person, datetime], list[QuerySet[Any]]]
_rules: list[Rule] = []


def register(rule: Rule) -> None:
    """Once for each rule, whatever the order of the apps."""
    if rule not in _rules:
        _rules.append(rule)


def rules() -> tuple[Rule, ...]:
    return tuple(_rules)
