"""Which tests go to which process: those that start whole instances stay together, one after the other,
and so do those that read the demo.

A pytest plugin. xdist's own `--dist loadgroup` writes the group into the test's name, which pytest 9.2
no longer lets it do: three processes then started an instance each and fought for two cores. Here the
group follows from the folder. `tests/test_sharing_out.py` asks xdist itself.
"""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# They wait more than they work, so that one process has them while the others keep the cores busy.
WHOLE_INSTANCES = ("tests/faults/", "tests/demo/test_launcher.py", "tests/demo/test_postgres.py")
# Each process that had one of them would seed the demo of every day anew.
SEEDED = "tests/demo/seeded/"


class ByInstances(LoadScopeScheduling):
    """One share of all that start instances, one of the demo; every other test is one of its own."""

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(WHOLE_INSTANCES):
            return "instances"
        return SEEDED if nodeid.startswith(SEEDED) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByInstances:
    return ByInstances(config, log)
