"""Master data of the territory: rows are made by their services, refusals stand in the form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from communities.choices import GridLevel, ManagementMode
from communities.models import (
    Adjacency,
    ComplexGroup,
    Designation,
    DoorDuty,
    GovernanceModel,
    Grid,
    GridSpan,
    GroupMember,
    ManagementPeriod,
    Shop,
    StreetChief,
    StreetSegment,
    ThreeDutiesCommitment,
    Zone,
    ZoneComplex,
    ZoneLead,
)
from communities.queries.responsible import responsible_for_complex
from tests.factories.accounts import PersonFactory
from tests.factories.communities import BuildingFactory, ResidentFactory
from tests.factories.territory import (
    ComplexGroupFactory,
    GridFactory,
    GridSpanFactory,
    ManagementPeriodFactory,
    ShopFactory,
    StreetChiefFactory,
    StreetSegmentFactory,
    ThreeDutiesCommitmentFactory,
    ZoneFactory,
)
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("theme_templates")]
# No span stands yet on the page of a grid that is added.
NO_SPANS = {"spans-TOTAL_FORMS": 0, "spans-INITIAL_FORMS": 0}


@pytest.fixture
def client(cast: Cast, client_of: Callable[[User], Client]) -> Client:
    return client_of(cast.secretary)


def post(client: Client, page: str, **typed: object) -> str:
    """What the page says; empty where it was saved."""
    answer = client.post(f"/admin/communities/{page}/", typed)
    return "" if answer.status_code == 302 else answer.content.decode()


def test_a_grid_is_opened_and_covered_and_given_a_worker(cast: Cast, client: Client) -> None:
    grid = {"community": cast.community.pk, "level": "GENERAL", "code": "JX-01", **NO_SPANS}
    assert post(client, "grid/add", **grid, since="2026-01-01") == ""
    made = Grid.objects.get()
    assert "本街道已有这个网格编号" in post(client, "grid/add", **grid, since="2026-01-01")
    span = {"grid": made.pk, "complex": cast.complex.pk, "since": "2026-01-01"}
    assert post(client, "gridspan/add", **span) == ""
    worker = PersonFactory(name="网格员春")
    ResidentFactory(person=worker, complex=cast.complex)
    duty = {"grid": made.pk, "kind": "GRID_WORKER", "person": worker.pk, "leaves-TOTAL_FORMS": 0,
            "leaves-INITIAL_FORMS": 0}  # fmt: skip
    assert post(client, "doorduty/add", **duty, valid_from="2026-01-01") == ""

    wider = {**duty, "complex": cast.complex.pk, "valid_from": "2027-01-01"}
    assert "网格自己有范围，不用再选小区" in post(client, "doorduty/add", **wider)
    assert DoorDuty.objects.get().grid == made
    found = responsible_for_complex(cast.complex, on=timezone.localdate())
    assert [one.acting for one in found] == ["网格员春"]


def test_a_building_in_two_micro_grids_is_refused_in_the_form(cast: Cast, client: Client) -> None:
    building = BuildingFactory(complex=cast.complex, name="3栋")
    GridSpanFactory(complex=cast.complex, building=building, grid__level="MICRO", grid__code="甲")
    other = GridFactory(community=cast.community, level=GridLevel.MICRO)

    page = post(
        client, "gridspan/add", grid=other.pk, complex=cast.complex.pk, building=building.pk,
        since="2026-05-01",
    )  # fmt: skip

    assert "3栋这段时间属于微网格甲，请先移出，或改日期" in page
    assert 'value="2026-05-01"' in page
    assert GridSpan.objects.count() == 1


def test_an_odd_micro_grid_is_saved_and_pointed_at(cast: Cast, client: Client) -> None:
    answer = client.post(
        "/admin/communities/grid/add/",
        {
            "community": cast.community.pk, "level": "MICRO", "code": "W1", "household_count": 12,
            "since": "2026-01-01", **NO_SPANS,
        },
        follow=True,
    )  # fmt: skip

    assert Grid.objects.get().household_count == 12
    assert "这个微网格有12户，一般为30—100户" in answer.content.decode()


def test_a_grid_that_ends_takes_its_spans_along(cast: Cast, client: Client) -> None:
    span = GridSpanFactory(complex=cast.complex)
    typed = {"name": "东园网格", "tasks": "走访", "household_count": "", "until": "2026-06-30"}

    assert post(client, f"grid/{span.grid_id}/change", **typed, **NO_SPANS) == ""

    span.refresh_from_db()
    assert (span.grid.name, span.grid.until, span.until) == (
        "东园网格", date(2026, 6, 30), date(2026, 6, 30),
    )  # fmt: skip


def test_a_mode_that_overlaps_is_refused_and_a_new_one_ends_the_old(
    cast: Cast, client: Client
) -> None:
    ManagementPeriodFactory(complex=cast.complex, mode=ManagementMode.UNMANAGED)
    mode = {"complex": cast.complex.pk, "mode": "SELF_MANAGED"}

    page = post(client, "managementperiod/add", **mode, since="2026-01-01")
    assert "2026-01-01起已登记为“脱管”，请先结束它，或改日期" in page
    assert post(client, "managementperiod/add", **mode, since="2026-07-01") == ""

    old, new = ManagementPeriod.objects.order_by("since")
    assert (old.until, new.mode) == (date(2026, 6, 30), "SELF_MANAGED")
    listed = client.get("/admin/communities/complex/", {"mode": "SELF_MANAGED"}).content.decode()
    assert "东园" in listed
    assert "西园" not in listed
    page = client.get(f"/admin/communities/complex/{cast.complex.pk}/change/").content.decode()
    assert "居民自治" in page


def test_the_mode_ends_by_its_last_day(cast: Cast, client: Client) -> None:
    period = ManagementPeriodFactory(complex=cast.complex)

    assert "止期不能早于起期" in post(
        client, f"managementperiod/{period.pk}/change", until="2025-12-31"
    )
    assert post(client, f"managementperiod/{period.pk}/change", until="2026-06-30") == ""
    period.refresh_from_db()
    assert period.until == date(2026, 6, 30)


def test_a_zone_its_complexes_and_who_looks_after_it(cast: Cast, client: Client) -> None:
    assert post(client, "zone/add", community=cast.community.pk, name="一片") == ""
    zone = Zone.objects.get()
    inside = {"zone": zone.pk, "complex": cast.complex.pk, "since": "2026-01-01"}
    assert post(client, "zonecomplex/add", **inside) == ""
    assert "东园这段时间在“一片”" in post(
        client, "zonecomplex/add", **{**inside, "zone": ZoneFactory(community=cast.community).pk}
    )
    person = cast.secretary.person
    assert person is not None
    lead = {"zone": zone.pk, "person": person.pk, "since": "2026-01-01"}
    assert post(client, "zonelead/add", **lead) == ""
    assert "这段时间由社区书记甲包片" in post(client, "zonelead/add", **lead)
    made = ZoneLead.objects.get()
    assert post(client, f"zonelead/{made.pk}/change", until="2026-06-30") == ""
    in_zone = ZoneComplex.objects.get()
    assert post(client, f"zonecomplex/{in_zone.pk}/change", until="2026-06-30") == ""
    in_zone.refresh_from_db()
    assert in_zone.until == date(2026, 6, 30)


def test_a_second_chief_of_one_kind_is_refused_in_the_form(cast: Cast, client: Client) -> None:
    typed = {"community": cast.community.pk, "name": "锦绣路", "stretch": "1号至41号"}
    assert post(client, "streetsegment/add", **typed) == ""
    segment = StreetSegment.objects.get()
    StreetChiefFactory(segment=segment, person=PersonFactory(name="街长春"))
    person = cast.secretary.person
    assert person is not None

    chief = {"segment": segment.pk, "kind": "RESPONSIBLE", "person": person.pk}
    page = post(client, "streetchief/add", **chief, since="2026-05-01")
    assert "锦绣路（1号至41号）这段时间的责任街长是街长春" in page
    standing = StreetChief.objects.get()
    assert post(client, f"streetchief/{standing.pk}/change", until="2026-04-30") == ""
    assert post(client, "streetchief/add", **chief, since="2026-05-01") == ""
    assert StreetChief.objects.count() == 2


def test_a_shop_and_what_it_signed(cast: Cast, client: Client) -> None:
    segment = StreetSegmentFactory(community=cast.community)
    shop = {"segment": segment.pk, "name": "面馆", "door_number": "20号", "trade": "CATERING"}
    assert post(client, "shop/add", **shop) == ""
    assert "已有同名同号的商铺" in post(client, "shop/add", **shop)
    made = Shop.objects.get()
    signed = {"shop": made.pk, "signed_on": "2026-03-01"}
    assert "至少选一项" in post(client, "threedutiescommitment/add", **signed)
    assert post(client, "threedutiescommitment/add", **signed, sanitation="on") == ""
    commitment = ThreeDutiesCommitment.objects.get()
    assert (commitment.sanitation, commitment.order) == (True, False)
    page = f"threedutiescommitment/{commitment.pk}/change"
    assert post(client, page, until="2027-03-01") == ""
    assert post(client, f"shop/{made.pk}/change", **shop, closed_on="2026-06-01") == ""
    commitment.refresh_from_db()
    assert commitment.until == date(2026, 5, 31)


def test_an_overlapping_last_day_comes_back_as_words(cast: Cast, client: Client) -> None:
    shop = ShopFactory(segment__community=cast.community)
    early = ThreeDutiesCommitmentFactory(shop=shop, until=date(2026, 3, 1))
    ThreeDutiesCommitmentFactory(shop=shop, signed_on=date(2026, 7, 1))

    page = post(client, f"threedutiescommitment/{early.pk}/change", until="2026-08-01")

    assert "这家商铺这段时间已签门前三包" in page or "与已有的数据冲突" in page
    early.refresh_from_db()
    assert early.until == date(2026, 3, 1)


def test_a_belt_its_members_titles_and_labels(cast: Cast, client: Client) -> None:
    belt = {"community": cast.community.pk, "kind": "DEMO_BELT", "name": "示范带"}
    assert post(client, "complexgroup/add", **belt) == ""
    group = ComplexGroup.objects.get()
    member = {"group": group.pk, "complex": cast.complex.pk, "since": "2026-01-01"}
    assert post(client, "groupmember/add", **member) == ""
    assert "东园这段时间已在“示范带”" in post(client, "groupmember/add", **member)
    assert (
        post(client, f"groupmember/{GroupMember.objects.get().pk}/change", until="2026-06-30") == ""
    )
    title = {"community": cast.community.pk, "title": "四颗星", "year": 2019}
    assert post(client, "designation/add", **title) == ""
    assert "年份应在1949到2100之间" in post(client, "designation/add", **{**title, "year": 19})
    label = {"community": cast.community.pk, "label": "1+4+N"}
    assert post(client, "governancemodel/add", **label) == ""

    assert Designation.objects.get().level == ""
    assert GovernanceModel.objects.get().component_lines == []


def test_neighbours_in_any_order_and_one_of_them_is_ones_own(
    cast: Cast, client: Client, client_of: Callable[[User], Client]
) -> None:
    pair = {"one": cast.sibling_complex.pk, "other": cast.complex.pk}
    assert post(client, "adjacency/add", **pair) == ""
    assert Adjacency.objects.get().one == cast.complex
    assert "相邻的要是另一个小区" in post(
        client, "adjacency/add", one=cast.complex.pk, other=cast.complex.pk
    )
    assert post(client, "adjacency/add", one=cast.complex.pk, other=cast.other_street_complex.pk)
    assert Adjacency.objects.count() == 1
    key = Adjacency.objects.get().pk
    assert (
        client_of(cast.outsider).get(f"/admin/communities/adjacency/{key}/change/").status_code
        == 404
    )


def test_places_are_asked_for_in_words(client: Client) -> None:
    for page, typed in (
        ("grid/add", {"level": "GENERAL", "code": "1", "since": "2026-01-01", **NO_SPANS}),
        ("gridspan/add", {"since": "2026-01-01"}),
        ("managementperiod/add", {"mode": "UNMANAGED", "since": "2026-01-01"}),
        ("zone/add", {"name": "一片"}),
        ("streetsegment/add", {"name": "锦绣路"}),
        ("designation/add", {"title": "称号", "year": 2020}),
    ):
        assert "该字段是必填项" in post(client, page, **typed), page


def test_a_group_of_another_community_is_no_choice(cast: Cast, client: Client) -> None:
    foreign = ComplexGroupFactory(community=cast.other_street_community)

    page = post(
        client, "groupmember/add", group=foreign.pk, complex=cast.complex.pk, since="2026-01-01"
    )

    assert page
    assert not GroupMember.objects.exists()
