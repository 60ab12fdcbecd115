"""Promises, due a minute ago and true for a day, of a kind that the test registers."""

from __future__ import annotations

from datetime import timedelta

import factory
from django.utils import timezone

from core.choices import Channel
from core.models import OutboxMessage
from tests.factories.accounts import PersonFactory


class OutboxMessageFactory(factory.django.DjangoModelFactory[OutboxMessage]):
    class Meta:
        model = OutboxMessage

    key = factory.Sequence(lambda number: f"test:{number}")
    kind = "test"
    channel = Channel.IN_APP
    person = factory.SubFactory(PersonFactory)
    subject_id = factory.Sequence(lambda number: number + 1)
    tenant_id = 1
    due_at = factory.LazyFunction(lambda: timezone.now() - timedelta(minutes=1))
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))
