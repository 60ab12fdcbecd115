"""Time as neighbours say it: `11月21日 周六 上午9:30`, always Asia/Shanghai, Monday first."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
# Nobody is rung or buzzed between these hours (reliability I-13).
QUIET_FROM = time(22, 0)
QUIET_UNTIL = time(7, 0)


def day_text(day: date) -> str:
    """`11月21日 周六`."""
    return f"{day.month}月{day.day}日 {WEEKDAYS[day.weekday()]}"


def near_day(day: date, today: date) -> str:
    """`昨天` `今天` `明天` `后天`, else `11月21日 周六`."""
    words = {-1: "昨天", 0: "今天", 1: "明天", 2: "后天"}
    return words.get((day - today).days) or day_text(day)


def half_day(moment: time) -> str:
    """The word before the hour: 凌晨 早上 上午 中午 下午 晚上."""
    for until, word in ((5, "凌晨"), (8, "早上"), (12, "上午"), (13, "中午"), (18, "下午")):
        if moment.hour < until:
            return word
    return "晚上"


def hour_text(moment: time) -> str:
    """`9:30`, in twelve hours: the half-day word stands beside it."""
    return f"{moment.hour - 12 if moment.hour > 12 else moment.hour}:{moment.minute:02d}"


def time_text(moment: datetime) -> str:
    """`上午9:30`."""
    local = timezone.localtime(moment).time()
    return f"{half_day(local)}{hour_text(local)}"


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
    word = "" if half_day(start.time()) == half_day(end.time()) else half_day(end.time())
    return f"{text}—{word}{hour_text(end.time())}"


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
