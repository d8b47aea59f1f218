"""Sentences that sound official and stand in no document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from eval.planted.chance import some
from eval.planted.passages import Passage

_FRAMES = Path(__file__).parent / "frames.txt"
_GOVERNMENTS = ("县级以上地方人民政府", "设区的市级人民政府", "省、自治区、直辖市人民政府")
_NUMBERS = (12, 15, 18, 20, 24, 25, 35, 36, 45, 48, 55, 75, 85)


def frames() -> tuple[str, ...]:
    """The frames of the file."""
    return tuple(line for line in _FRAMES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))


def sentence_invented(passages: list[Passage], rng: Random) -> Iterator[tuple[Passage, str]]:
    """Every frame said of several passages; a frame with {t} speaks of what the passage is about."""
    for frame in frames():
        for passage in some(passages, 12 if "{t}" in frame else 3, rng):
            if "{t}" not in frame or (passage.heading and passage.place):
                topic = passage.heading.replace("“", "‘").replace("”", "’")
                government = passage.place or rng.choice(_GOVERNMENTS)
                told = frame.format(p=government, n=rng.choice(_NUMBERS), y=rng.choice((2023, 2024)), t=topic)
                yield passage, told
