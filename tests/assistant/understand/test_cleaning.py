"""What is typed becomes text that can be read, whatever is typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.understand.cleaning import clean, shown, simplified

TYPED = st.text(
    st.one_of(st.characters(), st.characters(categories=["Cs", "Cc", "Cf"]), st.sampled_from("張掖啥咋系几多<>「」　 １（嘛？"))
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("張掖市執法人員", "张掖市执法人员"),
        ("贛州、長春、撫遠", "赣州、长春、抚远"),
        ("著力推进", "着力推进"),
        ("行政复议", "行政复议"),
        ("ＡＢＣ１２３", "ABC123"),
        ("３（２０２１）", "3（2021）"),
        ("张掖，由谁？", "张掖，由谁？"),
        ("「枫桥经验」", "“枫桥经验”"),
        ("张\u200b掖\ufeff市", "张掖市"),
        ("张\u202e掖", "张掖"),
        ("张 掖　市", "张掖市"),
        ("new  policy", "new policy"),
        ("<b>张掖</b>方案", "张掖方案"),
        ("张掖\x00方案\x07", "张掖方案"),
        ("张掖\ud800方案", "张掖?方案"),
    ],
)
def test_width_script_and_invisible_characters_are_made_one(typed: str, read: str) -> None:
    assert clean(typed) == read


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("啥时候建成", "什么时候建成"),
        ("哪前儿做完", "什么时候做完"),
        ("几时完成", "什么时候完成"),
        ("什么时侯完成", "什么时候完成"),
        ("几多学时", "多少学时"),
        ("这系什么", "这是什么"),
        ("咋规定", "怎么规定"),
        ("咋样规定", "怎么规定"),
        ("里头写了啥", "里写了什么"),
        ("阿个局负责", "哪个局负责"),
        ("有哪些办法哩？", "有哪些办法？"),
        ("那疙瘩的干部", "那里的干部"),
    ],
)
def test_dialect_asks_as_standard_chinese_does(said: str, meant: str) -> None:
    assert clean(said) == meant


ASKED = "张掖市行政执法协调监督工作体系什么时候建成？"


@pytest.mark.parametrize(
    "introduction",
    [
        "我叫［姓名］，电话［电话］，",
        "我的身份证号是［身份证号］，手机号［电话］。",
        "您好，我是［姓名］先生，想问一下，",
        "俺叫［姓名］，家住榆树市［地址］，",
        "姓名：［姓名］ 联系电话：［电话］ ",
        "本人［姓名］，车牌［车牌号］，邮箱［邮箱］；",
    ],
)
def test_what_a_caller_says_of_himself_is_not_read(introduction: str) -> None:
    assert clean(introduction + ASKED) == ASKED
    assert clean(ASKED + introduction).startswith(ASKED)


def test_the_place_a_caller_lives_in_is_read_where_no_other_is_named() -> None:
    assert "长春市朝阳区" in clean("我家住长春市朝阳区［地址］，行政复议由谁负责？")


def test_placeholders_are_shown() -> None:
    assert shown("我叫［姓名］") == "我叫［姓名］"


@pytest.mark.parametrize("words", ["权责关系什么时候理顺", "法治体系谁负责", "调整完善", "整改", "几个城市"])
def test_standard_words_are_not_taken_for_dialect(words: str) -> None:
    assert clean(words) == words


@settings(max_examples=300)
@given(TYPED)
def test_any_text_is_cleaned_without_failing_and_once_is_enough(typed: str) -> None:
    read = clean(typed)
    assert clean(read) == read
    read.encode("utf-8")


@settings(max_examples=300)
@given(TYPED)
def test_what_is_shown_can_be_stored_and_holds_no_control_character(typed: str) -> None:
    line = shown(typed)
    line.encode("utf-8")
    assert not any(ord(char) < 32 and char not in "\t\n" for char in line)


def test_words_stay_words_when_characters_are_simplified() -> None:
    assert simplified("檔案、文件、資訊") == "档案、文件、资讯"
