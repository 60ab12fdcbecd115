"""The demo data goes for good; what is real beside it stays, to the last row."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Person, User
from activities.models import Activity
from communities.models import Community, Complex, RoleAssignment, SubDistrict
from communities.services.first_run import NewSubDistrict, Official, open_sub_district
from communities.services.staff import accept_invitation
from core.models import Disclosure
from demo.launcher import WITHOUT_DEMO_DATA
from demo.removal import NobodyLeft, NotYoursToRemove, demo_row_count, remove_demo_data
from tests.demo.seeded.conftest import PASSWORD, of_days
from tests.demo.seeded.test_marks import OURS
from tests.factories.activities import SignUpFactory
from tests.factories.communities import ComplexFactory

pytestmark = of_days(date(2026, 11, 20))
NOW = datetime(2026, 11, 20, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
LONG = "correct horse battery 9"


@pytest.fixture(autouse=True)
def _marker(settings: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.WITHOUT_DEMO_DATA = tmp_path_factory.mktemp("var") / WITHOUT_DEMO_DATA  # type: ignore[attr-defined]


def real_street(*, accepted: bool = True) -> User:
    """Opened by the demo's own administrator, as somebody who tries it first would."""
    made = open_sub_district(
        facts=NewSubDistrict(name="真实街道", communities=("真实社区",)),
        officials=[Official("王建国", "13800000001")],
        actor=User.objects.get(username="admin"),
        now=NOW,
    )
    (invited,) = made.invited
    if accepted:
        accept_invitation(code=invited.code, password=LONG, now=NOW)
    return invited.user


def test_nothing_is_removed_while_nobody_real_can_sign_in() -> None:
    before = demo_row_count()
    for prepare in (lambda: None, lambda: real_street(accepted=False)):
        prepare()
        with pytest.raises(NobodyLeft):
            remove_demo_data(actor=None, now=NOW)

    assert demo_row_count() == before > 500


def test_every_row_of_the_demo_goes_and_every_real_one_stays() -> None:
    official = real_street()
    community = Community.objects.get(name="真实社区")
    place = ComplexFactory(community=community, sub_district=community.sub_district)
    sign_up = SignUpFactory(
        session__activity__complex=place,
        session__activity__community=community,
        session__activity__sub_district=community.sub_district,
    )
    real = {
        model: set(model._default_manager.values_list("pk", flat=True))
        for model in (SubDistrict, Community, Complex, Activity, Person, User, RoleAssignment)
    }
    marked = {
        model: set(model._default_manager.filter(**mark).values_list("pk", flat=True))
        for model, mark in (
            (SubDistrict, {"is_demo": True}),
            (Community, {"is_demo": True}),
            (Complex, {"is_demo": True}),
            (Activity, {"is_demo": True}),
            (Person, {"is_demo": True}),
            (User, {"is_demo": True}),
            (RoleAssignment, {"user__is_demo": True}),
        )
    }

    removed = remove_demo_data(actor=official, now=NOW)

    assert removed.rows > 5_000
    for model, rows in real.items():
        left = set(model._default_manager.values_list("pk", flat=True))
        assert left == rows - marked[model], model
    assert demo_row_count() == 0
    sign_up.refresh_from_db()
    # The one who gave the real duty was the demo's: the duty stands, the mention is empty.
    assert RoleAssignment.objects.get(user=official).granted_by is None


def test_no_table_but_those_of_the_system_holds_anything_afterwards() -> None:
    official = real_street()
    remove_demo_data(actor=official, now=NOW)

    # A street, a community, an official, her person and duty, and the index of two slugs.
    held = {m._meta.label: n for m in OURS if (n := m._default_manager.count())}
    held.pop("activities.PublicHoliday", None)
    assert held == {
        "accounts.Person": 1,
        "accounts.User": 1,
        "communities.SubDistrict": 1,
        "communities.Community": 1,
        "communities.RoleAssignment": 1,
        "communities.PlaceSlug": 2,
    }


def test_who_looked_at_a_real_phone_stays_closed_under_the_name() -> None:
    official = real_street()
    street = SubDistrict.objects.get(name="真实街道")
    assert official.person is not None
    Disclosure.objects.create(
        person=official.person,
        viewer=User.objects.get(username="admin"),
        purpose="核对",
        tenant_id=street.pk,
        disclosed_at=NOW,
    )

    removed = remove_demo_data(actor=official, now=NOW)

    viewer = Disclosure.objects.get(person=official.person).viewer
    assert removed.kept_accounts == ("admin",)
    assert (viewer.username, viewer.is_active, viewer.is_superuser) == ("admin", False, False)
    assert not viewer.has_usable_password()


def test_what_a_real_colleague_wrote_in_a_place_of_the_demo_goes_with_the_place() -> None:
    official = real_street()
    place = Complex.objects.get(slug="zhongliang-jinyun")
    Activity.objects.create(
        title="在演示小区试一试",
        sub_district=place.sub_district,
        community=place.community,
        complex=place,
        created_by=official,
    )

    remove_demo_data(actor=official, now=NOW)

    assert not Activity.objects.filter(title="在演示小区试一试").exists()


def test_the_page_asks_for_the_word_and_leads_back(client: Client) -> None:
    real_street()
    client.post("/accounts/login/", {"login": "wangjianguo", "password": LONG})
    assert "/setup/demo/" in client.get("/setup/").content.decode()

    refused = client.post("/setup/demo/", {"word": "删"})
    assert refused.status_code == 422
    assert demo_row_count()

    page = client.post("/setup/demo/", {"word": "移除"}, follow=True).content.decode()
    assert "没有演示数据" in page
    assert not demo_row_count()


def test_the_service_itself_refuses_the_demos_own_officials() -> None:
    real_street()
    with pytest.raises(NotYoursToRemove):
        remove_demo_data(actor=User.objects.get(username="official"), now=NOW)

    assert demo_row_count()


def test_the_demos_own_officials_may_not(client: Client) -> None:
    client.post("/accounts/login/", {"login": "official", "password": PASSWORD})

    assert client.get("/setup/demo/").status_code == 403
    assert "/setup/demo/" not in client.get("/setup/").content.decode()


def test_the_command_counts_first_and_then_removes(capsys: pytest.CaptureFixture[str]) -> None:
    real_street()
    call_command("remove_demo")
    assert "加上 --yes 才移除" in capsys.readouterr().out

    call_command("remove_demo", yes=True)
    assert "已移除" in capsys.readouterr().out
    assert demo_row_count() == 0
    with pytest.raises(CommandError, match="已有真实的街道"):
        call_command("seed_demo", today=date(2026, 11, 20))
