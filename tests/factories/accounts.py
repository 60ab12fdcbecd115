"""Persons and their sign-ins."""

from __future__ import annotations

from typing import Any

import factory

from accounts.models import Person, User
from accounts.services import register_person

PASSWORD = "a-password-of-the-tests"


class PersonFactory(factory.django.DjangoModelFactory[Person]):
    """Through the service, so that phone, digest and pinyin key agree. `phone=""`: nobody's phone."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda number: f"邻居{number}")
    phone = factory.Sequence(lambda number: f"139{number:08d}")

    @classmethod
    def _create(cls, _model: type[Person], *_args: Any, **kwargs: Any) -> Person:
        return register_person(**kwargs)


class UserFactory(factory.django.DjangoModelFactory[User]):
    """Signs in with `PASSWORD`."""

    class Meta:
        model = User

    username = factory.Sequence(lambda number: f"user{number}")
    person = factory.SubFactory(PersonFactory)
    password = PASSWORD

    @classmethod
    def _create(cls, _model: type[User], *_args: Any, **kwargs: Any) -> User:
        return User.objects.create_user(**kwargs)
