"""The pages of votes: from the draft to the proof by form alone, and the owner's own page."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from communities.choices import EntryRoad
from meetings.choices import Choice, Matter, Outcome, VoteBasis, VoteState
from meetings.models import Ballot, OptionCount, RollEntry, Turnout, Vote
from meetings.queries.vote_counts import present_of
from meetings.services import ballots, votes
from meetings.vote_rules import NOT_THE_ASSEMBLY
from tests.factories.accounts import PersonFactory
from tests.factories.votes import cast as cast_ballot
from tests.factories.votes import doors_with_owners, drafted, opened, options_of
from tests.people import Cast

pytestmark = pytest.mark.django_db

AGREE, OPPOSE, ABSTAIN = Choice.AGREE, Choice.OPPOSE, Choice.ABSTAIN
SignIn = Callable[[User], Client]


def page(vote: Vote, name: str) -> str:
    return reverse(f"meetings:{name}", args=[vote.pk])


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def keeper(cast: Cast, client_of: SignIn) -> Client:
    return client_of(cast.secretary)


@pytest.fixture
def vote(cast: Cast) -> Vote:
    """Open, of three doors: 101 of a couple, 102 and 103 of one owner."""
    two = PersonFactory()
    doors_with_owners(cast.complex, [[PersonFactory(name="王小明"), PersonFactory()], [two], [two]])
    return opened(cast.complex, Matter.FIRM, title="选聘物业服务企业")


def codes_of(vote: Vote, *rooms: str) -> list[str]:
    rows = [vote.roll.get(label__endswith=room) for room in rooms]
    told = votes.issue_codes(vote_id=vote.pk, entry_ids=[row.pk for row in rows], actor=None)
    return [told[row.pk] for row in rows]


def count(vote: Vote) -> None:
    votes.count_vote(vote_id=vote.pk, actor=None, now=timezone.now() + timedelta(days=30))


# From the draft to the count


def test_a_vote_is_prepared_opened_filled_in_and_counted_by_forms_alone(
    cast: Cast, keeper: Client
) -> None:
    doors_with_owners(cast.complex, [[PersonFactory()], [PersonFactory()], []])
    tomorrow = timezone.localdate() + timedelta(days=1)

    keeper.post(
        "/field/votes/new/",
        {
            "place": f"complex-{cast.complex.pk}", "basis": "OWNERS", "title": "使用维修资金",
            "closes_on": str(tomorrow), "closes_time": "18:00", "key": "0" * 32,
        },
    )  # fmt: skip
    vote = Vote.objects.get()
    assert "还没有表决事项" in text_of(keeper.get(vote.get_absolute_url()))
    keeper.post(page(vote, "field_vote_item"), {"matter": "USE_FUND", "text": "修3栋电梯"})
    shown = text_of(keeper.get(vote.get_absolute_url()))
    assert "第一款第（五）项" in shown
    assert "参与不少于2/3，同意（占参与）超过1/2" in shown
    assert "名册：2户，2人，200.00㎡" in shown
    assert "没有登记业主，不能投票： </p>" in shown or "1栋1单元103" in shown
    asked = text_of(keeper.get(page(vote, "field_vote_open")))
    assert "没有登记业主、不能投票的有1户" in asked
    keeper.post(page(vote, "field_vote_open"), {"roll_on": str(timezone.localdate())})
    vote.refresh_from_db()
    assert (vote.state, vote.roll.count()) == (VoteState.OPEN, 2)
    option = options_of(vote)[0].pk
    keeper.post(
        page(vote, "field_vote_enter"),
        {
            "s1_door": "1-1-101", f"s1_o{option}": "1", "s2_door": "1栋1单元102室",
            f"s2_o{option}": "2", "key": "a" * 32,
        },
    )  # fmt: skip
    assert present_of(vote).heads == 2
    keeper.post(page(vote, "field_vote_count"))
    vote.refresh_from_db()
    assert vote.state == VoteState.COUNTED
    result = text_of(keeper.get(vote.get_absolute_url()))
    assert "同意（占参与）人数 1/2 = 50.0%，要求超过1/2：未达到" in result
    assert str(NOT_THE_ASSEMBLY) in result


def test_an_election_is_written_with_its_candidates(cast: Cast, keeper: Client) -> None:
    vote = drafted(cast.complex)

    keeper.post(
        page(vote, "field_vote_item"),
        {
            "matter": "COMMITTEE",
            "text": "选举业委会",
            "candidates": "张甲\n李乙\n王丙",
            "seats": "2",
        },
    )
    refused = keeper.post(
        page(vote, "field_vote_item"),
        {"matter": "COMMITTEE", "text": "再选", "candidates": "张甲", "seats": "2"},
    )

    assert [option.name for option in options_of(vote)][1:] == ["张甲", "李乙", "王丙"]
    assert refused.status_code == 422
    assert "候选人不能少于应选人数" in text_of(refused)
    assert "张甲" in text_of(refused)


def test_an_item_is_taken_off_while_the_vote_is_prepared(cast: Cast, keeper: Client) -> None:
    vote = drafted(cast.complex, Matter.FIRM, Matter.COVENANT)
    first = vote.items.get(position=1)

    keeper.post(reverse("meetings:field_vote_item_remove", args=[vote.pk, first.pk]))

    assert list(vote.items.values_list("matter", flat=True)) == [Matter.COVENANT]


def test_members_are_written_one_a_line(cast: Cast, keeper: Client) -> None:
    vote = drafted(cast.complex, Matter.OWNERS_COMMITTEE, basis=VoteBasis.MEMBERS)

    twice = keeper.post(page(vote, "field_vote_members"), {"names": "张甲\n张甲"})
    keeper.post(page(vote, "field_vote_members"), {"names": "张甲\n\n 李乙 \n"})

    assert "重名" in text_of(twice)
    assert list(vote.roll.order_by("number").values_list("label", flat=True)) == ["张甲", "李乙"]
    assert keeper.get(page(drafted(cast.complex), "field_vote_members")).status_code == 404


def test_a_vote_is_cancelled_with_its_reason(vote: Vote, keeper: Client) -> None:
    keeper.post(page(vote, "field_vote_cancel"), {"reason": "选票印错"})

    vote.refresh_from_db()
    assert (vote.state, vote.cancel_reason) == (VoteState.CANCELLED, "选票印错")
    assert "取消原因：选票印错" in text_of(keeper.get(vote.get_absolute_url()))


def test_too_early_a_count_is_refused_in_words(vote: Vote, keeper: Client) -> None:
    answer = keeper.post(page(vote, "field_vote_count"), follow=True)

    assert "截止时间还没到" in text_of(answer)
    vote.refresh_from_db()
    assert vote.state == VoteState.OPEN


def test_the_closing_day_before_today_stands_beside_its_field(cast: Cast, keeper: Client) -> None:
    answer = keeper.post(
        "/field/votes/new/",
        {
            "place": f"complex-{cast.complex.pk}", "basis": "OWNERS", "title": "选聘物业",
            "closes_on": "2020-01-01", "closes_time": "18:00",
        },
    )  # fmt: skip

    assert answer.status_code == 422
    assert "截止时间要晚于现在" in text_of(answer)
    assert 'value="选聘物业"' in text_of(answer)


# Paper


def test_a_pile_with_a_wrong_door_is_not_taken_and_keeps_what_was_typed(
    vote: Vote, keeper: Client
) -> None:
    option = options_of(vote)[0].pk

    answer = keeper.post(
        page(vote, "field_vote_enter"),
        {
            "s1_door": "1-1-101", f"s1_o{option}": "1", "s2_door": "9-9-999",
            f"s2_o{option}": "1", f"s3_o{option}": "2", f"s4_o{option}": "7",
        },
    )  # fmt: skip

    shown = text_of(answer)
    assert answer.status_code == 422
    assert 'value="9-9-999"' in shown
    assert "请填户或选票编号" in shown
    assert "填1到3" in shown
    assert not Turnout.objects.exists()


def test_a_door_on_no_roll_is_said_in_its_row(vote: Vote, keeper: Client) -> None:
    answer = keeper.post(page(vote, "field_vote_enter"), {"s1_door": "9-9-999"})

    assert answer.status_code == 422
    assert "名册上没有这一户" in text_of(answer)


@pytest.mark.parametrize("typed", ["1-1-101", "１栋１单元１０１", "1-101", "code"])
def test_a_slip_is_keyed_in_by_its_door_in_any_spelling_or_by_its_code(
    vote: Vote, keeper: Client, typed: str
) -> None:
    [code] = codes_of(vote, "101")
    door = f"{code[:4]}-{code[4:8]}-{code[8:]}".lower() if typed == "code" else typed

    answer = keeper.post(page(vote, "field_vote_enter"), {"s1_door": door, "key": "b" * 32})

    assert answer.status_code == 302
    assert Turnout.objects.get().entry.label == "1栋1单元101"


def test_a_second_ballot_of_the_door_is_refused_on_paper(vote: Vote, keeper: Client) -> None:
    cast_ballot(vote, vote.roll.get(label__endswith="101"), AGREE, road=EntryRoad.ONLINE)

    answer = keeper.post(page(vote, "field_vote_enter"), {"s1_door": "1-1-101"})

    assert answer.status_code == 422
    assert "1栋1单元101已经投过票" in text_of(answer)
    assert Ballot.objects.count() == 1


def test_slips_show_their_codes_once_and_open_the_door_s_own_paper(
    vote: Vote, keeper: Client, client: Client
) -> None:
    asked = text_of(keeper.get(page(vote, "field_vote_slips")))
    assert "1栋（3张）" in asked
    assert not vote.roll.exclude(code_digest=None).exists()

    slips = keeper.post(page(vote, "field_vote_slips"), {"building": "1栋"})

    codes = re.findall(r"[2-9A-HJKMNP-Z]{4}(?:-[2-9A-HJKMNP-Z]{4}){2}", slips.content.decode())
    assert len(codes) == 3
    assert "王小明" not in text_of(slips)
    shown = [text_of(client.get(f"/v/{code}/")) for code in codes]
    assert ["101" in shown[0], "102" in shown[1], "103" in shown[2]] == [True] * 3


def test_of_more_homes_than_a_page_holds_the_next_ones_come_first(
    vote: Vote, keeper: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetings.views.ballots.MOST_SLIPS", 2)

    for _page in range(2):
        keeper.post(page(vote, "field_vote_slips"), {"building": "1栋"})

    printed = vote.roll.order_by("number").values_list("codes_issued", flat=True)
    assert list(printed) == [2, 1, 1]


def test_a_helper_fills_in_one_ballot_after_the_other(
    cast: Cast, vote: Vote, keeper: Client
) -> None:
    option = options_of(vote)[0].pk

    keeper.post(page(vote, "field_vote_helper"), {"door": "1-1-101", f"o{option}": "AGREE"})
    nowhere = keeper.post(page(vote, "field_vote_helper"), {"door": "5-5-501"})

    turnout = Turnout.objects.get()
    assert (turnout.road, turnout.entered_by) == (EntryRoad.HELPER, cast.secretary)
    assert "没有登记业主的户不能投票" in text_of(nowhere)


def test_a_correction_asks_for_the_reason(vote: Vote, keeper: Client) -> None:
    option = options_of(vote)[0].pk
    cast_ballot(vote, vote.roll.get(label__endswith="101"), AGREE)

    without = keeper.post(
        page(vote, "field_vote_correct"), {"door": "1-1-101", f"o{option}": "OPPOSE"}
    )
    keeper.post(
        page(vote, "field_vote_correct"),
        {"door": "1-1-101", f"o{option}": "OPPOSE", "reason": "夫妻商定"},
    )

    assert without.status_code == 422
    assert list(Ballot.objects.order_by("turn").values_list("reason", flat=True)) == [
        "",
        "夫妻商定",
    ]


def test_the_list_for_the_walk_names_doors_and_no_choices(vote: Vote, keeper: Client) -> None:
    cast_ballot(vote, vote.roll.get(label__endswith="101"), OPPOSE)

    shown = text_of(keeper.get(page(vote, "field_vote_waiting") + "?building=1栋"))

    assert "还有2户没有投票" in shown
    assert "1栋1单元101" not in shown
    assert "1栋1单元102" in shown
    assert "反对" not in shown


def test_before_the_count_no_page_tells_what_was_chosen(vote: Vote, keeper: Client) -> None:
    cast_ballot(vote, vote.roll.get(label__endswith="101"), OPPOSE)

    shown = text_of(keeper.get(vote.get_absolute_url()))

    assert "已投 1 / 3户" in shown
    assert "参与面积（㎡） 100.00/300.00 = 33.3%，要求不少于2/3：未达到" in shown
    assert "反对" not in shown
    assert keeper.get(page(vote, "field_vote_proof")).status_code == 404


# The proof


def test_anybody_recounts_from_the_sheet(vote: Vote, keeper: Client) -> None:
    """The spreadsheet is counted here by plain sums that know nothing of our code."""
    for room, choice in (("101", AGREE), ("102", AGREE), ("103", OPPOSE)):
        cast_ballot(vote, vote.roll.get(label__endswith=room), choice)
    count(vote)

    shown = text_of(keeper.get(page(vote, "field_vote_proof")))
    answer = keeper.get(page(vote, "field_vote_proof_csv"))
    table = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    at = table[2].index
    rows = [row for row in table[3:] if len(row) > at("回执码") and row[at("回执码")]]
    heads: dict[str, set[str]] = {}
    area = {"同意": Decimal(0), "反对": Decimal(0)}
    for row in rows:
        heads.setdefault(row[at("计票人")], set()).add(row[at("第1项")])
        area[row[at("第1项")]] += Decimal(row[at("面积（㎡）")])
    frozen = OptionCount.objects.get(vote=vote)
    agreeing = sum(said == {"同意"} for said in heads.values())
    assert (agreeing, area["同意"], area["反对"]) == (1, 200, 100)
    assert (frozen.agree_heads, frozen.agree_area, frozen.oppose_area) == (1, 200, 100)
    assert frozen.split_heads == sum(len(said) > 1 for said in heads.values()) == 1
    assert "与计票结果一致" in shown
    assert "王小明" not in shown + answer.content.decode()
    assert [row[1] for row in table if row and row[-1] == "参与"] == [
        "1栋1单元101", "1栋1单元102", "1栋1单元103",
    ]  # fmt: skip


def test_the_proof_of_a_secret_vote_leads_from_no_ballot_to_a_door(
    cast: Cast, keeper: Client
) -> None:
    doors_with_owners(cast.complex, [[PersonFactory()], [PersonFactory()]])
    vote = opened(
        cast.complex, Matter.COMMITTEE, is_secret=True, candidates=["张甲", "李乙"], seats=1
    )
    receipt = cast_ballot(
        vote, vote.roll.get(label__endswith="101"), OPPOSE, AGREE, road=EntryRoad.ONLINE
    )
    count(vote)

    shown = text_of(keeper.get(page(vote, "field_vote_proof")))

    assert receipt in shown
    assert "1栋1单元101" not in shown
    assert "与计票结果一致" in shown
    sheet = keeper.get(page(vote, "field_vote_proof_csv")).content.decode()
    ballots, roll = sheet.split("名册")
    assert receipt in ballots
    assert "101" not in ballots.split("回执码")[1]
    assert "101" in roll


def test_a_sheet_that_no_longer_fits_the_count_says_so(vote: Vote, keeper: Client) -> None:
    cast_ballot(vote, vote.roll.get(label__endswith="101"), AGREE)
    count(vote)
    OptionCount.objects.filter(vote=vote).update(agree_heads=9)

    assert "与计票结果不一致" in text_of(keeper.get(page(vote, "field_vote_proof")))


def test_hands_have_no_ballots_to_prove(cast: Cast, keeper: Client) -> None:
    keeper.post(
        "/field/votes/hands/",
        {
            "place": f"complex-{cast.complex.pk}", "matter": "PARTY_ASSEMBLY", "title": "支部大会",
            "text": "通过年度计划", "entitled": "20", "present": "18", "agree": "11",
            "oppose": "4", "abstain": "3", "key": "c" * 32,
        },
    )  # fmt: skip
    vote = Vote.objects.get()

    shown = text_of(keeper.get(vote.get_absolute_url()))

    assert OptionCount.objects.get(vote=vote).outcome == Outcome.PASSED
    assert "同意（占应到）人数 11/20 = 55.0%，要求超过1/2：达到" in shown
    assert keeper.get(page(vote, "field_vote_proof")).status_code == 404


def test_more_hands_than_people_stand_beside_their_field(cast: Cast, keeper: Client) -> None:
    answer = keeper.post(
        "/field/votes/hands/",
        {
            "place": f"complex-{cast.complex.pk}", "matter": "DELIBERATION", "title": "议事会",
            "text": "停车", "entitled": "20", "present": "18", "agree": "19", "oppose": "0",
            "abstain": "0",
        },
    )  # fmt: skip

    assert answer.status_code == 422
    assert "不能多于到会人数" in text_of(answer)


# Who


def test_the_firms_people_neither_keep_votes_nor_read_who_has_voted(
    cast: Cast, vote: Vote, client_of: SignIn
) -> None:
    for user in (cast.manager, cast.steward):
        assert client_of(user).get("/field/votes/").status_code == 403
        assert client_of(user).get(page(vote, "field_vote_waiting")).status_code == 404


def test_what_a_branch_decides_is_read_by_those_of_its_party_life_alone(
    cast: Cast, client_of: SignIn
) -> None:
    from communities.choices import Role
    from tests.people import appoint

    owner = appoint("committee", "业委会主任", Role.OWNERS_COMMITTEE_MEMBER, cast.complex)
    party = drafted(cast.complex, Matter.PARTY_ASSEMBLY, basis=VoteBasis.MEMBERS)
    ordinary = drafted(cast.complex)

    def seen(user: User) -> set[Vote]:
        return set(Vote.objects.visible_to(user))

    assert seen(owner) == {ordinary}
    assert seen(cast.branch_secretary) == seen(cast.secretary) == {party, ordinary}
    assert seen(cast.outsider) == set()


# The owner's own page


def test_an_owner_votes_without_signing_in_and_is_told_the_receipt_once(
    vote: Vote, client: Client
) -> None:
    [code] = codes_of(vote, "101")
    option = options_of(vote)[0].pk

    asked = client.get(f"/v/{code}/")
    answer = client.post(f"/v/{code.lower()}/", {f"o{option}": "AGREE", "key": "d" * 32})
    again = client.get(f"/v/{code}/")

    receipt = Ballot.objects.get().receipt
    assert "1栋1单元101" in text_of(asked)
    assert receipt in text_of(answer)
    assert receipt not in text_of(again)
    assert "已经投过票" in text_of(again)
    assert "同意" not in text_of(again)
    assert Turnout.objects.get().road == EntryRoad.ONLINE


def test_the_other_co_owner_with_the_same_slip_is_told_and_not_counted(
    vote: Vote, client: Client
) -> None:
    [code] = codes_of(vote, "101")
    option = options_of(vote)[0].pk
    client.post(f"/v/{code}/", {f"o{option}": "AGREE", "key": "d" * 32})

    answer = client.post(f"/v/{code}/", {f"o{option}": "OPPOSE", "key": "e" * 32})

    assert answer.status_code == 409
    assert "1栋1单元101已经投过票" in text_of(answer)
    assert Ballot.objects.count() == 1


def test_a_double_tap_is_one_ballot_and_no_refusal(vote: Vote, client: Client) -> None:
    [code] = codes_of(vote, "101")
    sent = {f"o{options_of(vote)[0].pk}": "AGREE", "key": "d" * 32}

    answers = [client.post(f"/v/{code}/", sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert ["投票成功" in text_of(answer) for answer in answers] == [True, True]
    assert Ballot.objects.count() == 1


def test_a_wrong_code_says_nothing_and_after_some_tries_nothing_at_all(
    vote: Vote, client: Client
) -> None:
    [code] = codes_of(vote, "101")
    wrong = "ABCDEFGHJKMN" if code != "ABCDEFGHJKMN" else "ABCDEFGHJKMP"

    # The form gives the browser its mark.
    client.get("/v/")
    tries = [client.get(f"/v/{wrong}/").status_code for _ in range(7)]

    assert tries == [404] * 6 + [429]
    assert vote.title not in text_of(client.get(f"/v/{wrong}/"))


def test_a_right_code_ends_the_counting_of_its_browser(vote: Vote, client: Client) -> None:
    [code] = codes_of(vote, "101")
    client.get("/v/")

    answers = [client.get(f"/v/{code}/").status_code for _ in range(8)]

    assert answers == [200] * 8


@pytest.mark.expects_log_errors
def test_a_code_that_could_not_be_looked_up_is_no_try(vote: Vote) -> None:
    """A database that is away for a moment shuts nobody out who has the right slip in his hand."""
    [code] = codes_of(vote, "101")
    device = Client(raise_request_exception=False)
    device.get("/v/")

    def away(execute: Any, sql: str, *rest: Any) -> Any:
        if "meetings_rollentry" in sql:
            raise OperationalError("the database is away")
        return execute(sql, *rest)

    with connection.execute_wrapper(away):
        meanwhile = [device.get(f"/v/{code}/").status_code for _ in range(8)]

    assert all(status >= 500 for status in meanwhile)
    assert device.get(f"/v/{code}/").status_code == 200


def test_whoever_keeps_no_cookies_is_counted_by_the_address(
    vote: Vote, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ballots, "MOST_OF_ADDRESS", 3)

    tries = [Client().get("/v/ABCDEFGHJKMN/").status_code for _ in range(4)]

    assert tries == [404] * 3 + [429]


def test_a_code_is_typed_where_there_is_no_camera(vote: Vote, client: Client) -> None:
    [code] = codes_of(vote, "101")

    answer = client.post("/v/", {"code": f" {code[:4]} {code[4:]}".lower()})
    wrong = client.post("/v/", {"code": "12345"})

    assert answer.headers["Location"] == f"/v/{code}/"
    assert wrong.status_code == 422
    assert "12位" in text_of(wrong)


def test_after_the_closing_time_the_page_says_so_and_takes_nothing(
    vote: Vote, client: Client
) -> None:
    [code] = codes_of(vote, "101")
    Vote.objects.filter(pk=vote.pk).update(closes_at=timezone.now())

    answer = client.post(f"/v/{code}/", {f"o{options_of(vote)[0].pk}": "AGREE"})

    assert "投票已经截止" in text_of(answer)
    assert not Turnout.objects.exists()


def test_too_many_candidates_keep_what_was_ticked(cast: Cast, client: Client) -> None:
    doors_with_owners(cast.complex, [[PersonFactory()]])
    vote = opened(cast.complex, Matter.COMMITTEE, candidates=["张甲", "李乙"], seats=1)
    [code] = codes_of(vote, "101")
    sent = {f"o{option.pk}": "AGREE" for option in options_of(vote)}

    answer = client.post(f"/v/{code}/", sent)

    assert answer.status_code == 422
    assert "最多同意1人" in text_of(answer)
    assert text_of(answer).count("checked") == 2
    assert not Turnout.objects.exists()


def test_a_robot_is_told_nothing_and_counted_nowhere(vote: Vote, client: Client) -> None:
    [code] = codes_of(vote, "101")

    answer = client.post(f"/v/{code}/", {"website": "https://example.org"})

    assert answer.status_code == 200
    assert not Turnout.objects.exists()


def test_in_secret_the_owner_of_two_doors_sees_both_on_the_paper(
    cast: Cast, client: Client
) -> None:
    two = PersonFactory()
    doors_with_owners(cast.complex, [[two], [two]])
    vote = opened(cast.complex, Matter.COMMITTEE, is_secret=True, candidates=["张甲"], seats=1)
    [code] = codes_of(vote, "102")

    shown = text_of(client.get(f"/v/{code}/"))

    assert "1栋1单元101、1栋1单元102" in shown
    assert "无记名" in shown


def test_looking_at_any_page_of_votes_changes_nothing(
    vote: Vote, keeper: Client, client: Client
) -> None:
    [code] = codes_of(vote, "101")
    before = list(RollEntry.objects.order_by("pk").values())

    for name in ("slips", "enter", "helper", "correct", "waiting", "count", "cancel"):
        assert keeper.get(page(vote, f"field_vote_{name}")).status_code == 200
    client.get(f"/v/{code}/")

    assert list(RollEntry.objects.order_by("pk").values()) == before
    assert not Turnout.objects.exists()
