"""Entries of a roll: who has not voted yet, whose slip it is, which door was typed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from accounts.text import half_width, pinyin_key
from communities.door_names import building_key, split_door, unit_key
from meetings.ballot_codes import code_digest, read_code
from meetings.models import RollEntry, Vote


def waiting_entries(vote: Vote, *, building: str = "") -> QuerySet[RollEntry]:
    """Who has not voted yet, as one walks along."""
    rows = vote.roll.filter(turnouts=None).order_by("number")
    return rows.filter(building=building) if building else rows


def slips_due(vote: Vote, *, building: str, most: int) -> list[RollEntry]:
    """Of a building those whose slip was printed least often, so that no home waits behind another."""
    rows = waiting_entries(vote, building=building).order_by("codes_issued", "number")
    return sorted(rows[:most], key=lambda row: row.number)


def buildings_of(vote: Vote) -> list[tuple[str, int]]:
    """Each building of the roll with how many of its doors have not voted; one statement."""
    counted = (
        vote.roll.exclude(building="")
        .values_list("building")
        .annotate(waiting=Count("pk", filter=Q(turnouts=None)))
    )
    return sorted(counted, key=lambda row: pinyin_key(row[0]))


def find_entries(vote: Vote, typed: Iterable[str]) -> dict[str, RollEntry]:
    """By what was typed, a slip's code or a door in any spelling; what is not found is left out.

    A door without its unit is found where the building has that room only once. Two statements,
    whatever the number.
    """
    wanted = {one: read_code(one) for one in typed}
    digests = {code_digest(code): one for one, code in wanted.items() if code}
    found = {
        digests[row.code_digest or ""]: row
        for row in vote.roll.filter(code_digest__in=list(digests))
    }
    index: dict[tuple[str, ...], list[int]] = {}
    for pk, label in vote.roll.values_list("pk", "label"):
        for key in _keys(label):
            index.setdefault(key, []).append(pk)
    by_pk: dict[int, list[str]] = {}
    for one in wanted:
        matches = next((index[key] for key in _keys(one)[:1] if len(index.get(key, ())) == 1), None)
        if one not in found and matches:
            by_pk.setdefault(matches[0], []).append(one)
    for row in vote.roll.filter(pk__in=list(by_pk)):
        found |= dict.fromkeys(by_pk[row.pk], row)
    return found


def _keys(written: str) -> list[tuple[str, ...]]:
    """How an entry is called: as it is written, and a door by its walls, with and without its unit."""
    plain = ("".join(half_width(written).lower().split()),)
    door = split_door(written)
    if door is None:
        return [plain]
    walls = (building_key(door.building), unit_key(door.unit), door.room)
    return [walls, (walls[0], "", walls[2])] if door.unit else [walls]


def entry_by_code(code: str) -> RollEntry | None:
    """Whose slip it is, with its vote; one statement."""
    rows = RollEntry.objects.select_related(
        "vote__complex__community", "vote__complex__sub_district", "vote__community",
        "vote__sub_district",
    )  # fmt: skip
    return rows.filter(code_digest=code_digest(code)).first()


def doors_of_head(entry: RollEntry) -> list[str]:
    """What a secret ballot of this entry speaks for; one statement."""
    same = RollEntry.objects.filter(vote=entry.vote_id, head_number=entry.head_number)
    return list(same.order_by("number").values_list("label", flat=True))
