"""Persons and their sign-ins."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone

from accounts.api_secrets import new_secret, secret_digest
from accounts.choices import ApiScope
from accounts.models import ApiToken, Person, User
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


class ApiTokenFactory(factory.django.DjangoModelFactory[ApiToken]):
    """With every scope, for a month; the row carries its `secret` as an attribute."""

    class Meta:
        model = ApiToken

    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda number: f"测试程序{number}")
    scopes = factory.LazyFunction(lambda: list(ApiScope.values))
    created_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda row: row.created_at + timedelta(days=30))

    @classmethod
    def _create(cls, model_class: type[ApiToken], *args: Any, **kwargs: Any) -> ApiToken:
        secret = new_secret()
        made: ApiToken = super()._create(model_class, *args, digest=secret_digest(secret), **kwargs)
        made.__dict__["secret"] = secret
        return made
