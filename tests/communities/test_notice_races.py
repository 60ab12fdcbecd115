"""Two officials decide at once: one wins, the other is told; with the lock taken out nobody would be."""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest
from django.utils import timezone

from communities.choices import NoticeState
from communities.models import Notice
from communities.services import notices
from communities.services.notices import AlreadyDecided, approve_notice, return_notice
from tests.concurrency import at_once
from tests.factories.notices import DraftNoticeFactory
from tests.people import build_cast

pytestmark = pytest.mark.django_db(transaction=True)

# Behind the lock the second never comes; without it she surely does, however busy the machine is.
PATIENCE = {True: 0.4, False: 20.0}


def decide_at_once(monkeypatch: pytest.MonkeyPatch, *, locked: bool) -> tuple[Notice, list[object]]:
    """The secretary passes what the official sends back; both have read before either writes, if
    nothing holds them apart."""
    cast, now = build_cast(), timezone.now()
    notice = DraftNoticeFactory(complex=cast.complex, state=NoticeState.SUBMITTED)
    barrier = threading.Barrier(2)
    read = notices.lock_notice if locked else (lambda pk: Notice.objects.get(pk=pk))

    def read_and_meet(pk: int) -> Notice:
        found = read(pk)
        with suppress(threading.BrokenBarrierError):
            barrier.wait(PATIENCE[locked])
        return found

    monkeypatch.setattr(notices, "lock_notice", read_and_meet)
    results = at_once(
        lambda: approve_notice(notice_id=notice.pk, actor=cast.secretary, now=now),
        lambda: return_notice(notice_id=notice.pk, reason="写清", actor=cast.official, now=now),
    )
    notice.refresh_from_db()
    return notice, results


def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    notice, results = decide_at_once(monkeypatch, locked=True)

    won = [result for result in results if isinstance(result, Notice)]
    assert [type(result) for result in results if result not in won] == [AlreadyDecided]
    assert notice.state == won[0].state
    assert notice.updates.count() == 1


def test_without_the_lock_nobody_would_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: both win, or the second meets the CHECK that keeps a state to its facts."""
    _notice, results = decide_at_once(monkeypatch, locked=False)

    assert {type(result).__name__ for result in results} <= {"Notice", "IntegrityError"}, results
    assert not [result for result in results if isinstance(result, AlreadyDecided)]
