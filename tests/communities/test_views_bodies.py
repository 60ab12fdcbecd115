"""The work pages of owners' committees and 环物委, as officials use them on the phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from communities.choices import BodyKind, ElectionStage, SeatPosition
from communities.models import CommitteeSeat, CommitteeTerm, Election, HandOverItem, OwnersBody
from communities.queries.body_list import body_rows, env_rows
from communities.queries.body_page import body_page
from tests.factories.accounts import PersonFactory
from tests.factories.bodies import (
    CommitteeSeatFactory,
    CommitteeTermFactory,
    ElectionFactory,
    EnvMemberFactory,
    OwnersBodyFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db
MEMBERS = "王建国 主任 3栋 党员\n李秀英，委员，党员\n\n赵明 13812345678"


@pytest.fixture
def body(cast: Cast) -> OwnersBody:
    made: OwnersBody = OwnersBodyFactory(complex=cast.complex)
    return made


@pytest.fixture
def client(cast: Cast, client_of: Callable[[User], Client]) -> Client:
    return client_of(cast.secretary)


def address(body: OwnersBody, page: str = "") -> str:
    return f"/field/bodies/{body.pk}/{page}"


def text(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def today() -> date:
    return timezone.localdate()


def test_the_list_shows_state_warnings_and_both_chairs(cast: Cast, client: Client) -> None:
    term = CommitteeTermFactory(
        body__complex=cast.complex, seats_planned=3, ends_on=today() - timedelta(days=20)
    )
    person = PersonFactory(name="高志国")
    CommitteeSeatFactory(term=term, person=person, position=SeatPosition.DIRECTOR)
    EnvMemberFactory(committee__community=cast.community, person=PersonFactory(name="高志国"))

    page = text(client, "/field/bodies/")

    for words in (
        "东园业委会",
        "已超期20天",
        "主任 高志国",
        "缺2名委员，请补选",
        "党员占比0/1 = 0.0%，低于50%",
        "（设置：业委会党员比例目标（%））",
        "甲一社区环物委",
        "2018年成立",
        "现有1名委员，少于5名",
        "高志国同时在本社区的业委会任职",
    ):
        assert words in page


def test_a_day_before_anything_stood_lists_nothing(cast: Cast) -> None:
    OwnersBodyFactory(complex=cast.complex, founded_on=date(2020, 1, 1))

    assert body_rows(cast.secretary, on=date(2019, 12, 31)) == []
    assert [row.name for row in body_rows(cast.secretary, on=today())] == ["东园业委会"]
    assert env_rows(cast.secretary, on=today()) == []


def test_a_first_term_is_typed_as_the_notice_reads(body: OwnersBody, client: Client) -> None:
    answer = client.post(
        address(body, "term/"),
        {
            "number": "1",
            "starts_on": "2026-01-01",
            "ends_on": "2030-12-31",
            "seats_planned": "3",
            "members": MEMBERS,
        },
    )

    assert (answer.status_code, answer["Location"]) == (302, address(body))
    assert {
        (s.person.name, s.position, s.is_party_member, s.building_text, s.person.phone_tail)
        for s in CommitteeSeat.objects.select_related("person")
    } == {
        ("王建国", "DIRECTOR", True, "3栋", ""),
        ("李秀英", "MEMBER", True, "", ""),
        ("赵明", "MEMBER", False, "", "5678"),
    }
    page = text(client, address(body))
    assert "第1届 · 2026年1月1日—2030年12月31日" in page
    assert "138" not in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"ends_on": "2020-01-01"}, "止期不能早于起期"),
        ({"starts_on": "0026-01-01"}, "日期不合理，请看一看年份"),
        ({"starts_on": "明天"}, "日期写成 2026-11-21 这样"),
        ({"members": "王建国 主任\n赵明 主任"}, "同一时间只能有一位主任"),
        ({"members": "主任 王建国"}, "第1行“主任 王建国”要以姓名开头"),
        ({"members": "王建国 11010519491231002X"}, "请不要填写身份证号"),
        ({"members": "赵明 11812345678"}, "手机号应以13到19开头，请再看一遍"),
        ({"members": f"王{'长' * 50}"}, "第1行太长，请检查"),
        ({"members": ""}, "请填写委员名单"),
        ({"number": "0"}, "应在1到99之间"),
    ],
)
def test_a_refusal_keeps_what_was_typed(
    body: OwnersBody, client: Client, typed: dict[str, str], sentence: str
) -> None:
    usual = {
        "number": "1", "starts_on": "2026-01-01", "ends_on": "2030-12-31", "seats_planned": "3",
        "members": "王建国 主任",
    }  # fmt: skip

    answer = client.post(address(body, "term/"), {**usual, **typed})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="3"' in page
    assert not CommitteeTerm.objects.exists()


def test_an_election_is_recorded_step_by_step(body: OwnersBody, client: Client) -> None:
    client.post(address(body, "election/"), {"on": "2026-01-05", "note": "社区牵头"})
    for stage, on in (
        ("CANDIDATES", "2026-01-20"),
        ("PUBLICISED", "2026-02-01"),
        ("VOTING", "2026-03-01"),
    ):
        assert client.post(address(body, f"step/?stage={stage}"), {"on": on}).status_code == 302
    result = {
        "on": "2026-03-02", "starts_on": "2026-03-10", "ends_on": "2031-03-09", "members": MEMBERS,
    }  # fmt: skip
    client.post(address(body, "step/?stage=ELECTED"), result)
    client.post(address(body, "step/?stage=FILED"), {"on": "2026-03-20", "filed_with": "区住建局"})

    election = Election.objects.get()
    assert (election.stage, election.steps.count()) == (ElectionStage.FILED, 6)
    assert election.term.seats.count() == 3
    page = text(client, address(body))
    assert "筹备组：社区牵头" in page
    assert "2026年3月20日备案（区住建局）" in page


def test_a_step_out_of_order_says_what_comes_next(body: OwnersBody, client: Client) -> None:
    ElectionFactory(body=body)

    page = client.post(address(body, "step/?stage=VOTING"), {"on": "2026-01-20"})

    assert "现在是“筹备组”，下一步只能是：推荐和资格审查" in page.content.decode()
    assert client.get(address(body, "step/?stage=NONSENSE")).status_code == 404


def test_a_seat_is_added_and_ended(body: OwnersBody, client: Client) -> None:
    CommitteeTermFactory(body=body)
    client.post(
        address(body, "seat/"),
        {"name": "赵明", "position": "DEPUTY", "is_party_member": "on", "since": "2026-02-01"},
    )
    seat = CommitteeSeat.objects.get()
    assert (seat.position, seat.is_party_member, seat.since) == ("DEPUTY", True, date(2026, 2, 1))
    assert "2026年2月1日补选" in text(client, address(body))

    client.post(address(body, f"seat/{seat.pk}/end/"), {"last_day": "2026-03-01"})

    seat.refresh_from_db()
    assert seat.until == date(2026, 3, 1)
    again = client.post(address(body, f"seat/{seat.pk}/end/"), {"last_day": "2026-03-02"})
    assert "这位委员已经离任" in again.content.decode()


def test_filing_and_hand_over_are_ticked(body: OwnersBody, client: Client) -> None:
    old = CommitteeTermFactory(
        body=body, starts_on=date(2020, 1, 1), ends_on=today() - timedelta(days=3)
    )
    client.post(address(body, "filing/"), {"on": "2020-01-20", "filed_with": "区住建局"})
    old.refresh_from_db()
    assert (old.filed_on, old.filed_with) == (date(2020, 1, 20), "区住建局")

    assert "列交接清单" in text(client, address(body))
    client.post(address(body, "handover/"))
    item = HandOverItem.objects.get(title="公章")
    client.post(
        address(body, f"handover/{item.pk}/"),
        {"done_on": today().isoformat(), "done_by": "王交李接"},
    )
    item.refresh_from_db()
    assert item.done_on == today()
    assert "已移交（王交李接）" in text(client, address(body))


def test_a_list_before_the_end_of_the_term_is_refused_in_words(
    body: OwnersBody, client: Client
) -> None:
    CommitteeTermFactory(body=body)

    page = client.post(
        address(body, "handover/"), HTTP_REFERER=address(body), follow=True
    ).content.decode()

    assert "任期还没有届满，也没有下一届，不用交接" in page
    assert not HandOverItem.objects.exists()


def test_who_reads_sees_no_buttons_and_is_told_why(
    body: OwnersBody, cast: Cast, client_of: Callable[[User], Client]
) -> None:
    CommitteeSeatFactory(term=CommitteeTermFactory(body=body))
    reader = client_of(cast.branch_secretary)

    page = text(reader, address(body))
    assert "离任" not in page
    assert "开始换届" not in page
    refused = reader.post(address(body, "seat/"), {"name": "赵明"})
    assert refused.status_code == 403
    assert "只有社区和街道的工作人员能登记" in refused.content.decode()
    assert client_of(cast.manager).get(address(body)).status_code == 404


def test_a_body_without_a_term_says_so_and_has_no_seat_to_fill(
    body: OwnersBody, client: Client
) -> None:
    assert "还没有登记届次" in text(client, address(body))
    assert client.get(address(body, "seat/")).status_code == 404
    assert client.post(address(body, "handover/")).status_code == 404


def test_the_page_keeps_former_terms_with_their_members(body: OwnersBody) -> None:
    first = CommitteeTermFactory(body=body, starts_on=date(2019, 1, 1), ends_on=date(2023, 12, 31))
    CommitteeSeatFactory(term=first, person=PersonFactory(name="王建国"))
    CommitteeTermFactory(body=body, number=2)

    page = body_page(body, on=today(), may_write=False)

    assert [(one.title, [m.name for m in one.members]) for one in page.past] == [
        ("第1届", ["王建国"])
    ]
    assert page.acts == []


def test_the_public_api_tells_names_and_positions_only(cast: Cast, db: None) -> None:
    seat = CommitteeSeatFactory(
        term__body__complex=cast.complex, is_party_member=True, building_text="3栋"
    )
    hidden = CommitteeSeatFactory(term__body__complex=cast.sibling_complex)
    cast.sibling_complex.is_listed = False
    cast.sibling_complex.save()
    OwnersBodyFactory(complex=cast.complex, kind=BodyKind.INTERIM)

    answer = Client().get("/api/v1/owners-committees/?community=community-a").json()

    assert [row["id"] for row in answer["results"]] == [seat.term_id]
    assert answer["results"][0]["name"] == "东园业委会"
    assert answer["results"][0]["members"] == [
        {
            "name": seat.person.name,
            "position": "MEMBER",
            "position_label": "委员",
            "since": "2024-01-01",
        }
    ]
    missing = Client().get(f"/api/v1/owners-committees/{hidden.term_id}/")
    assert missing.status_code == 404


def test_the_public_api_tells_of_env_committees(cast: Cast) -> None:
    member = EnvMemberFactory(committee__community=cast.community, is_party_member=True)
    EnvMemberFactory(committee=member.committee, until=date(2025, 1, 1))

    answer = Client().get("/api/v1/env-committees/?community=community-a").json()

    assert [one["name"] for one in answer["results"][0]["members"]] == [member.person.name]
    assert "is_party_member" not in answer["results"][0]["members"][0]
