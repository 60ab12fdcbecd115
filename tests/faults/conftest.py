"""The stand for all rows of a run, and the matrix as a table at the end of `make faults`."""

from __future__ import annotations

import os
from collections.abc import Generator
from itertools import count

import pytest

from tests.faults.stand import Stand, open_stand

_series = count(1)


@pytest.fixture(scope="session")
def stand() -> Generator[Stand, None, None]:
    with open_stand() as opened:
        yield opened


@pytest.fixture
def series() -> int:
    """A number for names and phones that no other row of this run uses."""
    return next(_series)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line a row; only where somebody asked for the whole matrix."""
    if os.environ.get("FAULTS") != "all":
        return
    rows = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == "fault"
    ]
    terminalreporter.section("faults")
    terminalreporter.write_line(
        f"{'class':<12} {'fault':<32} {'situation':<18} {'seconds':>7}  invariants broken"
    )
    for fault_class, fault, situation, seconds, broken in rows:
        told = "; ".join(broken) if broken else "none"
        terminalreporter.write_line(
            f"{fault_class:<12} {fault:<32} {situation:<18} {seconds:>7.1f}  {told}"
        )
    wrong = sum(bool(broken) for *_row, broken in rows)
    terminalreporter.write_line(f"{len(rows)} faults, {wrong} of them broke an invariant")
