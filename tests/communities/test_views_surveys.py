"""/surveys/ for anybody and /field/surveys/ for those who ask."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from communities.choices import EntryRoad
from communities.models import Survey, SurveyResponse, SurveyRound
from communities.services.surveys import MOST_OF_DEVICE
from tests.factories.surveys import SurveyFactory, SurveyResponseFactory, SurveyRoundFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db


def html(response: Any) -> str:
    page: str = response.content.decode()
    assert "[[missing" not in page
    return page


@pytest.fixture
def round_(cast: Cast) -> SurveyRound:
    survey = SurveyFactory(complex=cast.complex, title="居民满意度问卷")
    made: SurveyRound = SurveyRoundFactory(survey=survey, complex=cast.complex, name="下半年")
    return made


def over(round_: SurveyRound) -> SurveyRound:
    """The same round when its days have passed."""
    round_.closes_on = timezone.localdate() - timedelta(days=1)
    round_.save()
    return round_


def scores(round_: SurveyRound, *given: int) -> dict[str, Any]:
    questions = round_.survey.questions.order_by("position")
    return {f"q{one.pk}": score for one, score in zip(questions, given, strict=False)}


def test_anybody_answers_without_a_name(cast: Cast, round_: SurveyRound) -> None:
    visitor = Client()
    page = html(visitor.get(f"/surveys/{round_.pk}/"))
    assert "不记名" in page
    assert "1. 您信任小区的物业吗？" in page
    assert "5 很信任" in page

    sent = visitor.post(
        f"/surveys/{round_.pk}/",
        {**scores(round_, 5, 4), "opinion": "灯坏了", "key": "a" * 32},
        follow=True,
    )

    assert "问卷已收到" in html(sent)
    made = SurveyResponse.objects.get()
    assert (made.road, made.entered_by, made.opinion) == (EntryRoad.ONLINE, None, "灯坏了")
    assert [row.score for row in made.answers.order_by("question__position")] == [5, 4]


def test_a_double_tap_is_one_answer(round_: SurveyRound) -> None:
    visitor = Client()
    for _tap in range(2):
        visitor.post(f"/surveys/{round_.pk}/", {**scores(round_, 5), "key": "a" * 32})

    assert SurveyResponse.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"opinion": " "}, "请至少回答一题"),
        ({"opinion": "11010519491231002X"}, "请不要填写身份证号"),
        ({"first": 6}, "请从1到5里选一个"),
        ({"opinion": "长" * 201}, "最多200字"),
    ],
)
def test_what_cannot_be_taken_is_said_in_words(
    round_: SurveyRound, said: dict[str, Any], sentence: str
) -> None:
    if "first" in said:
        said = scores(round_, said["first"])

    refused = Client().post(f"/surveys/{round_.pk}/", said)

    assert refused.status_code == 422
    assert sentence in html(refused)
    assert not SurveyResponse.objects.exists()


def test_a_robot_is_thanked_and_not_counted(round_: SurveyRound) -> None:
    Client().post(f"/surveys/{round_.pk}/", {**scores(round_, 5), "website": "x"})

    assert not SurveyResponse.objects.exists()


def test_one_device_does_not_fill_the_box(round_: SurveyRound) -> None:
    visitor = Client()
    visitor.cookies["csrftoken"] = "a" * 32
    answers = [
        visitor.post(f"/surveys/{round_.pk}/", scores(round_, 5)).status_code
        for _sheet in range(MOST_OF_DEVICE + 1)
    ]

    assert answers[-1] == 429
    assert SurveyResponse.objects.count() == MOST_OF_DEVICE


def test_a_round_that_is_over_says_so_and_takes_nothing(round_: SurveyRound) -> None:
    over(round_)

    page = Client().get(f"/surveys/{round_.pk}/")
    Client().post(f"/surveys/{round_.pk}/", scores(round_, 5))

    assert "不在填写时间里" in html(page)
    assert not SurveyResponse.objects.exists()


@pytest.mark.parametrize("listed", [True, False])
def test_a_round_of_the_future_or_of_a_hidden_complex_is_not_there(
    cast: Cast, listed: bool
) -> None:
    if not listed:
        type(cast.complex).objects.filter(pk=cast.complex.pk).update(is_listed=False)
    later = timezone.localdate() + timedelta(days=2)
    opens = later if listed else timezone.localdate()
    round_ = SurveyRoundFactory(complex=cast.complex, opens_on=opens, closes_on=later)

    assert Client().get(f"/surveys/{round_.pk}/").status_code == 404


def test_the_noticeboard_leads_to_what_may_be_answered(cast: Cast, round_: SurveyRound) -> None:
    board = html(Client().get("/c/complex-a1/notices/"))
    sibling = html(Client().get("/c/complex-a2/notices/"))

    assert f'href="/surveys/{round_.pk}/"' in board
    assert "/surveys/" not in sibling


def test_results_are_shown_to_everybody_once_an_official_publishes_them(
    cast: Cast, client_of: Any, round_: SurveyRound
) -> None:
    for _sheet in range(3):
        SurveyResponseFactory(round=round_, scores=(4, 5), opinion="李家的灯坏了")
    over(round_)
    assert Client().get(f"/surveys/{round_.pk}/results/").status_code == 404
    assert "公布结果" not in html(client_of(cast.manager).get(f"/field/surveys/{round_.pk}/"))
    address = f"/field/surveys/{round_.pk}/publish/"
    assert client_of(cast.manager).post(address).status_code == 403
    client_of(cast.secretary).post(address)

    round_.refresh_from_db()
    page = html(Client().get(f"/surveys/{round_.pk}/results/"))

    assert round_.published_by == cast.secretary
    assert "4.00" in page
    assert "样本少" in page
    assert "李家" not in page
    listed = Client().get("/api/v1/surveys/").json()["results"]
    assert [(row["returned"], row["items"][0]["mean"], row["items"][0]["n"]) for row in listed] == [
        (3, "4.00", 3)
    ]


def test_a_round_is_not_published_while_it_is_open(
    cast: Cast, client_of: Any, round_: SurveyRound
) -> None:
    SurveyResponseFactory(round=round_, scores=(4,))

    sent = client_of(cast.secretary).post(f"/field/surveys/{round_.pk}/publish/", follow=True)

    assert "截止后才能公布结果" in html(sent)


def test_a_questionnaire_is_written_and_a_round_opened(cast: Cast, client_of: Any) -> None:
    client = client_of(cast.manager)
    first = client.get("/field/surveys/new/", follow=True)
    assert "请先写一份" in html(first)
    place = f"complex-{cast.complex.pk}"
    client.post(
        "/field/surveys/questions/",
        {"title": "满意度", "place": place, "items": ["TRUST", "SAFETY"], "own": "楼道干净吗？\n"},
    )
    survey = Survey.objects.get()
    assert [one.item for one in survey.questions.order_by("position")] == [
        "TRUST", "SAFETY", "OWN",
    ]  # fmt: skip

    today = timezone.localdate()
    sent = client.post(
        "/field/surveys/new/",
        {
            "survey": survey.pk, "place": place, "name": "2026年下半年", "handed_out": "120",
            "opens_on": today.isoformat(), "closes_on": today.isoformat(),
        },
        follow=True,
    )  # fmt: skip

    assert "回收 0 / 120份（0%）" in html(sent)
    assert SurveyRound.objects.get().created_by == cast.manager


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"items": [], "own": ""}, "请至少选一题或写一题"),
        ({"own": "\n".join(["一题"] * 8)}, "自拟题最多7题"),
        ({"own": "长" * 81}, "一题最多80字"),
        ({"place": "complex-0"}, "请从列表里选"),
    ],
)
def test_a_questionnaire_that_cannot_be_is_refused(
    cast: Cast, client_of: Any, said: dict[str, Any], sentence: str
) -> None:
    place = f"complex-{cast.complex.pk}"
    sent = {"title": "满意度", "place": place, "items": ["TRUST"], "own": "", **said}

    refused = client_of(cast.manager).post("/field/surveys/questions/", sent)

    assert refused.status_code == 422
    assert sentence in html(refused)


def test_a_round_whose_days_run_backwards_is_refused_beside_its_field(
    cast: Cast, client_of: Any, round_: SurveyRound
) -> None:
    sent = {
        "survey": round_.survey_id, "place": f"complex-{cast.complex.pk}", "name": "下半年",
        "opens_on": "2026-11-20", "closes_on": "2026-11-01",
    }  # fmt: skip

    refused = client_of(cast.manager).post("/field/surveys/new/", sent)
    taken = client_of(cast.manager).post("/field/surveys/new/", {**sent, "closes_on": "2026-11-30"})

    assert "截止日期不能早于开始日期" in html(refused)
    assert "已有同名轮次" in html(taken)


def test_a_helper_enters_what_is_said_at_the_door(
    cast: Cast, client_of: Any, round_: SurveyRound
) -> None:
    sent = client_of(cast.steward).post(
        f"/field/surveys/{round_.pk}/helper/", scores(round_, 3), follow=True
    )

    assert "可以接着填下一份" in html(sent)
    made = SurveyResponse.objects.get()
    assert (made.road, made.entered_by) == (EntryRoad.HELPER, cast.steward)


def test_a_pile_of_paper_is_entered_row_by_row(
    cast: Cast, client_of: Any, round_: SurveyRound
) -> None:
    first, second = round_.survey.questions.order_by("position")[:2]
    rows = {
        f"s1_q{first.pk}": "4", f"s1_q{second.pk}": "5", "s1_opinion": "电梯慢",
        f"s3_q{first.pk}": "2", "key": "d" * 32,
    }  # fmt: skip
    client = client_of(cast.steward)

    sent = client.post(f"/field/surveys/{round_.pk}/enter/", rows, follow=True)
    client.post(f"/field/surveys/{round_.pk}/enter/", rows)

    assert "已录入2份" in html(sent)
    assert {(one.road, one.entered_by) for one in round_.responses.all()} == {
        (EntryRoad.PAPER, cast.steward)
    }
    assert round_.responses.count() == 2


def test_a_wrong_cell_is_named_and_the_others_kept(
    cast: Cast, client_of: Any, round_: SurveyRound
) -> None:
    first = round_.survey.questions.get(position=1)
    rows = {f"s1_q{first.pk}": "4", f"s2_q{first.pk}": "6"}

    refused = client_of(cast.steward).post(f"/field/surveys/{round_.pk}/enter/", rows)

    assert refused.status_code == 422
    assert "第2份 第1题填1到5" in html(refused)
    assert f'name="s1_q{first.pk}" value="4"' in html(refused)
    assert not SurveyResponse.objects.exists()


def test_the_paper_asks_for_no_name_and_carries_the_pages_code(
    cast: Cast, client_of: Any, round_: SurveyRound
) -> None:
    page = html(client_of(cast.steward).get(f"/field/surveys/{round_.pk}/print/"))

    assert "请不要写姓名、电话和门牌" in page
    assert "data:image/png;base64," in page
    assert page.count("□") == 25


def test_the_staff_read_opinions_and_note_what_was_handed_out(
    cast: Cast, client_of: Any, round_: SurveyRound
) -> None:
    SurveyResponseFactory(round=round_, opinion="停车难")
    client = client_of(cast.manager)

    client.post(f"/field/surveys/{round_.pk}/edit/", {"handed_out": "50", "summary": "停车"})
    page = html(client.get(f"/field/surveys/{round_.pk}/"))

    assert "停车难" in page
    assert "回收 1 / 50份（2%）" in page


def test_a_round_of_the_community_is_entered_by_its_complexes_and_changed_by_officials(
    cast: Cast, client_of: Any
) -> None:
    round_ = SurveyRoundFactory(complex=None, community=cast.community)
    client = client_of(cast.manager)

    assert client.get(f"/field/surveys/{round_.pk}/enter/").status_code == 200
    assert client.get(f"/field/surveys/{round_.pk}/edit/").status_code == 403
    assert client_of(cast.secretary).get(f"/field/surveys/{round_.pk}/edit/").status_code == 200
    assert client_of(cast.outsider).get(f"/field/surveys/{round_.pk}/").status_code == 404


def test_what_a_community_wrote_is_not_for_its_firms(cast: Cast, client_of: Any) -> None:
    round_ = SurveyRoundFactory(complex=None, community=cast.community)
    SurveyResponseFactory(round=round_, scores=(2,), opinion="西园的物业不理人")

    firm = html(client_of(cast.manager).get(f"/field/surveys/{round_.pk}/"))
    community = html(client_of(cast.secretary).get(f"/field/surveys/{round_.pk}/"))

    assert "2.00" in firm
    assert "西园的物业不理人" not in firm
    assert "西园的物业不理人" in community


def test_another_firms_manager_finds_no_round(
    cast: Cast, client_of: Any, round_: SurveyRound
) -> None:
    client = client_of(cast.sibling_manager)

    assert "居民满意度问卷" not in html(client.get("/field/surveys/"))
    assert client.get(f"/field/surveys/{round_.pk}/").status_code == 404
