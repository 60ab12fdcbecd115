"""What an activity asks whoever signs up: who may word it, who answers, who reads it, and for how long."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from activities.models import Activity, Session, SignUp
from activities.questions import Answered, Answers, Questions, asks_for_id_card
from activities.services import planning
from activities.services.handing_over import hand_over
from activities.services.sign_ups import Application, sign_up
from core import transactions
from tests.activities.test_views_field_activities import plan, proxy
from tests.activities.test_views_sign_up import ELDER, address, body, hidden_of, send, step
from tests.factories.accounts import PersonFactory
from tests.factories.activities import ActivityFactory, SessionFactory, SignUpFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

ID_NUMBER = "11010519491231002X"
FIRST, SECOND = "几位吃素？", "能早到帮忙吗？"
WHO = {"name": "王小芳", "phone": "13812345678"}
SAID = {"first_answer": "一位不吃鸡蛋", "second_answer": "九点到"}


@pytest.fixture
def session(cast: Cast) -> Session:
    """With both questions and ten places."""
    made: Session = SessionFactory(
        complex=cast.complex,
        capacity=10,
        activity__title="邻里包饺子",
        activity__first_question=FIRST,
        activity__second_question=SECOND,
    )
    return made


def field(activity: Activity, page: str = "") -> str:
    return f"/field/activities/{activity.pk}/{page}"


def columns(made: SignUp) -> dict[str, str]:
    return {name: getattr(made, name) for name in SAID}


# The rules ------------------------------------------------------------------------------------------


def test_an_answer_is_kept_and_shown_only_under_a_question() -> None:
    said = Answers("一位", "可以")

    assert Questions(FIRST, SECOND).heard(said) == said
    assert Questions(FIRST).heard(said) == Answers("一位", "")
    assert Questions().heard(said) == Answers()
    assert Questions(FIRST, SECOND).answered(Answers("", "可以")) == [Answered(SECOND, "可以")]
    assert Questions(FIRST).answered(said) == [Answered(FIRST, "一位")]


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("身份证号是多少？", True),
        ("身 份　证后四位", True),
        ("几位吃素？", False),
        ("您的身份是？有证件吗", False),
    ],
)
def test_only_a_question_for_the_id_card_is_known_as_such(question: str, asks: bool) -> None:
    assert asks_for_id_card(question) is asks


def test_the_database_has_no_second_question_without_a_first() -> None:
    activity = ActivityFactory()

    with pytest.raises(IntegrityError, match="activity_second_question_after_first"):
        Activity.objects.filter(pk=activity.pk).update(second_question=SECOND)


def test_planning_and_editing_refuse_a_second_question_alone(cast: Cast, session: Session) -> None:
    activity = session.activity
    before = Activity.objects.count()

    with pytest.raises(planning.SecondQuestionAlone, match="先写第一问"):
        planning.edit_activity(
            activity_id=activity.pk,
            details={"first_question": ""},
            actor=cast.manager,
            now=timezone.now(),
        )
    with pytest.raises(planning.SecondQuestionAlone):
        planning.plan_activity(
            where=planning.Where.of_complex(cast.complex),
            details={"title": "x", "second_question": SECOND},
            slots=[],
            actor=cast.manager,
            now=timezone.now(),
        )

    activity.refresh_from_db()
    assert activity.questions == Questions(FIRST, SECOND)
    assert Activity.objects.count() == before


def test_a_copy_asks_the_same_and_has_nobodys_answers(cast: Cast, session: Session) -> None:
    SignUpFactory(session=session, **SAID)

    copy = planning.copy_activity(
        activity_id=session.activity_id, actor=cast.manager, now=timezone.now()
    )

    assert copy.questions == Questions(FIRST, SECOND)
    assert not SignUp.objects.filter(session__activity=copy).exists()


# The organiser --------------------------------------------------------------------------------------


def test_the_organiser_words_two_questions_and_finds_them_again(cast: Cast, client_of: Any) -> None:
    client = client_of(cast.manager)
    asked = {"first_question": " 几位\u200b吃素？ ", "second_question": SECOND}

    page = client.post("/field/activities/new/", plan(cast, **asked), follow=True)

    made = Activity.objects.get()
    assert made.questions == Questions(FIRST, SECOND)
    assert f"{FIRST} {SECOND}" in body(page)
    edit = client.get(field(made, "edit/")).content.decode()
    copy = client.get(field(made, "copy/")).content.decode()
    for html in (edit, copy):
        assert f'value="{FIRST}"' in html
        assert f'value="{SECOND}"' in html
    assert "只改说法，不要换成别的问题" in edit
    assert "只改说法，不要换成别的问题" not in copy


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"first_question": "身份证号？"}, "不能问身份证，我们不收也不保存"),
        ({"first_question": FIRST, "second_question": "身 份 证"}, "不能问身份证"),
        ({"second_question": SECOND}, "先写第一问，再写第二问"),
        ({"first_question": "问" * 31}, "问报名的人（第一问）最多30字"),
    ],
)
@pytest.mark.parametrize("page", ["new", "edit"])
def test_a_question_that_may_not_be_asked_is_refused_beside_its_field(
    cast: Cast, client_of: Any, page: str, asked: dict[str, str], sentence: str
) -> None:
    client = client_of(cast.manager)
    path = "/field/activities/new/"
    if page == "edit":
        path = field(ActivityFactory(complex=cast.complex, title="包饺子"), "edit/")

    answer = client.post(path, plan(cast, **asked))

    assert answer.status_code == 422
    assert sentence in body(answer)
    assert all(f'value="{typed}"' in body(answer) for typed in asked.values())
    assert not Activity.objects.exclude(first_question="", second_question="").exists()


@pytest.mark.usefixtures("theme_templates")
def test_the_admin_words_questions_by_the_same_rules(
    cast: Cast, client_of: Any, session: Session
) -> None:
    client = client_of(cast.official)
    path = reverse("admin:activities_activity_change", args=[session.activity_id])
    form = client.get(path).context["adminform"].form
    whole = {name: form[name].value() or "" for name in form.fields if name != "budget_fen"}
    parts = {
        f"{part.formset.prefix}-{name}": 0
        for part in client.get(path).context["inline_admin_formsets"]
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }

    def save(first: str, second: str) -> str:
        asked = {"first_question": first, "second_question": second}
        return body(client.post(path, {**whole, **parts, **asked}, follow=True))

    assert "不能问身份证" in save("身份证？", "")
    assert "先写第一问，再写第二问" in save("", SECOND)
    session.activity.refresh_from_db()
    assert session.activity.questions == Questions(FIRST, SECOND)
    save("几位不吃肉？", "")
    session.activity.refresh_from_db()
    assert session.activity.questions == Questions("几位不吃肉？", "")


@pytest.mark.usefixtures("theme_templates")
def test_the_admin_tells_answers_only_where_one_serves(
    cast: Cast, client_of: Any, session: Session
) -> None:
    path = reverse(
        "admin:activities_signup_change", args=[SignUpFactory(session=session, **SAID).pk]
    )

    assert f"{FIRST} 一位不吃鸡蛋；{SECOND} 九点到" in body(client_of(cast.official).get(path))
    assert client_of(cast.outsider).get(path).status_code == 404


# Whoever signs up -----------------------------------------------------------------------------------


def test_the_form_asks_in_the_organisers_words_and_keeps_the_answers(
    client: Client, session: Session
) -> None:
    page = body(client.get(address(session)))

    sent = send(
        client, session, **WHO, first_answer=" 一位　不吃\u200b鸡蛋 ", second_answer="九点到"
    )

    for name, question in (("first_answer", FIRST), ("second_answer", SECOND)):
        label = re.search(rf'<label class="f-label" for="id_{name}">(.*?)</label>', page)
        assert label
        assert question in label[1]
        assert "（可以不填）" in label[1]
    assert "/signup/done/" in sent["Location"]
    assert columns(session.sign_ups.get()) == {**SAID, "first_answer": "一位 不吃鸡蛋"}
    assert session.sign_ups.get().events.get().first_answer == "一位 不吃鸡蛋"


def test_nobody_has_to_answer_and_nothing_is_asked_where_nothing_was_worded(
    client: Client, cast: Cast, session: Session
) -> None:
    silent = SessionFactory(complex=cast.complex)
    Activity.objects.filter(pk=session.activity_id).update(second_question="")

    assert "second_answer" not in body(client.get(address(session)))
    assert "_answer" not in body(client.get(address(silent)))
    assert "/signup/done/" in send(client, session, **WHO, first_answer="")["Location"]
    assert "/signup/done/" in send(client, silent, **WHO, open_for="new", **SAID)["Location"]
    assert set(SignUp.objects.values_list("first_answer", "second_answer")) == {("", "")}


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (f"他是{ID_NUMBER}", "请不要填写身份证号，我们不需要也不保存"),
        ("1101051949\u200b1231002X", "请不要填写身份证号"),
        ("答" * 61, "回答请写在60个字以内"),
    ],
)
@pytest.mark.parametrize("name", SAID)
def test_what_may_not_be_answered_is_refused_beside_its_field_and_kept(
    client: Client, session: Session, name: str, answer: str, sentence: str
) -> None:
    page = body(send(client, session, **WHO, **SAID | {name: answer}))

    assert sentence in page
    assert f'href="#id_{name}"' in page
    for typed in (*WHO.values(), *(SAID | {name: answer}).values()):
        assert f'value="{typed}"' in page
    assert not Person.objects.filter(name="王小芳").exists()


@pytest.mark.parametrize("mode", ["standard.m.normal.0", ELDER])
@pytest.mark.parametrize("refusal", ["full", "taken already"])
def test_answers_outlive_a_refusal_in_both_modes(
    client: Client, session: Session, mode: str, refusal: str
) -> None:
    client.cookies["rp_display"] = mode
    whole = {"people": "1", **WHO, **SAID, **({"step": "confirm"} if mode == ELDER else {})}
    if refusal == "full":
        SignUpFactory(session=session, party_size=10)
    else:
        SignUpFactory(session=session, person=PersonFactory(**WHO))

    asked = body(client.post(address(session), whole))

    assert ("刚刚报满了" if refusal == "full" else "已经报过名") in asked
    for name, typed in SAID.items():
        assert re.search(rf'name="{name}" value="{typed}"', asked)
    if refusal == "full":
        client.post(address(session), {**whole, "queue": "1"})
        assert columns(session.sign_ups.get(state="WAITING")) == SAID


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mode", ["standard.m.normal.0", ELDER])
def test_a_refusal_of_the_whole_is_not_laid_at_a_questions_door(
    client: Client, session: Session, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    """Somebody else holds the session for too long."""
    monkeypatch.setattr(transactions, "LOCK_TIMEOUT", "20ms")
    client.cookies["rp_display"] = mode
    whole = {"people": "1", **WHO, **SAID, **({"step": "confirm"} if mode == ELDER else {})}
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM activities_session WHERE id = %s FOR UPDATE", [session.pk]
            )
            page = body(client.post(address(session), whole))
    finally:
        other.rollback()
        other.close()

    assert "现在人太多，没有提交成功" in page
    assert "id_first_answer_error" not in page
    assert all(f'value="{typed}"' in page for typed in SAID.values())
    assert not session.sign_ups.exists()


def test_a_question_is_text_whatever_stands_in_it(client: Client, session: Session) -> None:
    Activity.objects.filter(pk=session.activity_id).update(first_question="<b>几位</b>？")

    page = body(client.get(address(session)))

    assert "&lt;b&gt;几位&lt;/b&gt;？" in page
    assert "<b>几位" not in page


@pytest.mark.parametrize("mode", ["standard.m.normal.0", ELDER])
def test_a_remembered_person_is_asked_under_the_card(
    client: Client, cast: Cast, session: Session, mode: str
) -> None:
    send(client, SessionFactory(complex=cast.complex), **WHO)
    client.cookies["rp_display"] = mode

    page = body(client.get(address(session)))
    done = client.post(address(session), {"people": "1", **hidden_of(page), **SAID})

    assert page.index("王*芳") < page.index(FIRST) < page.index("提交报名")
    assert 'name="name"' not in page
    assert "/signup/done/" in done["Location"]
    assert columns(session.sign_ups.get()) == SAID


def test_elder_mode_asks_on_the_last_of_four_pages_and_carries_what_was_typed(
    client: Client, session: Session
) -> None:
    client.cookies["rp_display"] = ELDER
    people = body(client.get(address(session)))
    name = body(step(client, session, people, people="2"))
    phone = body(step(client, session, name, name=WHO["name"]))
    confirm = body(step(client, session, phone, phone=WHO["phone"]))
    back = body(step(client, session, confirm, **SAID, back="1"))
    again = body(step(client, session, back, phone=WHO["phone"]))
    refused = body(step(client, session, again, **SAID | {"second_answer": ID_NUMBER}))
    done = step(client, session, refused, **SAID)

    assert not any(FIRST in page for page in (people, name, phone))
    for page in (confirm, again, refused):
        assert "第4步，共4步" in page
        assert page.index(FIRST) < page.index(SECOND) < page.index("提交报名")
    assert "第3步，共4步" in back
    assert {name: hidden_of(back)[name] for name in SAID} == SAID
    assert all(f'value="{typed}"' in again for typed in SAID.values())
    assert "请不要填写身份证号" in refused
    assert f'value="{ID_NUMBER}"' in refused
    assert "/signup/done/" in done["Location"]
    assert columns(session.sign_ups.get()) == SAID


def test_a_question_taken_back_while_the_form_stands_open_is_no_obstacle(
    client: Client, session: Session
) -> None:
    form = hidden_of(body(client.get(address(session))))
    Activity.objects.filter(pk=session.activity_id).update(first_question="", second_question="")

    sent = client.post(address(session), {**form, "people": "1", **WHO, **SAID})
    late = sign_up(
        session_id=session.pk,
        application=Application(person=PersonFactory(), answers=Answers("一位", "九点到")),
        actor=None,
        now=timezone.now(),
    )

    assert "/signup/done/" in sent["Location"]
    assert {late.answers, session.sign_ups.get(person__name="王小芳").answers} == {Answers()}


def test_asking_costs_no_statement(client: Client, cast: Cast, session: Session) -> None:
    PersonFactory(**WHO)
    counts = []
    for asking in (SessionFactory(complex=cast.complex, capacity=10), session):
        sender = Client()
        form = hidden_of(body(sender.get(address(asking))))
        with CaptureQueriesContext(connection) as caught:
            sender.post(address(asking), {**form, "people": "1", **WHO, **SAID})
        counts.append(len(caught))

    assert counts[0] == counts[1]
    assert columns(session.sign_ups.get()) == SAID


# The staff ------------------------------------------------------------------------------------------


def test_the_steward_asks_on_the_telephone_and_may_leave_it(
    cast: Cast, client_of: Any, session: Session
) -> None:
    client, path = client_of(cast.steward), field(session.activity, "people/")
    assert FIRST in body(client.get(path))

    refused = client.post(path, proxy(**SAID | {"first_answer": ID_NUMBER}))
    client.post(path, proxy(**SAID))
    client.post(path, proxy(name="李伯", phone="", request_key="key-2"))

    assert refused.status_code == 422
    assert "请不要填写身份证号" in body(refused)
    assert 'value="九点到"' in body(refused)
    assert columns(session.sign_ups.get(person__name="王奶奶")) == SAID
    assert session.sign_ups.get(person__name="李伯").answers == Answers()


def test_whoever_just_comes_is_added_at_the_door_without_being_asked(
    cast: Cast, client_of: Any, session: Session
) -> None:
    now = timezone.now()
    Session.objects.filter(pk=session.pk).update(starts_at=now - timedelta(minutes=5))

    client_of(cast.steward).post(
        field(session.activity, "checkin/add/"),
        {"name": "过路人", "people": "1", "request_key": "door-1"},
    )

    assert session.sign_ups.get().answers == Answers()


def test_the_list_tells_answers_under_the_wording_of_today(
    cast: Cast, client_of: Any, session: Session
) -> None:
    SignUpFactory(session=session, **SAID)
    SignUpFactory(session=session, state="WAITING", second_answer="十点到")
    client, path = client_of(cast.steward), field(session.activity, "people/")

    Activity.objects.update(first_question="几位不吃肉？")
    page = client.get(path).context
    Activity.objects.update(second_question="")
    later = client.get(path).context

    assert [person.answers for person in page["people"]] == [
        [Answered("几位不吃肉？", "一位不吃鸡蛋"), Answered(SECOND, "九点到")]
    ]
    assert [person.answers for person in page["queue"]] == [[Answered(SECOND, "十点到")]]
    assert [person.answers for person in later["people"]] == [
        [Answered("几位不吃肉？", "一位不吃鸡蛋")]
    ]
    assert [person.answers for person in later["queue"]] == [[]]
    assert "一位不吃鸡蛋" in body(client.get(path))


def test_the_sheet_that_people_sign_has_no_answers_and_the_staff_a_page_of_them(
    cast: Cast, client_of: Any, session: Session
) -> None:
    path = field(session.activity, "people/print/")
    silent = SignUpFactory(session=session, person__name="安静的")
    client = client_of(cast.steward)
    assert "报名时的回答" not in body(client.get(path))

    SignUpFactory(session=session, person__name="回答的", **SAID)
    to_sign, to_keep = body(client.get(path)).split('<section class="sheet-answers">')

    assert "一位不吃鸡蛋" not in to_sign
    assert "一位不吃鸡蛋" in to_keep
    assert "回答的" in to_keep
    assert silent.person.name not in to_keep


# Who reads it, and for how long ---------------------------------------------------------------------


def test_the_holder_finds_the_own_answers_on_the_ticket(client: Client, session: Session) -> None:
    done = send(client, session, **WHO, **SAID)
    ticket = session.sign_ups.get()

    for path in (done["Location"], f"/t/{ticket.code}/", "/my/"):
        page = body(client.get(path))
        assert re.search(rf"<dt>{re.escape(FIRST)}</dt><dd>一位不吃鸡蛋</dd>", page), path
        assert "九点到" in page


def test_no_public_page_feed_or_list_tells_an_answer(session: Session) -> None:
    SignUpFactory(session=session, **SAID)
    pk = session.activity_id
    paths = (
        f"/activities/{pk}/", f"/activities/{pk}/signup/", f"/activities/{pk}/poster/",
        f"/activities/{pk}/calendar.ics", "/c/complex-a1/", "/c/complex-a1/calendar/",
        "/c/complex-a1/calendar.ics", f"/api/v1/activities/{pk}/", f"/api/v1/sessions/{session.pk}/",
    )  # fmt: skip

    for path in paths:
        response = Client().get(path)
        assert response.status_code == 200, path
        assert not any(said in response.content.decode() for said in SAID.values()), path


def test_whoever_goes_instead_has_not_said_it(session: Session) -> None:
    ticket = SignUpFactory(session=session, **SAID)

    made = hand_over(sign_up_id=ticket.pk, name="李大爷", phone="", now=timezone.now()).sign_up

    ticket.refresh_from_db()
    assert ticket.answers == Answers()
    assert "一位不吃鸡蛋" not in body(Client().get(f"/t/{made.code}/"))
