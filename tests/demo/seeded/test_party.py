"""The Party's organisation of the demo (domain 7.1, 7.2, 7.5): golden numbers computed from its rows."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from core import indicators
from core.indicators import Fraction, Question
from party_building.choices import PartyKind
from party_building.models import PartyInstructor, PartyOrganization, PartyPost
from party_building.queries.organization_page import organization_page
from tests.demo.seeded.conftest import of_days

TODAY = date(2026, 11, 20)

pytestmark = of_days(TODAY)


def counted(code: str, place: str, day: date = TODAY) -> Fraction:
    question = Question(place=place, first=day, last=day, as_of=day)
    indicator = indicators.get_indicator(code)
    figure = indicator.count(question)
    assert indicator.parts is not None
    parts = indicator.parts(question, User.objects.get(username="admin"))
    assert sum(part.numerator for part in parts) == figure.numerator
    assert sum(part.denominator for part in parts) == figure.denominator
    return figure


@pytest.mark.parametrize(
    ("code", "place", "figure"),
    [
        ("K01", "tiaodenghe", Fraction(9, 9)),
        ("K01", "jinxiu", Fraction(12, 12)),
        # 21 of their own and two that share one.
        ("K01", "jianxinglu", Fraction(23, 23)),
        ("K01", "zhengtonglu", Fraction(0, 9)),
        ("K01b", "zhengtonglu", Fraction(1, 9)),
        ("K04", "tiaodenghe-jiedao", Fraction(36, 48)),
        ("K05", "tiaodenghe-jiedao", Fraction(8, 8)),
        ("K06", "tiaodenghe-jiedao", Fraction(6, 8)),
    ],
)
def test_figures_of_the_demo(code: str, place: str, figure: Fraction) -> None:
    assert counted(code, place) == figure


def test_firms_have_their_own_branches_and_one_an_instructor_alone() -> None:
    assert counted("K02", "zhengtonglu").numerator == 1
    assert counted("K02", "tiaodenghe-jiedao") == Fraction(3, 6)
    assert counted("K02b", "tiaodenghe-jiedao") == Fraction(6, 6)


def test_the_command_tells_the_same() -> None:
    out = StringIO()
    call_command(
        "indicator", "K06", "--place", "tiaodenghe-jiedao", "--from", "2026-01-01",
        "--to", "2026-11-20", stdout=out,
    )  # fmt: skip

    assert "6" in out.getvalue()
    assert "8" in out.getvalue()


def test_jinyun_has_a_group_over_each_two_buildings() -> None:
    groups = PartyOrganization.objects.filter(
        kind=PartyKind.GROUP, complex__slug="zhongliang-jinyun"
    )

    assert groups.count() == 7
    assert {group.partycoverages.count() for group in groups} == {2}
    branch = PartyOrganization.objects.get(name="中粮锦云党支部")
    secretary = PartyPost.objects.get(organization=branch, post="SECRETARY").person
    assert secretary == User.objects.get(username="branch").person


def test_something_is_to_be_looked_at() -> None:
    official = User.objects.get(username="official")

    def cautions(name: str) -> set[str]:
        one = PartyOrganization.objects.get(name=name)
        page = organization_page(one, on=TODAY, day="", user=official, may_write=False)
        return {caution.text for caution in page.cautions}

    assert "正式党员2名，少于3名，宜成立联合支部" in cautions("锦绣二号院党支部")
    assert "40天后届满，请安排换届" in cautions("沙河丽景党支部")
    assert "届期已满20天，请安排换届" in cautions("锦绣新居党支部")


def test_a_deputy_stands_in_for_a_secretary() -> None:
    one = PartyOrganization.objects.get(name="锦云东苑党支部")
    page = organization_page(
        one, on=TODAY, day="", user=User.objects.get(username="official"), may_write=False
    )

    assert "请假，由" in page.posts[0].note


def test_the_demo_is_marked_and_built_once() -> None:
    assert PartyInstructor.objects.filter(is_demo=True).count() == 6
    assert not PartyOrganization.objects.filter(is_demo=False).exists()
    assert not PartyPost.objects.filter(is_demo=False).exists()
    before = PartyOrganization.objects.count()

    call_command("seed_demo", today=TODAY, verbosity=0)

    assert PartyOrganization.objects.count() == before


def test_a_complex_shows_its_branch_to_anybody() -> None:
    page = Client().get("/c/zhongliang-jinyun/about/").content.decode()

    assert "中粮锦云党支部" in page
    assert "刘桂兰" in page
