"""Moving, merging and shares in the admin: one page an act, with its reason; refusals stand in the form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person, PersonMerge, User
from communities.models import Complex, ComplexPlacement, Ownership
from communities.permissions import can_manage_ownership, can_merge_persons, can_move_complex
from tests.factories.accounts import PersonFactory
from tests.factories.communities import (
    BuildingFactory,
    DoorFactory,
    OwnershipFactory,
    ResidentFactory,
)
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("theme_templates")]

SignIn = Callable[[User], Client]
MOVED_ON = "2026-07-01"
REASON = "街道批复2026年第9号"


def send(client: Client, page: str, typed: dict[str, Any], *args: Any) -> str:
    """The page that comes back; empty where the form was taken."""
    response = client.post(reverse(f"admin:{page}", args=args), typed)
    assert response.status_code in {200, 302}
    return str(response.content.decode()) if response.status_code == 200 else ""


def answer(client: Client, page: str, *args: Any) -> int:
    return client.get(reverse(f"admin:{page}", args=args)).status_code


def test_an_official_of_the_sub_district_moves_a_complex(cast: Cast, client_of: SignIn) -> None:
    client, page = client_of(cast.official), "communities_complex_move"
    typed = {"to": cast.other_community.pk, "on": MOVED_ON, "reason": REASON}

    assert send(client, page, typed, cast.complex.pk) == ""

    placement = ComplexPlacement.objects.get(complex=cast.complex, valid_until=None)
    assert (placement.community, placement.valid_from, placement.reason, placement.moved_by) == (
        cast.other_community, date(2026, 7, 1), REASON, cast.official,
    )  # fmt: skip
    shown = client.get(reverse("admin:communities_complex_change", args=[cast.complex.pk]))
    assert REASON in shown.content.decode()


def test_what_is_typed_wrong_stands_in_the_form_with_what_was_typed(
    cast: Cast, client_of: SignIn
) -> None:
    client, page = client_of(cast.official), "communities_complex_move"
    typed = {"to": cast.other_community.pk, "on": "2026-13-45", "reason": REASON}

    wrong = send(client, page, typed, cast.complex.pk)
    assert "日期写成 2026-11-21 这样" in wrong
    assert REASON in wrong
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert "日期不能晚于今天" in send(client, page, {**typed, "on": tomorrow}, cast.complex.pk)
    assert "请填写原因" in send(client, page, {**typed, "reason": " "}, cast.complex.pk)
    elsewhere = {**typed, "to": cast.other_street_community.pk, "on": MOVED_ON}
    assert "请从列表里选迁到哪个社区" in send(client, page, elsewhere, cast.complex.pk)
    known = {**typed, "on": MOVED_ON, "reason": "号码11010519491231002X"}
    assert "身份证号" in send(client, page, known, cast.complex.pk)

    assert Complex.objects.get(pk=cast.complex.pk).community == cast.community


def test_a_complex_takes_another_in(cast: Cast, client_of: SignIn) -> None:
    client, page = client_of(cast.official), "communities_complex_merge"
    for complex_ in (cast.complex, cast.sibling_complex):
        building = BuildingFactory(complex=complex_, name="1栋")
    typed = {"gone": cast.sibling_complex.pk, "on": MOVED_ON, "reason": REASON}

    assert "同名的楼栋：1栋" in send(client, page, typed, cast.complex.pk)
    building.name = "西1栋"
    building.save()
    assert send(client, page, typed, cast.complex.pk) == ""

    building.refresh_from_db()
    assert building.complex == cast.complex
    shown = client.get(reverse("admin:communities_complex_change", args=[cast.complex.pk]))
    assert f"西园（2026-06-30，{REASON}）" in shown.content.decode()
    listed = client.get(reverse("admin:communities_complex_changelist")).content.decode()
    assert "西园" not in listed
    assert answer(client, "communities_complex_change", cast.sibling_complex.pk) == 404


def test_only_what_stands_in_the_same_community_can_be_taken_in(
    cast: Cast, client_of: SignIn
) -> None:
    client, page = client_of(cast.official), "communities_complex_merge"
    typed = {"on": MOVED_ON, "reason": REASON}

    for gone in (cast.other_community_complex, cast.other_street_complex, cast.complex):
        assert "请从列表里选" in send(client, page, {**typed, "gone": gone.pk}, cast.complex.pk)
    assert not Complex.objects.filter(merged_into__isnull=False).exists()


def test_boundaries_are_the_sub_districts_to_draw(cast: Cast, client_of: SignIn) -> None:
    here, there = cast.complex, cast.other_street_complex

    for page in ("communities_complex_move", "communities_complex_merge"):
        assert answer(client_of(cast.official), page, here.pk) == 200
        assert answer(client_of(cast.secretary), page, here.pk) == 403
        assert answer(client_of(cast.auditor), page, here.pk) == 403
        assert answer(client_of(cast.official), page, there.pk) == 404
    assert [can_move_complex(user) for user in (cast.official, cast.secretary, cast.admin)] == [
        True, False, True,
    ]  # fmt: skip
    assert not can_move_complex(cast.outsider, here)


def test_the_links_are_there_for_whom_they_open(cast: Cast, client_of: SignIn) -> None:
    address = reverse("admin:communities_complex_change", args=[cast.complex.pk])
    move = reverse("admin:communities_complex_move", args=[cast.complex.pk])

    assert move in client_of(cast.official).get(address).content.decode()
    assert move not in client_of(cast.secretary).get(address).content.decode()


def test_the_community_is_not_changed_in_passing(cast: Cast, client_of: SignIn) -> None:
    """Only by the act, which asks for day and reason."""
    typed = {
        "community": cast.other_community.pk, "name": "东园", "slug": "complex-a1",
        "kind": "ESTATE", "is_listed": "on",
        "communities_buildings-TOTAL_FORMS": "0", "communities_buildings-INITIAL_FORMS": "0",
        "placements-TOTAL_FORMS": "0", "placements-INITIAL_FORMS": "0",
    }  # fmt: skip

    answered = send(client_of(cast.official), "communities_complex_change", typed, cast.complex.pk)

    assert answered == ""
    assert Complex.objects.get(pk=cast.complex.pk).community == cast.community


# Persons


@pytest.fixture
def pair(cast: Cast) -> list[Person]:
    rows: list[Person] = [
        PersonFactory(name="王秀芳", phone="13812345678"),
        PersonFactory(name="王秀芬", phone="13987654321"),
    ]
    ResidentFactory(person=rows[0], complex=cast.complex)
    ResidentFactory(person=rows[1], complex=cast.sibling_complex)
    return rows


def test_two_chosen_in_the_list_become_one(
    cast: Cast, client_of: SignIn, pair: list[Person]
) -> None:
    client = client_of(cast.secretary)
    keep, gone = pair
    listed = reverse("admin:accounts_person_changelist")
    chosen = {"action": "merge_chosen", "_selected_action": [keep.pk, gone.pk]}

    answered = client.post(listed, chosen)
    page = reverse("admin:accounts_person_merge", args=[keep.pk, gone.pk])
    assert answered["Location"] == page
    asked = client.get(page).content.decode()
    assert "王秀芳　138****5678" in asked
    assert "13812345678" not in asked
    done = client.post(page, {"keep": keep.pk, "reason": "写错了名字"}, follow=True)

    assert "已合并，保留了王秀芳" in done.content.decode()
    trace = PersonMerge.objects.get()
    assert (trace.keep, trace.gone, trace.merged_by) == (keep, gone, cast.secretary)
    shown = client.get(reverse("admin:accounts_person_change", args=[keep.pk])).content.decode()
    for told in ("社区书记甲", "王*芬", "139****4321", "写错了名字"):
        assert told in shown
    assert answer(client, "accounts_person_change", gone.pk) == 404


def test_one_or_three_are_no_pair(cast: Cast, client_of: SignIn, pair: list[Person]) -> None:
    client = client_of(cast.secretary)
    listed = reverse("admin:accounts_person_changelist")

    for keys in ([pair[0].pk], [*(one.pk for one in pair), cast.elder.pk]):
        chosen = {"action": "merge_chosen", "_selected_action": keys}
        assert "请正好选两个人" in client.post(listed, chosen, follow=True).content.decode()


def test_who_may_merge_whom(cast: Cast, client_of: SignIn, pair: list[Person]) -> None:
    stranger = ResidentFactory(complex=cast.other_street_complex).person
    page = "accounts_person_merge"

    assert answer(client_of(cast.secretary), page, pair[0].pk, stranger.pk) == 404
    assert answer(client_of(cast.secretary), page, pair[0].pk, pair[0].pk) == 404
    assert answer(client_of(cast.auditor), page, pair[0].pk, pair[1].pk) == 403
    assert answer(client_of(cast.official), page, pair[0].pk, pair[1].pk) == 200
    assert (
        "merge_chosen"
        not in client_of(cast.auditor)
        .get(reverse("admin:accounts_person_changelist"))
        .content.decode()
    )


def test_nobody_takes_over_the_account_of_somebody_above_him(
    cast: Cast, pair: list[Person]
) -> None:
    """An official's person is also a neighbour: her account is not the secretary's to move."""
    assert cast.official.person
    ResidentFactory(person=cast.official.person, complex=cast.complex)

    assert can_merge_persons(cast.secretary, pair[0], pair[1])
    assert not can_merge_persons(cast.secretary, pair[0], cast.official.person)
    assert not can_merge_persons(cast.manager, pair[0], pair[1])


# Shares


def test_shares_are_recorded_as_they_stand_in_the_deed(cast: Cast, client_of: SignIn) -> None:
    client, page = client_of(cast.secretary), "communities_ownership_add"
    door = DoorFactory(unit__building__complex=cast.complex)
    typed = {"door": door.pk, "person": cast.elder.pk, "share": "７０％", "since": "2026-01-01"}
    assert cast.resident.person
    other = {**typed, "person": cast.resident.person.pk, "share": "1/2"}

    assert send(client, page, typed) == ""
    wrong = send(client, page, other)
    assert "加起来是6/5（120%），超过了全部；已登记7/10" in wrong
    assert 'value="1/2"' in wrong
    assert "份额写成 1/2、50%" in send(client, page, {**other, "share": "一半"})
    assert send(client, page, {**other, "share": "30%"}) == ""

    assert {(one.person, one.share_words) for one in Ownership.objects.all()} == {
        (cast.elder, "7/10"), (cast.resident.person, "3/10"),
    }  # fmt: skip
    assert Ownership.objects.first().complex == cast.complex  # type: ignore[union-attr]  # two rows


def test_a_share_that_stands_is_only_ended(cast: Cast, client_of: SignIn) -> None:
    client, page = client_of(cast.secretary), "communities_ownership_change"
    share = OwnershipFactory(door=DoorFactory(unit__building__complex=cast.complex))

    assert "止期不能早于起期" in send(client, page, {"until": "2025-01-01"}, share.pk)
    assert send(client, page, {"until": "2026-06-30", "share_numerator": "9"}, share.pk) == ""

    share.refresh_from_db()
    assert (share.until, share.share_words) == (date(2026, 6, 30), "全部")
    assert can_manage_ownership(cast.secretary, share)
    assert not can_manage_ownership(cast.outsider, share)
    assert not can_manage_ownership(cast.steward)


def test_owners_are_masked_in_lists(cast: Cast, client_of: SignIn) -> None:
    owner = PersonFactory(name="王秀芳", phone="13812345678")
    OwnershipFactory(door=DoorFactory(unit__building__complex=cast.complex), person=owner)

    listed = client_of(cast.secretary).get(reverse("admin:communities_ownership_changelist"))

    assert "王*芳 138****5678" in listed.content.decode()
    assert "王秀芳" not in listed.content.decode()
