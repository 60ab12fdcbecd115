from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.env import BASE_DIR

TEST = """
import os, time
from pathlib import Path
import pytest

@pytest.mark.parametrize("number", range(8))
def test_where(number):
    # Long enough for every process to come for work; one alone would else have done it all.
    time.sleep(0.05)
    with Path("workers.txt").open("a") as told:
        told.write(os.environ["PYTEST_XDIST_WORKER"] + chr(10))
"""


def _workers(folder: Path, tests: str, *options: str) -> set[str]:
    (folder / tests).mkdir(parents=True)
    (folder / tests / "test_waiting.py").write_text(TEST)
    # Three processes that load xdist and nothing else: Django's plugin would set the project up.
    bare = ["-p", "xdist.plugin", "-p", "no:cacheprovider"]
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *bare, "-n", "3", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(BASE_DIR), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        check=True,
        capture_output=True,
    )
    return set((folder / "workers.txt").read_text().split())


@pytest.mark.parametrize("tests", ["tests/faults", "tests/demo/seeded"])
def test_what_starts_instances_or_seeds_the_demo_runs_in_one_process(
    tests: str, tmp_path: Path
) -> None:
    together = _workers(tmp_path / "together", tests, "-p", "tests.sharing_out")
    anyhow = _workers(tmp_path / "anyhow", tests)

    assert len(together) == 1
    assert len(anyhow) > 1
