"""The master data through a browser: what forms refuse, what lists, searches and histories name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.invitations import invited_user
from accounts.models import Person, User
from communities.admin_lists import BoundedPaginator, ScopedRelatedFilter
from communities.choices import Role
from communities.models import Building, Complex, Resident, RoleAssignment
from communities.permissions import can_enter_admin
from communities.queries.history import history_of
from core.freshness import last_change
from core.models import Disclosure
from tests.factories.accounts import PASSWORD
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.factories.communities import (
    BuildingFactory,
    DoorFactory,
    ResidentFactory,
    UnitFactory,
)
from tests.factories.territory import StreetSegmentFactory
from tests.people import Cast, build_cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("theme_templates")]

SignIn = Callable[[User], Client]


def url(model: str, page: str, *args: Any) -> str:
    return reverse(f"admin:{model}_{page}", args=args)


def page_of(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200
    return str(response.content.decode())


def test_only_officials_and_auditors_enter(cast: Cast) -> None:
    entrants = {"official", "secretary", "auditor", "outsider", "admin"}
    roles = {*entrants, "manager", "steward", "leader", "branch_secretary", "resident", "partner"}

    assert {role for role in roles if can_enter_admin(getattr(cast, role))} == entrants


def test_signing_in_happens_on_the_projects_own_page(cast: Cast, client_of: SignIn) -> None:
    anonymous = Client().get(reverse("admin:index"), follow=True)

    assert anonymous.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert client_of(cast.manager).get(reverse("admin:login")).status_code == 403
    assert client_of(cast.official).get(reverse("admin:login")).status_code == 302


def test_leaving_the_admin_ends_the_session(cast: Cast, client_of: SignIn) -> None:
    client = client_of(cast.official)

    client.post(reverse("admin:logout"))

    assert client.get(reverse("admin:index")).status_code == 302


def test_the_tables_of_one_app_are_those_that_one_may_open(cast: Cast, client_of: SignIn) -> None:
    listed = {
        role: {
            row["object_name"]
            for group in client_of(getattr(cast, role))
            .get(reverse("admin:app_list", args=["core"]))
            .context["app_list"]
            for row in group["models"]
        }
        for role in ("official", "admin")
    }

    assert listed["admin"] - listed["official"] == {"Heartbeat"}
    assert "OutboxMessage" in listed["official"]


def test_without_the_second_factor_one_is_sent_to_set_it_up(
    cast: Cast, client_of: SignIn, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = True

    chain = client_of(cast.official).get(reverse("admin:index"), follow=True).redirect_chain

    assert chain[-1][0] == reverse("mfa_index")


def test_lists_filters_and_choices_name_nothing_of_others(cast: Cast, client_of: SignIn) -> None:
    client = client_of(cast.secretary)

    for page in (
        page_of(client, url("communities_complex", "changelist")),
        page_of(client, url("communities_resident", "changelist")),
        page_of(client, url("communities_roleassignment", "add")),
        page_of(client, url("activities_space", "add")),
    ):
        assert "甲二社区" not in page
        assert "南园" not in page
        assert "北园" not in page
    assert "乙街道" not in page_of(client, url("communities_subdistrict", "changelist"))


def test_completion_of_names_stays_in_scope(cast: Cast, client_of: SignIn) -> None:
    query = {"app_label": "communities", "model_name": "building", "field_name": "complex"}

    answer = client_of(cast.secretary).get(reverse("admin:autocomplete"), {**query, "term": "园"})

    assert {row["text"] for row in answer.json()["results"]} == {"东园", "西园"}


@pytest.mark.expects_log_errors
def test_nobody_searches_by_hidden_columns(cast: Cast, client_of: SignIn) -> None:
    query = {"password__startswith": "m"}

    assert (
        client_of(cast.official).get(url("accounts_user", "changelist"), query).status_code == 400
    )


def test_a_foreign_place_in_a_form_is_no_choice(cast: Cast, client_of: SignIn) -> None:
    response = client_of(cast.secretary).post(
        url("communities_building", "add"),
        {"complex": cast.other_street_complex.pk, "name": "1栋", "floor_count": ""},
    )

    assert response.status_code == 200
    assert not Building.objects.exists()


def test_a_part_takes_the_place_of_its_complex(cast: Cast, client_of: SignIn) -> None:
    client_of(cast.secretary).post(
        url("communities_building", "add"),
        {"complex": cast.complex.pk, "name": "1栋", "floor_count": "18"},
    )

    building = Building.objects.get()
    assert (building.complex, building.community, building.sub_district) == (
        cast.complex, cast.community, cast.street,
    )  # fmt: skip


def test_a_row_for_a_whole_street_is_not_a_secretarys_to_write(
    cast: Cast, client_of: SignIn
) -> None:
    response = client_of(cast.secretary).post(
        url("activities_space", "add"),
        {"sub_district": cast.street.pk, "community": "", "complex": "", "name": "大厅"},
    )

    assert "这超出了您负责的范围" in response.content.decode()


def test_a_name_that_exists_is_refused_beside_its_field_with_what_was_typed(
    cast: Cast, client_of: SignIn
) -> None:
    BuildingFactory(complex=cast.complex, name="1栋")

    response = client_of(cast.official).post(
        url("communities_building", "add"),
        {"complex": cast.complex.pk, "name": "1栋", "floor_count": "7"},
    )

    page = response.content.decode()
    assert "这个小区已有同名楼栋" in page
    assert 'value="7"' in page


def test_a_complex_moves_only_within_what_one_serves(cast: Cast, client_of: SignIn) -> None:
    client = client_of(cast.secretary)
    address = url("communities_complex", "change", cast.complex.pk)
    parts = {
        "communities_buildings-TOTAL_FORMS": "0",
        "communities_buildings-INITIAL_FORMS": "0",
    }

    client.post(
        address,
        {
            "community": cast.other_community.pk,
            "name": "东园",
            "slug": "complex-a1",
            "kind": "ESTATE",
            **parts,
        },
    )

    assert Complex.objects.get(pk=cast.complex.pk).community == cast.community


def test_deleting_tells_counts_not_names_and_refuses_what_is_used(
    cast: Cast, client_of: SignIn
) -> None:
    used, free = BuildingFactory(complex=cast.complex), BuildingFactory(complex=cast.complex)
    unit = UnitFactory(building=used, name="特别单元")
    client = client_of(cast.official)

    page = page_of(client, url("communities_building", "delete", used.pk))
    client.post(url("communities_building", "delete", free.pk), {"post": "yes"})

    assert "单元：1条" in page
    assert "特别单元" not in page
    assert set(Building.objects.all()) == {used}
    assert unit.building == used


def test_an_auditor_reads_and_writes_nothing(cast: Cast, client_of: SignIn) -> None:
    client = client_of(cast.auditor)
    address = url("communities_complex", "change", cast.complex.pk)

    assert client.get(address).status_code == 200
    assert client.post(address, {"name": "改名"}).status_code == 403
    assert client.get(url("communities_resident", "add")).status_code == 403


def test_a_phone_is_shown_only_after_its_purpose_is_written_down(
    cast: Cast, client_of: SignIn
) -> None:
    resident = ResidentFactory(complex=cast.complex, person__phone="13812345678")
    client = client_of(cast.secretary)
    address = url("accounts_person", "reveal", resident.person_id)

    assert "13812345678" not in page_of(client, address)
    assert "请先写明查看用途" in client.post(address, {"purpose": " "}).content.decode()
    assert not Disclosure.objects.exists()
    response = client.post(address, {"purpose": "通知停水"})

    assert "13812345678" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    seen = Disclosure.objects.get()
    assert (seen.person, seen.viewer, seen.purpose, seen.tenant_id) == (
        resident.person, cast.secretary, "通知停水", cast.street.pk,
    )  # fmt: skip


def test_lists_of_people_are_masked(cast: Cast, client_of: SignIn) -> None:
    ResidentFactory(complex=cast.complex, person__name="王小芳", person__phone="13812345678")

    page = page_of(client_of(cast.official), url("communities_resident", "changelist"))

    assert "王*芳 138****5678" in page
    assert "王小芳" not in page


def test_a_history_names_nobody_from_outside_and_tells_no_code(
    cast: Cast, client_of: SignIn
) -> None:
    sign_up = SignUpFactory(session=SessionFactory(complex=cast.complex))
    client_of(cast.admin).post(
        url("communities_community", "change", cast.community.pk),
        {"name": "甲一社区", "slug": "community-a", "phone": "028-88880000", "is_listed": "on"},
    )

    newest, first = history_of(cast.community, viewer=cast.secretary)
    page = page_of(client_of(cast.secretary), url("activities_signup", "history", sign_up.pk))

    assert (newest.action, newest.who, first.action) == ("修改", "其他范围的人员", "新增")
    assert [(change.label, change.after) for change in newest.changes] == [
        ("社区电话", "028-88880000")
    ]
    assert sign_up.code not in page
    assert sign_up.person.name not in page


def test_an_empty_name_of_a_field_is_no_field(cast: Cast, client_of: SignIn) -> None:
    path = url("communities_community", "change", cast.community.pk)

    assert cast.community.name in page_of(client_of(cast.official), path, _to_field="")


def duty_form(cast: Cast, **given: Any) -> dict[str, Any]:
    return {
        "user": "",
        "username": "",
        "name": "",
        "phone": "",
        "password": "",
        "role": Role.STEWARD,
        "sub_district": "",
        "community": "",
        "complex": cast.complex.pk,
        "valid_from": timezone.localdate().isoformat(),
        "valid_until": "",
        **given,
    }


def test_somebody_new_gets_account_and_duty_on_one_page(cast: Cast, client_of: SignIn) -> None:
    client_of(cast.secretary).post(
        url("communities_roleassignment", "add"),
        duty_form(
            cast, username="new-steward", name="新管家", phone="13800000009", password=PASSWORD
        ),
    )

    duty = RoleAssignment.objects.get(user__username="new-steward")
    assert (duty.complex, duty.granted_by) == (cast.complex, cast.secretary)
    assert duty.user.check_password(PASSWORD)


def test_without_a_password_the_colleague_sets_her_own_by_a_link(
    cast: Cast, client_of: SignIn
) -> None:
    response = client_of(cast.secretary).post(
        url("communities_roleassignment", "add"), duty_form(cast, username="new", name="新管家")
    )

    page = response.content.decode()
    (code,) = re.findall(r"/invite/([^/]+)/", page)
    assert invited_user(code) == User.objects.get(username="new")
    assert "no-store" in response["Cache-Control"]


def test_an_action_gives_new_links_only_to_the_accounts_one_may_manage(
    cast: Cast, client_of: SignIn
) -> None:
    page = (
        client_of(cast.secretary)
        .post(
            url("accounts_user", "changelist"),
            {
                "action": "invite_colleagues",
                "_selected_action": [cast.steward.pk, cast.official.pk],
            },
        )
        .content.decode()
    )

    (code,) = re.findall(r"/invite/([^/]+)/", page)
    assert invited_user(code) == cast.steward
    cast.official.refresh_from_db()
    assert cast.official.has_usable_password()


def test_a_refused_appointment_keeps_what_was_typed_and_writes_nobody(
    cast: Cast, client_of: SignIn
) -> None:
    people = Person.objects.count()
    typed = {"username": "steward", "name": "新管家", "password": PASSWORD}

    response = client_of(cast.secretary).post(
        url("communities_roleassignment", "add"), duty_form(cast, **typed)
    )

    page = response.content.decode()
    assert "这个账号名已有人用" in page
    assert 'value="新管家"' in page
    assert Person.objects.count() == people


def test_a_form_offers_no_role_above_ones_own_and_takes_none(cast: Cast, client_of: SignIn) -> None:
    client = client_of(cast.secretary)
    address = url("communities_roleassignment", "add")

    assert "街道管理员" not in page_of(client, address)
    client.post(
        address,
        duty_form(
            cast, user=cast.secretary.pk, role=Role.SUB_DISTRICT_ADMIN, complex="", community=""
        ),
    )

    assert cast.secretary.role_assignments.get().role == Role.COMMUNITY_SECRETARY


def test_the_last_administrator_is_told_why_he_stays(cast: Cast, client_of: SignIn) -> None:
    duty = cast.official.role_assignments.get()

    response = client_of(cast.official).post(
        url("communities_roleassignment", "change", duty.pk),
        {"valid_until": timezone.localdate().isoformat()},
    )

    assert "最后一位街道管理员" in response.content.decode()
    duty.refresh_from_db()
    assert duty.valid_until is None


def test_an_action_closes_only_the_accounts_one_may_close(cast: Cast, client_of: SignIn) -> None:
    chosen = [cast.steward.pk, cast.official.pk]

    client_of(cast.secretary).post(
        url("accounts_user", "changelist"),
        {"action": "close_accounts", "_selected_action": chosen},
    )

    assert not User.objects.get(pk=cast.steward.pk).is_active
    assert User.objects.get(pk=cast.official.pk).is_active


def test_a_resident_is_registered_through_the_service(cast: Cast, client_of: SignIn) -> None:
    client = client_of(cast.secretary)
    address = url("communities_resident", "add")
    form = {"name": "新邻居", "phone": "1381", "complex": cast.complex.pk, "relation": "OWNER"}

    assert "手机号应为11位数字" in client.post(address, form).content.decode()
    client.post(address, {**form, "phone": "13800000007"})

    resident = Resident.objects.get(person__name="新邻居")
    assert (resident.complex, resident.person.phone_tail) == (cast.complex, "0007")


def test_lists_lead_down_from_complex_to_door(cast: Cast, client_of: SignIn) -> None:
    door = DoorFactory(unit__building__complex=cast.complex, room="1501")
    DoorFactory(unit__building__complex=cast.sibling_complex, room="1602")
    client = client_of(cast.official)
    below = [
        ("complex", f"building/?complex__id__exact={cast.complex.pk}"),
        ("building", f"unit/?building__id__exact={door.unit.building_id}"),
        ("unit", f"door/?unit__id__exact={door.unit_id}"),
    ]

    for model, link in below:
        assert f"/admin/communities/{link}" in page_of(
            client, url(f"communities_{model}", "changelist")
        )
        listed = client.get(f"/admin/communities/{link}")
        assert [row.complex for row in listed.context["cl"].result_list] == [cast.complex]


def test_a_filter_of_many_complexes_offers_only_the_chosen_one(
    cast: Cast, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ScopedRelatedFilter, "most", 2)
    for place in (cast.complex, cast.sibling_complex, cast.other_community_complex):
        BuildingFactory(complex=place)
    client, address = client_of(cast.official), url("communities_building", "changelist")

    def offered(**query: Any) -> list[tuple[Any, str]]:
        specs = client.get(address, query).context["cl"].filter_specs
        return [choice for spec in specs for choice in spec.lookup_choices]

    assert offered() == []
    assert offered(complex__id__exact=cast.complex.pk) == [(cast.complex.pk, "东园")]
    foreign = client.get(address, {"complex__id__exact": cast.other_street_complex.pk})
    assert list(foreign.context["cl"].result_list) == []
    assert "北园" not in foreign.content.decode()


def test_doors_are_found_by_complex_and_whole_room(cast: Cast, client_of: SignIn) -> None:
    here = DoorFactory(unit__building__complex=cast.complex, room="1501")
    DoorFactory(unit=here.unit, room="1502")
    DoorFactory(unit__building__complex=cast.sibling_complex, room="1501")
    client, address = client_of(cast.official), url("communities_door", "changelist")

    def found(words: str) -> set[str]:
        rows = client.get(address, {"q": words}).context["cl"].result_list
        return {f"{row.complex.name}{row.room}" for row in rows}

    assert found("1501") == {"东园1501", "西园1501"}
    assert found("东园 1501") == {"东园1501"}
    assert found("东园") == {"东园1501", "东园1502"}
    assert found("北园") == set()


def test_a_very_long_list_is_counted_no_further_than_one_reads(
    cast: Cast, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BoundedPaginator, "most", 2)
    unit = UnitFactory(building__complex=cast.complex)
    DoorFactory.create_batch(3, unit=unit)

    counted = client_of(cast.official).get(url("communities_door", "changelist")).context["cl"]

    assert counted.paginator.count == 2


@pytest.mark.django_db(transaction=True)
def test_a_row_without_a_service_renews_the_pages_in_front(client_of: SignIn) -> None:
    """A stretch of a street is saved by the admin itself, and stands on public pages."""
    cast = build_cast()
    street = StreetSegmentFactory(community=cast.community, sub_district=cast.street)
    client = client_of(cast.official)
    typed = {"sub_district": cast.street.pk, "community": cast.community.pk, "name": "新街"}

    before = last_change()
    client.post(url("communities_streetsegment", "change", street.pk), typed)
    renamed = last_change()
    client.get(url("communities_streetsegment", "change", street.pk))
    looked = last_change()

    street.refresh_from_db()
    assert street.name == "新街"
    assert before < renamed == looked
