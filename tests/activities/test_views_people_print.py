"""The paper sign-in sheet: whole pages of twenty lines, and never fewer than ten for those who just come."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from activities.choices import CheckInMethod, SignUpState
from activities.models import Session
from activities.queries.people import SheetLine, sign_in_sheet
from activities.services.check_ins import check_in
from core.qr import qr_data_uri
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def friday_afternoon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def session(cast: Cast) -> Session:
    return SessionFactory(
        complex=cast.complex, starts_at=NOW + timedelta(minutes=30), activity__title="包饺子"
    )


@pytest.fixture
def steward(cast: Cast, client_of) -> Client:
    return client_of(cast.steward)


def sheet(client: Client, session: Session) -> str:
    path = f"/field/activities/{session.activity_id}/people/print/?session={session.pk}"
    response = client.get(path)
    assert response.status_code == 200
    html: str = response.content.decode()
    assert "missing:" not in html
    return html


@pytest.mark.parametrize(("people", "lines"), [(0, 20), (10, 20), (11, 40), (25, 40), (31, 60)])
def test_whole_pages_are_printed_with_room_for_ten_more(
    steward: Client, session: Session, people: int, lines: int
) -> None:
    SignUpFactory.create_batch(people, session=session)

    html = sheet(steward, session)

    assert html.split("<tbody>")[1].count("<tr>") == lines
    assert f"<td>{lines}</td>" in html
    assert f"<td>{lines + 1}</td>" not in html


def test_a_line_says_what_the_paper_needs_and_no_whole_phone(
    cast: Cast, steward: Client, session: Session
) -> None:
    wang = SignUpFactory(
        session=session,
        person=PersonFactory(name="王小芳", phone="13812345678"),
        party_size=2,
        door_text="3-2-1501",
    )
    SignUpFactory(session=session, person=PersonFactory(name="陈建国", phone=""))
    SignUpFactory(session=session, state=SignUpState.WAITING, person__name="赵候补")
    check_in(sign_up_id=wang.pk, method=CheckInMethod.CODE, actor=cast.steward, now=NOW)

    html = sheet(steward, session)

    assert sign_in_sheet(session) == [
        SheetLine(number=1, name="陈建国", people="", door="", phone="", arrived=""),
        SheetLine(
            number=2, name="王小芳", people="2人", door="3-2-1501", phone="5678", arrived="下午3:00"
        ),
    ]
    heads = ("序号", "姓名", "楼栋（可不填）", "电话后四位", "签到时间／签名")
    assert [html.index(f'<th scope="col">{head}</th>') for head in heads] == sorted(
        html.index(f'<th scope="col">{head}</th>') for head in heads
    )
    assert "✓ 下午3:00" in html
    assert "13812345678" not in html
    assert "赵候补" not in html


def test_it_carries_the_code_to_the_check_in_page_and_the_day_of_printing(
    steward: Client, session: Session
) -> None:
    html = sheet(steward, session)

    path = f"/field/activities/{session.activity_id}/checkin/?session={session.pk}"
    assert qr_data_uri(f"http://testserver{path}", pixels=360) in html
    assert steward.get(path).status_code == 200
    assert "打印于 11月20日 周五 下午3:00" in html


def test_a_name_that_looks_like_markup_stays_a_name(steward: Client, session: Session) -> None:
    SignUpFactory(session=session, person__name="<script>alert(1)</script>")

    assert "<script>alert" not in sheet(steward, session)
