"""Small changes that turn a sentence into another one; each was once taken for supported, or for the opposite."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.claims.checking import check_claim

PAIRS = [json.loads(line) for line in (Path(__file__).parent / "subtle.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["claim"][:24] for pair in PAIRS])
def test_a_subtle_difference_is_seen(pair: dict[str, str]) -> None:
    assert check_claim(pair["claim"], pair["evidence"], pair["place"]).supported is bool(pair["want"])
