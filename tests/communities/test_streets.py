"""街长 and 门前三包: one chief of each kind, shops without owners, what they signed and for how long."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from communities.choices import ChiefKind
from communities.models import Shop, StreetChief, StreetSegment, ThreeDutiesCommitment
from communities.queries.places import Place
from communities.queries.territory import listed_shops, public_streets
from communities.services import streets
from communities.services.duties import TermBackwards
from tests.concurrency import InTurn, at_once
from tests.factories.accounts import PersonFactory
from tests.factories.communities import OrganizationFactory
from tests.factories.territory import (
    ShopFactory,
    StreetChiefFactory,
    StreetSegmentFactory,
    ThreeDutiesCommitmentFactory,
)
from tests.people import Cast

FIRST, MARCH, JULY = date(2026, 1, 1), date(2026, 3, 1), date(2026, 7, 1)
RESPONSIBLE, RESIDENT = ChiefKind.RESPONSIBLE, ChiefKind.RESIDENT


@pytest.fixture
def act(cast: Cast) -> dict[str, Any]:
    return {"actor": cast.official, "now": timezone.now()}


@pytest.fixture
def segment(cast: Cast) -> StreetSegment:
    found: StreetSegment = StreetSegmentFactory(community=cast.community, name="锦绣路")
    return found


def appoint(segment: StreetSegment, name: str, act: dict[str, Any], **more: Any) -> StreetChief:
    return streets.appoint_chief(
        **{
            "segment": segment, "kind": RESPONSIBLE, "person": PersonFactory(name=name),
            "since": FIRST, **act, **more,
        }
    )  # fmt: skip


# Chiefs


def test_a_segment_has_one_chief_of_each_kind_on_a_day(
    segment: StreetSegment, act: dict[str, Any]
) -> None:
    chief = appoint(segment, "街长春", act, until=date(2026, 6, 30))
    appoint(segment, "张秀珍", act, kind=RESIDENT)

    with pytest.raises(streets.ChiefStands, match="锦绣路这段时间的责任街长是街长春"):
        appoint(segment, "街长秋", act, since=date(2026, 6, 30))
    with pytest.raises(TermBackwards):
        appoint(segment, "街长秋", act, since=JULY, until=MARCH)
    appoint(segment, "街长秋", act, since=JULY)

    assert (chief.community, chief.complex) == (segment.community, None)
    assert segment.chiefs.on(MARCH).get(kind=RESPONSIBLE).person.name == "街长春"
    assert segment.chiefs.on(JULY).get(kind=RESPONSIBLE).person.name == "街长秋"


def test_a_chief_goes_after_a_last_day_that_is_no_successors(
    segment: StreetSegment, act: dict[str, Any]
) -> None:
    chief = appoint(segment, "街长春", act)
    streets.end_chief(chief=chief, last_day=date(2026, 6, 30), **act)
    appoint(segment, "街长秋", act, since=JULY)

    chief.refresh_from_db()
    assert chief.until == date(2026, 6, 30)
    with pytest.raises(streets.ChiefStands, match="2026-07-01起已由街长秋接任"):
        streets.end_chief(chief=chief, last_day=JULY, **act)
    with pytest.raises(TermBackwards):
        streets.end_chief(chief=chief, last_day=date(2025, 12, 31), **act)


@pytest.mark.parametrize("kind", list(ChiefKind))
def test_the_database_refuses_a_second_chief_whatever_the_code_does(
    segment: StreetSegment, kind: ChiefKind
) -> None:
    StreetChiefFactory(segment=segment, kind=kind)
    other = {RESPONSIBLE: RESIDENT, RESIDENT: RESPONSIBLE}[kind]

    with pytest.raises(IntegrityError, match="streetchief_one_of_a_kind"), transaction.atomic():
        StreetChiefFactory(segment=segment, kind=kind, since=MARCH)
    StreetChiefFactory(segment=segment, kind=other, since=MARCH)
    assert segment.chiefs.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_are_appointed_at_once_one_is_refused_by_name(
    segment: StreetSegment, act: dict[str, Any]
) -> None:
    results = at_once(
        lambda: appoint(segment, "街长春", act), lambda: appoint(segment, "街长秋", act)
    )

    assert sorted(type(one).__name__ for one in results) == ["ChiefStands", "StreetChief"]
    assert StreetChief.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_only_the_constraint_is_left_to_refuse(
    segment: StreetSegment, act: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: both have looked before either writes, so that one meets the database's wall."""
    both = InTurn()
    create = StreetChief.objects.create

    def meet_and_create(**columns: Any) -> StreetChief:
        both.meet()
        return create(**columns)

    monkeypatch.setattr(streets, "lock_segment", lambda pk: StreetSegment.objects.get(pk=pk))
    monkeypatch.setattr(StreetChief.objects, "create", meet_and_create)

    results = both.run(
        lambda: appoint(segment, "街长春", act), lambda: appoint(segment, "街长秋", act)
    )

    assert sorted(type(one).__name__ for one in results) == ["IntegrityError", "StreetChief"]


def test_an_official_is_named_and_a_neighbour_is_not_in_full(
    cast: Cast, segment: StreetSegment, act: dict[str, Any]
) -> None:
    appoint(segment, "张秀珍", act, kind=RESIDENT)
    appoint(segment, "陈明远", act)
    StreetSegmentFactory(complex=cast.sibling_complex, name="西园门口")
    StreetSegmentFactory(complex=cast.complex, name="东园门口")

    shown = public_streets(Place.of_complex(cast.complex), on=MARCH)

    assert [(street.label, street.words) for street in shown] == [
        ("东园门口", []),
        ("锦绣路", ["责任街长 陈明远", "群众街长 张*珍"]),
    ]


# Shops


def test_a_shop_stands_under_its_sign_once_a_door(
    cast: Cast, segment: StreetSegment, act: dict[str, Any]
) -> None:
    firm = OrganizationFactory(sub_district=cast.street)
    shop = streets.register_shop(
        segment=segment, name=" 横二街面馆 ", door_number="20号", organization=firm, **act
    )

    assert (shop.name, shop.community, shop.organization) == ("横二街面馆", segment.community, firm)
    with pytest.raises(streets.SameShop):
        streets.register_shop(segment=segment, name="横二街面馆", door_number="20号", **act)
    with pytest.raises(streets.ForeignOrganization):
        streets.register_shop(
            segment=segment, name="别家", organization=OrganizationFactory(), **act
        )
    with pytest.raises(IntegrityError, match="shop_once"), transaction.atomic():
        ShopFactory(segment=segment, name="横二街面馆", door_number="20号")
    streets.close_shop(shop=shop, closed_on=MARCH, **act)
    streets.register_shop(segment=segment, name="横二街面馆", door_number="20号", **act)


def test_no_column_of_a_shop_leads_to_a_person() -> None:
    """Its owner is not stored, so that no page can name one (domain 8.2)."""
    for model in (Shop, ThreeDutiesCommitment):
        assert {field.name for field in model._meta.fields if field.is_relation} <= {
            "sub_district", "community", "complex", "segment", "organization", "shop",
        }  # fmt: skip


def test_three_duties_hold_from_the_day_they_were_signed(
    segment: StreetSegment, act: dict[str, Any]
) -> None:
    shop = ShopFactory(segment=segment, name="面馆")
    until = date(2026, 6, 30)
    signed = streets.sign_three_duties(
        shop=shop, signed_on=MARCH, until=until, greening=False, **act
    )

    assert signed.duties == ["包卫生", "包秩序"]
    assert [listed_shops(on=day).get().has_signed for day in (FIRST, MARCH, until, JULY)] == [
        False, True, True, False,
    ]  # fmt: skip
    with pytest.raises(streets.CommitmentStands, match="面馆在2026-03-01已签门前三包"):
        streets.sign_three_duties(shop=shop, signed_on=until, **act)
    with pytest.raises(streets.NothingPromised):
        streets.sign_three_duties(
            shop=shop, signed_on=JULY, sanitation=False, greening=False, order=False, **act
        )
    with pytest.raises(TermBackwards):
        streets.sign_three_duties(shop=shop, signed_on=JULY, until=MARCH, **act)
    streets.sign_three_duties(shop=shop, signed_on=JULY, **act)


def test_the_database_refuses_two_commitments_at_a_time_and_an_empty_one(
    segment: StreetSegment,
) -> None:
    shop = ThreeDutiesCommitmentFactory(shop__segment=segment).shop

    for name, columns in (
        ("threedutiescommitment_one_at_a_time", {"signed_on": JULY}),
        (
            "threedutiescommitment_promises_something",
            {"signed_on": date(2020, 1, 1), "until": date(2020, 2, 1), "sanitation": False,
             "greening": False, "order": False},
        ),
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ThreeDutiesCommitmentFactory(shop=shop, **columns)


def test_a_shop_that_closes_ends_what_it_signed(
    segment: StreetSegment, act: dict[str, Any]
) -> None:
    shop = ShopFactory(segment=segment)
    signed = ThreeDutiesCommitmentFactory(shop=shop)

    streets.close_shop(shop=shop, closed_on=MARCH, **act)

    signed.refresh_from_db()
    assert signed.until == date(2026, 2, 28)
    assert [listed_shops(on=day).count() for day in (date(2026, 2, 28), MARCH)] == [1, 0]
    with pytest.raises(streets.ShopClosed):
        streets.sign_three_duties(shop=shop, signed_on=MARCH, **act)
