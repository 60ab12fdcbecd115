"""How a row came to be (变更记录), as far as the viewer may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.queries.people import visible_users
from communities.queries.scope import has_scope, scoped_rows

if TYPE_CHECKING:
    from communities.querysets import AnyUser

# Never told in a history: keys and ciphers that say nothing to people.
UNTOLD = frozenset(
    [
        "id",
        "pinyin_key",
        "phone_digest",
        "phone_cipher",
        "password",
        "last_login",
        "request_key",
        "code",
        "entry_code",
        "token",
        "sha256",
        "lease_token",
    ]
)
HISTORY_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Change:
    """One field's change, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of a row (变更记录): when, by whom, what."""

    at: datetime
    who: str
    action: str
    changes: list[Change]


def history_of(row: models.Model, *, viewer: AnyUser) -> list[HistoryEntry]:
    """What the database's triggers recorded of this row, newest first.

    People and places outside the viewer's scope are not named (I-20). Empty for untracked models.
    """
    tracker = getattr(type(row), "pgh_event_model", None)
    if tracker is None:
        return []
    events = list(tracker.objects.filter(pgh_obj_id=row.pk).order_by("-pgh_id")[:HISTORY_LENGTH])
    names = _Names(viewer, tracker, events)
    actors = _actors(events, viewer)
    entries = []
    for event, earlier in zip(events, [*events[1:], None], strict=True):
        context = event.pgh_context or {}
        entries.append(
            HistoryEntry(
                at=event.pgh_created_at,
                who=actors.get(context.get("actor"), _("系统") if not context.get("actor") else ""),
                action=_action(event.pgh_label),
                changes=names.changes(event, earlier),
            )
        )
    return entries


def _action(label: str) -> str:
    return {"insert": _("新增"), "update": _("修改"), "delete": _("删除")}.get(label, label)


def _actors(events: Iterable[Any], viewer: AnyUser) -> dict[int | None, str]:
    keys = {(event.pgh_context or {}).get("actor") for event in events} - {None}
    seen = visible_users(viewer).filter(pk__in=keys).select_related("person")
    return {**dict.fromkeys(keys, _("其他范围的人员")), **{u.pk: u.display_name for u in seen}}


class _Names:
    """Words for the values of events; the rows that they point at are fetched once a field."""

    def __init__(self, viewer: AnyUser, tracker: Any, events: list[Any]) -> None:
        self.fields = [
            field
            for field in tracker._meta.concrete_fields
            if not field.name.startswith("pgh_") and field.name not in UNTOLD
            if not field.remote_field or has_scope(field.related_model)
        ]
        self.related: dict[str, dict[Any, str]] = {}
        for field in self.fields:
            if field.remote_field:
                keys = {getattr(event, field.attname) for event in events} - {None}
                rows = scoped_rows(field.related_model, viewer).filter(pk__in=keys) if keys else ()
                self.related[field.name] = {row.pk: str(row) for row in rows}

    def changes(self, event: Any, earlier: Any) -> list[Change]:
        return [
            Change(str(field.verbose_name), before, after)
            for field in self.fields
            for before in [self.text(field, earlier) if earlier else ""]
            for after in [self.text(field, event)]
            if before != after
        ]

    def text(self, field: Any, event: Any) -> str:
        value = getattr(event, field.attname)
        if value is None or value == "":
            return ""
        if field.name in self.related:
            return self.related[field.name].get(value, _("其他范围的数据"))
        if isinstance(value, bool):
            return _("是") if value else _("否")
        if isinstance(value, datetime):
            return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
        if isinstance(value, list):
            labels = dict(field.base_field.flatchoices or ())
            return "、".join(str(labels.get(one, one)) for one in value)
        labels = dict(field.flatchoices or ())
        return str(labels.get(value, value))
