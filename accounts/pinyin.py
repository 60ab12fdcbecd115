"""Readings of Chinese characters: pypinyin without the phrases that teach it nothing.

Of its 47,000 phrases 44,000 read, without tones, as their characters do one by one. They cost 40 MB
in every process, more than all of Django, so only the others are loaded.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

# Read once, when the package is imported: it would load them all.
os.environ["PYPINYIN_NO_PHRASES"] = "1"

from pypinyin import Style, lazy_pinyin, load_phrases_dict, load_single_dict
from pypinyin.contrib.tone_convert import to_normal

Reading = list[list[str]]


def syllables(text: str) -> list[str]:
    """One for each character, without tones; what is not Chinese stays together as it is."""
    return list(lazy_pinyin(text, style=Style.NORMAL))


def telling_phrases(phrases: dict[str, Reading]) -> dict[str, Reading]:
    """Those in which a character reads otherwise than alone, and those that hold such a phrase and
    don't follow it (朝阳区 is no 朝阳丹凤)."""
    plain, alone = cache(to_normal), cache(syllables)
    telling = {
        phrase
        for phrase, reading in phrases.items()
        if [plain(readings[0]) for readings in reading]
        != [one for sign in phrase for one in alone(sign)]
    }
    longest = max(map(len, telling), default=0)
    return {
        phrase: reading
        for phrase, reading in phrases.items()
        if phrase in telling or any(part in telling for part in _parts(phrase, longest))
    }


def _parts(phrase: str, longest: int) -> Iterator[str]:
    for start in range(len(phrase)):
        for end in range(start + 2, min(start + longest, len(phrase)) + 1):
            yield phrase[start:end]


def _load() -> None:
    known = json.loads(files("pypinyin").joinpath("phrases_dict.json").read_bytes())
    # Through one string, so that the memory of all the others is given back whole.
    telling = json.dumps(telling_phrases(known))
    del known
    load_phrases_dict(json.loads(telling))
    load_single_dict({ord("重"): "zhòng,chóng"})


_load()
