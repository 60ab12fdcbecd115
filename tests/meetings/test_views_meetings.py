"""The pages of meetings at work: lists, one meeting, every act with its refusals; who sees what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.photos import prepare_photo
from meetings.choices import AgendaKind, MeetingKind, MeetingState, ResolutionState, Scope
from meetings.models import Meeting, MeetingPhoto
from meetings.permissions import can_manage_meeting, can_manage_resolution, can_publish_meeting
from meetings.queries import lists
from meetings.queries.meeting_page import later_meetings, unsettled_before
from meetings.services.holding import add_photos
from tests.activities.photos import upload, uploads
from tests.factories.accounts import PersonFactory
from tests.factories.bodies import EnvCommitteeFactory, OwnersBodyFactory
from tests.factories.communities import DoorDutyFactory, OrganizationFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
    MinutesFactory,
    PartyMeetingFactory,
    ResolutionFactory,
)
from tests.factories.party_building import PartyOrganizationFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]


def told(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def post(client: Client, url: str, **sent: Any) -> str:
    return client.post(url, sent, follow=True).content.decode()


# Who sees what


def test_party_life_is_for_the_party_and_its_superiors(cast: Cast, client_of: ClientOf) -> None:
    meeting = PartyMeetingFactory(party_organization__complex=cast.complex)
    url = f"/field/meetings/{meeting.pk}/"

    for reader in (cast.branch_secretary, cast.secretary, cast.official, cast.auditor, cast.admin):
        assert client_of(reader).get(url).status_code == 200
        assert meeting in Meeting.objects.visible_to(reader)
    for stranger in (
        cast.manager, cast.steward, cast.leader, cast.sibling_manager, cast.outsider,
    ):  # fmt: skip
        assert client_of(stranger).get(url).status_code == 404
        assert meeting not in Meeting.objects.visible_to(stranger)
        assert not can_manage_meeting(stranger, meeting)


def test_another_tenants_meeting_does_not_exist(cast: Cast, client_of: ClientOf) -> None:
    meeting = MeetingFactory(complex=cast.other_street_complex)
    client = client_of(cast.official)

    for page in ("", "edit/", "hold/", "minutes/", "confirm/", "publish/", "resolve/", "print/"):
        assert client.get(f"/field/meetings/{meeting.pk}/{page}").status_code == 404
    assert client_of(cast.outsider).get(f"/field/meetings/{meeting.pk}/").status_code == 200


def test_readers_read_and_are_told_that_they_do_not_write(cast: Cast, client_of: ClientOf) -> None:
    meeting = MeetingFactory(complex=cast.complex)

    for reader in (cast.steward, cast.leader, cast.auditor):
        assert client_of(reader).get(f"/field/meetings/{meeting.pk}/").status_code == 200
        refused = client_of(reader).get(f"/field/meetings/{meeting.pk}/minutes/")
        assert refused.status_code == 403
        assert "您的角色只能查看，不能登记会议" in refused.content.decode()


def test_a_firm_reads_what_its_community_has_published_to_the_place(cast: Cast) -> None:
    inside = MeetingFactory(complex=None, community=cast.community, state=MeetingState.CONFIRMED)
    shown = MeetingFactory(
        complex=None,
        community=cast.community,
        state=MeetingState.PUBLISHED,
        scope=Scope.PLACE,
    )

    assert list(Meeting.objects.visible_to(cast.manager)) == [shown]
    assert set(Meeting.objects.visible_to(cast.secretary)) == {inside, shown}
    assert not can_manage_meeting(cast.manager, shown)


def test_officials_publish_and_never_party_life(cast: Cast) -> None:
    talk = MeetingFactory(complex=cast.complex, state=MeetingState.CONFIRMED)
    party = PartyMeetingFactory(party_organization__complex=cast.complex)

    assert can_publish_meeting(cast.secretary, talk)
    assert not can_publish_meeting(cast.manager, talk)
    assert not can_publish_meeting(cast.official, party)
    assert can_publish_meeting(cast.official)
    assert not can_publish_meeting(cast.manager)


def test_resolutions_follow_their_meeting(cast: Cast) -> None:
    party = ResolutionFactory(
        meeting=PartyMeetingFactory(
            party_organization__complex=cast.complex, state=MeetingState.CONFIRMED
        )
    )
    talk = ResolutionFactory(meeting__complex=cast.complex)

    assert can_manage_resolution(cast.manager, talk)
    assert not can_manage_resolution(cast.manager, party)
    assert can_manage_resolution(cast.branch_secretary, party)
    assert not can_manage_resolution(cast.sibling_manager, talk)


# Lists


def test_lists_part_what_comes_from_what_waits_and_what_was(
    cast: Cast, client_of: ClientOf
) -> None:
    now = timezone.now()
    coming = MeetingFactory(
        complex=cast.complex, state=MeetingState.NOTICED, held_from=now + timedelta(days=2),
        title="要开的会",
    )  # fmt: skip
    waiting = MeetingFactory(complex=cast.complex, state=MeetingState.PLANNED, title="没登记的会")
    held = MeetingFactory(complex=cast.complex, title="开过的会")
    late = ResolutionFactory(
        meeting=MeetingFactory(
            complex=cast.complex, state=MeetingState.CONFIRMED, title="有决议的会"
        ),
        deadline=timezone.localdate() - timedelta(days=3),
    )
    client = client_of(cast.manager)

    for show, wanted, others in (
        ("coming", coming.title, [waiting.title, held.title]),
        ("unrecorded", waiting.title, [coming.title, held.title]),
        ("held", held.title, [coming.title, waiting.title]),
        ("due", "已超期3天", [coming.title]),
    ):
        text = told(client, f"/field/meetings/?show={show}")
        assert wanted in text
        assert [other for other in others if other in text] == []
    counts = {count.label: count.number for count in lists.meeting_counts(cast.manager, now=now)}
    assert counts == {"没登记的会议": 1, "超期的议定事项": 1}
    assert late.matter in told(client, "/field/meetings/?show=due")


def test_the_desk_filters_by_kind_state_and_words(cast: Cast, client_of: ClientOf) -> None:
    talk = MeetingFactory(complex=cast.complex, title="停车恳谈会")
    party = PartyMeetingFactory(
        party_organization=PartyOrganizationFactory(complex=cast.complex, name="东园党支部"),
        title="三季度党员大会",
    )
    late = ResolutionFactory(
        meeting=MeetingFactory(
            complex=cast.complex, title="充电桩议事会", state=MeetingState.FOLLOW_UP
        ),
        deadline=timezone.localdate() - timedelta(days=1),
    )
    client = client_of(cast.official)

    def titles(query: str) -> set[str]:
        return {row.title for row in client.get(f"/desk/meetings/?{query}").context["rows"]}

    everything = {talk.title, party.title, late.meeting.title}
    assert titles("") == titles("kind=nonsense&state=nonsense") == everything
    assert titles("kind=PARTY") == {party.title}
    assert titles("kind=TOGETHER") == {talk.title, late.meeting.title}
    assert titles("kind=talk&state=HELD") == {talk.title, late.meeting.title} - {late.meeting.title}
    assert titles("state=OVERDUE") == {late.meeting.title}
    assert titles("q=东园党支部") == {party.title}
    [row] = client.get("/desk/meetings/?state=OVERDUE").context["rows"]
    assert row.resolutions == "0/1，超期1"
    [row] = client.get("/desk/meetings/?kind=PARTY").context["rows"]
    assert row.counts == "应到20，实到18"


# One meeting


def test_a_meeting_shows_all_that_hangs_on_it(cast: Cast, client_of: ClientOf) -> None:
    meeting = MeetingFactory(
        complex=cast.complex, state=MeetingState.MINUTED, spot="议事厅", chair_name="王主任",
        present_count=37,
    )  # fmt: skip
    AgendaItemFactory(meeting=meeting, topic="电动车充电", raised_by="3栋住户", answer="加桩")
    AttendanceFactory(meeting=meeting, name="东篱医院党支部", status="PRESENT")
    MinutesFactory(meeting=meeting, text="大家同意。")
    ResolutionFactory(meeting=meeting, matter="加装充电桩", contact="李经理")

    text = told(client_of(cast.manager), f"/field/meetings/{meeting.pk}/")

    for words in (
        "议事厅", "王主任", "实到37", "电动车充电", "3栋住户", "答复：加桩", "东篱医院党支部",
        "大家同意。", "加装充电桩", "物业服务中心（李经理）", "主持人确认",
    ):  # fmt: skip
        assert words in text


def test_what_was_left_comes_back_at_the_next_meeting_of_the_same_body(
    cast: Cast, client_of: ClientOf
) -> None:
    open_ = ResolutionFactory(
        meeting=MeetingFactory(
            complex=cast.complex,
            state=MeetingState.CONFIRMED,
            held_from=timezone.now() - timedelta(days=30),
        ),
        matter="上次说的事",
    )
    next_time = MeetingFactory(complex=cast.complex)
    other_body = MeetingFactory(complex=cast.complex, kind=MeetingKind.TROIKA)
    client = client_of(cast.manager)

    assert "上次说的事" in told(client, f"/field/meetings/{next_time.pk}/")
    assert "上次说的事" not in told(client, f"/field/meetings/{other_body.pk}/")
    assert list(unsettled_before(next_time)) == [open_]
    assert list(later_meetings(open_.meeting)) == [next_time]


def test_late_notice_and_quorum_are_warnings_that_name_their_setting(
    cast: Cast, client_of: ClientOf
) -> None:
    held_from = timezone.now() + timedelta(days=10)
    assembly = MeetingFactory(
        complex=cast.complex,
        kind=MeetingKind.OWNERS_ASSEMBLY,
        state=MeetingState.NOTICED,
        held_from=held_from,
        noticed_at=timezone.now(),
    )
    committee = PartyMeetingFactory(
        kind=MeetingKind.COMMITTEE,
        party_organization__complex=cast.complex,
        due_count=5,
        present_count=2,
    )

    late = told(client_of(cast.official), f"/field/meetings/{assembly.pk}/")
    few = told(client_of(cast.official), f"/field/meetings/{committee.pk}/")

    assert "提前10天通知，少于15天" in late
    assert "还没有登记告知居委会的日期" in late
    assert "（设置：业主大会提前公告天数）" in late
    assert "实到2/应到5，不到50%" in few
    assert "（设置：支委会到会比例（%））" in few


def test_paper_has_room_for_seal_and_signatures(cast: Cast, client_of: ClientOf) -> None:
    talk = MeetingFactory(complex=cast.complex, state=MeetingState.MINUTED)
    MinutesFactory(meeting=talk, text="大家同意。")
    party = PartyMeetingFactory(party_organization__complex=cast.complex)

    of_talk = told(client_of(cast.manager), f"/field/meetings/{talk.pk}/print/")
    of_party = told(client_of(cast.branch_secretary), f"/field/meetings/{party.pk}/print/")

    assert "会议纪要" in of_talk
    assert "大家同意。" in of_talk
    for words in ("三会一课记录", "20／18", "主持人：＿＿", "（盖章处）", "只记人数"):
        assert words in of_party


# From plan to close, by the pages


def test_a_talk_from_plan_to_close(cast: Cast, client_of: ClientOf, media_folder: Path) -> None:
    unit = OrganizationFactory(sub_district=cast.street, name="东园物业服务中心")
    manager, secretary = client_of(cast.manager), client_of(cast.secretary)
    soon = timezone.localtime() + timedelta(days=20)
    made = post(
        manager,
        "/field/meetings/new/?kind=TALK",
        whose=f"complex-{cast.complex.pk}",
        title="停车恳谈会",
        day=str(soon.date()),
        starts="19:00",
        ends="20:30",
        spot="议事厅",
        key="a" * 32,
    )
    assert "已安排" in made
    meeting = Meeting.objects.get()
    url = f"/field/meetings/{meeting.pk}/"
    post(manager, f"{url}topics/until/", until=str(soon.date() - timedelta(days=5)))
    post(manager, f"{url}people/", names="东园物业服务中心\n3栋楼栋长", role="TAKES_PART")
    post(manager, f"{url}agenda/", kind="QUESTION", topic="晚上没车位", raised_by="3栋住户")
    assert "名单：东园物业服务中心、3栋楼栋长" in told(manager, f"{url}notice/")
    post(manager, f"{url}notice/")
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.NOTICED
    assert set(meeting.attendances.values_list("organization__name", "name")) == {
        (unit.name, unit.name),
        (None, "3栋楼栋长"),
    }

    Meeting.objects.filter(pk=meeting.pk).update(
        held_from=timezone.now() - timedelta(hours=3),
        held_until=timezone.now() - timedelta(hours=1),
    )
    local = timezone.localtime(timezone.now() - timedelta(hours=3))
    post(
        manager, f"{url}hold/", day=str(local.date()), starts=f"{local:%H:%M}", present="37",
        photos=uploads(1), request_key="h" * 32,
    )  # fmt: skip
    [first, second] = meeting.attendances.order_by("pk")
    post(
        manager,
        f"{url}people/",
        names="路过的居民",
        **{f"a{first.pk}": "PRESENT", f"a{second.pk}": "LEFT_EARLY"},
    )
    item = meeting.agenda.get()
    post(
        manager,
        f"/field/meetings/agenda/{item.pk}/",
        speaker="物业",
        summary="夜里满了",
        answer="划线",
    )
    post(manager, f"{url}minutes/", text="讨论了夜间停车。")
    deadline = timezone.localdate() + timedelta(days=10)
    post(
        manager,
        f"{url}resolve/",
        matter="夜间路边划线",
        owner="东园物业服务中心",
        contact="王经理",
        deadline=str(deadline),
        answers=[str(item.pk)],
    )
    assert "纸面" in told(manager, f"{url}confirm/")
    post(manager, f"{url}confirm/")
    assert "自己起草的纪要要由另一位公开" not in post(secretary, f"{url}publish/", scope="PUBLIC")

    resolution = meeting.resolutions.get()
    assert resolution.organization == unit
    r_url = f"/field/resolutions/{resolution.pk}/"
    post(manager, f"{r_url}start/")
    assert "请写办了什么" in post(
        manager, f"{r_url}done/", done_on=str(timezone.localdate()), evidence=""
    )
    post(
        manager, f"{r_url}done/", done_on=str(timezone.localdate()), evidence="划了12个",
        photos=[upload()], request_key="d" * 32,
    )  # fmt: skip
    assert "要由另一位复核" in post(manager, f"{r_url}verify/")
    post(secretary, f"{r_url}back/", reason="还少两个")
    post(manager, f"{r_url}done/", done_on=str(timezone.localdate()), evidence="补了2个")
    post(secretary, f"{r_url}verify/")

    meeting.refresh_from_db()
    item.refresh_from_db()
    assert (meeting.state, meeting.scope) == (MeetingState.CLOSED, Scope.PUBLIC)
    assert meeting.resolutions.get().state == ResolutionState.VERIFIED
    assert item.resolution == resolution
    text = told(secretary, url)
    assert "中途离会" in text
    assert "已办结，社区书记甲" in text


def test_each_act_refuses_in_words(cast: Cast, client_of: ClientOf) -> None:
    manager = client_of(cast.manager)
    held = MeetingFactory(complex=cast.complex)
    url = f"/field/meetings/{held.pk}/"
    today = timezone.localdate()

    assert "已经召开或取消的会议不能再改安排" in post(
        manager, f"{url}edit/", day=str(today), starts="19:00"
    )
    assert "只有还没召开的会议能征集议题" in post(manager, f"{url}topics/until/", until=str(today))
    assert "请填写原因" in post(manager, f"{url}cancel/", reason="")
    assert "不能改成" in post(manager, f"{url}cancel/", reason="下雨")
    assert "还没有纪要" in post(manager, f"{url}confirm/")
    assert "请填写主要内容" in post(manager, f"{url}minutes/", text=" ")
    assert "请填写事项" in post(manager, f"{url}resolve/", matter="", owner="物业")
    assert "不能改成" in post(manager, f"{url}close/")
    assert "主持人确认以后才能公开" in post(
        client_of(cast.secretary), f"{url}publish/", scope="PUBLIC"
    )
    assert "这份纪要没有公开" in post(client_of(cast.secretary), f"{url}withdraw/", reason="错")


def test_a_plan_is_moved_and_called_off(cast: Cast, client_of: ClientOf) -> None:
    meeting = MeetingFactory(
        complex=cast.complex,
        state=MeetingState.PLANNED,
        held_from=timezone.now() + timedelta(days=9),
        title="议事会",
    )
    client = client_of(cast.manager)
    day = timezone.localdate() + timedelta(days=12)

    post(
        client, f"/field/meetings/{meeting.pk}/edit/", title="议事会（改期）", day=str(day),
        starts="9:30", spot="红色港湾",
    )  # fmt: skip
    meeting.refresh_from_db()
    assert (meeting.title, timezone.localdate(meeting.held_from)) == ("议事会（改期）", day)
    assert "结束时间要晚于开始时间" in post(
        client,
        f"/field/meetings/{meeting.pk}/edit/",
        day=str(day),
        starts="19:00",
        ends="18:00",
    )
    assert "会议已取消" in post(client, f"/field/meetings/{meeting.pk}/cancel/", reason="下雨")


@pytest.mark.parametrize("kind", MeetingKind)
def test_every_kind_is_planned_for_whom_it_is_of(
    kind: MeetingKind, cast: Cast, client_of: ClientOf
) -> None:
    party_kind = "GROUP" if kind == MeetingKind.GROUP else "BRANCH"
    organization = PartyOrganizationFactory(complex=cast.complex, kind=party_kind)
    committee = EnvCommitteeFactory(community=cast.community)
    owners = OwnersBodyFactory(complex=cast.complex)
    client = client_of(cast.secretary)
    url = f"/field/meetings/new/?kind={kind.value}"
    keys = [key for key, _name in client.get(url).context["form"].fields["whose"].choices]
    wanted = {
        MeetingKind.ENV_COMMITTEE: f"env-{committee.pk}",
        MeetingKind.OWNERS_ASSEMBLY: f"complex-{cast.complex.pk}",
    }.get(kind, f"party-{organization.pk}")
    whose = wanted if wanted in keys else f"community-{cast.community.pk}"

    post(client, url, whose=whose, day=str(timezone.localdate()), starts="23:59")

    meeting = Meeting.objects.get()
    assert meeting.kind == kind
    if kind == MeetingKind.OWNERS_ASSEMBLY:
        assert meeting.owners_body == owners
    elif meeting.is_party_life:
        assert meeting.party_organization == organization


def test_firms_are_not_offered_party_life(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.manager)

    text = told(client, "/field/meetings/new/")
    forced = told(client, "/field/meetings/new/?kind=ASSEMBLY")

    assert "恳谈会" in text
    assert "支部党员大会" not in text
    assert 'name="whose"' not in forced


def test_an_owners_assembly_tells_when_its_committee_was_informed(
    cast: Cast, client_of: ClientOf
) -> None:
    meeting = MeetingFactory(
        complex=cast.complex,
        kind=MeetingKind.OWNERS_ASSEMBLY,
        state=MeetingState.PLANNED,
        held_from=timezone.now() + timedelta(days=20),
    )
    client = client_of(cast.manager)
    url = f"/field/meetings/{meeting.pk}/notice/"

    assert "《物业管理条例》第十四条" in told(client, url)
    post(client, url, informed_on=str(timezone.localdate()))

    meeting.refresh_from_db()
    assert meeting.committee_informed_on == timezone.localdate()


def test_a_training_ticks_the_leaders_of_its_place_as_persons(
    cast: Cast, client_of: ClientOf
) -> None:
    head = DoorDutyFactory(complex=cast.complex, person=PersonFactory(name="楼长甲")).person
    elsewhere = DoorDutyFactory(complex=cast.sibling_complex).person
    training = MeetingFactory(complex=cast.complex, kind=MeetingKind.TRAINING)
    talk = MeetingFactory(complex=cast.complex)
    client = client_of(cast.manager)
    url = f"/field/meetings/{training.pk}/people/"

    offered = {int(key) for key, _name in client.get(url).context["form"].fields["leaders"].choices}
    post(client, url, leaders=[str(head.pk)], names="旁听的居民")

    assert {head.pk, cast.manager.person_id} <= offered
    assert {elsewhere.pk, cast.resident.person_id} & offered == set()
    assert set(training.attendances.values_list("person", "name", "status")) == {
        (head.pk, "楼长甲", "PRESENT"),
        (None, "旁听的居民", "PRESENT"),
    }
    assert "请从列表里选" in post(client, url, leaders=[str(elsewhere.pk)])
    assert "leaders" not in client.get(f"/field/meetings/{talk.pk}/people/").context["form"].fields


def test_an_item_and_a_slip_are_taken_off_again(cast: Cast, client_of: ClientOf) -> None:
    meeting = MeetingFactory(complex=cast.complex)
    item = AgendaItemFactory(meeting=meeting)
    slip = ResolutionFactory(meeting=meeting)
    client = client_of(cast.manager)

    assert "去掉这一项" in told(client, f"/field/resolutions/{slip.pk}/")
    post(client, f"/field/meetings/agenda/{item.pk}/", drop="1")
    post(client, f"/field/resolutions/{slip.pk}/strike/")

    assert (meeting.agenda.count(), meeting.resolutions.count()) == (0, 0)


def test_a_later_meeting_drops_a_resolution_by_its_page(cast: Cast, client_of: ClientOf) -> None:
    resolution = ResolutionFactory(
        meeting=MeetingFactory(
            complex=cast.complex,
            state=MeetingState.CONFIRMED,
            held_from=timezone.now() - timedelta(days=30),
        )
    )
    later = MeetingFactory(complex=cast.complex)
    other = MeetingFactory(complex=cast.sibling_complex)
    client = client_of(cast.manager)
    url = f"/field/resolutions/{resolution.pk}/drop/"

    assert "请选以后的一次会议" in post(client, url, meeting=other.pk, reason="并入改造")
    assert "已撤销" in post(client, url, meeting=later.pk, reason="并入改造")


def test_pictures_are_for_readers_of_the_meeting_alone(
    cast: Cast, client_of: ClientOf, client: Client, media_folder: Path
) -> None:
    meeting = PartyMeetingFactory(party_organization__complex=cast.complex)
    add_photos(
        meeting_id=meeting.pk,
        photos=[prepare_photo(upload())],
        actor=cast.branch_secretary,
        now=timezone.now(),
    )
    photo = MeetingPhoto.objects.get()
    url = f"/meetings/photos/{photo.token}/320.jpg"

    seen = client_of(cast.branch_secretary).get(url)
    assert (seen.status_code, seen["Content-Type"]) == (200, "image/jpeg")
    assert seen["Cache-Control"] == "private, no-cache"
    assert client_of(cast.manager).get(url).status_code == 404
    assert client.get(url).status_code == 404
    remove = f"/field/meetings/photos/{photo.pk}/remove/"
    assert client_of(cast.manager).post(remove).status_code == 404
    assert "照片已删除" in post(client_of(cast.branch_secretary), remove)


def test_published_pictures_still_are_not_shown_to_residents(
    cast: Cast, client: Client, media_folder: Path
) -> None:
    meeting = MeetingFactory(complex=cast.complex, state=MeetingState.PUBLISHED)
    add_photos(
        meeting_id=meeting.pk,
        photos=[prepare_photo(upload())],
        actor=cast.manager,
        now=timezone.now(),
    )

    url = f"/meetings/photos/{MeetingPhoto.objects.get().token}/320.jpg"
    assert client.get(url).status_code == 404


# In public


def test_residents_read_answers_and_progress_and_no_names(cast: Cast, client: Client) -> None:
    meeting = MeetingFactory(
        complex=cast.complex, state=MeetingState.PUBLISHED, title="停车恳谈会", chair_name="王主任"
    )
    AgendaItemFactory(
        meeting=meeting, kind=AgendaKind.QUESTION, topic="晚上没车位", raised_by="刘某某",
        speaker="陈某某", summary="吵了一架", answer="夜间划线",
    )  # fmt: skip
    MinutesFactory(meeting=meeting, text="内部意见")
    unit = OrganizationFactory(sub_district=cast.street, name="东园物业")
    ResolutionFactory(meeting=meeting, matter="划线", organization=unit, owner_name=unit.name)
    ResolutionFactory(meeting=meeting, matter="巡查", owner_name="赵某某", number=99)

    text = told(client, f"/meetings/{meeting.pk}/")

    for words in ("停车恳谈会", "晚上没车位", "夜间划线", "划线", "东园物业", "未启动"):
        assert words in text
    for words in ("刘某某", "陈某某", "吵了一架", "内部意见", "赵某某", "王主任"):
        assert words not in text
    assert "停车恳谈会" in told(client, f"/c/{cast.complex.slug}/meetings/")
    assert "停车恳谈会" in told(client, f"/c/{cast.community.slug}/meetings/")
    assert "停车恳谈会" not in told(client, f"/c/{cast.sibling_complex.slug}/meetings/")


def test_what_was_not_published_to_residents_does_not_exist_for_anybody(
    cast: Cast, client: Client, client_of: ClientOf
) -> None:
    hidden = [
        MeetingFactory(complex=cast.complex, state=MeetingState.CONFIRMED),
        MeetingFactory(complex=cast.complex, state=MeetingState.PUBLISHED, scope=Scope.PLACE),
        PartyMeetingFactory(party_organization__complex=cast.complex),
    ]

    for meeting in hidden:
        assert client.get(f"/meetings/{meeting.pk}/").status_code == 404
        assert client_of(cast.official).get(f"/meetings/{meeting.pk}/").status_code == 404
    assert client.get("/c/nowhere/meetings/").status_code == 404
