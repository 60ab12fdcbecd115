"""Sign-up, cancel, check-in and log over the API: the services' effects, the pages' rules."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Person
from activities.choices import SignUpState
from activities.models import ActivityLog, CheckIn, Photo, Session, SignUp
from activities.services import online
from core.models import IdempotentAnswer
from tests.activities.photos import not_a_picture, picture_bytes, upload, uploads
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast
from tests.programs import Program, as_multipart, new_key, refusal

pytestmark = pytest.mark.django_db

NOW = timezone.now()
WISH = {"name": "王小芳", "phone": "13812345678"}


@pytest.fixture
def session(cast: Cast) -> Session:
    made: Session = SessionFactory(complex=cast.complex, capacity=10)
    return made


@pytest.fixture
def held(cast: Cast) -> Session:
    """Begun an hour ago."""
    made: Session = SessionFactory(complex=cast.complex, starts_at=NOW - timedelta(hours=1))
    return made


def last_context(model: Any) -> dict[str, Any]:
    event = model.pgh_event_models["insert"].objects.order_by("-pgh_id").first()
    context: dict[str, Any] = event.pgh_context
    return context


# Signing up -----------------------------------------------------------------------------------------


def test_a_visitor_signs_up_and_gets_a_ticket_with_a_masked_name(session: Session) -> None:
    answer = Program().post(f"sessions/{session.pk}/sign-ups/", {**WISH, "party_size": 2})

    made = SignUp.objects.get()
    assert (answer.status_code, answer.json()) == (
        201,
        {
            "id": made.pk,
            "session": session.pk,
            "state": "CONFIRMED",
            "code": made.code,
            "entry_code": made.entry_code,
            "name": "王*芳",
            "phone": "138****5678",
            "party_size": 2,
            "place_in_line": 0,
            "url": f"/t/{made.code}/",
        },
    )
    assert (made.source, made.entered_by) == ("ONLINE", None)
    session.refresh_from_db()
    assert session.taken == 2


def test_staff_sign_up_others_and_stand_in_the_audit_trail(cast: Cast, session: Session) -> None:
    program = Program(cast.steward)

    answer = program.post(f"sessions/{session.pk}/sign-ups/", {"name": "李伯", "source": "PHONE"})

    made = SignUp.objects.get(pk=answer.json()["id"])
    context = last_context(SignUp)
    assert (made.source, made.entered_by) == ("PHONE", cast.steward)
    assert (context["actor"], context["reason"]) == (cast.steward.pk, "POST api")
    assert context["token"] == cast.steward.api_tokens.get().pk
    assert context["request_id"]


@pytest.mark.parametrize("who", [None, "resident", "sibling_manager", "auditor"])
def test_only_who_serves_the_session_says_that_he_signs_up_others(
    cast: Cast, session: Session, who: str | None
) -> None:
    program = Program(getattr(cast, who) if who else None)

    told = program.post(f"sessions/{session.pk}/sign-ups/", {**WISH, "source": "PHONE"})

    assert refusal(told) == (403, "permission_denied")
    assert not SignUp.objects.exists()


def test_a_full_session_is_refused_and_the_line_is_taken_only_when_asked_for(
    session: Session,
) -> None:
    SignUpFactory(session=session, party_size=10)
    path = f"sessions/{session.pk}/sign-ups/"

    refused = Program().post(path, WISH)
    waiting = Program().post(path, {**WISH, "may_wait": True})

    assert refusal(refused) == (409, "just_filled")
    assert (waiting.json()["state"], waiting.json()["place_in_line"]) == ("WAITING", 1)


def test_a_rule_about_a_field_is_422_and_names_it(cast: Cast) -> None:
    small = SessionFactory(complex=cast.complex, activity__max_party_size=2)
    by_door = SessionFactory(complex=cast.complex, activity__household_quota=1)

    too_many = Program().post(f"sessions/{small.pk}/sign-ups/", {**WISH, "party_size": 3})
    over = Program().post(
        f"sessions/{by_door.pk}/sign-ups/", {**WISH, "party_size": 2, "door": "3-2-1501"}
    )

    assert refusal(too_many) == (422, "party_too_large")
    assert too_many.json()["fields"] == {"party_size": ["一次最多报2人，请分开报名"]}
    assert refusal(over) == (422, "household_quota_reached")
    assert set(over.json()["fields"]) == {"door"}


@pytest.mark.parametrize("who", [None, "steward"])
def test_the_activitys_questions_are_answered_and_the_answer_does_not_tell_them(
    cast: Cast, who: str | None
) -> None:
    asking = SessionFactory(
        complex=cast.complex,
        activity__first_question="几位吃素？",
        activity__second_question="能早到吗？",
    )
    program = Program(getattr(cast, who) if who else None)
    said = {"first_answer": "一位不吃鸡蛋", "second_answer": "九点到"}
    asked = program.get(f"activities/{asking.activity_id}/").json()

    answer = program.post(f"sessions/{asking.pk}/sign-ups/", {**WISH, **said}, key=new_key())

    assert (asked["first_question"], asked["second_question"]) == ("几位吃素？", "能早到吗？")
    assert answer.status_code == 201
    assert tuple(SignUp.objects.get().answers) == tuple(said.values())
    for told in (answer.content.decode(), str(IdempotentAnswer.objects.values().get())):
        assert "一位不吃鸡蛋" not in told


@pytest.mark.parametrize("who", [None, "steward"])
@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"second_answer": "九点到"}, "这场活动没有问这个，请不要填"),
        ({"first_answer": "11010519491231002X"}, "请不要填写身份证号，我们不需要也不保存"),
        ({"first_answer": "答" * 61}, "请确保这个字段不能超过 60 个字符。"),
    ],
)
def test_an_answer_that_nobody_may_give_is_refused_beside_its_field(
    cast: Cast, who: str | None, said: dict[str, str], sentence: str
) -> None:
    asking = SessionFactory(complex=cast.complex, activity__first_question="几位吃素？")
    program = Program(getattr(cast, who) if who else None)

    told = program.post(f"sessions/{asking.pk}/sign-ups/", {**WISH, **said})

    assert refusal(told) == (400, "invalid")
    assert told.json()["fields"] == {name: [sentence] for name in said}
    assert not SignUp.objects.exists()


def test_a_neighbours_name_and_phone_show_nothing_of_her_ticket(session: Session) -> None:
    first = Program().post(f"sessions/{session.pk}/sign-ups/", WISH)

    again = Program().post(f"sessions/{session.pk}/sign-ups/", WISH)

    assert refusal(again) == (409, "already_signed_up")
    assert first.json()["code"] not in again.content.decode()


def test_page_and_api_count_the_tries_of_a_phone_together(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(online, "MOST_OF_PHONE", 1)
    Program().post(f"sessions/{session.pk}/sign-ups/", WISH)

    told = Program().post(f"sessions/{session.pk}/sign-ups/", WISH)

    assert refusal(told) == (429, "throttled")
    assert told["Retry-After"] == "600"


# Repeating ------------------------------------------------------------------------------------------


def test_a_repeated_request_gets_the_same_answer_and_is_done_once(session: Session) -> None:
    wish, key = {"name": "没手机的人"}, new_key()

    first, again = (
        Program().post(f"sessions/{session.pk}/sign-ups/", wish, key=key) for _ in range(2)
    )

    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again["Idempotent-Replayed"] == "true"
    assert not first.has_header("Idempotent-Replayed")
    assert SignUp.objects.count() == 1
    assert Person.objects.filter(name="没手机的人").count() == 1


def test_the_order_of_fields_makes_no_other_request(session: Session) -> None:
    key = new_key()

    Program().post(f"sessions/{session.pk}/sign-ups/", WISH, key=key)
    again = Program().post(
        f"sessions/{session.pk}/sign-ups/", dict(reversed(WISH.items())), key=key
    )

    assert again["Idempotent-Replayed"] == "true"


def test_a_key_used_for_another_body_or_path_is_409(cast: Cast, session: Session) -> None:
    other, key = SessionFactory(complex=cast.complex), new_key()
    Program().post(f"sessions/{session.pk}/sign-ups/", WISH, key=key)

    body = Program().post(f"sessions/{session.pk}/sign-ups/", {**WISH, "party_size": 2}, key=key)
    path = Program().post(f"sessions/{other.pk}/sign-ups/", WISH, key=key)

    assert {refusal(body), refusal(path)} == {(409, "key_reused")}
    assert SignUp.objects.count() == 1


def test_keys_of_two_callers_do_not_meet(cast: Cast, session: Session) -> None:
    key, path = new_key(), f"sessions/{session.pk}/sign-ups/"

    answers = [
        Program(user).post(path, {"name": "同名"}, key=key)
        for user in (cast.manager, cast.steward, None)
    ]

    assert [answer.status_code for answer in answers] == [201, 201, 201]
    assert len({answer.json()["id"] for answer in answers}) == 3


def test_a_refusal_is_repeated_but_a_full_house_is_asked_anew(session: Session) -> None:
    busy = SignUpFactory(session=session, party_size=10)
    path, full, wrong = f"sessions/{session.pk}/sign-ups/", new_key(), new_key()
    assert Program().post(path, WISH, key=full).status_code == 409
    assert Program().post(path, {"name": "？"}, key=wrong).status_code == 400

    Program().post(f"tickets/{busy.code}/cancel/")

    assert Program().post(path, WISH, key=full).status_code == 201
    again = Program().post(path, {"name": "？"}, key=wrong)
    assert (again.status_code, again["Idempotent-Replayed"]) == (400, "true")


def test_no_phone_stands_in_what_is_kept_of_a_request(session: Session) -> None:
    Program().post(f"sessions/{session.pk}/sign-ups/", WISH, key=new_key())

    kept = str(IdempotentAnswer.objects.values().get())
    assert "13812345678" not in kept
    assert "王小芳" not in kept


# Cancelling -----------------------------------------------------------------------------------------


def test_the_tickets_code_cancels_and_moves_the_line_up(session: Session) -> None:
    leaving = SignUpFactory(session=session, party_size=10)
    waiting = SignUpFactory(session=session, state=SignUpState.WAITING)

    answers = [Program().post(f"tickets/{leaving.code}/cancel/") for _ in range(2)]

    assert [answer.json()["state"] for answer in answers] == ["CANCELLED", "CANCELLED"]
    waiting.refresh_from_db()
    assert waiting.state == SignUpState.CONFIRMED


@pytest.mark.parametrize("code", ["ABCDEFGHJKMN", "short", "0OIL0OIL0OIL", "x" * 500])
def test_a_code_that_opens_nothing_is_404(db: None, code: str) -> None:
    assert refusal(Program().post(f"tickets/{code}/cancel/")) == (404, "not_found")


def test_who_has_arrived_cancels_no_more(cast: Cast) -> None:
    soon = SessionFactory(complex=cast.complex, starts_at=NOW + timedelta(hours=1))
    here = SignUpFactory(session=soon)
    Program(cast.steward).post(f"sessions/{soon.pk}/check-ins/", {"sign_up": here.pk})

    by_staff = Program(cast.steward).post(f"sign-ups/{here.pk}/cancel/")
    by_code = Program().post(f"tickets/{here.code}/cancel/")

    assert {refusal(by_staff), refusal(by_code)} == {(409, "already_arrived")}


def test_staff_cancel_by_number(cast: Cast, session: Session) -> None:
    leaving = SignUpFactory(session=session)

    answer = Program(cast.steward).post(f"sign-ups/{leaving.pk}/cancel/", key=new_key())

    leaving.refresh_from_db()
    assert (answer.status_code, leaving.state) == (200, SignUpState.CANCELLED)


# The door -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "method"), [("code", "CODE"), ("ticket", "TICKET"), ("sign_up", "NAME_LIST")]
)
def test_who_comes_is_found_by_code_ticket_or_number(
    cast: Cast, held: Session, by: str, method: str
) -> None:
    here = SignUpFactory(session=held, party_size=3, person__name="王小芳")
    given = {"code": here.entry_code, "ticket": here.code, "sign_up": here.pk}[by]
    program, path = Program(cast.leader), f"sessions/{held.pk}/check-ins/"

    first = program.post(path, {by: given, "arrived_count": 2})
    again = program.post(path, {by: given})

    came = CheckIn.objects.get()
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert (came.method, came.by, came.arrived_count) == (method, cast.leader, 2)
    assert (first.json()["name"], first.json()["id"]) == ("王*芳", came.pk)


def test_nobody_is_let_in_with_another_sessions_ticket(cast: Cast, held: Session) -> None:
    other = SignUpFactory(session=SessionFactory(complex=cast.complex))
    path = f"sessions/{held.pk}/check-ins/"

    for given in ({"ticket": other.code}, {"sign_up": other.pk}, {"code": "999999"}):
        assert refusal(Program(cast.steward).post(path, given)) == (404, "not_found")
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {}, {"code": "123456", "sign_up": 1}, {"code": "12345"}, {"code": "１２３４５６"},
        {"ticket": "abc"}, {"sign_up": 2**63}, {"arrived_count": 1},
    ],
)  # fmt: skip
def test_the_door_wants_exactly_one_way_to_find_somebody(
    cast: Cast, held: Session, given: dict[str, Any]
) -> None:
    told = Program(cast.steward).post(f"sessions/{held.pk}/check-ins/", given)

    assert refusal(told) == (400, "invalid")


def test_who_waits_in_line_is_not_let_in(cast: Cast, held: Session) -> None:
    waiting = SignUpFactory(session=held, state=SignUpState.WAITING)

    told = Program(cast.steward).post(
        f"sessions/{held.pk}/check-ins/", {"code": waiting.entry_code}
    )

    assert refusal(told) == (409, "not_confirmed")


def test_a_check_in_is_taken_back_once_and_stays_as_a_row(cast: Cast, held: Session) -> None:
    here = SignUpFactory(session=held)
    program = Program(cast.steward)
    came = program.post(f"sessions/{held.pk}/check-ins/", {"sign_up": here.pk}).json()

    answers = [program.post(f"check-ins/{came['id']}/undo/") for _ in range(2)]

    row = CheckIn.objects.get()
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["undone_at"] is not None
    assert row.undone_by == cast.steward


# The log --------------------------------------------------------------------------------------------


def test_a_session_is_written_down_with_photos_as_multipart(cast: Cast, held: Session) -> None:
    body = {"headcount": "38", "remark": "居民反响很好", "photos": uploads(2)}

    answer = as_multipart(Program(cast.steward), f"sessions/{held.pk}/log/", body)

    log = ActivityLog.objects.get()
    assert answer.status_code == 201, answer.content.decode()
    assert (log.headcount, log.remark, log.logged_by) == (38, "居民反响很好", cast.steward)
    assert not log.is_published
    assert len(answer.json()["photos"]) == Photo.objects.count() == 2
    assert "party" not in answer.content.decode()


def test_the_same_photos_under_the_same_key_are_one_request_others_are_not(
    cast: Cast, held: Session
) -> None:
    program, path, key = Program(cast.steward), f"sessions/{held.pk}/log/", new_key()

    answers = [
        as_multipart(program, path, {"headcount": "5", "photos": uploads(count)}, key=key)
        for count in (1, 1, 2)
    ]

    assert [answer.status_code for answer in answers] == [201, 201, 409]
    assert answers[0].content == answers[1].content
    assert answers[1]["Idempotent-Replayed"] == "true"
    assert Photo.objects.count() == 1


def test_a_file_that_is_no_picture_is_named_and_nothing_is_written(
    cast: Cast, held: Session, media_folder: Any
) -> None:
    path = f"sessions/{held.pk}/log/"
    body = {"headcount": "5", "photos": [upload(), not_a_picture()]}

    told = as_multipart(Program(cast.steward), path, body)
    too_many = as_multipart(Program(cast.steward), path, {"headcount": "5", "photos": uploads(10)})

    assert refusal(told) == (400, "invalid")
    assert told.json()["fields"] == {"photos": ["“note.jpg”不是能打开的照片（支持JPG、PNG、WebP）"]}
    assert set(too_many.json()["fields"]) == {"photos"}
    assert not ActivityLog.objects.exists()
    assert not list(media_folder.rglob("*.jpg"))


def test_a_tenth_photo_of_a_log_is_422(cast: Cast, held: Session) -> None:
    program, path = Program(cast.steward), f"sessions/{held.pk}/log/"
    first = as_multipart(program, path, {"headcount": "5", "photos": uploads(9)}).json()
    tenth = upload("10.jpg", picture_bytes("black"))

    told = as_multipart(
        program, path, {"headcount": "5", "known_log": first["id"], "photos": [tenth]}
    )

    assert refusal(told) == (422, "too_many_photos")
    assert set(told.json()["fields"]) == {"photos"}


def test_whoever_adds_to_a_colleagues_log_says_that_he_knows_it(cast: Cast, held: Session) -> None:
    path = f"sessions/{held.pk}/log/"
    first = Program(cast.manager).post(path, {"headcount": 30}, key=new_key()).json()

    refused = Program(cast.steward).post(path, {"headcount": 38})
    told = Program(cast.steward).post(path, {"headcount": 38, "known_log": first["id"]})

    assert refusal(refused) == (409, "logged_meanwhile")
    assert (told.status_code, told.json()["id"], told.json()["headcount"]) == (201, first["id"], 38)


def test_what_has_not_begun_is_not_written_down(cast: Cast, session: Session) -> None:
    told = Program(cast.steward).post(f"sessions/{session.pk}/log/", {"headcount": 3})

    assert refusal(told) == (409, "not_held_yet")
