"""Appointing and ending: nobody reaches above himself, no sub-district is left without its head."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Person, User
from communities.choices import Role
from communities.models import RoleAssignment
from communities.permissions import can_appoint, can_manage_account
from communities.queries.people import manageable_users
from communities.services.duties import (
    Duty,
    DutyTwice,
    LastAdministrator,
    RoleNeedsPlace,
    TermBackwards,
    WiderThanOwn,
    end_role,
    grant_role,
)
from communities.services.staff import (
    PersonHasAccount,
    UserNameTaken,
    close_account,
    open_account,
    reopen_account,
)
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.communities import RoleAssignmentFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db


def steward_duty(cast: Cast) -> Duty:
    return Duty(
        role=Role.STEWARD,
        sub_district=cast.street,
        community=cast.community,
        complex=cast.complex,
        valid_from=timezone.localdate(),
    )


def give(cast: Cast, duty: Duty, actor: User) -> RoleAssignment:
    return grant_role(user=UserFactory(), duty=duty, actor=actor, now=timezone.now())


def test_a_secretary_appoints_a_steward_and_it_is_written_down(cast: Cast) -> None:
    duty = give(cast, steward_duty(cast), cast.secretary)

    assert (duty.role, duty.complex, duty.granted_by) == (
        Role.STEWARD, cast.complex, cast.secretary,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pgh_label FROM communities_roleassignmentevent WHERE pgh_obj_id = %s",
            [duty.pk],
        )
        assert cursor.fetchall() == [("insert",)]


@pytest.mark.parametrize(
    "role",
    [Role.SUB_DISTRICT_ADMIN, Role.SUB_DISTRICT_STAFF, Role.COMMUNITY_SECRETARY, Role.AUDITOR],
)
def test_a_secretary_gives_no_role_as_wide_as_her_own(role: Role, cast: Cast) -> None:
    duty = replace(steward_duty(cast), role=role, complex=None)

    with pytest.raises(WiderThanOwn):
        give(cast, duty, cast.secretary)


def test_a_secretary_gives_no_role_outside_her_community(cast: Cast) -> None:
    for community in (cast.other_community, None):
        with pytest.raises(WiderThanOwn):
            give(
                cast, replace(steward_duty(cast), community=community, complex=None), cast.secretary
            )


@pytest.mark.parametrize("actor", ["manager", "auditor", "resident", "outsider", "partner"])
def test_who_is_no_appointer_here_gives_nothing(actor: str, cast: Cast) -> None:
    with pytest.raises(WiderThanOwn):
        give(cast, steward_duty(cast), getattr(cast, actor))


def test_nobody_lifts_himself(cast: Cast) -> None:
    up = Duty(
        role=Role.SUB_DISTRICT_ADMIN, sub_district=cast.street, valid_from=timezone.localdate()
    )

    with pytest.raises(WiderThanOwn):
        grant_role(user=cast.secretary, duty=up, actor=cast.secretary, now=timezone.now())


def test_an_appointer_whose_own_term_is_over_gives_nothing(cast: Cast) -> None:
    cast.secretary.role_assignments.update(valid_until=timezone.localdate() - timedelta(days=1))

    with pytest.raises(WiderThanOwn):
        give(cast, steward_duty(cast), cast.secretary)


def test_the_same_duty_is_not_given_twice(cast: Cast) -> None:
    with pytest.raises(DutyTwice):
        grant_role(
            user=cast.steward, duty=steward_duty(cast), actor=cast.official, now=timezone.now()
        )


def test_a_role_is_given_for_the_kind_of_place_it_belongs_to(cast: Cast) -> None:
    with pytest.raises(RoleNeedsPlace):
        give(cast, replace(steward_duty(cast), role=Role.SUB_DISTRICT_STAFF), cast.official)
    with pytest.raises(RoleNeedsPlace):
        give(cast, replace(steward_duty(cast), role=Role.COMMUNITY_STAFF), cast.official)


def test_a_term_ends_after_it_begins(cast: Cast) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)

    with pytest.raises(TermBackwards):
        give(cast, replace(steward_duty(cast), valid_until=yesterday), cast.official)
    with pytest.raises(TermBackwards):
        end(cast.steward, cast.official, days=-400)


def end(user: User, actor: User, *, days: int = -1) -> RoleAssignment:
    return end_role(
        duty=user.role_assignments.get(),
        last_day=timezone.localdate() + timedelta(days=days),
        actor=actor,
        now=timezone.now(),
    )


def test_an_ended_duty_opens_nothing_any_more(cast: Cast) -> None:
    end(cast.steward, cast.secretary)

    assert not cast.steward.role_assignments.active().exists()


def test_nobody_ends_a_duty_that_he_could_not_have_given(cast: Cast) -> None:
    for user, actor in (
        (cast.official, cast.secretary),
        (cast.steward, cast.manager),
        (cast.steward, cast.outsider),
    ):
        with pytest.raises(WiderThanOwn):
            end(user, actor)


def test_the_last_administrator_of_a_sub_district_stays(cast: Cast) -> None:
    with pytest.raises(LastAdministrator):
        end(cast.official, cast.official)

    RoleAssignmentFactory(
        role=Role.SUB_DISTRICT_ADMIN, complex=None, community=None, sub_district=cast.street
    )
    end(cast.official, cast.official)
    assert not cast.official.role_assignments.active().exists()


def test_an_administrator_whose_account_is_closed_does_not_count(cast: Cast) -> None:
    RoleAssignmentFactory(
        user=UserFactory(is_active=False),
        role=Role.SUB_DISTRICT_ADMIN,
        complex=None,
        community=None,
        sub_district=cast.street,
    )

    with pytest.raises(LastAdministrator):
        end(cast.official, cast.official)


def opened(cast: Cast, **given: str) -> User:
    details = {"username": "new-steward", "password": PASSWORD, "name": "新管家", "phone": ""}
    return open_account(
        **{**details, **given}, duty=steward_duty(cast), actor=cast.secretary, now=timezone.now()
    )


def test_an_account_is_opened_with_its_person_and_first_duty(cast: Cast) -> None:
    user = opened(cast, phone="13800000000")

    assert user.check_password(PASSWORD)
    assert user.person is not None
    assert (user.person.name, user.person.phone_tail) == ("新管家", "0000")
    assert user.role_assignments.get().complex == cast.complex


def test_a_refused_duty_leaves_no_account_behind(cast: Cast) -> None:
    people = Person.objects.count()

    with pytest.raises(WiderThanOwn):
        open_account(
            username="new",
            password=PASSWORD,
            name="新人",
            phone="",
            duty=steward_duty(cast),
            actor=cast.manager,
            now=timezone.now(),
        )

    assert not User.objects.filter(username="new").exists()
    assert Person.objects.count() == people


def test_a_user_name_and_a_person_have_one_account(cast: Cast) -> None:
    opened(cast, phone="13800000000")

    with pytest.raises(UserNameTaken):
        opened(cast, username="NEW-steward")
    with pytest.raises(PersonHasAccount):
        opened(cast, username="another", phone="13800000000")


def test_a_closed_account_signs_in_no_more_and_its_sessions_end(cast: Cast, client_of) -> None:
    client = client_of(cast.official)
    assert client.get("/admin/").status_code == 200
    RoleAssignmentFactory(
        role=Role.SUB_DISTRICT_ADMIN, complex=None, community=None, sub_district=cast.street
    )

    close_account(user=cast.official, actor=cast.admin, now=timezone.now())

    assert client.get("/admin/").status_code == 302
    reopen_account(user=cast.official, password=PASSWORD, actor=cast.admin, now=timezone.now())
    assert client.get("/admin/").status_code == 302
    assert client.login(username="official", password=PASSWORD)


def test_nobody_closes_or_reopens_an_account_wider_than_his_own(cast: Cast) -> None:
    for user in (cast.official, cast.admin, cast.outsider):
        with pytest.raises(WiderThanOwn):
            close_account(user=user, actor=cast.secretary, now=timezone.now())
        with pytest.raises(WiderThanOwn):
            reopen_account(user=user, password=PASSWORD, actor=cast.secretary, now=timezone.now())


def test_an_account_with_a_second_duty_elsewhere_is_not_the_secretarys(cast: Cast) -> None:
    assert manageable_users(cast.secretary).filter(pk=cast.steward.pk).exists()

    RoleAssignmentFactory(user=cast.steward, role=Role.STEWARD, complex=cast.other_street_complex)

    assert not manageable_users(cast.secretary).filter(pk=cast.steward.pk).exists()


def test_the_last_administrators_account_stays_open(cast: Cast) -> None:
    with pytest.raises(LastAdministrator):
        close_account(user=cast.official, actor=cast.admin, now=timezone.now())


def test_predicates_answer_without_an_object_too(cast: Cast) -> None:
    assert can_appoint(cast.secretary)
    assert not can_appoint(cast.manager)
    assert can_manage_account(cast.secretary, cast.steward)
    assert not can_manage_account(cast.secretary, cast.official)
    assert not can_appoint(cast.secretary, cast.official.role_assignments.get())
