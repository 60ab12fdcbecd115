"""Activities as they are when people meet them: published, tomorrow, with or without places."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone

from activities.choices import ActivityState, SignUpState
from activities.codes import new_screen_token, new_ticket_code
from activities.models import Activity, ActivityLog, DoorScreen, Session, SignUp, Space
from tests.factories.accounts import PersonFactory
from tests.factories.communities import PlacedFactory


class SpaceFactory(PlacedFactory[Space]):
    class Meta:
        model = Space

    name = factory.Sequence(lambda number: f"测试阵地{number}")


class ActivityFactory(PlacedFactory[Activity]):
    """Published, unless `state=` says otherwise."""

    class Meta:
        model = Activity

    title = factory.Sequence(lambda number: f"测试活动{number}")
    state = ActivityState.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)


class SessionFactory(PlacedFactory[Session]):
    """Tomorrow at this hour, for two hours, of an activity of the same place."""

    class Meta:
        model = Session

    activity = factory.SubFactory(
        ActivityFactory,
        complex=factory.SelfAttribute("..complex"),
        community=factory.SelfAttribute("..community"),
        sub_district=factory.SelfAttribute("..sub_district"),
    )
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + timedelta(hours=2))


class SignUpFactory(PlacedFactory[SignUp]):
    """A row as the service leaves it, with the session's counter kept in step."""

    class Meta:
        model = SignUp

    session = factory.SubFactory(SessionFactory)
    complex = factory.SelfAttribute("session.complex")
    community = factory.SelfAttribute("session.community")
    sub_district = factory.SelfAttribute("session.sub_district")
    person = factory.SubFactory(PersonFactory)
    state = SignUpState.CONFIRMED
    code = factory.LazyFunction(new_ticket_code)
    entry_code = factory.Sequence(lambda number: f"{number % 1_000_000:06d}")
    created_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class: type[SignUp], *args: Any, **kwargs: Any) -> SignUp:
        made = super()._create(model_class, *args, **kwargs)
        if made.state == SignUpState.CONFIRMED:
            session = made.session
            session.taken += made.party_size
            Session.objects.filter(pk=session.pk).update(taken=session.taken)
        return made


class DoorScreenFactory(PlacedFactory[DoorScreen]):
    class Meta:
        model = DoorScreen

    session = factory.SubFactory(SessionFactory)
    complex = factory.SelfAttribute("session.complex")
    community = factory.SelfAttribute("session.community")
    sub_district = factory.SelfAttribute("session.sub_district")
    token = factory.LazyFunction(new_screen_token)
    opened_at = factory.LazyFunction(timezone.now)


class ActivityLogFactory(PlacedFactory[ActivityLog]):
    class Meta:
        model = ActivityLog

    session = factory.SubFactory(SessionFactory)
    complex = factory.SelfAttribute("session.complex")
    community = factory.SelfAttribute("session.community")
    sub_district = factory.SelfAttribute("session.sub_district")
    headcount = 10
    logged_at = factory.LazyFunction(timezone.now)
