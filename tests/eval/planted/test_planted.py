"""The planted pairs are what they say: errors that are errors, harmless changes that keep what is said, the same in every run."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from opencc import OpenCC

from eval.planted.build import planted
from eval.planted.pairs import ERRORS, HARMLESS, Pair, by_hand, plain
from index.models import Plan

# What the bundled plans alone give of each kind; exceptions and numbers are few in them.
LEAST = {kind: 60 for kind in (*ERRORS, *HARMLESS)} | {"paraphrase": 50}


@pytest.fixture(scope="module")
def pairs(bundled: dict[str, Plan]) -> list[Pair]:
    return planted(list(bundled.values()))


@pytest.fixture(scope="module")
def statutes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two small laws in the form of the benchmark's statutes."""
    path = tmp_path_factory.mktemp("laws") / "statutes.jsonl.gz"
    texts = {
        "甲法第一条": "县级以上人民政府应当每年向社会公布预算。公安机关负责前款规定的监督工作，不得收取费用。",
        "甲法第二条": "当事人对决定不服的，可以自收到决定之日起六十日内申请行政复议，但法律另有规定的除外。",
        "乙法第一条": "未经批准从事经营的，由市场监督管理部门责令改正，处一万元以上五万元以下的罚款。",
    }
    lines = [json.dumps({"id": i, "name": name, "text": text}, ensure_ascii=False) for i, (name, text) in enumerate(texts.items())]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    return path


def of_kind(pairs: list[Pair], kind: str) -> list[Pair]:
    return [pair for pair in pairs if pair.kind == kind]


def test_the_bundled_plans_alone_give_enough_pairs_of_every_kind(pairs: list[Pair]) -> None:
    kinds = Counter(pair.kind for pair in pairs)
    assert {kind: kinds[kind] for kind in LEAST if kinds[kind] < LEAST[kind]} == {}


def test_every_plan_gives_pairs(pairs: list[Pair], bundled: dict[str, Plan]) -> None:
    assert {plan.source for plan in bundled.values()} | {"by_hand"} == {pair.source for pair in pairs}


def test_two_runs_give_the_same_pairs(pairs: list[Pair], bundled: dict[str, Plan]) -> None:
    assert planted(list(bundled.values())) == pairs


def test_ids_are_unique(pairs: list[Pair]) -> None:
    ids = Counter(pair.id for pair in pairs)
    assert [name for name, times in ids.items() if times > 1] == []


def test_no_kind_has_more_pairs_than_asked_for(bundled: dict[str, Plan]) -> None:
    kinds = Counter(pair.kind for pair in planted(list(bundled.values()), per_kind=20))
    assert max(kinds.values()) == 20


def test_errors_are_not_supported_and_harmless_changes_are(pairs: list[Pair]) -> None:
    assert all(pair.supported == (pair.kind in HARMLESS) for pair in pairs)


def test_no_error_stands_in_its_evidence_but_for_rules_cut_short(pairs: list[Pair]) -> None:
    standing = [pair.id for pair in pairs if not pair.supported and plain(pair.claim) in plain(pair.evidence)]
    assert [name for name in standing if not name.startswith("exception_cut")] == []


def test_no_claim_is_planted_as_right_and_as_wrong(pairs: list[Pair]) -> None:
    right = {(plain(pair.claim), pair.evidence) for pair in pairs if pair.supported}
    assert [pair.id for pair in pairs if not pair.supported and (plain(pair.claim), pair.evidence) in right] == []


def test_the_evidence_of_every_pair_stands_in_a_plan(pairs: list[Pair], bundled: dict[str, Plan]) -> None:
    texts = [plan.text for plan in bundled.values()]
    whole = [pair for pair in pairs if pair.kind != "owners_exchanged"]
    assert [pair.id for pair in whole if not any(pair.evidence in text for text in texts)] == []


def test_a_sentence_itself_and_its_other_punctuation_stand_in_the_evidence(pairs: list[Pair]) -> None:
    for pair in of_kind(pairs, "harmless_verbatim") + of_kind(pairs, "harmless_punctuation"):
        assert plain(pair.claim) in plain(pair.evidence), pair.id


def test_another_order_keeps_every_character(pairs: list[Pair]) -> None:
    for pair in of_kind(pairs, "harmless_order"):
        if pair.source != "by_hand":
            assert not Counter(plain(pair.claim)) - Counter(plain(pair.evidence)), pair.id


def test_traditional_characters_turn_back_into_the_evidence(pairs: list[Pair]) -> None:
    back = OpenCC("t2s")
    turned = [plain(back.convert(pair.claim)) in plain(pair.evidence) for pair in of_kind(pairs, "harmless_traditional")]
    assert sum(turned) > 0.9 * len(turned)


def test_a_numeral_in_the_other_script_changes_nothing_else(pairs: list[Pair]) -> None:
    numerals = "[0-9一二三四五六七八九十百千万两零〇点分之年%.]"
    for pair in of_kind(pairs, "harmless_numeral"):
        if pair.source != "by_hand":
            assert re.sub(numerals, "", plain(pair.claim)) in re.sub(numerals, "", plain(pair.evidence)), pair.id


def test_about_half_of_the_pairs_name_the_place_asked_about(pairs: list[Pair]) -> None:
    share = sum(pair.place is not None for pair in pairs) / len(pairs)
    assert 0.35 < share < 0.75


def test_a_wrong_city_is_not_a_place_the_evidence_names(pairs: list[Pair]) -> None:
    for pair in of_kind(pairs, "city_swapped"):
        assert pair.place is None or not pair.claim.startswith((f"{pair.place}要求", f"在{pair.place}", f"按照{pair.place}")), pair.id


def test_articles_fill_half_of_a_kind_or_what_the_plans_leave(bundled: dict[str, Plan], statutes: Path) -> None:
    pairs = planted(list(bundled.values()), statutes, per_kind=40)
    laws = [pair for pair in pairs if pair.source in {"0", "1", "2"}]
    assert {"number_changed", "unit_changed", "modal_changed", "exception_cut", "harmless_numeral"} <= {pair.kind for pair in laws}
    assert all(pair.place is None for pair in laws)
    assert max(Counter(pair.kind for pair in pairs).values()) == 40


def test_pairs_by_hand_are_many_on_both_sides_and_take_their_evidence_from_the_plans(bundled: dict[str, Plan]) -> None:
    written = by_hand()
    assert len(written) >= 110
    assert sum(pair.supported for pair in written) >= 50
    assert sum(not pair.supported for pair in written) >= 60
    assert len({pair.id for pair in written}) == len(written)
    assert all(pair.source == "by_hand" for pair in written)
    assert len({pair.evidence for pair in written}) >= 40
