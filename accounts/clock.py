"""Time as neighbours say it: `11月21日 周六 上午9:30`, always Asia/Shanghai, Monday first.

In English `21 Nov Sat 9:30 am`: day, weekday and hour in the same order and parted by a plain space
each, so that a page can put them apart; inside a part the space does not break.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WEEKDAYS = (
    gettext_lazy("周一"), gettext_lazy("周二"), gettext_lazy("周三"), gettext_lazy("周四"),
    gettext_lazy("周五"), gettext_lazy("周六"), gettext_lazy("周日"),
)  # fmt: skip
MONTHS = (
    gettext_lazy("1月"), gettext_lazy("2月"), gettext_lazy("3月"), gettext_lazy("4月"),
    gettext_lazy("5月"), gettext_lazy("6月"), gettext_lazy("7月"), gettext_lazy("8月"),
    gettext_lazy("9月"), gettext_lazy("10月"), gettext_lazy("11月"), gettext_lazy("12月"),
)  # fmt: skip
# The word before each hour, first hour that no longer has it.
HALF_DAYS = (
    (5, gettext_lazy("凌晨")), (8, gettext_lazy("早上")), (12, gettext_lazy("上午")),
    (13, gettext_lazy("中午")), (18, gettext_lazy("下午")), (24, gettext_lazy("晚上")),
)  # fmt: skip
# Nobody is rung or buzzed between these hours (reliability I-13).
QUIET_FROM = time(22, 0)
QUIET_UNTIL = time(7, 0)


def month_label(month: int) -> str:
    """`11月`."""
    return str(MONTHS[month - 1])


def date_text(day: date) -> str:
    """`11月21日`."""
    return _("%(month)s%(day)d日") % {"month": month_label(day.month), "day": day.day}


def day_text(day: date) -> str:
    """`11月21日 周六`."""
    return f"{date_text(day)} {WEEKDAYS[day.weekday()]}"


def near_day(day: date, today: date) -> str:
    """`昨天` `今天` `明天` `后天`, else `11月21日 周六`."""
    words = {-1: _("昨天"), 0: _("今天"), 1: _("明天"), 2: _("后天")}
    return words.get((day - today).days) or day_text(day)


def half_day(moment: time) -> str:
    """The word before the hour: 凌晨 早上 上午 中午 下午 晚上."""
    for until, word in HALF_DAYS:
        if moment.hour < until:
            return str(word)
    return ""


def hour_text(moment: time) -> str:
    """`9:30`, in twelve hours: the half-day word stands beside it."""
    return f"{moment.hour - 12 if moment.hour > 12 else moment.hour}:{moment.minute:02d}"


def clock_text(moment: time) -> str:
    """`上午9:30`."""
    return _("%(half)s%(hour)s") % {"half": half_day(moment), "hour": hour_text(moment)}


def time_text(moment: datetime) -> str:
    """`上午9:30`."""
    return clock_text(timezone.localtime(moment).time())


def moment_text(moment: datetime) -> str:
    """`11月21日 周六 上午9:30`."""
    return f"{day_text(timezone.localdate(moment))} {time_text(moment)}"


def span_text(starts_at: datetime, ends_at: datetime | None) -> str:
    """`11月21日 周六 上午9:30—11:30`; the half-day word is repeated only when it changes."""
    text = moment_text(starts_at)
    if ends_at is None:
        return text
    start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    if start.date() != end.date():
        return f"{text}—{moment_text(ends_at)}"
    is_same = half_day(start.time()) == half_day(end.time())
    return f"{text}—{hour_text(end.time()) if is_same else clock_text(end.time())}"


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """First moment of the day and of the next, aware."""
    start = timezone.make_aware(datetime.combine(day, time.min))
    return start, timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def outside_quiet_hours(moment: datetime) -> datetime:
    """The moment itself, or 07:00 after it when it falls into the quiet hours."""
    local = timezone.localtime(moment)
    if local.time() >= QUIET_FROM:
        return local.replace(hour=7, minute=0, second=0, microsecond=0) + timedelta(days=1)
    if local.time() < QUIET_UNTIL:
        return local.replace(hour=7, minute=0, second=0, microsecond=0)
    return moment
