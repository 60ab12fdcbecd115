from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.models import Person
from activities.choices import SignUpSource, SignUpState
from activities.models import SignUp
from activities.services.helping import Errand, sign_up_for
from activities.services.sign_ups import JustFilled
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def test_the_staff_sign_up_somebody_and_stand_beside_it(cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex)
    errand = Errand(name="王芳", phone="13812345678", party_size=2, source=SignUpSource.PHONE)

    made = sign_up_for(session_id=session.pk, errand=errand, actor=cast.steward, now=NOW)

    assert (made.state, made.source, made.entered_by) == ("CONFIRMED", "PHONE", cast.steward)
    session.refresh_from_db()
    assert session.taken == 2


def test_the_same_form_twice_makes_one_person_without_a_phone_and_one_sign_up(cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex)
    errand = Errand(name="无手机", request_key="k" * 32)
    before = Person.objects.count()

    made = [
        sign_up_for(session_id=session.pk, errand=errand, actor=cast.steward, now=NOW)
        for _ in range(2)
    ]

    assert made[0].pk == made[1].pk
    assert Person.objects.count() == before + 1


def test_who_does_not_want_to_wait_is_refused_and_nobody_is_registered(cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex, capacity=1)
    SignUpFactory(session=session)
    before = Person.objects.count()

    with pytest.raises(JustFilled):
        sign_up_for(
            session_id=session.pk,
            errand=Errand(name="王芳", may_wait=False),
            actor=cast.steward,
            now=NOW,
        )

    assert Person.objects.count() == before
    waiting = sign_up_for(
        session_id=session.pk, errand=Errand(name="王芳"), actor=cast.steward, now=NOW
    )
    assert waiting.state == SignUpState.WAITING
    assert SignUp.objects.filter(session=session).count() == 2
