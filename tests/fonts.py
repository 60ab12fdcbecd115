"""What is drawn or printed in Chinese is tried where there is a Chinese font to draw it with."""

from __future__ import annotations

from pathlib import Path

import pytest

from activities.posters import find_font


def need_chinese_font() -> Path:
    """The font that posters are drawn with; on a machine without one the test says so and is skipped."""
    found = find_font()
    if found is None:
        pytest.skip("no Chinese font here (apt-get install fonts-wqy-microhei)")
    return found
