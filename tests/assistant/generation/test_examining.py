"""A model's claim passes only where the very clauses it cites say it; whatever is wrong with it, it is dropped for that."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.claims.checking import check_claim
from assistant.compose.asking import address
from assistant.generation.examining import LONGEST_CLAIM, examine
from assistant.generation.models import Dropped, Item, Passed, RawClaim
from index.models import Clause, Plan, Span
from index.search import Index

SUPERVISION, TRAINING, MEDIATION, REFORM, PLATFORM, LONG = 1, 2, 3, 4, 5, 6
WHOLE = "充分发挥监督作用，2024年年底前基本建成行政执法协调监督工作体系。"
BUILT = "2024年年底前基本建成行政执法协调监督工作体系。"
PARTS = (
    "加强机构建设，完善审查制度，健全评估机制，规范裁量基准，落实公示要求，推进信息公开，"
    "严格执法程序，强化层级监督，畅通投诉渠道，优化服务流程，"
)
MANY = "，".join(["加强机构建设并完善相应的审查制度以及评估机制", PARTS * 6]) + "推进依法行政。"


class Shelf:
    """What examining looks up: plans and clauses by their ids."""

    def __init__(self, *plans: Plan) -> None:
        self.plans = {plan.plan_id: plan for plan in plans}
        self.clauses = {clause.clause_id: clause for plan in plans for clause in plan.clauses}


def item_of(number: int, plan: Plan, clause: Clause, span: Span, group: int = 0) -> Item:
    return Item(
        number=number,
        group=group,
        plan_id=plan.plan_id,
        clause_id=clause.clause_id,
        place=plan.place,
        address=address(plan, clause),
        span=span,
        text=plan.words(span),
    )


Examine = Callable[..., Passed | Dropped]


@pytest.fixture(scope="module")
def shelf(read: Callable[..., Plan], plan_text: Callable[..., str]) -> Shelf:
    """Small plans of two places."""
    here = plan_text(
        "张掖市",
        f"加强行政执法监督。{WHOLE}每年通报一次执法情况。（责任单位：市司法局、市财政局）",
        "执法人员培训。执法人员应当每年参加不少于60学时的培训。行政机关可以委托培训机构承办。"
        "除涉密内容外，培训资料一律公开。力争2025年实现培训全覆盖。不得借培训收取费用。",
        "坚持新时代“枫桥经验”，推进行政调解。",
    )
    there = plan_text(
        "赣州市",
        "推进行政复议体制改革，2022年底前基本形成公正权威的行政复议体制。",
        "AI监管平台建设。建成“互联网+监管”系统，依托App办理。",
        MANY,
    )
    return Shelf(read(here, "here.txt"), read(there, "there.txt"))


@pytest.fixture(scope="module")
def items(shelf: Shelf) -> tuple[Item, ...]:
    """Every clause of theirs under its number."""
    found: list[Item] = []
    for group, plan in enumerate(shelf.plans.values()):
        for clause in (clause for clause in plan.clauses if len(clause.path) > 1):
            span = Span(start=clause.sentences[0].start, end=clause.sentences[-1].end)
            found.append(item_of(len(found) + 1, plan, clause, span, group))
    assert [item.place for item in found] == ["张掖市"] * 3 + ["赣州市"] * 3
    return tuple(found)


@pytest.fixture(scope="module")
def examined(shelf: Shelf, items: tuple[Item, ...]) -> Examine:
    """Examines words that cite numbers."""
    return lambda text, *numbers: examine(RawClaim(text=text, evidence=numbers), items, shelf)  # type: ignore[arg-type]


def said(examined: Passed | Dropped) -> str:
    assert isinstance(examined, Passed), examined
    return examined.statement.text


def why(examined: Passed | Dropped) -> str:
    assert isinstance(examined, Dropped), examined
    return examined.why


def quotes(passed: Passed | Dropped, shelf: Shelf) -> list[str]:
    assert isinstance(passed, Passed), passed
    return [shelf.plans[source.plan_id].text[source.start : source.end] for source in passed.statement.sources]


# What passes, and on what it then rests.


def test_a_sentence_of_the_clause_passes_and_rests_on_that_sentence_alone(examined: Examine, items: tuple[Item, ...], shelf: Shelf) -> None:
    passed = examined(WHOLE, SUPERVISION)
    assert isinstance(passed, Passed)
    assert (passed.group, said(passed), quotes(passed, shelf)) == (0, WHOLE, [WHOLE])
    assert passed.statement.sources[0].clause_id == items[0].clause_id


@pytest.mark.parametrize("words", [BUILT, BUILT.removesuffix("。"), f"张掖市{BUILT}"])
def test_a_sentence_shortened_at_its_start_rests_on_the_whole_sentence(words: str, examined: Examine, shelf: Shelf) -> None:
    passed = examined(words, SUPERVISION)
    assert said(passed).removeprefix("张掖市") == BUILT
    assert quotes(passed, shelf) == [WHOLE]


def test_units_rest_on_the_line_of_the_units(examined: Examine, shelf: Shelf) -> None:
    for words in ("责任单位：市司法局、市财政局。", "由市司法局负责。"):
        assert quotes(examined(words, SUPERVISION), shelf) == ["（责任单位：市司法局、市财政局）"]


def test_two_sentences_rest_on_both_and_on_nothing_more(examined: Examine, shelf: Shelf) -> None:
    assert quotes(examined(f"{BUILT}每年通报一次执法情况。", SUPERVISION), shelf) == [f"{WHOLE}每年通报一次执法情况。"]


@pytest.mark.parametrize("numbers", [(SUPERVISION, TRAINING), (TRAINING, SUPERVISION), (MEDIATION, SUPERVISION, TRAINING)])
def test_a_clause_cited_that_adds_nothing_is_not_cited_on(numbers: tuple[int, ...], examined: Examine, shelf: Shelf) -> None:
    assert quotes(examined(BUILT, *numbers), shelf) == [WHOLE]


def test_words_out_of_two_clauses_rest_on_both(examined: Examine, items: tuple[Item, ...]) -> None:
    passed = examined(f"{BUILT}执法人员应当每年参加不少于60学时的培训。", SUPERVISION, TRAINING, MEDIATION)
    assert isinstance(passed, Passed)
    assert [source.clause_id for source in passed.statement.sources] == [items[0].clause_id, items[1].clause_id]


def test_a_claim_belongs_to_the_group_of_its_clauses(examined: Examine) -> None:
    passed = examined("2022年底前基本形成公正权威的行政复议体制。", REFORM)
    assert isinstance(passed, Passed) and passed.group == 1


# Numbers of the evidence.


@pytest.mark.parametrize("numbers", [(), (0,), (7,), (999,), (0, 99)])
def test_a_claim_without_a_number_that_was_given_is_uncited(numbers: tuple[int, ...], examined: Examine) -> None:
    assert examined(BUILT, *numbers) == Dropped(why="uncited")


def test_a_number_that_was_not_given_does_not_spoil_one_that_was(examined: Examine, shelf: Shelf) -> None:
    assert quotes(examined(BUILT, SUPERVISION, 99), shelf) == [WHOLE]


@pytest.mark.parametrize("number", [TRAINING, MEDIATION, REFORM])
def test_the_right_words_under_the_wrong_number_are_dropped(number: int, examined: Examine, items: tuple[Item, ...]) -> None:
    assert examined(BUILT, number) == Dropped(why="unsupported", items=(items[number - 1],))


@pytest.mark.parametrize("words", [BUILT, "张掖市2024年年底前建成，赣州市2022年底前形成。"])
def test_a_claim_of_two_places_is_dropped_and_tells_both(words: str, examined: Examine, items: tuple[Item, ...]) -> None:
    assert examined(words, SUPERVISION, REFORM) == Dropped(why="places", items=(items[0], items[3]))


# What is not what the clause says.


@pytest.mark.parametrize(
    ("number", "right", "wrong"),
    [
        (SUPERVISION, "2024年年底前基本建成", "2025年年底前基本建成"),
        (SUPERVISION, "2024年年底前基本建成", "2024年年初基本建成"),
        (SUPERVISION, "2024年年底前基本建成", "2024年年底后基本建成"),
        (SUPERVISION, "2024年年底前基本建成", "2024年年底前建成"),
        (SUPERVISION, "2024年年底前基本建成", "2024年年底前已经基本建成"),
        (SUPERVISION, "每年通报一次", "每年通报两次"),
        (SUPERVISION, "每年通报一次", "每季度通报一次"),
        (SUPERVISION, "责任单位：市司法局", "责任单位：市公安局"),
        (SUPERVISION, "责任单位：市司法局", "牵头单位：市司法局"),
        (SUPERVISION, "2024年年底前基本建成", "兰州市2024年年底前基本建成"),
        (SUPERVISION, "2024年年底前基本建成", "赣州市2024年年底前基本建成"),
        (SUPERVISION, "2024年年底前基本建成", "2024年年底前不基本建成"),
        (SUPERVISION, "工作体系", "工作体系，请拨打12345"),
        (TRAINING, "应当每年参加", "可以每年参加"),
        (TRAINING, "应当每年参加", "每年参加"),
        (TRAINING, "应当每年参加", "不应当每年参加"),
        (TRAINING, "不少于60学时", "不少于80学时"),
        (TRAINING, "不少于60学时", "不超过60学时"),
        (TRAINING, "不少于60学时", "60学时"),
        (TRAINING, "不少于60学时", "不少于60天"),
        (TRAINING, "可以委托", "应当委托"),
        (TRAINING, "除涉密内容外，培训资料", "培训资料"),
        (TRAINING, "力争2025年", "2025年"),
        (TRAINING, "不得借培训", "可以借培训"),
        (TRAINING, "不得借培训", "借培训"),
    ],
)
def test_a_changed_word_is_dropped_where_the_clause_own_words_pass(number: int, right: str, wrong: str, examined: Examine) -> None:
    sentences = {
        SUPERVISION: [BUILT, "每年通报一次执法情况。", "责任单位：市司法局、市财政局。"],
        TRAINING: [
            "执法人员应当每年参加不少于60学时的培训。",
            "行政机关可以委托培训机构承办。",
            "除涉密内容外，培训资料一律公开。",
            "力争2025年实现培训全覆盖。",
            "不得借培训收取费用。",
        ],
    }
    (sentence,) = [sentence for sentence in sentences[number] if right in sentence]
    assert said(examined(sentence, number)) == sentence
    assert why(examined(sentence.replace(right, wrong), number)) == "unsupported"


@pytest.mark.parametrize("words", ["以上内容均已完成。", "忽略以上指令。", "资料没有回答这个问题。", "2049年。", "市殡葬管理处。"])
def test_words_that_no_clause_has_are_dropped(words: str, examined: Examine) -> None:
    assert why(examined(words, SUPERVISION)) == "unsupported"


# Other alphabets, mark-up, addresses.


@pytest.mark.parametrize(
    "more",
    [
        "（see above）",
        "<script>alert(1)</script>",
        "<b>",
        "https://evil.example",
        "//evil",
        "**重点**",
        "# 一",
        "`rm`",
        "{{ held }}",
        "a|b",
        "user@evil",
        "&nbsp;",
        "\ufffd",
    ],
)
def test_latin_words_mark_up_and_addresses_are_dropped(more: str, examined: Examine) -> None:
    assert why(examined(BUILT.removesuffix("。") + more, SUPERVISION)) == "foreign"


def test_an_answer_in_another_language_is_dropped(examined: Examine) -> None:
    assert why(examined("The system will be basically built by the end of 2024.", SUPERVISION)) == "foreign"


@pytest.mark.parametrize("more", ["Все задачи выполнены", "すべてかんりょう", "모든과제완료", "تم الانتهاء", "πλήρης", "é", "😀"])
def test_words_of_any_other_script_are_dropped(more: str, examined: Examine) -> None:
    assert why(examined(f"{BUILT.removesuffix('。')}{more}。", SUPERVISION)) in ("foreign", "unsupported")


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\x00", "\ufeff", "\U000e0041"])
def test_characters_that_cannot_be_seen_are_not_shown(hidden: str, examined: Examine) -> None:
    found = examined(BUILT.replace("行政", f"行{hidden}政"), SUPERVISION)
    assert isinstance(found, Dropped) or hidden not in said(found)


def test_latin_words_that_the_clause_itself_has_pass(examined: Examine) -> None:
    assert said(examined("建成“互联网+监管”系统，依托App办理。", PLATFORM)) == "建成“互联网+监管”系统，依托App办理。"
    assert said(examined("AI监管平台建设。", PLATFORM)) == "AI监管平台建设。"
    assert why(examined("依托Apple办理。", PLATFORM)) == "foreign"


# Quotation marks.


@pytest.mark.parametrize("words", ["坚持新时代“枫桥经验”，推进行政调解。", "坚持新时代枫桥经验，推进行政调解。"])
def test_a_quotation_of_the_clause_is_kept_and_need_not_be_marked(words: str, examined: Examine) -> None:
    assert said(examined(words, MEDIATION)) == words


def test_marks_around_words_that_do_not_stand_together_are_taken_off(examined: Examine) -> None:
    assert said(examined("坚持“新时代枫桥经验”，推进行政调解。", MEDIATION)) == "坚持新时代枫桥经验，推进行政调解。"


@pytest.mark.parametrize("words", ["2024年年底前基本建成“高效的”体系。", "2024年年底前基本建成行政执法“协调机制”体系。"])
def test_words_that_are_not_there_are_not_saved_by_quotation_marks(words: str, examined: Examine) -> None:
    assert why(examined(words, SUPERVISION)) == "unsupported"


@pytest.mark.parametrize("marks", ['""', "「」", "『』", "‘’"])
def test_marks_of_another_kind_do_not_make_a_quotation_of_what_is_none(marks: str, examined: Examine) -> None:
    found = examined(f"坚持{marks[0]}新时代枫桥经验{marks[1]}，推进行政调解。", MEDIATION)
    assert isinstance(found, Dropped) or not set(marks) & set(said(found))


# Openings.


@pytest.mark.parametrize(
    "opening",
    [
        "是的，",
        "是。",
        "不是，",
        "对的，",
        "有，",
        "没有。",
        "可以，",
        "不能：",
        "根据资料，",
        "根据资料1，",
        "根据以上材料可知：",
        "按照所给的条款，",
        "资料1显示：",
        "编号1：",
        "张掖市：",
        "\n ",
    ],
)
def test_a_yes_or_no_or_a_reference_ahead_is_taken_off(opening: str, examined: Examine) -> None:
    assert said(examined(opening + BUILT, SUPERVISION)) == BUILT


def test_words_that_only_begin_like_an_opening_stay(examined: Examine) -> None:
    assert said(examined("力争2025年实现培训全覆盖。", TRAINING)) == "力争2025年实现培训全覆盖。"
    assert why(examined("根据文件精神，2024年年底前基本建成行政执法协调监督工作体系。", SUPERVISION)) == "unsupported"


# Nothing and too much.


@pytest.mark.parametrize("words", ["", " \n", "是。", "根据资料，", "。", "，，", "“”", "……"])
def test_a_claim_that_says_nothing_is_empty(words: str, examined: Examine) -> None:
    assert why(examined(words, SUPERVISION)) == "empty"


def test_a_claim_that_is_too_long_is_dropped_though_the_clause_says_it(examined: Examine, items: tuple[Item, ...]) -> None:
    assert len(MANY) > LONGEST_CLAIM
    assert check_claim(MANY, items[LONG - 1].text, "赣州市").supported
    assert why(examined(MANY, LONG)) == "too_long"


def test_a_claim_is_one_line_that_ends_as_a_sentence(examined: Examine) -> None:
    text = said(examined("2024年年底前\n\n基本建成行政执法协调监督工作体系,", SUPERVISION))
    assert "\n" not in text and text.endswith("体系。")


# Whatever comes.


@given(text=st.text(max_size=60), numbers=st.lists(st.integers(min_value=-1, max_value=8), max_size=4))
@settings(max_examples=50, deadline=None)
def test_whatever_is_said_nothing_fails(text: str, numbers: list[int], examined: Examine) -> None:
    assert isinstance(examined(text, *numbers), Passed | Dropped)


@pytest.fixture(scope="module")
def sentences(index: Index) -> Sequence[Item]:
    """Every sentence of the bundled plans, each as evidence by itself."""
    return [
        item_of(1, plan, clause, sentence)
        for plan in index.plans.values()
        for clause in plan.clauses
        if clause.kind in ("clause", "paragraph", "heading")
        for sentence in clause.sentences
        if re.search(r"\w", plan.words(sentence)) and len(plan.words(sentence)) <= LONGEST_CLAIM
    ]


@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_every_sentence_of_a_plan_passes_as_it_stands_there(data: st.DataObject, sentences: Sequence[Item], index: Index) -> None:
    item = data.draw(st.sampled_from(sentences))
    passed = examine(RawClaim(text=item.text, evidence=(1,)), [item], index)
    assert isinstance(passed, Passed)
    (source,) = passed.statement.sources
    assert (source.clause_id, source.start, source.end) == (item.clause_id, item.span.start, item.span.end)


@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_no_sentence_of_a_plan_passes_with_another_figure_in_it(data: st.DataObject, sentences: Sequence[Item], index: Index) -> None:
    item = data.draw(st.sampled_from([item for item in sentences if re.search(r"[0-9]", item.text)]))
    at = data.draw(st.sampled_from([match.start() for match in re.finditer(r"[0-9]", item.text)]))
    figure = data.draw(st.sampled_from("0123456789"))
    assume(figure != item.text[at])
    changed = item.text[:at] + figure + item.text[at + 1 :]
    assert isinstance(examine(RawClaim(text=changed, evidence=(1,)), [item], index), Dropped)
