"""异议: raised by anybody while a notice hangs, on the page, at the counter or by telephone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.phones import phone_digest
from accounts.services import find_or_register
from communities.choices import ObjectionSource
from communities.models import Notice, Objection
from core.errors import DomainError
from core.throttle import Try, is_over_any_limit
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import Person, User

# A browser, a phone, an address in ten minutes; behind one carrier address sits a whole complex.
WINDOW = 10 * 60
MOST_OF_DEVICE = 10
MOST_OF_PHONE = 5
MOST_OF_ADDRESS = 300
# Stored, which stays Chinese whoever reads the page.
NAMELESS = "未留姓名"


class NotOnShow(DomainError):
    default_message = _("这条公告不在公示期内，不再接受异议")


class AlreadyAnswered(DomainError):
    default_message = _("这条异议刚才已经有人答复了，请看最新的内容")


class NoContact(DomainError):
    default_message = _("提出异议的人没有留下联系方式")


class ReplyMissing(DomainError):
    default_message = _("请写答复")


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What somebody says; name and phone may both be left out. `form_key`: of the form, once."""

    body: str
    name: str = ""
    phone: str = ""
    source: ObjectionSource = ObjectionSource.ONLINE
    form_key: str = ""


@locking
def raise_objection(
    *,
    notice_id: int,
    complaint: Complaint,
    actor: User | None,
    now: datetime,
    is_demo: bool = False,
) -> Objection:
    """Takes an objection down; the same form sent twice is one. Raises NotOnShow, PhoneInvalid.

    A phone is kept with the person only (`accounts.Person`), and only when one was left.
    """
    notice = Notice.objects.select_for_update(no_key=True).get(pk=notice_id)
    if complaint.form_key:
        again = notice.objections.filter(request_key=complaint.form_key).first()
        if again:
            return again
    if not notice.is_on_show(timezone.localdate(now)):
        raise NotOnShow
    return Objection.objects.create(
        sub_district_id=notice.sub_district_id,
        community_id=notice.community_id,
        complex_id=notice.complex_id,
        notice=notice,
        body=complaint.body,
        source=complaint.source,
        person=_person(complaint, is_demo=is_demo),
        raised_at=now,
        entered_by=actor,
        request_key=complaint.form_key,
        is_demo=is_demo,
    )


@locking
def answer_objection(*, objection_id: int, reply: str, actor: User, now: datetime) -> Objection:
    """答复, once: what was answered stays. Raises ReplyMissing, AlreadyAnswered."""
    if not reply.strip():
        raise ReplyMissing
    objection = Objection.objects.select_for_update(no_key=True).get(pk=objection_id)
    if objection.answered_at is not None:
        raise AlreadyAnswered
    objection.reply, objection.answered_at, objection.answered_by = reply, now, actor
    objection.save(update_fields=["reply", "answered_at", "answered_by"])
    return objection


def objects_too_often(*, device: str, phone: str, address: str) -> bool:
    """Counts one try of the page's form. Empty: not known, not counted."""
    tries = [
        Try("objection-device", device, MOST_OF_DEVICE),
        Try("objection-phone", phone_digest(phone) if phone else "", MOST_OF_PHONE),
        Try("objection-address", address, MOST_OF_ADDRESS),
    ]
    return is_over_any_limit(tries, seconds=WINDOW)


def _person(complaint: Complaint, *, is_demo: bool) -> Person | None:
    if not complaint.name and not complaint.phone:
        return None
    name = complaint.name or NAMELESS
    return find_or_register(name=name, phone=complaint.phone, is_demo=is_demo)[0]
