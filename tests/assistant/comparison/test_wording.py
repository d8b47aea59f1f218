"""Words that other places have too are told from the place's own; nothing of a quote is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.comparison.wording import told_apart

SOME = st.text(alphabet="全面落实行政复议制度建立健全2022年底前，。、,（）() \n张掖市一二个", max_size=60)


def own(quote: str, *others: str) -> list[str]:
    return [segment.text for segment in told_apart(quote, others) if not segment.shared]


@given(quote=SOME | st.text(max_size=60), others=st.lists(SOME, max_size=3))
def test_the_segments_of_a_quote_rebuild_it_and_take_turns(quote: str, others: list[str]) -> None:
    segments = told_apart(quote, others)
    assert "".join(segment.text for segment in segments) == quote
    assert all(segment.text for segment in segments)
    assert all(one.shared != other.shared for one, other in pairwise(segments))


def test_the_same_words_are_shared_whatever_the_width_and_the_punctuation() -> None:
    assert own("加强制度化、标准化,信息化建设（ＡＰＰ）。", "加强制度化标准化，\n信息化建设(APP)") == []


def test_words_that_nobody_else_has_are_the_places_own() -> None:
    assert own("全面落实行政复议决定书网上公开制度，每季度通报一次。", "全面落实行政复议决定书网上公开制度。") == ["每季度通报一次。"]


def test_with_nobody_beside_it_every_word_is_its_own() -> None:
    assert own("全面落实行政复议制度。") == ["全面落实行政复议制度。"]


@pytest.mark.parametrize(
    ("quote", "other", "own_words"),
    [
        ("到2024年年底前基本建成工作体系", "到2022年年底前基本建成工作体系", "2024年"),
        ("每年至少组织12个部门开展联合检查", "每年至少组织2个部门开展联合检查", "12个"),
        ("每年至少组织2个部门开展联合检查", "每年至少组织12个部门开展联合检查", "2个"),
        ("办理期限压缩百分之三十以上并公开", "办理期限压缩百分之三十五以上并公开", "三十"),
        ("每人每年参加培训不少于60学时以上", "每人每年参加培训不少于６０学时以上", ""),
        ("领导班子每年举办两期以上法治讲座", "领导班子每年举办一期以上法治讲座", "两期"),
        ("到2025年6月底全部建成并投入使用", "到2025年底全部建成并投入使用", "2025年6月"),
    ],
)
def test_a_number_or_a_date_is_shared_whole_or_not_at_all(quote: str, other: str, own_words: str) -> None:
    found = "".join(own(quote, other))
    assert own_words in found if own_words else found == ""


def test_what_is_shared_begins_and_ends_with_a_word() -> None:
    shared = [segment.text for segment in told_apart("推进行政机关负责人出庭应诉", ["全面推进行政机构改革工作"]) if segment.shared]
    assert not any(text.endswith("机") for text in shared)


def test_a_not_that_only_one_place_has_is_never_shared() -> None:
    assert any("不" in words for words in own("重大行政决策未经法定程序不得随意变更", "重大行政决策未经法定程序得随意变更"))
