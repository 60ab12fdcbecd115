from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from activities.choices import CheckInMethod, SignUpState
from activities.codes import new_ticket_code
from activities.models import Session, SignUp
from activities.services import handing_over
from activities.services.check_ins import check_in
from activities.services.handing_over import AlreadyInThisSession, hand_over
from activities.services.sign_ups import (
    ActivityStarted,
    AlreadyArrived,
    Application,
    NotOnOffer,
    cancel_sign_up,
    sign_up,
)
from tests.concurrency import Race
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

PHONE = "19900008888"


@pytest.fixture
def ticket(cast: Cast) -> SignUp:
    made: SignUp = SignUpFactory(
        session=SessionFactory(complex=cast.complex, activity__title="邻里包饺子", capacity=3),
        person=PersonFactory(name="王小芳"),
        party_size=2,
    )
    return made


def hand(ticket: SignUp, name: str = "李大爷", phone: str = PHONE) -> SignUp:
    return hand_over(sign_up_id=ticket.pk, name=name, phone=phone, now=timezone.now()).sign_up


def test_the_place_goes_to_the_other_person_under_new_codes(ticket: SignUp) -> None:
    made = hand(ticket)

    assert (made.pk, made.person.name, made.party_size) == (ticket.pk, "李大爷", 2)
    assert made.state == SignUpState.CONFIRMED
    assert made.code != ticket.code
    assert made.entry_code != ticket.entry_code
    assert Session.objects.get(pk=ticket.session_id).taken == 2
    assert Client().get(f"/t/{ticket.code}/").status_code == 404


def test_the_place_in_the_line_stays(cast: Cast, ticket: SignUp) -> None:
    first, second = (
        sign_up(
            session_id=ticket.session_id,
            application=Application(person=PersonFactory(), party_size=2),
            actor=None,
            now=timezone.now(),
        )
        for _ in range(2)
    )

    hand(first)
    cancel_sign_up(sign_up_id=ticket.pk, actor=None, now=timezone.now())

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (SignUpState.CONFIRMED, SignUpState.WAITING)


def test_somebody_without_a_phone_may_go_instead(ticket: SignUp) -> None:
    assert not hand(ticket, phone="").person.has_phone


def test_somebody_who_is_in_already_is_refused(ticket: SignUp) -> None:
    other = SignUpFactory(session=ticket.session, person=PersonFactory(name="李大爷", phone=PHONE))

    with pytest.raises(AlreadyInThisSession):
        hand(ticket)

    assert SignUp.objects.get(pk=ticket.pk).code == ticket.code
    assert SignUp.objects.get(pk=other.pk).person == other.person


def test_a_void_ticket_an_arrival_and_a_running_session_are_refused(
    cast: Cast, ticket: SignUp
) -> None:
    arrived = SignUpFactory(session=ticket.session)
    check_in(
        sign_up_id=arrived.pk,
        method=CheckInMethod.NAME_LIST,
        actor=cast.steward,
        now=ticket.session.starts_at,
    )
    with pytest.raises(AlreadyArrived):
        hand(arrived)
    cancel_sign_up(sign_up_id=ticket.pk, actor=None, now=timezone.now())
    with pytest.raises(NotOnOffer):
        hand(ticket)
    running = SignUpFactory(
        session=SessionFactory(complex=cast.complex, starts_at=timezone.now() - timedelta(hours=1))
    )
    with pytest.raises(ActivityStarted):
        hand(running)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locked", [True, False])
def test_two_who_hand_over_to_the_same_person_leave_one_of_them_in(
    monkeypatch: pytest.MonkeyPatch, ticket: SignUp, locked: bool
) -> None:
    """Without the lock both find the person free, and only the database refuses the second."""
    PersonFactory(name="李大爷", phone=PHONE)
    other = SignUpFactory(session=ticket.session)
    race = Race(monkeypatch, callers=2, locked=locked)

    def meet_and_draw() -> str:
        """Between looking whether the person is in and writing."""
        race.meet()
        return new_ticket_code()

    monkeypatch.setattr(handing_over, "new_ticket_code", meet_and_draw)
    results = race.run(lambda: hand(ticket), lambda: hand(other))

    refusals = [result for result in results if isinstance(result, Exception)]
    assert [type(refusal) for refusal in refusals] == [
        AlreadyInThisSession if locked else IntegrityError
    ]
    assert SignUp.objects.live().filter(person__name="李大爷").count() == 1


def test_the_page_asks_for_whom_and_the_device_has_the_new_ticket(ticket: SignUp) -> None:
    client = Client()
    page = client.get(f"/t/{ticket.code}/").content.decode()
    path = f"/t/{ticket.code}/handover/"
    assert f'href="{path}"' in page
    assert "“邻里包饺子”换谁去？" in client.get(path).content.decode()

    done = client.post(path, {"name": "李大爷", "phone": PHONE}, follow=True)

    made = SignUp.objects.get(pk=ticket.pk)
    html = done.content.decode()
    assert "报名成功" in html
    assert " ".join(made.entry_code) in html
    assert "李*爷" in client.get("/my/").content.decode()
    assert client.get(f"/t/{ticket.code}/").status_code == 404


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"name": "", "phone": PHONE}, "请填写称呼"),
        ({"name": "李大爷", "phone": "123"}, "手机号应为11位数字，现在是3位"),
        ({"name": "李大爷", "phone": ""}, "请填写手机号"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    ticket: SignUp, answers: dict[str, str], sentence: str
) -> None:
    people = Person.objects.count()

    html = Client().post(f"/t/{ticket.code}/handover/", answers).content.decode()

    assert sentence in html
    assert all(f'value="{typed}"' in html for typed in answers.values() if typed)
    assert Person.objects.count() == people
