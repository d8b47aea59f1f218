"""A model's words become claims as they arrive, whatever shape it gives them, and nothing makes the reading fail."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.generation.models import RawClaim
from assistant.generation.parsing import MOST_CLAIMS, ClaimParser

A = RawClaim(text="甲建成。", evidence=(1,))
B = RawClaim(text="乙负责。", evidence=(2, 3))
TOLD = '{"claims":[{"evidence":[1],"text":"甲建成。"},{"evidence":[2,3],"text":"乙负责。"}]}'

CLAIMS = st.lists(st.tuples(st.lists(st.integers(min_value=0, max_value=999), max_size=3), st.text(max_size=20)), max_size=4)
SCRAPS = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            [
                '{"claims":[',
                '{"text":"甲"',
                '"evidence":',
                "[1]",
                "}",
                "]}",
                "<think>",
                "</think>",
                '\\"',
                "{" * 50,
                '{"a":[' * 30,
                "```json\n",
            ]
        ),
        st.sampled_from(["。", "1e999", "NaN", "-0", "9" * 30, "\ud800", "\x00", "[资料1]", "【２】", "null", "true,", '"']),
    ),
    max_size=12,
)


def heard(pieces: Iterable[str]) -> tuple[list[RawClaim], bool]:
    """The claims of words that come in pieces, and whether they could be read."""
    parser = ClaimParser()
    claims = [claim for piece in pieces for claim in parser.feed(piece)]
    return claims + parser.close(), parser.readable


def claims_of(words: str) -> list[RawClaim]:
    return heard([words])[0]


def one(evidence: str, text: str = "甲建成。") -> tuple[int, ...]:
    (claim,) = claims_of(f'{{"claims":[{{"evidence":{evidence},"text":{json.dumps(text)}}}]}}')
    return claim.evidence


def cut(words: str, places: Sequence[int]) -> list[str]:
    """Words cut at places."""
    ends = sorted({place % (len(words) + 1) for place in places} | {len(words)})
    return [words[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]


# As they arrive.


def test_a_claim_is_given_as_soon_as_its_object_closes() -> None:
    parser = ClaimParser()
    at = TOLD.index("}")
    assert [claim for char in TOLD[:at] for claim in parser.feed(char)] == []
    assert parser.feed(TOLD[at]) == [A]
    assert [claim for char in TOLD[at + 1 : -3] for claim in parser.feed(char)] == []
    assert parser.feed(TOLD[-3]) == [B]
    assert parser.feed(TOLD[-2:]) == [] == parser.close()


@given(CLAIMS, st.lists(st.integers(min_value=0), max_size=12), st.booleans())
@settings(max_examples=50, deadline=None)
def test_however_the_words_are_cut_the_claims_are_the_same(told: list[tuple[list[int], str]], places: list[int], plain: bool) -> None:
    words = json.dumps({"claims": [{"evidence": numbers, "text": text} for numbers, text in told]}, ensure_ascii=not plain)
    whole = heard([words])
    assert heard(words) == heard(cut(words, places)) == whole
    assert len(whole[0]) == len(told) and whole[1]


@given(
    st.lists(st.sampled_from(["甲建成。[1]", "乙负责[2]。", "没有标号。", "<think>想。</think>", "\n"]), max_size=5),
    st.lists(st.integers(min_value=0)),
)
@settings(max_examples=50, deadline=None)
def test_sentences_are_the_same_however_they_are_cut(sentences: list[str], places: list[int]) -> None:
    words = "".join(sentences)
    assert heard(words) == heard(cut(words, places)) == heard([words])


def test_the_claims_that_came_before_a_break_stand() -> None:
    assert heard([TOLD[:-10]]) == ([A], True)


# Shapes.


@pytest.mark.parametrize(
    "words",
    [
        TOLD,
        f"```json\n{TOLD}\n```",
        f"好的，以下是答复：\n{TOLD}\n希望对您有帮助。",
        '[{"evidence":[1],"text":"甲建成。"},{"evidence":[2,3],"text":"乙负责。"}]',
        '{"evidence":[1],"text":"甲建成。"} {"evidence":[2,3],"text":"乙负责。"}',
        '{"evidence":[1],"text":"甲建成。"}\n{"evidence":[2,3],"text":"乙负责。"}\n',
        '{"answer":' + TOLD + "}",
        TOLD.replace("},{", "},\n\n  {").replace(":", " : "),
        json.dumps(json.loads(TOLD)),
        TOLD.replace("]}]}", "]},]}"),
        f"<think>先看资料一，再看资料二。</think>{TOLD}",
    ],
)
def test_claims_are_found_in_whatever_stands_around_them(words: str) -> None:
    assert heard([words]) == ([A, B], True)
    assert heard(words) == ([A, B], True)


@pytest.mark.parametrize("key", ["text", "claim", "sentence", "内容", "句子", "说法", "原文"])
def test_the_words_may_come_under_another_name(key: str) -> None:
    assert claims_of(json.dumps({"claims": [{key: "甲建成。", "evidence": [1]}]})) == [A]


@pytest.mark.parametrize("key", ["evidence", "citations", "sources", "source", "编号", "资料", "依据"])
def test_the_numbers_may_come_under_another_name(key: str) -> None:
    assert claims_of(json.dumps({"claims": [{"text": "甲建成。", key: [1]}]})) == [A]


@pytest.mark.parametrize(
    ("evidence", "numbers"),
    [
        ("[1]", (1,)),
        ("1", (1,)),
        ('"1"', (1,)),
        ('"[1]"', (1,)),
        ('["1","[2]"]', (1, 2)),
        ('"1、2"', (1, 2)),
        ('"资料3"', (3,)),
        ("[2,1,2]", (2, 1)),
        ("[]", ()),
        ("null", ()),
        ("true", ()),
        ("1.5", ()),
        ('"全部"', ()),
        ('{"1":2}', ()),
        ("[[1]]", ()),
    ],
)
def test_numbers_are_read_as_they_are_written(evidence: str, numbers: tuple[int, ...]) -> None:
    assert one(evidence) == numbers


@pytest.mark.parametrize("evidence", ["[1001]", "1001", '"1001"', '["2024年"]'])
def test_the_end_of_a_long_number_is_no_number(evidence: str) -> None:
    assert one(evidence) == ()


def test_numbers_in_the_words_are_taken_out_of_them_and_count_where_there_are_no_others() -> None:
    assert claims_of('{"text":"甲建成[1]，乙负责【资料2】。"}') == [RawClaim(text="甲建成，乙负责。", evidence=(1, 2))]
    assert claims_of('{"text":"甲建成[5]。","evidence":[1]}') == [A]


def test_one_broken_claim_does_not_spoil_the_others() -> None:
    assert claims_of('{"claims":[{"evidence":[9],"text":坏},{"evidence":[1],"text":"甲建成。"},{"evidence":[9],"te') == [A]


def test_words_that_are_no_text_are_no_claim() -> None:
    assert claims_of('{"claims":[{"evidence":[1],"text":7},{"evidence":[1]},{"evidence":[1],"text":null},3,"甲"]}') == []


# No JSON at all.


@pytest.mark.parametrize(
    "words",
    [
        "甲建成。[1]乙负责。[2][3]",
        "甲建成[1]。乙负责[2][3]。",
        "1. 甲建成。【1】\n2. 乙负责。【2】【3】",
        "- 甲建成。［资料1］\n- 乙负责。[编号2][证据 3]",
        "<think>想一想：丙没有。[9]</think>\n甲建成。[1]\n\n乙负责。[2] [3]",
    ],
)
def test_sentences_with_markers_are_claims(words: str) -> None:
    found, readable = heard([words])
    assert [claim.model_copy(update={"text": claim.text.strip()}) for claim in found] == [A, B]
    assert readable


def test_sentences_without_markers_cite_nothing() -> None:
    assert claims_of("甲建成。\n乙负责。[1]\n丙没有") == [
        RawClaim(text="甲建成。", evidence=()),
        RawClaim(text="乙负责。", evidence=(1,)),
        RawClaim(text="丙没有", evidence=()),
    ]


def test_sentences_are_given_only_when_no_more_comes() -> None:
    parser = ClaimParser()
    assert parser.feed("甲建成。[1]") == []
    assert parser.close() == [A]


def test_sentences_around_claims_are_not_claims() -> None:
    assert claims_of(f"丙没有。[1]{TOLD}丁没有。[2]") == [A, B]


def test_scraps_of_broken_json_are_not_sentences() -> None:
    assert claims_of('{"claims":[{"evidence":[1],"text":"甲建成。') == []


@pytest.mark.parametrize("thought", ["<think>甲建成。[1]</think>", "<think>甲建成。[1]", "<think>\n甲建成。[1]\n乙"])
def test_thoughts_are_not_claims(thought: str) -> None:
    assert heard([thought]) == ([], False)


def test_claims_tried_out_in_thoughts_are_not_claims() -> None:
    assert heard(['<think>{"claims":[{"evidence":[9],"text":"丙。"}]}不对。</think>' + TOLD]) == ([A, B], True)


# How many.


def test_no_more_than_so_many_claims_are_taken() -> None:
    many = [{"evidence": [1], "text": f"第{number}句。"} for number in range(MOST_CLAIMS + 5)]
    for words in (json.dumps({"claims": many}), "".join(f"{claim['text']}[1]" for claim in many)):
        for pieces in ([words], words):
            assert [claim.text for claim in heard(pieces)[0]] == [claim["text"] for claim in many[:MOST_CLAIMS]]


# Whether it was meant as claims.


@pytest.mark.parametrize(
    "words",
    [
        "",
        " \n",
        "<!doctype html><title>502 Bad Gateway</title>",
        "Sorry, I cannot.",
        TOLD[:20],
        "{}",
        "[]",
        "null",
        '{"error":{"message":"busy"}}',
    ],
)
def test_what_was_not_meant_as_claims_is_unreadable(words: str) -> None:
    assert heard([words]) == heard(words) == ([], False)


@pytest.mark.parametrize("words", ['{"claims":[]}', '```json\n{ "claims" : [ ] }\n```', '好的。{"claims":[]}'])
def test_no_claims_at_all_can_be_read(words: str) -> None:
    assert heard([words]) == heard(words) == ([], True)


# Whatever comes.


@given(SCRAPS)
@settings(max_examples=50, deadline=None)
def test_no_words_make_the_reading_fail(pieces: list[str]) -> None:
    found, readable = heard(pieces)
    assert len(found) <= MOST_CLAIMS
    assert readable or not found


@pytest.mark.parametrize("depth", [100, 1_000])
def test_words_in_deep_brackets_do_not_make_it_fail(depth: int) -> None:
    assert len(claims_of('{"a":[' * depth + '{"text":"甲建成。"}' + "]}" * depth)) == 1
    assert claims_of('{"a":[' * depth) == []


@pytest.mark.parametrize("head", ["", '{"a":[' * 40])
def test_twice_as_many_words_are_about_twice_the_work(head: str, monkeypatch: pytest.MonkeyPatch) -> None:
    decode = json.JSONDecoder.raw_decode
    tried: list[int] = []

    def counted(self: json.JSONDecoder, words: str, idx: int = 0) -> tuple[object, int]:
        tried.append(idx)
        return decode(self, words, idx)

    monkeypatch.setattr(json.JSONDecoder, "raw_decode", counted)
    work = []
    for many in (100, 200):
        tried.clear()
        assert heard([head, *["{},"] * many]) == ([], False)
        work.append(len(tried))
    assert work[1] <= 3 * work[0]
