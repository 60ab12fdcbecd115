"""记会议 as a branch secretary does it, with what is filled in for her and what is refused in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from meetings.choices import MeetingKind, MeetingState
from meetings.models import Meeting
from meetings.queries.bodies import member_count, recorded_organizations
from party_building.choices import PartyKind, PartyPostKind
from party_building.models import PartyOrganization
from tests.activities.photos import not_a_picture, upload, uploads
from tests.factories.accounts import PersonFactory
from tests.factories.meetings import MeetingFactory, PartyMeetingFactory
from tests.factories.party_building import (
    MemberCountFactory,
    PartyMemberFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db

URL = "/field/meetings/record/"
ClientOf = Callable[[User], Client]


@pytest.fixture
def branch(cast: Cast) -> PartyOrganization:
    """Of the complex, led by the branch secretary, with 20 members by its last count."""
    found = PartyOrganizationFactory(complex=cast.complex, name="东园党支部")
    PartyPostFactory(
        organization=found, person=cast.branch_secretary.person, post=PartyPostKind.SECRETARY
    )
    MemberCountFactory(organization=found, as_of=date(2026, 1, 1), full=18, probationary=2)
    return found


def sent(**more: Any) -> dict[str, Any]:
    now = timezone.localtime()
    return {
        "due": "20",
        "missing": "2",
        "day": str(now.date() - timedelta(days=1)),
        "starts": "19:00",
        "request_key": "k" * 32,
        **more,
    }


def test_what_can_be_known_is_filled_in(
    cast: Cast, client_of: ClientOf, branch: PartyOrganization
) -> None:
    PartyMeetingFactory(party_organization=branch, spot="红色港湾")

    page = client_of(cast.branch_secretary).get(URL)

    form, told = page.context["form"], page.content.decode()
    person = cast.branch_secretary.person
    assert form.initial["due"] == 20
    assert (form.initial["spot"], form.initial["chair"]) == ("红色港湾", str(person.pk))
    assert form.initial["day"] == timezone.localdate()
    assert "东园党支部" in told
    assert "缺2人（实到18）" in told
    assert "组织生活会" in told


def test_eighteen_of_twenty_with_two_pictures(
    cast: Cast, client_of: ClientOf, branch: PartyOrganization, media_folder: Path
) -> None:
    person = cast.branch_secretary.person

    answer = client_of(cast.branch_secretary).post(
        URL, sent(photos=uploads(2), chair=str(person.pk)), follow=True
    )

    meeting = Meeting.objects.get()
    assert "已记录" in answer.content.decode()
    assert "应到20，实到18" in answer.content.decode()
    assert (meeting.kind, meeting.state) == (MeetingKind.ASSEMBLY, MeetingState.HELD)
    assert (meeting.due_count, meeting.present_count) == (20, 18)
    assert (meeting.chair, meeting.party_organization) == (person, branch)
    assert meeting.photos.count() == 2


def test_the_committee_counts_its_own_and_the_group_its_members(
    cast: Cast, client_of: ClientOf, branch: PartyOrganization
) -> None:
    for post in (PartyPostKind.DEPUTY, PartyPostKind.ORGANISER):
        PartyPostFactory(organization=branch, post=post)
    group = PartyOrganizationFactory(complex=cast.complex, kind=PartyKind.GROUP, name="第一党小组")
    PartyMemberFactory(organization=branch, group=group)
    client = client_of(cast.branch_secretary)

    of_committee = client.get(f"{URL}?kind=COMMITTEE").context["form"]
    of_group = client.get(f"{URL}?kind=GROUP").context["form"]

    assert of_committee.initial["due"] == 3
    assert of_group.initial["due"] == 1
    assert member_count(branch, on=timezone.localdate()) == 20
    assert list(
        recorded_organizations(
            cast.branch_secretary, kind=MeetingKind.GROUP, on=timezone.localdate()
        )
    ) == [group]


def test_a_typed_number_counts_before_the_tap(
    cast: Cast, client_of: ClientOf, branch: PartyOrganization
) -> None:
    client_of(cast.branch_secretary).post(URL, sent(missing="other", present="11", on_leave="9"))

    meeting = Meeting.objects.get()
    assert (meeting.present_count, meeting.leave_count, meeting.absent_count) == (11, 9, 0)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"missing": "other"}, "请填实到人数"),
        ({"present": "21"}, "人数对不上"),
        ({"on_leave": "3"}, "人数对不上"),
        ({"due": "-1"}, "人数不能小于0"),
        ({"due": "很多"}, "请填整数"),
        ({"missing": "99"}, "请选到会人数"),
        ({"starts": ""}, "请填写开始时间"),
        ({"day": "2026-13-45"}, "日期写成"),
        ({"day": "1026-11-20"}, "日期不合理"),
        ({"chair": "999999"}, "请从列表里选主持人"),
        ({"text": "身份证11010519491231002X"}, "请不要填写身份证号"),
        ({"spot": "长" * 61}, "地点最多60字"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_stays_typed(
    cast: Cast,
    client_of: ClientOf,
    branch: PartyOrganization,
    wrong: dict[str, str],
    words: str,
) -> None:
    answer = client_of(cast.branch_secretary).post(URL, sent(**wrong))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert answer.context["form"].data["due"] == wrong.get("due", "20")
    assert not Meeting.objects.exists()


def test_tomorrow_cannot_be_recorded(
    cast: Cast, client_of: ClientOf, branch: PartyOrganization
) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)

    answer = client_of(cast.branch_secretary).post(URL, sent(day=str(tomorrow)))

    assert "会议还没到时间" in answer.content.decode()


def test_pictures_stay_when_something_else_is_refused(
    cast: Cast, client_of: ClientOf, branch: PartyOrganization, media_folder: Path
) -> None:
    client = client_of(cast.branch_secretary)

    refused = client.post(URL, sent(due="x", photos=[upload(), not_a_picture()]))
    [held] = refused.context["held_photos"]
    client.post(URL, sent(held=held.ticket))

    assert "不是能打开的照片" in refused.content.decode()
    assert Meeting.objects.get().photos.count() == 1


def test_a_lecture_has_a_lecturer_and_a_subject_and_may_make_up_for_a_quarter(
    cast: Cast, client_of: ClientOf, branch: PartyOrganization
) -> None:
    url = f"{URL}?kind=LECTURE"
    client = client_of(cast.branch_secretary)
    choices = client.get(url).context["form"].fields["makes_up"].choices
    slot = choices[1][0]

    client.post(
        url,
        sent(
            topic="扬艰苦奋斗精神",
            lecturer=cast.branch_secretary.person.name,
            is_micro="on",
            makes_up=slot,
        ),
    )

    meeting = Meeting.objects.get()
    assert (meeting.lecturer, meeting.topic) == (cast.branch_secretary.person, "扬艰苦奋斗精神")
    assert meeting.is_micro
    assert meeting.makes_up.isoformat() == slot


def test_an_official_chooses_among_her_organisations(
    cast: Cast, client_of: ClientOf, branch: PartyOrganization
) -> None:
    other = PartyOrganizationFactory(complex=cast.sibling_complex, name="西园党支部")
    foreign = PartyOrganizationFactory(complex=cast.other_street_complex, name="别处党支部")
    client = client_of(cast.secretary)

    told = client.get(URL).content.decode()
    chosen = client.get(f"{URL}?organization={other.pk}")

    assert "东园党支部" in told
    assert "西园党支部" in told
    assert "别处党支部" not in told
    assert chosen.context["organization"] == "西园党支部"
    outside = client.get(f"{URL}?organization={foreign.pk}").content.decode()
    assert "别处党支部" not in outside
    assert client.get(f"{URL}?organization=x").status_code == 404


def test_firms_and_readers_do_not_record_party_life(cast: Cast, client_of: ClientOf) -> None:
    for user in (cast.manager, cast.leader, cast.auditor):
        answer = client_of(user).get(URL)
        assert answer.status_code == 403
        assert "组织生活由支部书记和社区、街道登记" in answer.content.decode()


def test_a_planned_meeting_is_recorded_from_its_page(
    cast: Cast, client_of: ClientOf, branch: PartyOrganization
) -> None:
    planned = PartyMeetingFactory(
        party_organization=branch,
        state=MeetingState.PLANNED,
        due_count=None,
        present_count=None,
        title="七一党员大会",
    )
    client = client_of(cast.branch_secretary)
    url = f"/field/meetings/{planned.pk}/hold/"

    page = client.get(url)
    client.post(url, sent(day=str(timezone.localdate(planned.held_from)), starts="00:00"))

    assert page.context["form"].initial["due"] == 20
    planned.refresh_from_db()
    assert (planned.state, planned.present_count) == (MeetingState.HELD, 18)
    assert planned.title == "七一党员大会"


def test_a_talk_is_recorded_with_heads_and_words(cast: Cast, client_of: ClientOf) -> None:
    person = PersonFactory(name="王主任")
    planned = MeetingFactory(
        complex=cast.complex, state=MeetingState.PLANNED, chair=person, chair_name="王主任"
    )
    day = timezone.localdate(planned.held_from)

    client_of(cast.manager).post(
        f"/field/meetings/{planned.pk}/hold/",
        {
            "day": str(day), "starts": "00:00", "present": "37", "chair_name": "王主任",
            "recorder_name": "小李", "text": "停车难\n绿化差", "request_key": "t" * 32,
        },
    )  # fmt: skip

    planned.refresh_from_db()
    assert (planned.state, planned.present_count) == (MeetingState.MINUTED, 37)
    assert (planned.chair, planned.recorder_name) == (person, "小李")
    assert planned.minutes.text == "停车难\n绿化差"
