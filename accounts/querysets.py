"""Chainable questions about persons, and the manager that Django's own sign-in code asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager
from django.db import models

from accounts.api_secrets import secret_digest
from accounts.phones import phone_digest

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import ApiToken, Person, User


class PersonQuerySet(models.QuerySet["Person"]):
    def with_phone(self, phone: str) -> PersonQuerySet:
        """Everybody under this normalised phone; two elders may share one."""
        return self.filter(phone_digest=phone_digest(phone))

    def known_as(self, *, name: str, phone: str) -> PersonQuerySet:
        """The one person of this phone and name, if any."""
        return self.with_phone(phone).filter(name=name)


class UserManager(BaseUserManager["User"]):
    """Django's manager without e-mail: accounts have none (`createsuperuser`, tests, the demo)."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def of_secret(self, secret: str) -> ApiTokenQuerySet:
        """The one token of this secret, whatever its state."""
        return self.filter(digest=secret_digest(secret))

    def standing(self, now: datetime) -> ApiTokenQuerySet:
        """Neither revoked nor expired."""
        return self.filter(revoked_at=None, expires_at__gt=now)
