"""Every row of the demo is known as such: by its own mark or by that of the row it hangs on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model

from activities.services.messages import MOVED
from communities.models import Building
from core.models import OutboxMessage
from demo.marks import MARKED_BY, NEVER_OF_THE_DEMO, demo_rows, mark_of
from tests.demo.seeded.conftest import of_days
from tests.factories.activities import SignUpFactory
from tests.factories.communities import ComplexFactory

OURS = [
    model
    for model in apps.get_models()
    if Path(model._meta.app_config.path).parent == settings.BASE_DIR
    # The audit's copies carry their row's columns.
    and not hasattr(model, "pgh_tracked_model")
]
OF_THE_DEMO = [model for model in OURS if model._meta.label not in NEVER_OF_THE_DEMO]
# Nobody has looked at a phone in the demo yet, subscribed, opened a screen or asked for a token.
EMPTY = {
    "core.Disclosure",
    "activities.CalendarToken",
    "activities.DoorScreen",
    "accounts.ApiToken",
    # Nobody is registered twice.
    "accounts.PersonMerge",
    # The defaults count; no election runs and nobody hands over yet.
    "communities.CommitteeRules",
    "party_building.PartyRules",
    "communities.Election",
    "communities.ElectionStep",
    "communities.HandOverItem",
    # The pipeline is switched off until a street asks for it.
    "party_building.MemberDevelopment",
    "party_building.DevelopmentStep",
    # No night has passed yet.
    "party_building.ChainCheck",
}

pytestmark = of_days(date(2026, 11, 20))


def test_every_model_says_how_its_demo_rows_are_told() -> None:
    labels = {model._meta.label for model in OURS}

    assert len(labels) >= 20
    assert labels >= MARKED_BY.keys() | NEVER_OF_THE_DEMO.keys()
    for model in OF_THE_DEMO:
        assert mark_of(model).endswith("is_demo")


@pytest.mark.parametrize("model", OF_THE_DEMO, ids=lambda model: model._meta.label)
def test_all_that_the_seed_wrote_is_marked(model: type[Model]) -> None:
    written = model._default_manager.count()

    assert demo_rows(model).count() == written
    # Calls and messages go out by the database's clock.
    delivered = {"core.InboxMessage", "core.CallTask"}
    assert written or model._meta.label in EMPTY | delivered


def test_a_real_row_is_none_of_the_demo() -> None:
    real = SignUpFactory()
    building = Building.objects.create(
        name="1栋",
        complex=(place := ComplexFactory()),
        community=place.community,
        sub_district=place.sub_district,
    )

    for row in (real, real.session, real.session.activity, real.person, building, place):
        assert not demo_rows(type(row)).filter(pk=row.pk).exists()
    moved = OutboxMessage.objects.filter(kind=MOVED).first()
    assert moved is not None
    assert demo_rows(OutboxMessage).filter(pk=moved.pk).exists()
