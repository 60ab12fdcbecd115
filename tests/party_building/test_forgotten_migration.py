"""The step that reaches history also mends what was withdrawn before it."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from accounts.services import register_person
from party_building.models import DualRegistration, PartyMember
from party_building.services.members import NOBODY
from tests.factories.party_building import DualRegistrationFactory, PartyMemberFactory

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
JUNE = date(2026, 6, 30)


def migrate_to(name: str) -> None:
    MigrationExecutor(connections["owner"]).migrate([("party_building", name)])


@pytest.fixture(autouse=True)
def _as_before() -> Generator[None, None, None]:
    yield
    call_command("migrate", database="owner", verbosity=0)
    call_command("grant_app", verbosity=0)
    connections["owner"].close()


def test_what_was_withdrawn_before_is_forgotten_too_and_what_stands_is_not() -> None:
    migrate_to("0004_nightly_checks_of_chains")
    gone, stays = PartyMemberFactory(), PartyMemberFactory()
    registration = DualRegistrationFactory(employer="区图书馆")
    nobody = register_person(name=NOBODY)
    PartyMember.objects.filter(pk=gone.pk).update(person=nobody, until=JUNE, withdrawn_on=JUNE)
    DualRegistration.objects.filter(pk=registration.pk).update(
        person=nobody, left_on=JUNE, withdrawn_on=JUNE, employer=""
    )

    migrate_to("0005_forget_members_in_history")

    members = PartyMember.pgh_event_model.objects  # type: ignore[attr-defined]  # set by `tracked`
    assert set(members.values_list("pgh_obj", "person")) == {
        (gone.pk, nobody.pk), (stays.pk, stays.person_id),
    }  # fmt: skip
    reports = DualRegistration.pgh_event_model.objects  # type: ignore[attr-defined]  # as above
    assert set(reports.values_list("person", "employer")) == {(nobody.pk, "")}
