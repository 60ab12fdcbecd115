"""The demo's golden numbers (domain 7.5), computed from the seeded rows, and its second run."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import Count, Q, Sum
from django.utils import timezone

from accounts.models import Person, User
from activities.choices import HELD_STATES, SignUpState
from activities.models import Activity, ActivityLog, CheckIn, Session, SignUp, Space
from activities.services.messages import MOVED, PROMOTED
from communities.models import Complex, PlaceSlug, RoleAssignment, SubDistrict
from communities.queries.bodies import seats_on, term_alarms
from communities.queries.body_indicators import party_share
from communities.queries.body_list import env_rows
from core.choices import Channel
from core.indicators import Question
from core.models import OutboxMessage
from core.outbox import renderer_of
from demo.seed.programme import THEMES
from tests.architecture.line import WITH_TABLES as OURS
from tests.demo.seeded.conftest import PASSWORD, of_days

TODAY = "2026-11-20"

pytestmark = of_days(date.fromisoformat(TODAY))


def rows() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for name in OURS
        for model in apps.get_app_config(name).get_models()
    }


def test_23_courtyards_sum_to_the_communitys_figures() -> None:
    courtyards = Complex.objects.filter(community__slug="jianxinglu", name__startswith="建兴路")

    assert courtyards.count() == 23
    assert courtyards.aggregate(h=Sum("household_count"), r=Sum("resident_count")) == {
        "h": 16_500,
        "r": 43_032,
    }


@pytest.mark.parametrize(
    ("community", "complexes", "households", "residents"),
    [
        ("tiaodenghe", 9, 8_600, 19_351),
        ("jinxiu", 12, 5_416, 12_105),
        ("zhengtonglu", 9, 7_000, 35_000),
    ],
)
def test_complexes_sum_to_what_their_community_says(
    community: str, complexes: int, households: int, residents: int
) -> None:
    found = Complex.objects.filter(community__slug=community)

    assert found.aggregate(n=Count("pk"), h=Sum("household_count"), r=Sum("resident_count")) == {
        "n": complexes,
        "h": households,
        "r": residents,
    }
    assert not found.filter(Q(household_count=None) | Q(resident_count=None)).exists()


def test_nothing_is_invented_where_no_code_is_known() -> None:
    codes = dict(SubDistrict.objects.values_list("name", "division_code"))

    assert codes == {"跳蹬河街道": "510108008", "紫荆路街道": None, "龙泉街道": None}


def test_addresses_are_spelled_as_people_spell_them() -> None:
    slugs = set(PlaceSlug.objects.values_list("slug", flat=True))

    assert {"donglilu", "jian-xing-lu-1-hao-yuan", "jian-xing-lu-23-hao-yuan"} <= slugs
    assert not [slug for slug in slugs if "-00" in slug]


def test_the_spaces_of_each_place_are_those_that_are_known() -> None:
    spaces: dict[str, set[str]] = {}
    for space in Space.objects.select_related("complex", "community"):
        spaces.setdefault(space.place_name, set()).add(space.name)

    assert spaces == {
        "中粮锦云": {
            "党员活动室", "文化阅览室", "居民舞蹈室", "红色港湾", "学习园地", "“红色物业”活动室",
            "党建服务窗口", "快递柜", "电商服务点", "心理咨询区", "宣传展示长廊",
        },
        "御园": {"物业服务中心", "社区花园"},
        "锦绣社区": {"红色议事厅", "社区花园"},
        "建兴路社区": {"联盟值班室", "共享会议室", "联盟物资柜"},
        "天玺华府": {"党建活动室", "宣传栏", "特色教育园地", "儿童游乐区红色故事角", "党建小景"},
        "新生活家园": {"连心驿站", "书香一隅", "红新驿站", "共享空间"},
        "政通路社区": {"老年人日间照料中心·健康加油站", "文化墙“大爱中国”", "健身器材区"},
    }  # fmt: skip
    assert Space.objects.get(name="居民舞蹈室").former_use == "打麻将"
    assert Space.objects.filter(former_use="闲置").count() == 5


def test_the_cast_has_25_accounts_with_one_duty_each_and_one_administrator() -> None:
    roles = Counter(RoleAssignment.objects.values_list("role", flat=True))

    assert roles == {
        "sub_district_admin": 2, "sub_district_staff": 1, "community_secretary": 5,
        "community_staff": 2, "branch_secretary": 3, "env_committee_member": 1,
        "owners_committee_member": 1, "property_manager": 3, "steward": 2, "patrol_member": 1,
        "team_leader": 1, "partner_contact": 1, "resident": 2,
    }  # fmt: skip
    assert User.objects.filter(role_assignments__isnull=False).count() == 25
    assert User.objects.filter(is_superuser=True).values_list("username").get() == ("admin",)


def test_every_account_opens_with_the_password_that_was_given() -> None:
    assert len(set(User.objects.values_list("password", flat=True))) == 2
    assert all(user.check_password(PASSWORD) for user in User.objects.all())


def test_the_year_has_its_volumes() -> None:
    sessions = Session.objects.all()
    jinyun = sessions.filter(complex__slug="zhongliang-jinyun")
    runs = jinyun.filter(activity__title="健康跑团晨跑")

    assert (runs.count(), jinyun.count() - runs.count()) == (52, 52)
    assert sessions.filter(complex__slug="yuyuan").count() == 30
    assert sessions.filter(community__slug="jianxinglu").count() == 40
    assert 2_700 <= SignUp.objects.count() <= 3_300
    lives_here = Person.objects.filter(user=None, residences__isnull=False)
    assert lives_here.count() == 160
    seated = Person.objects.filter(user=None, committee_seats__isnull=False)
    by_street = "committee_seats__sub_district__slug"
    assert seated.filter(**{by_street: "tiaodenghe-jiedao"}).count() == 48
    assert seated.filter(**{by_street: "longquan-jiedao"}).count() == 36
    assert Person.objects.filter(user=None, env_memberships__isnull=False).count() == 7


def test_what_is_past_was_logged_with_head_counts_and_some_of_it_with_pictures() -> None:
    past = Session.objects.filter(starts_at__date__lt=date.fromisoformat(TODAY))
    stories = ActivityLog.objects.public().filter(photos__is_published=True).distinct()

    assert past.exclude(activity__state__in=HELD_STATES).count() == 0
    assert past.filter(log__headcount__gt=0).count() == past.count() > 200
    assert {log.session.place_name for log in stories} == {
        "中粮锦云", "天玺华府", "御园", "建兴路12号院",
    }  # fmt: skip
    assert CheckIn.objects.count() > 2_000


def test_the_streets_calendar_has_its_twelve_month_themes() -> None:
    street = Activity.objects.filter(sub_district__slug="tiaodenghe-jiedao").exclude(theme="")
    months = {
        (timezone.localdate(moment).month, theme)
        for moment, theme in street.values_list("sessions__starts_at", "theme")
    }
    own = Session.objects.filter(sub_district__slug="tiaodenghe-jiedao", community=None)

    assert months == set(enumerate(THEMES, start=1))
    assert {timezone.localdate(session.starts_at).month for session in own} == set(range(1, 13))
    assert own.filter(activity__title="三八妇女节插花会", starts_at__date="2026-03-08").exists()
    assert own.filter(activity__kind="CLINIC", starts_at__month=4).exists()


def test_people_are_told_of_a_move_and_of_a_place_that_came_free() -> None:
    told = Counter(OutboxMessage.objects.values_list("kind", "channel"))

    assert told[MOVED, Channel.IN_APP] >= 5
    assert told[PROMOTED, Channel.IN_APP] >= 1
    # Everybody left a phone, so everybody is rung up as well.
    assert told[MOVED, Channel.CALL_LIST] == told[MOVED, Channel.IN_APP]
    for message in OutboxMessage.objects.all():
        assert renderer_of(message.kind)(message) is not None


def days(held: bool) -> list[date]:
    sessions = Session.objects.filter(complex__slug="tianxi-huafu", cancelled_at=None)
    if held:
        sessions = sessions.filter(activity__state__in=HELD_STATES)
    return [timezone.localdate(moment) for moment in sessions.values_list("starts_at", flat=True)]


def test_tianxi_huafu_planned_39_sessions_in_12_months_and_37_weeks() -> None:
    planned = days(held=False)

    assert len(planned) == 39
    assert len({day.month for day in planned}) == 12
    assert len({day.isocalendar()[:2] for day in planned}) == 37


def test_tianxi_huafu_held_36_sessions_in_11_months_and_34_weeks() -> None:
    held = days(held=True)

    assert len(held) == 36
    assert len({day.month for day in held}) == 11
    assert len({day.isocalendar()[:2] for day in held}) == 34


def test_every_month_of_tianxi_huafu_has_its_theme() -> None:
    themes = Activity.objects.filter(complex__slug="tianxi-huafu").exclude(theme="")

    assert themes.count() == 39


def test_the_solstice_soup_has_400_bowls_one_a_household() -> None:
    soup = Session.objects.get(activity__title="冬至羊肉汤")

    assert (soup.capacity, soup.activity.household_quota) == (400, 1)
    assert timezone.localdate(soup.starts_at) == date(2026, 12, 22)


def test_two_activities_ask_and_some_of_those_who_sign_up_answer() -> None:
    asked = Activity.objects.exclude(first_question="").values_list("title", flat=True)
    dumplings = SignUp.objects.filter(session__activity__title="邻里包饺子")

    assert set(asked) == {"邻里包饺子", "手机课堂：看懂日历和报名"}
    for title in asked:
        said = SignUp.objects.filter(session__activity__title=title).exclude(first_answer="")
        assert said.exists(), title
    assert 0 < dumplings.exclude(second_answer="").count() < dumplings.count()
    answered = SignUp.objects.exclude(first_answer="", second_answer="")
    assert set(answered.values_list("session__activity__title", flat=True)) == set(asked)


def test_counters_agree_with_the_sign_ups() -> None:
    confirmed = dict(
        SignUp.objects.filter(state=SignUpState.CONFIRMED)
        .values_list("session")
        .annotate(people=Sum("party_size"))
    )

    assert confirmed == dict(Session.objects.filter(taken__gt=0).values_list("pk", "taken"))
    assert len(confirmed) > 80


def test_both_ways_of_signing_up_and_the_line_are_shown() -> None:
    assert set(SignUp.objects.values_list("source", flat=True).distinct()) == {
        "ONLINE",
        "HELPER",
        "PHONE",
        "PAPER",
    }
    assert SignUp.objects.filter(
        state=SignUpState.WAITING, session__starts_at__date__gt=date.fromisoformat(TODAY)
    ).exists()


def test_eight_committees_have_48_seats_of_which_36_are_party_members() -> None:
    """Golden number of domain 7.5, by the indicator."""
    found = party_share(
        Question(
            place="tiaodenghe-jiedao",
            first=date(2026, 1, 1),
            last=date(2026, 12, 31),
            as_of=date(2026, 11, 20),
        )
    )
    here = seats_on(date(2026, 11, 20)).filter(sub_district__slug="tiaodenghe-jiedao")
    seats = here.values("term").annotate(count=Count("pk"))

    assert (found.numerator, found.denominator, found.value) == (36, 48, 0.75)
    assert sorted(row["count"] for row in seats) == [5, 5, 5, 5, 7, 7, 7, 7]


def test_the_six_committees_of_pingjiang_have_36_seats_of_which_27_are_party_members() -> None:
    """Golden number of domain 7.5, by the indicator."""
    days = {"first": date(2026, 1, 1), "last": date(2026, 12, 31), "as_of": date(2026, 11, 20)}

    found = party_share(Question(place="pingjianglu", **days))

    assert (found.numerator, found.denominator, found.value) == (27, 36, 0.75)


def test_one_term_ends_in_45_days_and_one_is_over_for_20() -> None:
    alarms = term_alarms(User.objects.get(username="official"), on=date(2026, 11, 20))

    assert [(alarm.name, alarm.words) for alarm in alarms] == [
        ("锦绣一号院业委会", "已超期20天"),
        ("沙河丽景业委会", "45天后届满"),
    ]


def test_the_env_committee_of_jinxiu_stands_since_2018_and_warns_of_nothing() -> None:
    secretary = User.objects.get(username="secretary-jinxiu")

    (committee,) = env_rows(secretary, on=date(2026, 11, 20))

    assert (committee.name, committee.note, len(committee.members)) == (
        "锦绣社区环物委",
        "2018年成立",
        7,
    )
    assert committee.cautions == []


def test_seeding_again_changes_nothing() -> None:
    before = rows()

    call_command("seed_demo", today=date.fromisoformat(TODAY), verbosity=0)

    assert rows() == before


def test_another_day_adds_its_own_months() -> None:
    call_command("seed_demo", today=date(2027, 1, 20), verbosity=0)

    moon = Session.objects.filter(complex__slug="tianxi-huafu", starts_at__year=2027)
    assert moon.count() == 39
    assert timezone.localdate(moon.get(activity__title="腊八送粥").starts_at) == date(2027, 1, 15)
    assert timezone.localdate(moon.get(activity__title="冬至送温暖").starts_at) == date(
        2027, 12, 22
    )
