"""Which firm runs a complex on a day, and who works there for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from communities.choices import ManagementMode
from communities.models import Complex
from communities.queries.modes import mode_of
from property_alliance.choices import Post
from property_alliance.models import ServiceContract, StaffPosting


@dataclass(frozen=True, slots=True)
class Posted:
    """One person at work in a complex."""

    post: str
    name: str


def contract_of(complex_: Complex, *, on: date) -> ServiceContract | None:
    """The running contract with its firm's name; one statement."""
    return (
        ServiceContract.objects.on(on)
        .filter(complex=complex_)
        .select_related("firm__organization")
        .first()
    )


def run_by(complex_: Complex, *, on: date) -> str:
    """Who runs it, in a word: the firm, else how it is managed without one; empty where neither is known.

    One statement, two without a contract.
    """
    contract = contract_of(complex_, on=on)
    if contract is not None:
        return str(contract.firm.name)
    mode = mode_of(complex_, on=on)
    return str(mode.label) if mode and mode != ManagementMode.PROPERTY_FIRM else ""


def firm_names(complexes: Iterable[int], *, on: date) -> dict[int, str]:
    """Who runs each of these complexes on the day, by the complex's key; one statement."""
    running = ServiceContract.objects.on(on).filter(complex__in=list(complexes))
    return dict(running.values_list("complex", "firm__organization__name"))


def posted_in(
    complex_: Complex, *, on: date, posts: tuple[Post, ...] = tuple(Post)
) -> list[Posted]:
    """Who is at work there on this day, manager first; one statement."""
    rows = (
        StaffPosting.objects.on(on)
        .filter(complex=complex_, post__in=posts)
        .values_list("post", "staff__person__name")
    )
    order = {post: number for number, post in enumerate(Post.values)}
    return [
        Posted(str(Post(post).label), name)
        for post, name in sorted(rows, key=lambda row: (order[row[0]], row[1]))
    ]
