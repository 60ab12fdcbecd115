"""开通街道: a sub-district with its communities and the first officials, before anybody can sign in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.invitations import invitation_code
from accounts.models import User
from accounts.text import pinyin_slug, tidy
from communities.choices import Role
from communities.models import Community, PlaceSlug, RoleAssignment, SubDistrict
from communities.permissions import can_open_sub_district
from communities.services.duties import WiderThanOwn
from communities.services.places import save_place
from communities.services.staff import new_account
from core.errors import DomainError
from core.transactions import locking, one_at_a_time

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SALT = "communities.first_run"
LINK_SECONDS = 72 * 60 * 60
LONGEST_SLUG = 50
LONGEST_USERNAME = 30
MOST_NAMESAKES = 100


class SetupLinkOver(DomainError):
    default_message = gettext_lazy("这个开通链接已经用过或过期了，请在服务器上再生成一个")


class NobodyInvited(DomainError):
    default_message = gettext_lazy("请至少写一位街道管理员，否则没有人能登录")


class TakenAlready(DomainError):
    """A name, code or address that stands already; `field` says which."""

    def __init__(self, field: str, message: StrOrPromise) -> None:
        super().__init__(str(message))
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSubDistrict:
    """What is told of the sub-district; the slug is made from the name where none is given."""

    name: str
    city_name: str = ""
    division_code: str = ""
    phone: str = ""
    slug: str = ""
    communities: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody who is to run it; a user name is made from the name where none is given."""

    name: str
    phone: str = ""
    username: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """An account that waits for its first password, and the code of its link."""

    user: User
    code: str


@dataclass(frozen=True, slots=True)
class Opened:
    sub_district: SubDistrict
    communities: tuple[Community, ...]
    invited: tuple[Invited, ...]


def setup_code() -> str:
    """Of a link that opens one sub-district, within 72 hours: for whoever has the server's shell.

    It holds the newest sub-district's key, so that it ends when one is opened with it. Not their
    number: that falls when the demo goes, and an old link would open once more.
    """
    return signing.dumps(_newest(), salt=SALT)


def require_setup_code(code: str) -> None:
    """Raises SetupLinkOver."""
    try:
        stood = signing.loads(code, salt=SALT, max_age=LINK_SECONDS)
    except signing.BadSignature:
        raise SetupLinkOver from None
    if stood != _newest():
        raise SetupLinkOver


def _newest() -> int:
    """Its key, 0 where none stands; keys are never given twice."""
    newest: int | None = SubDistrict.objects.aggregate(newest=Max("pk"))["newest"]
    return newest or 0


@locking
def open_sub_district(
    *,
    facts: NewSubDistrict,
    officials: Sequence[Official],
    actor: User | None,
    now: datetime,
    code: str | None = None,
) -> Opened:
    """The sub-district, its communities and its first administrators, together or not at all.

    The officials set their own passwords by the links of `invited`. `actor` None: whoever holds the
    link of `code`, or the server's shell. Raises WiderThanOwn for an actor who may not open one,
    SetupLinkOver, NobodyInvited, TakenAlready, and what `new_account` raises.
    """
    if actor is not None and not can_open_sub_district(actor):
        raise WiderThanOwn
    one_at_a_time(SALT)
    if code is not None:
        require_setup_code(code)
    if not officials:
        raise NobodyInvited
    sub_district = _sub_district(facts, actor=actor, now=now)
    communities = tuple(
        _community(name, sub_district, actor=actor, now=now)
        for name in dict.fromkeys(tidy(name) for name in facts.communities)
    )
    invited = tuple(_invited(one, sub_district, actor=actor, now=now) for one in officials)
    return Opened(sub_district, communities, invited)


def _sub_district(facts: NewSubDistrict, *, actor: User | None, now: datetime) -> SubDistrict:
    name, code = tidy(facts.name), facts.division_code or None
    if SubDistrict.objects.filter(name=name).exists():
        raise TakenAlready("name", _("已经有“%(name)s”了") % {"name": name})
    if code and SubDistrict.objects.filter(division_code=code).exists():
        raise TakenAlready("division_code", _("这个区划代码已属于另一个街道"))
    sub_district = SubDistrict(
        name=name,
        slug=facts.slug or _free_slug(name),
        division_code=code,
        city_name=tidy(facts.city_name),
        phone=facts.phone,
    )
    try:
        with transaction.atomic():
            return save_place(place=sub_district, actor=actor, now=now)
    except IntegrityError:
        raise TakenAlready("slug", _("这个网址名已有别的地方在用，请换一个")) from None


def _community(
    name: str, sub_district: SubDistrict, *, actor: User | None, now: datetime
) -> Community:
    community = Community(sub_district=sub_district, name=name, slug=_free_slug(name, sub_district))
    return save_place(place=community, actor=actor, now=now)


def _free_slug(name: str, above: SubDistrict | None = None) -> str:
    """`jianxinglu-shequ`; where it is taken the street's goes before it, then a number behind."""
    plain = pinyin_slug(name)[:LONGEST_SLUG].strip("-") or "jiedao"
    longer = f"{above.slug}-{plain}"[:LONGEST_SLUG].strip("-") if above else plain
    wanted = [plain, longer, *(f"{longer}-{number}" for number in range(2, MOST_NAMESAKES))]
    taken = set(PlaceSlug.objects.filter(slug__in=wanted).values_list("slug", flat=True))
    for slug in wanted:
        if slug not in taken:
            return slug
    raise TakenAlready("slug", _("这个网址名已有别的地方在用，请换一个"))


def _invited(
    official: Official, sub_district: SubDistrict, *, actor: User | None, now: datetime
) -> Invited:
    user = new_account(
        username=official.username or _free_username(official.name),
        password=None,
        name=official.name,
        phone=official.phone,
    )
    RoleAssignment.objects.create(
        user=user,
        role=Role.SUB_DISTRICT_ADMIN,
        sub_district=sub_district,
        valid_from=timezone.localdate(now),
        granted_by=actor,
    )
    return Invited(user, invitation_code(user))


def _free_username(name: str) -> str:
    """`wangjianguo`, with a number behind for the second one."""
    plain = pinyin_slug(name).replace("-", "")[:LONGEST_USERNAME] or "user"
    taken = set(User.objects.filter(username__istartswith=plain).values_list("username", flat=True))
    names = (plain, *(f"{plain}{number}" for number in range(2, MOST_NAMESAKES)))
    return next((one for one in names if one not in taken), f"{plain}{User.objects.count()}")
