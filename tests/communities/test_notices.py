from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.models import User
from communities.choices import NoticeSeverity, NoticeStanding, NoticeState
from communities.models import Notice
from communities.permissions import (
    can_manage_notice,
    can_review_notice,
    can_withdraw_notice,
    can_write_notices,
    is_own_text,
)
from communities.queries.places import Place
from communities.services import notices
from communities.services.notices import (
    AlreadyDecided,
    NothingSaid,
    NotUrgent,
    OwnText,
    PeriodBackwards,
    PeriodOver,
    PeriodTooFar,
    PeriodTooLong,
    ReasonMissing,
    TransitionNotAllowed,
)
from core.errors import DomainError
from tests.factories.notices import DraftNoticeFactory, NoticeFactory
from tests.ledger_cast import NOW
from tests.people import Cast

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def details(**changes: Any) -> dict[str, Any]:
    return {
        "category": "PROPERTY",
        "severity": NoticeSeverity.ORDINARY,
        "title": "清洗水箱",
        "body": "3栋、4栋上午停水3小时。",
        "publisher": "物业服务中心",
        "shown_from": TODAY,
        "shown_until": TODAY + timedelta(days=6),
    } | changes


def written(cast: Cast, by: User, **changes: Any) -> Notice:
    return notices.write_notice(
        place=Place.of_complex(cast.complex), details=details(**changes), actor=by, now=NOW
    )


def submitted(cast: Cast, by: User, **changes: Any) -> Notice:
    made = written(cast, by, **changes)
    return notices.submit_notice(notice_id=made.pk, actor=by, now=NOW)


def told(notice: Notice) -> list[tuple[str, str, str]]:
    rows = notice.updates.order_by("pk").values_list("from_state", "to_state", "note")
    return list(rows)


def test_a_managers_notice_hangs_once_an_official_passed_it(cast: Cast) -> None:
    made = submitted(cast, cast.manager)
    assert not Notice.objects.public().exists()

    passed = notices.approve_notice(notice_id=made.pk, actor=cast.secretary, now=NOW)

    assert passed.state == NoticeState.PUBLISHED
    assert (passed.approved_by, passed.approved_at, passed.published_at) == (
        cast.secretary, NOW, NOW,
    )  # fmt: skip
    assert list(Notice.objects.public()) == [passed]
    assert told(passed) == [
        ("", "DRAFT", ""),
        ("DRAFT", "SUBMITTED", ""),
        ("SUBMITTED", "PUBLISHED", ""),
    ]


def test_nobody_passes_a_text_that_he_wrote_changed_or_sent(cast: Cast) -> None:
    own = submitted(cast, cast.secretary)
    sent = written(cast, cast.manager)
    notices.submit_notice(notice_id=sent.pk, actor=cast.secretary, now=NOW)
    changed = written(cast, cast.manager)
    notices.edit_notice(
        notice_id=changed.pk, details=details(title="改过的"), actor=cast.secretary, now=NOW
    )
    notices.submit_notice(notice_id=changed.pk, actor=cast.manager, now=NOW)

    for notice in (own, sent, changed):
        for decide in (
            lambda pk: notices.approve_notice(notice_id=pk, actor=cast.secretary, now=NOW),
            lambda pk: notices.return_notice(
                notice_id=pk, reason="不行", actor=cast.secretary, now=NOW
            ),
        ):
            with pytest.raises(OwnText):
                decide(notice.pk)
        notices.approve_notice(notice_id=notice.pk, actor=cast.official, now=NOW)


def test_who_sent_a_text_back_may_pass_it_later(cast: Cast) -> None:
    made = submitted(cast, cast.manager)
    notices.return_notice(notice_id=made.pk, reason="写清几点", actor=cast.secretary, now=NOW)
    notices.edit_notice(notice_id=made.pk, details=details(), actor=cast.manager, now=NOW)
    notices.submit_notice(notice_id=made.pk, actor=cast.manager, now=NOW)

    passed = notices.approve_notice(notice_id=made.pk, actor=cast.secretary, now=NOW)

    assert passed.state == NoticeState.PUBLISHED
    assert ("SUBMITTED", "RETURNED", "写清几点") in told(passed)


def test_the_database_refuses_an_author_as_approver(cast: Cast) -> None:
    for column in ("created_by", "submitted_by"):
        notice = NoticeFactory(complex=cast.complex, **{column: cast.secretary})
        with (
            pytest.raises(IntegrityError, match="notice_author_is_not_approver"),
            transaction.atomic(),
        ):
            Notice.objects.filter(pk=notice.pk).update(approved_by=cast.secretary)


def test_the_database_lets_nothing_but_an_emergency_hang_unreviewed(cast: Cast) -> None:
    NoticeFactory(complex=cast.complex, approved_at=None, severity=NoticeSeverity.URGENT)

    with pytest.raises(IntegrityError, match="notice_reviewed_before_it_hangs"):
        NoticeFactory(complex=cast.complex, approved_at=None)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("notice_period_forwards", {"shown_until": TODAY - timedelta(days=1)}),
        ("notice_says_something", {"body": ""}),
        ("notice_has_title_and_publisher", {"title": ""}),
        ("notice_published_has_time", {"published_at": None, "approved_at": NOW}),
        ("notice_withdrawn_has_reason", {"state": NoticeState.WITHDRAWN, "withdrawn_at": NOW}),
    ],
)
def test_the_database_keeps_each_state_with_its_facts(
    cast: Cast, constraint: str, values: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        NoticeFactory(complex=cast.complex, **values)


def test_an_officials_emergency_hangs_at_once_and_waits_for_another(cast: Cast) -> None:
    made = written(cast, cast.secretary, severity=NoticeSeverity.URGENT, body="")

    hung = notices.publish_urgent_notice(notice_id=made.pk, actor=cast.secretary, now=NOW)
    again = notices.publish_urgent_notice(notice_id=made.pk, actor=cast.secretary, now=NOW)

    assert hung.awaits_confirmation
    assert again.published_at == NOW
    assert list(Notice.objects.waiting()) == [hung]
    with pytest.raises(OwnText):
        notices.approve_notice(notice_id=made.pk, actor=cast.secretary, now=NOW)
    later = NOW + timedelta(hours=1)
    confirmed = notices.approve_notice(notice_id=made.pk, actor=cast.official, now=later)
    assert (confirmed.published_at, confirmed.approved_at) == (NOW, later)
    assert not Notice.objects.waiting().exists()
    assert told(confirmed)[-1] == ("PUBLISHED", "PUBLISHED", "补审通过")


def test_only_an_emergency_skips_the_review(cast: Cast) -> None:
    made = written(cast, cast.secretary, severity=NoticeSeverity.IMPORTANT)

    with pytest.raises(NotUrgent):
        notices.publish_urgent_notice(notice_id=made.pk, actor=cast.secretary, now=NOW)


def test_an_emergency_that_was_sent_back_does_not_skip_it_either(cast: Cast) -> None:
    made = submitted(cast, cast.secretary, severity="URGENT")
    notices.return_notice(notice_id=made.pk, reason="不实", actor=cast.official, now=NOW)

    with pytest.raises(TransitionNotAllowed):
        notices.publish_urgent_notice(notice_id=made.pk, actor=cast.secretary, now=NOW)


def test_deciding_twice_is_told(cast: Cast) -> None:
    made = submitted(cast, cast.manager)
    notices.approve_notice(notice_id=made.pk, actor=cast.secretary, now=NOW)

    with pytest.raises(AlreadyDecided):
        notices.approve_notice(notice_id=made.pk, actor=cast.official, now=NOW)
    with pytest.raises(AlreadyDecided):
        notices.return_notice(notice_id=made.pk, reason="晚了", actor=cast.official, now=NOW)


def test_a_review_that_took_long_shortens_no_period(cast: Cast) -> None:
    made = submitted(cast, cast.manager)
    late = NOW + timedelta(days=4)

    passed = notices.approve_notice(notice_id=made.pk, actor=cast.secretary, now=late)

    assert passed.shown_from == TODAY + timedelta(days=4)
    assert passed.shown_until - passed.shown_from == timedelta(days=6)


@pytest.mark.parametrize(
    ("category", "last"),
    [("PARTY", 26), ("RESIDENTS", 26), ("ACTIVITY", 26), ("PROPERTY", 34), ("INCOME", 49)],
)
def test_without_a_last_day_a_notice_hangs_as_long_as_its_category(
    cast: Cast, category: str, last: int
) -> None:
    made = written(cast, cast.manager, category=category, shown_until=None)

    assert made.shown_until == date(2026, 11, 1) + timedelta(days=last - 1)


@pytest.mark.parametrize(
    ("error", "changes"),
    [
        (PeriodBackwards, {"shown_until": TODAY - timedelta(days=1)}),
        (PeriodTooLong, {"shown_until": TODAY + timedelta(days=367)}),
        (PeriodTooFar, {"shown_from": date(9999, 12, 31), "shown_until": None}),
        (PeriodTooFar, {"shown_from": date(1, 1, 1)}),
    ],
)
def test_a_period_that_is_none_is_refused(
    cast: Cast, error: type[DomainError], changes: dict[str, Any]
) -> None:
    with pytest.raises(error):
        written(cast, cast.manager, **changes)

    assert not Notice.objects.exists()


def test_what_says_nothing_or_is_over_already_is_not_sent(cast: Cast) -> None:
    silent = written(cast, cast.manager, body="")
    past = written(
        cast, cast.manager, shown_from=TODAY - timedelta(days=9), shown_until=TODAY - timedelta(1)
    )

    for notice, error in ((silent, NothingSaid), (past, PeriodOver)):
        with pytest.raises(error):
            notices.submit_notice(notice_id=notice.pk, actor=cast.manager, now=NOW)


def test_what_is_reviewed_or_hangs_is_not_changed(cast: Cast) -> None:
    sent = submitted(cast, cast.manager)
    hanging = NoticeFactory(complex=cast.complex)

    for notice in (sent, hanging):
        with pytest.raises(TransitionNotAllowed):
            notices.edit_notice(
                notice_id=notice.pk, details=details(title="别的"), actor=cast.manager, now=NOW
            )


def test_a_withdrawn_notice_keeps_text_reason_and_history(cast: Cast) -> None:
    notice = NoticeFactory(complex=cast.complex)

    with pytest.raises(ReasonMissing):
        notices.withdraw_notice(notice_id=notice.pk, reason=" ", actor=cast.secretary, now=NOW)
    gone = notices.withdraw_notice(
        notice_id=notice.pk, reason="时间写错", actor=cast.secretary, now=NOW
    )

    assert (gone.withdrawn_at, gone.withdraw_reason, gone.body) == (NOW, "时间写错", notice.body)
    assert told(gone) == [("PUBLISHED", "WITHDRAWN", "时间写错")]
    assert not Notice.objects.public().exists()
    assert list(Notice.objects.once_public()) == [gone]


def test_a_correction_is_reviewed_and_takes_the_place_of_what_it_corrects(cast: Cast) -> None:
    old = NoticeFactory(complex=cast.complex, title="停水1小时")
    new = notices.write_notice(
        place=None, details=details(title="停水3小时"), replaces=old, actor=cast.manager, now=NOW
    )
    notices.submit_notice(notice_id=new.pk, actor=cast.manager, now=NOW)
    assert list(Notice.objects.public()) == [old]

    passed = notices.approve_notice(notice_id=new.pk, actor=cast.secretary, now=NOW)

    old.refresh_from_db()
    assert (passed.complex, old.state) == (cast.complex, NoticeState.WITHDRAWN)
    assert old.withdraw_reason == "已由新的公告更正"
    assert list(Notice.objects.public()) == [passed]


def test_there_is_nothing_to_correct_in_a_draft(cast: Cast) -> None:
    draft = DraftNoticeFactory(complex=cast.complex)

    with pytest.raises(TransitionNotAllowed):
        notices.write_notice(
            place=None, details=details(), replaces=draft, actor=cast.manager, now=NOW
        )


def test_one_form_sent_twice_is_one_notice(cast: Cast) -> None:
    first, second = (
        notices.write_notice(
            place=Place.of_complex(cast.complex),
            details=details(),
            actor=cast.manager,
            now=NOW,
            request_key="k" * 32,
        )
        for _time in range(2)
    )

    assert first == second
    assert Notice.objects.count() == 1


def test_the_clock_tells_where_in_its_period_a_notice_is(cast: Cast) -> None:
    notice = NoticeFactory(complex=cast.complex)
    last = notice.shown_until

    assert [
        notice.standing(day)
        for day in (TODAY - timedelta(1), TODAY, last, last + timedelta(days=1))
    ] == [
        NoticeStanding.COMING, NoticeStanding.ON_SHOW, NoticeStanding.ON_SHOW, NoticeStanding.OVER,
    ]  # fmt: skip


def test_writing_is_for_those_who_serve_and_deciding_for_officials(cast: Cast) -> None:
    notice = NoticeFactory(complex=cast.complex, created_by=cast.manager)
    everybody = {
        name: getattr(cast, name)
        for name in (
            "resident",
            "partner",
            "leader",
            "auditor",
            "outsider",
            "sibling_manager",
            "steward",
            "manager",
            "branch_secretary",
            "secretary",
            "official",
        )
    }

    def names(may: Any) -> set[str]:
        return {name for name, user in everybody.items() if may(user)}

    officials = {"secretary", "official"}
    field = {"manager", "steward", "branch_secretary"}
    assert names(can_write_notices) == officials | field | {"outsider", "sibling_manager"}
    assert names(lambda user: can_manage_notice(user, notice)) == officials | field
    assert names(lambda user: can_review_notice(user, notice)) == officials
    assert names(lambda user: can_withdraw_notice(user, notice)) == officials | {"manager"}
    assert names(lambda user: is_own_text(user, notice)) == {"manager"}


def test_a_street_wide_notice_is_read_by_those_below_once_it_hangs(cast: Cast) -> None:
    where = {"complex": None, "community": None, "sub_district": cast.street}
    hanging, draft = NoticeFactory(**where), DraftNoticeFactory(**where)

    assert set(Notice.objects.visible_to(cast.manager)) == {hanging}
    assert set(Notice.objects.visible_to(cast.official)) == {hanging, draft}
    assert not Notice.objects.visible_to(cast.outsider).exists()
    assert not Notice.objects.manageable_by(cast.manager).exists()


def test_each_change_leaves_its_event(cast: Cast) -> None:
    made = submitted(cast, cast.manager)

    events: Any = Notice.pgh_event_model  # type: ignore[attr-defined]
    labels = events.objects.filter(pgh_obj=made.pk).order_by("pgh_id")
    assert list(labels.values_list("pgh_label", "state")) == [
        ("insert", "DRAFT"),
        ("update", "SUBMITTED"),
    ]
