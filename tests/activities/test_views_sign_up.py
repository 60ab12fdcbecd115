from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Person
from activities.choices import ActivityState, SignUpMode, SignUpState
from activities.models import Activity, Session, SignUp
from activities.services.cancelling import cancel_activity
from activities.services.online import MOST_OF_DEVICE
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.factories.communities import DoorFactory, UnitFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

ELDER = "elder.l.normal.0"


@pytest.fixture
def session(cast: Cast) -> Session:
    made: Session = SessionFactory(complex=cast.complex, activity__title="邻里包饺子", capacity=10)
    return made


def address(session: Session, who: str = "") -> str:
    return f"/activities/{session.activity_id}/signup/?session={session.pk}" + (
        f"&who={who}" if who else ""
    )


def hidden_of(html: str) -> dict[str, str]:
    return {
        name: value
        for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html)
        if name != "csrfmiddlewaretoken"
    }


def send(client: Client, session: Session, **answers: Any) -> Any:
    """The form as a browser sends it: opened, filled in, submitted."""
    page = client.get(address(session, answers.pop("open_for", ""))).content.decode()
    return client.post(address(session), {"people": "1", **hidden_of(page), **answers})


def body(response: Any) -> str:
    return response.content.decode()


def test_two_people_get_a_ticket_with_code_and_qr(client: Client, session: Session) -> None:
    sent = send(client, session, people="2", name=" 王小芳 ", phone="138 1234 5678")
    made = SignUp.objects.get()
    done = client.get(sent["Location"])

    assert sent["Location"] == f"/activities/{session.activity_id}/signup/done/{made.code}/"
    assert (made.party_size, made.state, made.source) == (2, SignUpState.CONFIRMED, "ONLINE")
    assert (made.person.name, made.person.masked_phone) == ("王小芳", "138****5678")
    for words in (
        "<h1>报名成功</h1>",
        "王*芳 · 2人",
        " ".join(made.entry_code),
        f"/t/{made.code}/qr.png",
    ):
        assert words in body(done)
    assert "13812345678" not in body(done)
    assert "[[missing" not in body(done)


def test_an_empty_form_says_what_is_missing_and_keeps_the_rest(
    client: Client, session: Session
) -> None:
    answer = body(send(client, session, people="3", name="", phone=""))

    for words in (
        "<title>出错：报名：邻里包饺子", "提交没有成功，请看下面 2 处", "请填写称呼", "请填写手机号",
        'href="#id_name"', 'href="#id_phone"', 'value="3"',
    ):  # fmt: skip
        assert words in answer
    assert not SignUp.objects.exists()
    assert "[[missing" not in answer


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"phone": "1381234567"}, "手机号应为11位数字，现在是10位"),
        ({"phone": "abc"}, "手机号只能是数字"),
        ({"people": "x"}, "人数请填数字"),
        ({"people": "0"}, "至少1个人"),
        ({"people": "9"}, "一次最多报5人，请分开报名"),
        ({"people": "9" * 5000}, "人数请填数字"),
        ({"name": "　"}, "请填写称呼"),
        ({"name": "？！"}, "请填写称呼，如：王阿姨"),
        ({"name": "王" * 21}, "称呼请写在20个字以内"),
        ({"name": "王13812345678"}, "称呼里请不要写号码"),
        ({"name": "11010519491231002X"}, "请不要填写身份证号"),
        ({"phone": "11010519491231002X"}, "请不要填写身份证号"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_kept(
    client: Client, session: Session, answers: dict[str, str], sentence: str
) -> None:
    whole = {"name": "王阿姨", "phone": "13812345678", **answers}

    answer = body(send(client, session, **whole))

    assert sentence in answer
    assert "提交没有成功，请看下面 1 处" in answer
    if "phone" in answers:
        assert f'value="{answers["phone"]}"' in answer
    assert not SignUp.objects.exists()
    assert not Person.objects.filter(name="王阿姨").exists()


def test_somebody_without_a_phone_signs_up_and_a_double_tap_makes_nobody_twice(
    client: Client, session: Session
) -> None:
    form = hidden_of(body(client.get(address(session))))
    answers = {**form, "people": "1", "name": "王奶奶", "phone": "", "no_phone": "on"}

    first, again = (client.post(address(session), answers) for _ in range(2))

    assert first["Location"] == again["Location"]
    assert SignUp.objects.count() == 1
    person = Person.objects.get(name="王奶奶")
    assert not person.has_phone
    assert "请在“我的”里看消息" not in body(client.get(first["Location"]))


def test_five_quick_taps_are_one_sign_up(client: Client, session: Session) -> None:
    form = hidden_of(body(client.get(address(session))))
    answers = {**form, "people": "2", "name": "王阿姨", "phone": "13812345678"}

    places = {client.post(address(session), answers)["Location"] for _ in range(5)}

    assert len(places) == 1
    assert Session.objects.get().taken == 2


def test_going_back_to_sign_up_somebody_else_is_no_double_tap(
    client: Client, session: Session
) -> None:
    form = hidden_of(body(client.get(address(session))))

    for name in ("王阿姨", "李大爷"):
        client.post(address(session), {**form, "people": "1", "name": name, "phone": "13812345678"})

    assert set(SignUp.objects.values_list("person__name", flat=True)) == {"王阿姨", "李大爷"}


def test_a_remembered_person_sends_nothing_but_yes(
    client: Client, session: Session, cast: Cast
) -> None:
    send(client, session, people="2", name="王小芳", phone="13812345678")
    other = SessionFactory(complex=cast.complex)

    page = body(client.get(address(other)))
    sent = client.post(address(other), {**hidden_of(page), "people": "2"})

    assert "王*芳 138****5678 · 2人" in page
    assert 'name="name"' not in page
    assert 'name="phone"' not in page
    assert "王小芳" not in page
    assert other.sign_ups.get().person.name == "王小芳"
    assert "/signup/done/" in sent["Location"]
    assert "[[missing" not in page


def test_the_family_is_signed_up_from_one_phone(client: Client, session: Session) -> None:
    send(client, session, name="王小芳", phone="13812345678")
    send(client, session, open_for="new", name="王奶奶", phone="13812345678")

    page = body(client.get(address(session)))

    assert session.sign_ups.count() == 2
    assert 'name="name"' in page, "both are in: the form is for somebody else"


def test_others_of_the_family_are_a_tap_away(client: Client, session: Session, cast: Cast) -> None:
    send(client, session, name="王小芳", phone="13812345678")
    send(client, session, open_for="new", name="张爷爷", phone="13812345678")
    other = SessionFactory(complex=cast.complex)
    grandpa, mother = Person.objects.get(name="张爷爷"), Person.objects.get(name="王小芳")

    page = body(client.get(address(other)))
    chosen = body(client.get(address(other, str(mother.pk))))

    assert "张*爷 138****5678" in page
    assert "替王*芳报名" in page
    assert hidden_of(page)["who"] == str(grandpa.pk)
    assert hidden_of(chosen)["who"] == str(mother.pk)


def test_nobody_is_signed_up_by_a_number_that_the_device_does_not_know(
    client: Client, session: Session
) -> None:
    stranger = PersonFactory(name="陌生人")

    page = body(client.get(address(session, str(stranger.pk))))
    answer = body(client.post(address(session), {"people": "1", "who": str(stranger.pk)}))

    assert "陌" not in page
    assert "请填写称呼" in answer
    assert not SignUp.objects.exists()


def test_the_same_phone_and_name_from_elsewhere_shows_nothing_of_the_other(
    client: Client, session: Session
) -> None:
    send(Client(), session, people="3", name="王小芳", phone="13812345678")
    made = SignUp.objects.get()

    answer = send(client, session, name="王小芳", phone="13812345678")

    assert "这个手机号已经报过名" in body(answer)
    assert 'href="/my/find/"' in body(answer)
    for secret in (made.code, " ".join(made.entry_code), made.entry_code, "3人"):
        assert secret not in body(answer)
    assert "rp_me" not in answer.cookies
    assert SignUp.objects.count() == 1


def test_the_same_person_again_from_the_same_device_goes_to_the_ticket(
    client: Client, session: Session
) -> None:
    first = send(client, session, name="王小芳", phone="13812345678")

    again = send(client, session, open_for="new", name="王小芳", phone="13812345678")

    assert again["Location"] == first["Location"]


def test_signing_a_neighbour_up_does_not_open_the_neighbours_tickets(
    client: Client, session: Session, cast: Cast
) -> None:
    send(Client(), session, name="王小芳", phone="13812345678")
    secret = SignUp.objects.get()
    other = SessionFactory(complex=cast.complex)

    send(client, other, name="王小芳", phone="13812345678")
    mine = body(client.get("/my/"))

    assert other.activity.title in mine
    assert secret.code not in mine
    assert "邻里包饺子" not in mine


def test_when_the_last_place_goes_meanwhile_the_line_is_one_tap_away(
    client: Client, session: Session
) -> None:
    form = hidden_of(body(client.get(address(session))))
    SignUpFactory(session=session, party_size=10)
    answers = {**form, "people": "2", "name": "王小芳", "phone": "13812345678"}

    asked = body(client.post(address(session), answers))
    queued = client.post(address(session), {**answers, "queue": "1"})
    done = body(client.get(queued["Location"]))

    assert "刚刚报满了。要不要排队候补？" in asked
    assert 'value="王小芳"' in asked
    assert 'value="13812345678"' in asked
    assert 'name="queue"' in asked
    assert "<h1>已排队，第 1 位</h1>" in done
    assert "管家会打电话通知您" in done
    assert not Person.objects.filter(name="王小芳").exclude(sign_ups__state="WAITING").exists()


def test_a_full_session_says_so_on_the_button(client: Client, session: Session) -> None:
    SignUpFactory(session=session, party_size=10)

    page = body(client.get(address(session)))

    assert re.search(r'<button class="btn btn-main gap-top" name="queue" value="1">排队候补<', page)


@pytest.mark.parametrize(
    "facts",
    [
        {"closes_at": timezone.now() - timedelta(hours=1)},
        {"starts_at": timezone.now() - timedelta(days=1)},
        {"activity__sign_up_mode": SignUpMode.WALK_IN},
        {"activity__state": ActivityState.POSTPONED},
    ],
)
def test_what_takes_nobody_leads_back_to_the_activity(
    client: Client, cast: Cast, facts: dict[str, Any]
) -> None:
    session = SessionFactory(complex=cast.complex, **facts)

    opened = client.get(address(session))
    sent = client.post(
        address(session), {"people": "1", "name": "王阿姨", "phone": "13812345678"}, follow=True
    )

    assert opened["Location"] == f"/activities/{session.activity_id}/?session={session.pk}"
    assert sent.redirect_chain[-1][0] == opened["Location"]
    assert "note-bad" in body(sent)
    assert not SignUp.objects.exists()


def test_cancelled_while_the_form_stood_open_is_said(
    client: Client, session: Session, cast: Cast
) -> None:
    form = hidden_of(body(client.get(address(session))))
    cancel_activity(
        activity_id=session.activity_id, reason="下雨", actor=cast.manager, now=timezone.now()
    )

    sent = client.post(
        address(session),
        {**form, "people": "1", "name": "王阿姨", "phone": "13812345678"},
        follow=True,
    )

    assert "本活动已取消：下雨" in body(sent)
    assert not SignUp.objects.exists()


def test_the_door_is_asked_where_the_household_counts(client: Client, cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex, activity__household_quota=2)
    whole = {"name": "王小芳", "phone": "13812345678"}

    missing = body(send(client, session, **whole, door=""))
    too_many = body(send(client, session, **whole, people="3", door="3栋2单元1501"))
    taken = send(client, session, **whole, people="2", door="3栋2单元1501")
    again = body(send(Client(), session, name="李大爷", phone="13912345678", door="3-2-1501"))

    assert "请填写楼栋房号" in missing
    assert "每户最多2个名额，您家还可以报2个" in too_many
    assert "/signup/done/" in taken["Location"]
    assert "每户最多2个名额，您家还可以报0个" in again
    assert session.sign_ups.get().door_text == "3-2-1501"


def test_a_robot_that_fills_every_field_writes_nothing(client: Client, session: Session) -> None:
    send(client, session, name="王小芳", phone="13812345678", website="http://spam.example")

    assert not SignUp.objects.exists()


def test_a_phone_that_tries_again_and_again_is_asked_to_wait(
    session: Session, settings: Any
) -> None:
    answers = {"people": "1", "name": "王小芳", "phone": "13812345678"}

    codes = [Client().post(address(session), answers).status_code for _ in range(16)]

    assert codes[-1] == 429
    assert 429 not in codes[:15]


@pytest.mark.parametrize("cookie", ["csrftoken", "__Host-csrftoken"])
def test_a_device_that_signs_up_half_the_street_is_asked_to_wait(
    client: Client, session: Session, settings: Any, cookie: str
) -> None:
    settings.CSRF_COOKIE_NAME = cookie
    Session.objects.update(capacity=None)
    client.get(address(session))

    codes = [
        client.post(
            address(session, "new"),
            {"people": "1", "name": f"邻居{chr(0x4E00 + number)}", "phone": f"139{number:08d}"},
        ).status_code
        for number in range(MOST_OF_DEVICE + 1)
    ]

    assert codes == [302] * MOST_OF_DEVICE + [429]


def test_a_registered_building_may_be_chosen_and_is_remembered(
    client: Client, session: Session
) -> None:
    unit = UnitFactory(building__complex=session.complex, building__name="3栋", name="2单元")
    page = client.get(address(session)).content.decode()
    assert "楼栋单元" in page
    assert '<option value="3-2">3栋2单元</option>' in page

    send(client, session, name="王小芳", phone="13812345678", door="3-2")

    assert session.sign_ups.get().door_text == "3-2"
    following = SessionFactory(complex=session.complex)
    assert '<option value="3-2" selected>' in client.get(address(following)).content.decode()
    refused = send(Client(), session, name="李大爷", phone="13812345679", door="9-9")
    assert "请从列表里选楼栋单元，或者不填" in refused.content.decode()
    assert unit.doors.count() == 0


def test_a_household_is_bound_to_its_registered_door(client: Client, session: Session) -> None:
    Activity.objects.update(household_quota=2)
    door = DoorFactory(
        unit__building__complex=session.complex,
        unit__building__name="3栋",
        unit__name="2单元",
        room="1501",
    )

    send(client, session, name="王小芳", phone="13812345678", door="3栋2单元1501室")
    send(Client(), session, name="李大爷", phone="13812345679", door="3栋2单元1502")

    assert list(session.sign_ups.order_by("pk").values_list("door", flat=True)) == [door.pk, None]


def test_a_whole_complex_behind_one_address_is_let_in(session: Session) -> None:
    Session.objects.update(capacity=None)

    codes = {
        Client()
        .post(address(session), {"people": "1", "name": "王小芳", "phone": f"138{number:08d}"})
        .status_code
        for number in range(60)
    }

    assert codes == {302}


def test_opening_the_form_changes_no_row(client: Client, session: Session) -> None:
    before = (SignUp.objects.count(), Person.objects.count())

    for path in ("", "&who=new", "&who=99"):
        client.get(address(session) + path)

    assert (SignUp.objects.count(), Person.objects.count()) == before


# Elder mode.


def step(client: Client, session: Session, page: str, **answers: Any) -> Any:
    return client.post(address(session), {**hidden_of(page), **answers})


def test_elder_mode_asks_one_question_a_page_in_four_pages(
    client: Client, session: Session
) -> None:
    client.cookies["rp_display"] = ELDER

    people = body(client.get(address(session)))
    name = body(step(client, session, people, people="2"))
    phone = body(step(client, session, name, name="王小芳"))
    confirm = body(step(client, session, phone, phone="13812345678"))
    done = step(client, session, confirm)

    for page, number, question in (
        (people, 1, "几个人"), (name, 2, "称呼"), (phone, 3, "手机号"), (confirm, 4, "王小芳"),
    ):  # fmt: skip
        assert f"第{number}步，共4步" in page
        assert question in page
        assert "上一步" in page
        assert "[[missing" not in page
    assert 'type="tel"' not in people
    assert "/signup/done/" in done["Location"]
    assert (session.sign_ups.get().party_size, session.sign_ups.get().person.name) == (2, "王小芳")


def test_elder_mode_keeps_the_question_until_it_is_answered(
    client: Client, session: Session
) -> None:
    client.cookies["rp_display"] = ELDER
    people = body(client.get(address(session)))
    name = body(step(client, session, people, people="2"))
    phone = body(step(client, session, name, name="王小芳"))

    wrong = body(step(client, session, phone, phone="1381234567"))
    back = body(step(client, session, wrong, phone="1381234567", back="1"))

    assert "手机号应为11位数字，现在是10位" in wrong
    assert 'value="1381234567"' in wrong
    assert "第3步，共4步" in wrong
    assert "第2步，共4步" in back
    assert 'value="王小芳"' in back
    assert hidden_of(back)["phone"] == "1381234567"


def test_elder_mode_checks_all_again_at_the_end(client: Client, session: Session) -> None:
    answer = body(
        client.post(
            address(session), {"step": "confirm", "people": "2", "name": "", "phone": "13812345678"}
        )
    )

    assert "第2步，共4步" in answer
    assert "请填写称呼" in answer
    assert not SignUp.objects.exists()


def test_elder_mode_asks_a_remembered_person_for_a_yes_only(
    client: Client, session: Session, cast: Cast
) -> None:
    send(client, session, name="王小芳", phone="13812345678")
    client.cookies["rp_display"] = ELDER
    other = SessionFactory(complex=cast.complex)

    page = body(client.get(address(other)))
    done = step(client, other, page)

    assert "王*芳" in page
    assert "138****5678" in page
    assert "/signup/done/" in done["Location"]
    assert other.sign_ups.get().person.name == "王小芳"


def test_elder_mode_offers_the_line_when_the_last_place_goes(
    client: Client, session: Session
) -> None:
    client.cookies["rp_display"] = ELDER
    answers = {"step": "confirm", "people": "2", "name": "王小芳", "phone": "13812345678"}
    SignUpFactory(session=session, party_size=10)

    asked = body(client.post(address(session), answers))
    queued = step(client, session, asked, queue="1")

    assert "刚刚报满了。要不要排队候补？" in asked
    assert session.sign_ups.filter(state="WAITING").get().code in queued["Location"]


def test_elder_mode_with_a_door_asks_it_on_a_page_of_its_own(client: Client, cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex, activity__household_quota=2)
    answers = {"step": "confirm", "people": "3", "name": "王小芳", "phone": "13812345678"}

    answer = body(client.post(address(session), {**answers, "door": "3-2-1501"}))

    assert "第4步，共5步" in answer
    assert "每户最多2个名额" in answer


typed = st.text(max_size=60).map(lambda text: text.replace("\0", ""))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    answers=st.dictionaries(
        st.sampled_from(
            ["people", "name", "phone", "no_phone", "door", "key", "session", "who", "step", "back",
             "queue", "website", "first_answer", "second_answer"]
        ),
        st.one_of(typed, st.sampled_from(["1", "confirm", "phone", "13812345678", "王阿姨", "²"])),
    )
)  # fmt: skip
def test_whatever_is_sent_is_answered_in_words(
    client: Client, session: Session, answers: dict[str, str]
) -> None:
    encodable = {name: text.encode("utf-8", "ignore").decode() for name, text in answers.items()}

    response = client.post(address(session), encodable)

    assert response.status_code in {200, 302, 404, 429}
