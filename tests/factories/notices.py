"""Notices as people meet them: passed by a colleague, hanging for a week."""

from __future__ import annotations

from datetime import timedelta

import factory
from django.utils import timezone

from communities.choices import NoticeCategory, NoticeState, ObjectionSource
from communities.models import Notice, Objection
from tests.factories.communities import PlacedFactory


class NoticeFactory(PlacedFactory[Notice]):
    """On show from today on; a draft with `state=NoticeState.DRAFT, published_at=None, approved_at=None`."""

    class Meta:
        model = Notice

    title = factory.Sequence(lambda number: f"测试公告{number}")
    body = "请大家互相转告。"
    publisher = "物业服务中心"
    category = NoticeCategory.PROPERTY
    shown_from = factory.LazyFunction(timezone.localdate)
    shown_until = factory.LazyAttribute(lambda row: row.shown_from + timedelta(days=6))
    state = NoticeState.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)
    approved_at = factory.LazyAttribute(lambda row: row.published_at)


class DraftNoticeFactory(NoticeFactory):
    """Seen by the staff only."""

    state = NoticeState.DRAFT
    published_at = None
    approved_at = None


class ObjectionFactory(PlacedFactory[Objection]):
    """By the page, unanswered, nameless; at the notice's place."""

    class Meta:
        model = Objection

    notice = factory.SubFactory(NoticeFactory)
    complex = factory.SelfAttribute("notice.complex")
    community = factory.SelfAttribute("notice.community")
    sub_district = factory.SelfAttribute("notice.sub_district")
    body = "停车费的数字不对。"
    source = ObjectionSource.ONLINE
    raised_at = factory.LazyFunction(timezone.now)
