from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts.models import Person
from communities.choices import NoticeState, ObjectionSource
from communities.models import Objection
from communities.permissions import can_see_objection
from communities.services.objections import (
    MOST_OF_PHONE,
    AlreadyAnswered,
    Complaint,
    NotOnShow,
    ReplyMissing,
    answer_objection,
    objects_too_often,
    raise_objection,
)
from tests.factories.notices import DraftNoticeFactory, NoticeFactory, ObjectionFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db


def test_an_objection_stands_where_its_notice_does_and_keeps_no_phone_of_its_own(
    cast: Cast,
) -> None:
    notice, now = NoticeFactory(complex=cast.complex), timezone.now()
    complaint = Complaint(body="数字不对", name="王阿姨", phone="13812345678")

    made = raise_objection(notice_id=notice.pk, complaint=complaint, actor=None, now=now)

    assert (made.complex, made.source, made.entered_by) == (
        cast.complex, ObjectionSource.ONLINE, None,
    )  # fmt: skip
    assert made.person is not None
    assert (made.person.name, made.person.phone_tail) == ("王阿姨", "5678")


def test_nobody_has_to_say_who_he_is(cast: Cast) -> None:
    notice, before = NoticeFactory(complex=cast.complex), Person.objects.count()

    made = raise_objection(
        notice_id=notice.pk, complaint=Complaint(body="不同意"), actor=None, now=timezone.now()
    )

    assert made.person is None
    assert Person.objects.count() == before


def test_a_phone_without_a_name_is_kept_all_the_same(cast: Cast) -> None:
    made = raise_objection(
        notice_id=NoticeFactory(complex=cast.complex).pk,
        complaint=Complaint(body="不同意", phone="13812345678"),
        actor=None,
        now=timezone.now(),
    )

    assert made.person is not None
    assert made.person.name == "未留姓名"


def test_objections_are_taken_while_a_notice_hangs_only(cast: Cast) -> None:
    today = timezone.localdate()
    days = timedelta(days=9)
    not_hanging = (
        DraftNoticeFactory(complex=cast.complex),
        NoticeFactory(complex=cast.complex, shown_from=today + days),
        NoticeFactory(complex=cast.complex, shown_from=today - days),
        NoticeFactory(
            complex=cast.complex,
            state=NoticeState.WITHDRAWN,
            withdrawn_at=timezone.now(),
            withdraw_reason="写错",
        ),
    )

    for notice in not_hanging:
        with pytest.raises(NotOnShow):
            raise_objection(
                notice_id=notice.pk,
                complaint=Complaint(body="不同意"),
                actor=None,
                now=timezone.now(),
            )
    assert not Objection.objects.exists()


def test_one_form_sent_twice_is_one_objection(cast: Cast) -> None:
    notice = NoticeFactory(complex=cast.complex)
    complaint = Complaint(body="不同意", form_key="k" * 32)

    made = {
        raise_objection(notice_id=notice.pk, complaint=complaint, actor=None, now=timezone.now()).pk
        for _time in range(2)
    }

    assert len(made) == 1
    assert notice.objections.count() == 1


def test_an_objection_is_answered_once(cast: Cast) -> None:
    objection, now = ObjectionFactory(notice__complex=cast.complex), timezone.now()

    with pytest.raises(ReplyMissing):
        answer_objection(objection_id=objection.pk, reply=" ", actor=cast.manager, now=now)
    answer_objection(objection_id=objection.pk, reply="已核对", actor=cast.manager, now=now)
    with pytest.raises(AlreadyAnswered):
        answer_objection(objection_id=objection.pk, reply="再说", actor=cast.secretary, now=now)

    objection.refresh_from_db()
    assert (objection.reply, objection.answered_by) == ("已核对", cast.manager)


def test_the_database_knows_no_answer_without_words(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="objection_answered_has_reply"):
        ObjectionFactory(notice__complex=cast.complex, answered_at=timezone.now())


def test_objections_are_read_by_those_who_serve_the_place_only(cast: Cast) -> None:
    objection = ObjectionFactory(notice__complex=cast.complex)
    names = ("resident", "partner", "leader", "sibling_manager", "outsider", "steward", "auditor")

    seeing = {name for name in names if can_see_objection(getattr(cast, name), objection)}

    assert seeing == {"steward", "auditor"}
    assert not Objection.objects.manageable_by(cast.auditor).exists()
    assert not Objection.objects.public().exists()


def test_a_phone_that_objects_again_and_again_is_stopped() -> None:
    tries = [
        objects_too_often(device="", phone="13812345678", address="")
        for _time in range(MOST_OF_PHONE + 1)
    ]

    assert tries == [False] * MOST_OF_PHONE + [True]
