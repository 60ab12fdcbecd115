from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from activities.models import CheckIn, Session, SignUp
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def session(cast: Cast) -> Session:
    return SessionFactory(
        complex=cast.complex,
        starts_at=timezone.now() - timedelta(minutes=10),
        activity__title="包饺子",
    )


@pytest.fixture
def door(cast: Cast, client_of, session: Session) -> Client:
    return client_of(cast.manager)


def url(session: Session, step: str = "") -> str:
    return f"/field/activities/{session.activity_id}/checkin/{step}?session={session.pk}"


def sign_up_of(session: Session, name: str, phone: str = "", **kwargs) -> SignUp:
    return SignUpFactory(session=session, person=PersonFactory(name=name, phone=phone), **kwargs)


def test_list_shows_who_is_missing_first_by_pinyin_and_counts_people(
    door: Client, session: Session
) -> None:
    sign_up_of(session, "张三", party_size=2)
    sign_up_of(session, "安娜")
    here = sign_up_of(session, "白云")
    door.post(url(session), {"signup": here.pk})

    page = door.get(url(session))

    text = page.content.decode()
    assert [person.name for person in page.context["people"]] == ["安娜", "张三", "白云"]
    assert "已到 1 / 报名 4" in text
    assert "打印签到表" in text


@pytest.mark.parametrize("typed", ["6789", "138 0000 6789", "王小芳", "wxf"])
def test_one_match_checks_in_by_tail_whole_phone_or_name(
    door: Client, session: Session, typed: str
) -> None:
    meant = sign_up_of(session, "王小芳", "13800006789", party_size=2)
    sign_up_of(session, "李四", "13800001111")

    page = door.post(url(session), {"code": typed}, follow=True)

    assert meant.check_ins.get().arrived_count == 2
    assert "王小芳 2人，已签到" in page.content.decode()


def test_entry_code_and_scanned_ticket_check_in(door: Client, session: Session) -> None:
    by_code = sign_up_of(session, "甲", entry_code="004217")
    by_scan = sign_up_of(session, "乙")

    door.post(url(session), {"code": "004217"})
    door.post(url(session), {"code": f"http://testserver/t/{by_scan.code}/"})

    assert by_code.check_ins.get().method == "CODE"
    assert by_scan.check_ins.get().method == "TICKET"


def test_second_try_is_amber_with_time_and_person(door: Client, session: Session) -> None:
    meant = sign_up_of(session, "王小芳", "13800006789")
    door.post(url(session), {"code": "6789"})

    page = door.post(url(session), {"code": "6789"}, follow=True)

    assert "王小芳已经签过：今天" in page.content.decode()
    assert "物业经理甲" in page.content.decode()
    assert meant.check_ins.count() == 1


def test_several_matches_are_offered_and_nobody_is_checked_in(
    door: Client, session: Session
) -> None:
    sign_up_of(session, "王一", "13800006789")
    sign_up_of(session, "王二", "13900006789")
    sign_up_of(session, "李四", "13800001111")

    page = door.post(url(session), {"code": "6789"}, follow=True)

    assert "找到 2 位，是哪一位？" in page.content.decode()
    assert {person.name for person in page.context["matches"]} == {"王一", "王二"}
    assert not CheckIn.objects.exists()


def test_no_match_says_so_beside_the_box_and_keeps_what_was_typed(
    door: Client, session: Session
) -> None:
    page = door.post(url(session), {"code": "9999"})

    assert page.status_code == 422
    assert "没找到" in page.content.decode()
    assert 'value="9999"' in page.content.decode()


def test_ticket_of_another_session_names_it(cast: Cast, door: Client, session: Session) -> None:
    other = SignUpFactory(session=SessionFactory(complex=cast.complex, activity__title="合唱"))

    page = door.post(url(session), {"code": other.code})

    assert "不是这场活动：合唱" in page.content.decode()
    assert page.context["other_url"] == url(other.session)
    assert "换场次" in page.content.decode()
    assert not CheckIn.objects.exists()


def test_ticket_of_a_place_that_is_not_ones_own_leads_nowhere(
    cast: Cast, door: Client, session: Session
) -> None:
    other = SignUpFactory(session__complex=cast.sibling_complex)

    page = door.post(url(session), {"code": other.code})

    assert "不是这场活动" in page.content.decode()
    assert "换场次" not in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "请先输入取票码、手机尾号或姓名"), ("1" * 101, "输入的内容太长，最多100字")],
)
def test_an_empty_or_endless_box_is_answered_in_plain_words(
    door: Client, session: Session, typed: str, sentence: str
) -> None:
    page = door.post(url(session), {"code": typed})

    assert page.status_code == 422
    assert page.context["form"].errors["code"] == [sentence]


def test_undo_keeps_the_row_and_frees_the_person(door: Client, session: Session) -> None:
    person = sign_up_of(session, "王小芳")
    door.post(url(session), {"signup": person.pk})

    page = door.post(url(session, "undo/"), {"signup": person.pk}, follow=True)

    assert "已撤销王小芳的签到" in page.content.decode()
    assert person.check_ins.get().undone_at is not None


def test_htmx_row_answers_the_row_and_the_counter_only(door: Client, session: Session) -> None:
    person = sign_up_of(session, "王小芳")

    answer = door.post(url(session), {"signup": person.pk}, **HTMX)

    text = answer.content.decode()
    assert "<html" not in text
    assert f'id="person-{person.pk}"' in text
    assert 'hx-swap-oob="true"' in text
    assert "已到 1 / 报名 1" in text
    assert "data-say" in text


def test_htmx_box_answers_the_fragment(door: Client, session: Session) -> None:
    sign_up_of(session, "王小芳", "13800006789")

    answer = door.post(url(session), {"code": "6789"}, **HTMX)

    assert "<html" not in answer.content.decode()
    assert "王小芳 1人，已签到" in answer.content.decode()
    assert answer["Vary"].startswith("HX-Request")


def test_walk_in_is_signed_up_and_checked_in_once(door: Client, session: Session) -> None:
    form = {"name": "过路人", "people": 2, "phone": "", "request_key": "k1"}

    door.post(url(session, "add/"), form)
    page = door.post(url(session, "add/"), form, follow=True)

    assert "已加过路人 2人，并签到" in page.content.decode()
    assert SignUp.objects.get(session=session).check_ins.get().arrived_count == 2


def test_walk_in_errors_stand_beside_their_fields_with_what_was_typed(
    door: Client, session: Session
) -> None:
    page = door.post(url(session, "add/"), {"name": "过路人", "people": 1, "phone": "1380000"})

    assert page.status_code == 422
    assert "手机号应为11位数字，现在是7位" in page.content.decode()
    assert 'value="过路人"' in page.content.decode()


def test_full_session_refuses_a_walk_in_in_words(door: Client, session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(capacity=1)
    session.refresh_from_db()
    sign_up_of(session, "先到")

    page = door.post(url(session, "add/"), {"name": "后到", "people": 1})

    assert "现场名额已满" in page.content.decode()


def test_get_changes_nothing(door: Client, session: Session) -> None:
    sign_up_of(session, "王小芳", "13800006789")

    door.get(url(session) + "&find=6789")

    assert not CheckIn.objects.exists()


def test_other_places_are_not_found_and_readers_are_refused(
    cast: Cast, client_of, session: Session
) -> None:
    person = sign_up_of(session, "王小芳")

    for user, status in (
        (cast.sibling_manager, 404),
        (cast.outsider, 404),
        (cast.auditor, 403),
        (cast.resident, 403),
        (cast.secretary, 200),
    ):
        assert client_of(user).get(url(session)).status_code == status, user
    assert (
        client_of(cast.sibling_manager).post(url(session), {"signup": person.pk}).status_code == 404
    )
    assert not CheckIn.objects.exists()


def test_sign_up_of_another_activity_is_not_found(
    cast: Cast, door: Client, session: Session
) -> None:
    foreign = SignUpFactory(session=SessionFactory(complex=cast.sibling_complex))

    assert door.post(url(session), {"signup": foreign.pk}).status_code == 404
    assert door.post(url(session), {"signup": "no number"}).status_code == 404
    assert not CheckIn.objects.exists()
