"""A sub-district is opened before anybody can sign in, and its officials set their own passwords."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from accounts.invitations import invitation_code, invited_user
from accounts.models import User
from communities.choices import Role
from communities.models import Community, RoleAssignment, SubDistrict
from communities.queries.setup import progress
from communities.services.duties import WiderThanOwn
from communities.services.first_run import (
    NewSubDistrict,
    NobodyInvited,
    Official,
    Opened,
    SetupLinkOver,
    TakenAlready,
    open_sub_district,
    require_setup_code,
    setup_code,
)
from communities.services.staff import (
    InvitationOver,
    PersonHasAccount,
    accept_invitation,
    invite,
)
from tests.concurrency import at_once
from tests.factories.communities import SubDistrictFactory
from tests.people import Cast

NOW = datetime(2026, 11, 20, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
WANG = Official("王建国", "13800000001")
LONG = "correct horse battery 9"


def opened(**changes: Any) -> Opened:
    facts = {"name": "跳蹬河街道", "communities": ("跳蹬河社区", "锦绣社区")}
    given: dict[str, Any] = {"officials": [WANG], "actor": None, "now": NOW}
    return open_sub_district(
        facts=NewSubDistrict(**facts | changes.pop("facts", {})), **given | changes
    )


@pytest.mark.django_db
def test_the_street_its_communities_and_its_administrator_stand_together() -> None:
    made = opened(facts={"division_code": "510108008", "city_name": "成都市成华区"})

    assert made.sub_district.slug == "tiao-deng-he-jie-dao"
    assert [c.name for c in Community.objects.filter(sub_district=made.sub_district)] == [
        "跳蹬河社区",
        "锦绣社区",
    ]
    (duty,) = RoleAssignment.objects.filter(sub_district=made.sub_district)
    assert (duty.role, duty.user.username) == (Role.SUB_DISTRICT_ADMIN, "wangjianguo")
    assert duty.user.display_name == "王建国"
    assert not duty.user.has_usable_password()


@pytest.mark.django_db
def test_two_of_one_name_get_two_accounts() -> None:
    made = opened(officials=[WANG, Official("王建国", "13800000002")])

    assert [one.user.username for one in made.invited] == ["wangjianguo", "wangjianguo2"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": "甲街道"}, "name"),
        ({"slug": "complex-a1"}, "slug"),
        ({"division_code": "510108008"}, "division_code"),
    ],
)
def test_what_is_taken_is_named_and_nothing_stands(
    cast: Cast, facts: dict[str, str], field: str
) -> None:
    SubDistrict.objects.filter(pk=cast.street.pk).update(division_code="510108008")
    before = (SubDistrict.objects.count(), Community.objects.count(), User.objects.count())

    with pytest.raises(TakenAlready) as refused:
        opened(facts=facts)

    assert refused.value.field == field
    assert before == (SubDistrict.objects.count(), Community.objects.count(), User.objects.count())


@pytest.mark.django_db
def test_somebody_must_be_able_to_sign_in() -> None:
    with pytest.raises(NobodyInvited):
        opened(officials=[])
    with pytest.raises(PersonHasAccount):
        opened(officials=[WANG, WANG])

    assert not SubDistrict.objects.exists()


@pytest.mark.django_db
def test_officials_open_no_other_tenant(cast: Cast) -> None:
    with pytest.raises(WiderThanOwn):
        opened(actor=cast.official)

    assert opened(actor=cast.admin).sub_district.pk


@pytest.mark.django_db
def test_a_setup_link_opens_one_within_three_days() -> None:
    with time_machine.travel(NOW, tick=False):
        code = setup_code()
        assert opened(code=code).sub_district.pk
        with pytest.raises(SetupLinkOver):
            opened(code=code, facts={"name": "紫荆路街道"}, officials=[Official("李梅")])
        late = setup_code()
        with pytest.raises(SetupLinkOver):
            require_setup_code(late[:-1] + ("A" if late[-1] != "A" else "B"))
    with time_machine.travel(NOW + timedelta(hours=71), tick=False):
        require_setup_code(late)
    with time_machine.travel(NOW + timedelta(hours=73), tick=False), pytest.raises(SetupLinkOver):
        require_setup_code(late)


@pytest.mark.django_db
def test_a_used_setup_link_stays_over_when_another_street_goes() -> None:
    """As when the demo is removed: their number is what it was when the link was made."""
    gone = SubDistrictFactory()
    code = setup_code()
    opened(code=code)
    gone.delete()

    with pytest.raises(SetupLinkOver):
        require_setup_code(code)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hold_one_setup_link_one_opens() -> None:
    code = setup_code()

    def attempt(name: str) -> Any:
        return lambda: opened(
            code=code, facts={"name": name, "communities": ()}, officials=[Official(name[:2])]
        )

    answers = at_once(attempt("东街道"), attempt("西街道"), attempt("南街道"))

    assert sum(isinstance(answer, Opened) for answer in answers) == 1
    assert sum(isinstance(answer, SetupLinkOver) for answer in answers) == 2
    assert SubDistrict.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_its_lock_one_setup_link_opens_several(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: what the test above would see if nobody waited for the other."""
    from threading import Barrier

    from communities.services import first_run

    all_here, asked = Barrier(2), first_run.require_setup_code

    def together(code: str) -> None:
        asked(code)
        all_here.wait(timeout=20)

    monkeypatch.setattr(first_run, "one_at_a_time", lambda _what: None)
    monkeypatch.setattr(first_run, "require_setup_code", together)
    code = setup_code()
    answers = at_once(
        lambda: opened(code=code, facts={"name": "东街道", "communities": ()}),
        lambda: opened(
            code=code, facts={"name": "西街道", "communities": ()}, officials=[Official("李梅")]
        ),
    )

    assert sum(isinstance(answer, Opened) for answer in answers) == 2


@pytest.mark.django_db
def test_an_invitation_sets_a_password_once() -> None:
    (invited,) = opened().invited

    assert invited_user(invited.code) == invited.user
    accept_invitation(code=invited.code, password=LONG, now=NOW)

    invited.user.refresh_from_db()
    assert invited.user.check_password(LONG)
    assert invited_user(invited.code) is None
    with pytest.raises(InvitationOver):
        accept_invitation(code=invited.code, password="another long one 8", now=NOW)


@pytest.mark.django_db
def test_a_new_invitation_ends_the_old_one_the_password_and_the_closing(cast: Cast) -> None:
    first = invite(user=cast.manager, actor=cast.secretary, now=NOW)
    User.objects.filter(pk=cast.manager.pk).update(is_active=False)
    second = invite(user=cast.manager, actor=cast.secretary, now=NOW)

    assert invited_user(first) is None
    assert invited_user(second) == cast.manager
    cast.manager.refresh_from_db()
    assert not cast.manager.has_usable_password()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "code", ["", "-", "zzzzzzzzzzzzzzzzzzzzzz-x", "1-", "é-1", "1a-1-1", "9" * 500]
)
def test_a_code_that_never_was_opens_nothing(cast: Cast, code: str) -> None:
    assert invited_user(code) is None


@pytest.mark.django_db
def test_an_invitation_runs_out_after_three_days(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        code = invitation_code(cast.manager)
    with time_machine.travel(NOW + timedelta(hours=71), tick=False):
        assert invited_user(code) == cast.manager
    with time_machine.travel(NOW + timedelta(hours=73), tick=False):
        assert invited_user(code) is None


@pytest.mark.django_db
def test_nobody_invites_above_himself(cast: Cast) -> None:
    with pytest.raises(WiderThanOwn):
        invite(user=cast.official, actor=cast.secretary, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hold_one_invitation_one_sets_the_password() -> None:
    (invited,) = opened().invited

    answers = at_once(
        *(
            lambda word=word: accept_invitation(
                code=invited.code, password=f"{LONG} {word}", now=NOW
            )
            for word in ("one", "two", "three")
        )
    )

    assert sum(isinstance(answer, User) for answer in answers) == 1
    assert sum(isinstance(answer, InvitationOver) for answer in answers) == 2


@pytest.mark.django_db
def test_an_administrator_sees_how_far_his_own_street_has_come(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        before = progress(cast.official)
    invite(user=cast.manager, actor=cast.official, now=NOW)
    after = progress(cast.official)

    own = Community.objects.filter(sub_district=cast.street).count()
    assert (before.sub_districts, before.communities) == (1, own)
    assert (before.not_signed_in, after.not_signed_in) == (0, 1)
    assert after.colleagues == before.colleagues
