from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.resources import files

from pypinyin.constants import PHRASES_DICT
from pypinyin.contrib.tone_convert import to_normal

from accounts import pinyin


def test_every_phrase_of_the_package_still_reads_as_the_package_says() -> None:
    known = json.loads(files("pypinyin").joinpath("phrases_dict.json").read_bytes())

    wrong = {
        phrase
        for phrase, reading in known.items()
        if pinyin.syllables(phrase) != [to_normal(readings[0]) for readings in reading]
    }

    assert len(known) > 40_000
    assert len(PHRASES_DICT) < len(known) / 10
    assert wrong == set()


def test_what_holds_a_telling_phrase_without_following_it_is_kept() -> None:
    known = {
        "朝阳": [["zhāo"], ["yáng"]],
        "朝阳区": [["cháo"], ["yáng"], ["qū"]],
        "朝阳路": [["zhāo"], ["yáng"], ["lù"]],
        "小区": [["xiǎo"], ["qū"]],
    }

    assert pinyin.telling_phrases(known).keys() == {"朝阳", "朝阳区", "朝阳路"}


def test_the_phrases_cost_little_memory() -> None:
    code = (
        "def size():\n"
        "    return int(open('/proc/self/statm').read().split()[1]) * 4 // 1024\n"
        "import json; before = size()\n"
        "import accounts.pinyin\n"
        "print(size() - before)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "MALLOC_TRIM_THRESHOLD_": "0"},
        check=True, capture_output=True, text=True,
    )  # fmt: skip

    assert int(done.stdout) < 40
