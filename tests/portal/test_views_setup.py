"""/setup/ and /invite/: from a link on the server's console to somebody who signs in."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from accounts.models import User
from communities.models import Community, SubDistrict
from communities.services.first_run import setup_code
from tests.people import Cast

pytestmark = pytest.mark.django_db
LONG = "correct horse battery 9"
TYPED = {
    "name": "跳蹬河街道",
    "communities": "跳蹬河社区\n建兴路社区",
    "officials": "王建国 138 0000 0001\n李梅",
}


def typed(**changes: str) -> dict[str, str]:
    return {**TYPED, "officials": "王建国 13800000001\n李梅", **changes}


def test_from_the_console_to_the_first_sign_in(client: Client) -> None:
    page = f"/setup/link/{setup_code()}/"
    assert "开通街道" in client.get(page).content.decode()
    assert not SubDistrict.objects.exists()

    told = client.post(page, typed()).content.decode()
    links = re.findall(r"/invite/[^<\s]+", told)
    assert len(links) == 2
    assert "跳蹬河社区、建兴路社区" in told
    assert client.get(page).status_code == 410

    assert "王建国，请设密码" in client.get(links[0]).content.decode()
    answer = client.post(links[0], {"password": LONG, "again": LONG}, follow=True)
    assert "密码设好了" in answer.content.decode()
    assert client.get(links[0]).status_code == 410
    client.post("/accounts/login/", {"login": "wangjianguo", "password": LONG})
    assert client.session.get("_auth_user_id") == str(User.objects.get(username="wangjianguo").pk)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "请填写街道名称"),
        ({"division_code": "51010800"}, "街道区划代码是9位数字"),
        ({"slug": "跳蹬河"}, "网址名只能用小写字母、数字和连字符"),
        ({"slug": "all"}, "这个网址名已有别的地方在用"),
        ({"officials": "13800000001 王建国"}, "第1行：请先写姓名，再写手机号"),
        ({"officials": "王建国 12"}, "第1行："),
        ({"officials": "王建国 13800000001\n王建国 13800000001"}, "这个人已有账号"),
        ({"communities": "11010519491231002X"}, "请不要填写身份证号"),
        ({"communities": "长" * 61}, "第1行太长"),
    ],
)
def test_a_refusal_names_the_reason_and_keeps_what_was_typed(
    client: Client, wrong: dict[str, str], sentence: str
) -> None:
    answer = client.post(f"/setup/link/{setup_code()}/", typed(city_name="成都市", **wrong))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="成都市"' in page
    assert not SubDistrict.objects.exists()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("short", "short", "密码太短"),
        (LONG, "something else 12", "两遍不一样"),
        ("", "", "请填写新密码"),
    ],
)
def test_a_first_password_is_weighed(
    client: Client, password: str, again: str, sentence: str
) -> None:
    told = client.post(f"/setup/link/{setup_code()}/", typed()).content.decode()
    (link, _second) = re.findall(r"/invite/[^<\s]+", told)

    answer = client.post(link, {"password": password, "again": again})

    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert not User.objects.get(username="wangjianguo").has_usable_password()


def test_the_steps_say_what_stands_and_lead_on(
    cast: Cast, client_of: Callable[[User], Client]
) -> None:
    page = client_of(cast.official).get("/setup/").content.decode()

    assert f"已有{Community.objects.filter(sub_district=cast.street).count()}个社区" in page
    assert "导入小区基本信息台账" in page
    assert "/admin/communities/complex/ledger/import" in page
    assert "再开通一个街道" not in page


def test_only_the_systems_own_administrator_opens_another(
    cast: Cast, client_of: Callable[[User], Client]
) -> None:
    assert client_of(cast.official).get("/setup/open/").status_code == 403
    assert client_of(cast.secretary).get("/setup/").status_code == 403
    admin = client_of(cast.admin)
    assert "再开通一个街道" in admin.get("/setup/").content.decode()

    told = admin.post("/setup/open/", typed()).content.decode()

    assert "跳蹬河街道开通了" in told


def test_the_command_prints_a_link_or_opens_at_once(
    capsys: pytest.CaptureFixture[str], client: Client
) -> None:
    call_command("first_run")
    link = capsys.readouterr().out.strip()
    assert client.get(re.sub(r"^https?://[^/]+", "", link)).status_code == 200

    call_command(
        "first_run", name="跳蹬河街道", official=["王建国 13800000001"], community=["锦绣社区"]
    )
    assert re.search(r"王建国 wangjianguo \S+/invite/\S+", capsys.readouterr().out)
    with pytest.raises(CommandError, match="已经有“跳蹬河街道”了"):
        call_command("first_run", name="跳蹬河街道", official=["李梅"])
    with pytest.raises(CommandError, match="请填写街道管理员"):
        call_command("first_run", name="紫荆路街道")


def test_a_street_without_a_complex_begins_with_what_is_left_to_do(
    cast: Cast, client_of: Callable[[User], Client]
) -> None:
    assert client_of(cast.official).get("/start/")["Location"] == "/admin/"
    told = client_of(cast.admin).post("/setup/open/", typed()).content.decode()
    (link, _second) = re.findall(r"/invite/[^<\s]+", told)
    fresh = Client()
    fresh.post(link, {"password": LONG, "again": LONG})
    fresh.post("/accounts/login/", {"login": "wangjianguo", "password": LONG})

    assert fresh.get("/start/")["Location"] == "/setup/"
    page = fresh.get("/setup/").content.decode()
    assert page.index("导入小区基本信息台账") < page.index("导入活动计划表")
