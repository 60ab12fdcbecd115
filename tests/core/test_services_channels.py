from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from core.models import CallTask, InboxMessage
from core.outbox import Rendered
from core.services.channels import put_in_inbox, put_on_call_list
from tests.factories.core import OutboxMessageFactory

pytestmark = pytest.mark.django_db


def test_words_that_are_too_long_are_cut_not_refused() -> None:
    message = OutboxMessageFactory()

    put_in_inbox(message, Rendered("长" * 90, "话" * 500, "/my/"))

    inbox = InboxMessage.objects.get()
    assert (len(inbox.title), len(inbox.body)) == (80, 400)
    put_on_call_list(message, Rendered("标题", "话" * 500))
    assert len(CallTask.objects.get().text) == 400


@pytest.mark.parametrize("send", [put_in_inbox, put_on_call_list])
def test_the_database_refuses_to_tell_twice(send: object) -> None:
    message = OutboxMessageFactory()
    send(message, Rendered("标题", "正文"))  # type: ignore[operator]

    with pytest.raises(IntegrityError), transaction.atomic():
        send(message, Rendered("标题", "正文"))  # type: ignore[operator]
