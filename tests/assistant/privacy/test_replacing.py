"""Personal data is replaced however it is typed, and numbers that are nobody's stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.privacy import cleaned_deep, pseudonym, without_personal_data

PLANS = Path(__file__).resolve().parents[3] / "plans"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("身份证360426199101010071", "身份证［身份证号］"),
        ("360426 19910101 0071", "［身份证号］"),
        ("３６０４２６１９９１０１０１００７１", "［身份证号］"),
        ("3 6 0 4 2 6 1 9 9 1 0 1 0 1 0 0 7 1办事", "［身份证号］办事"),
        ("360426-19910101-0071", "［身份证号］"),
        ("老身份证220104490101123", "老身份证［身份证号］"),
        ("身份证号：360426199101010072", "身份证号：［身份证号］"),
        ("999999999999999999是我身份证", "［身份证号］是我身份证"),
        ("身份證號碼是360426199101010071", "身份證號碼是［身份证号］"),
        ("电话13944012345", "电话［电话］"),
        ("139 4401 2345", "［电话］"),
        ("139-4401-2345打我", "［电话］打我"),
        ("+8613944012345", "［电话］"),
        ("+86 139 4401 2345", "［电话］"),
        ("0086-13944012345", "［电话］"),
        ("１３９４４０１２３４５", "［电话］"),
        ("一三九四四零一二三四五", "［电话］"),
        ("幺三九 四四零幺 二三四五", "［电话］"),
        ("139\u200b4401\u200b2345", "［电话］"),
        ("139\x004401\x072345", "［电话］"),
        ("13944012345或13844012345", "［电话］或［电话］"),
        ("13944012345 13844012345", "［电话］ ［电话］"),
        ("tel13944012345", "tel［电话］"),
        ("0431-88776655", "［电话］"),
        ("0431-88776655转801", "［电话］"),
        ("（0431）8877665", "［电话］"),
        ("043188776655", "［电话］"),
        ("座机88776655", "座机［电话］"),
        ("+852 9123 4567", "［电话］"),
        ("6222020200112233440", "6222020200112233440"),
        ("4111 1111 1111 1111", "［银行卡号］"),
        ("工资卡6222020200112233440没到账", "工资卡［银行卡号］没到账"),
        ("吉A12345违停", "［车牌号］违停"),
        ("甘G·D1234", "［车牌号］"),
        ("粤BD12345", "［车牌号］"),
        ("皖A1234学", "［车牌号］"),
        ("粤Z1234港", "［车牌号］"),
        ("贛b12345", "［车牌号］"),
        ("发到zhang.san@qq.com谢谢", "发到［邮箱］谢谢"),
        ("ｌｉ＠１６３．ｃｏｍ", "［邮箱］"),
        ("长春市朝阳区人民大街123号3单元502室", "长春市朝阳区［地址］"),
        ("家住榆树市五棵树镇三合村三组", "家住榆树市［地址］"),
        ("家住下寨村三社", "家住［地址］"),
        ("张掖市甘州区民乐路12号", "张掖市甘州区［地址］"),
        ("长春吉林大路123号", "长春［地址］"),
        ("阳光小区5栋2单元301", "［地址］"),
        ("3栋2单元501漏水", "［地址］漏水"),
        ("请问人民大街123号归谁管", "请问［地址］归谁管"),
        ("我叫张建国，想问", "我叫［姓名］，想问"),
        ("我叫张伟想问一下", "我叫［姓名］想问一下"),
        ("我叫張建國", "我叫［姓名］"),
        ("俺叫欧阳建国", "俺叫［姓名］"),
        ("姓名：阿依古丽·买买提，", "姓名：［姓名］，"),
        ("我是李建国，", "我是［姓名］，"),
        ("我是李建国先生", "我是［姓名］先生"),
        ("联系人：李明", "联系人：［姓名］"),
        ("+86(138)12345678", "［电话］"),
        ("电话138、1234、5678，谢谢", "电话［电话］，谢谢"),
        ("138\n1234\n5678", "［电话］"),
        ("车牌甘·A12345", "车牌［车牌号］"),
        ("联系人曾桂兰，电话在下面", "联系人［姓名］，电话在下面"),
        ("本人任欣怡，想问一下", "本人［姓名］，想问一下"),
        ("户主王秀英电话", "户主［姓名］电话"),
        ("当事人张三、李四", "当事人［姓名］、［姓名］"),
        ("本人张建国电话", "本人［姓名］电话"),
        ("我叫张建国，张建国的房子", "我叫［姓名］，［姓名］的房子"),
        ("姓名张建国 性别男", "姓名［姓名］ 性别男"),
    ],
)
def test_items_are_replaced_as_people_write_them(typed: str, kept: str) -> None:
    assert without_personal_data(typed).text == kept


@pytest.mark.parametrize(
    "harmless",
    [
        "市委发〔2022〕7号",
        "2021—2025年",
        "20210101-20251231",
        "1978-2018 100件",
        "打12345、110、12348还是12315",
        "客服400-810-1234、95588、10086",
        "二（六）20和第十二条",
        "3号文件、第5号令、国务院令第722号",
        "13944012345元",
        "3.14159265358",
        "统一社会信用代码91620702MA71234567",
        "工单号20230512123456789",
        "0d2c0fa77d9cd4a96b44fa63b13944012345",
        "550e8400-e29b-41d4-a716-446655440000",
        "p-139440123451394401234511",
        "1760000000123毫秒",
        "我叫停了违法建设",
        "姓名权怎么保护",
        "自然人的姓名和住所，",
        "我是张掖市民，请问",
        "我是张掖人，请问",
        "我是农民，有地",
        "我叫什么名字",
        "我叫农民工来干活",
        "当事人申请行政复议的期限",
        "本人于昨天，",
        "负责人安排，",
        "联系人：张掖市司法局",
        "联系人和德国，",
        "138、1234、5678、9012",
        "2021，1381，2345，",
        "我是全国明星企业的",
        "人民大街归谁管",
        "五棵树镇的方案",
        "每个村3组人员",
        "京ICP备12345678号",
        "苏B2-20090191",
        "全市120个村3个小区5栋楼",
    ],
)
def test_numbers_and_words_that_are_nobodys_stay(harmless: str) -> None:
    assert without_personal_data(harmless) == without_personal_data("").model_copy(update={"text": harmless})


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.txt")), ids=lambda path: path.stem)
def test_nothing_is_replaced_in_the_documents(path: Path) -> None:
    assert without_personal_data(path.read_text(encoding="utf-8")).counts == {}


TYPED = st.lists(
    st.one_of(
        st.text(max_size=4),
        st.text(st.sampled_from("0123456789 -X@.路号村组栋3吉A［］"), max_size=24),
        st.sampled_from(
            [
                "13944012345",
                "36042619910101007",
                "我叫",
                "张建国",
                "姓名",
                "电话",
                "［电话］",
                "家住",
                "人民大街12号",
                "小区3栋",
                "吉A12345",
                "0431-88776655",
                "a@b.cn",
            ]
        ),
    ),
    max_size=8,
).map("".join)


@settings(max_examples=400)
@given(TYPED)
def test_what_is_clean_stays_as_it_is(typed: str) -> None:
    once = without_personal_data(typed)
    again = without_personal_data(once.text)
    assert (again.text, again.counts) == (once.text, {})


@given(st.text(max_size=10).filter(lambda text: not any(char.isalnum() for char in text)), st.integers(0, 99999999))
def test_a_mobile_number_never_stays_whatever_stands_beside_it(beside: str, number: int) -> None:
    mobile = f"139{number:08}"
    assert mobile not in without_personal_data(f"{beside}{mobile}。").text


@pytest.mark.parametrize("part", ["1", "1 ", "1-", "13944012345", "a@", "我叫张", "路1号", "3栋", "小区", "人民大街3号，", "当事人"])
def test_hostile_lengths_come_to_an_end(part: str) -> None:
    hostile = (part * 20_000)[:20_000]
    assert without_personal_data(without_personal_data(hostile).text).counts == {}


def test_items_are_counted_by_kind() -> None:
    assert without_personal_data("我叫张建国，电话13944012345或13844012345").counts == {"name": 1, "phone": 2}


def test_strings_are_cleaned_however_deep_they_lie() -> None:
    record = {"a": ["13944012345", {"b": ("x@qq.com", 5, None)}], "13944012345": 1.5}
    assert cleaned_deep(record) == {"a": ["［电话］", {"b": ("［邮箱］", 5, None)}], "［电话］": 1.5}


def test_an_id_that_is_a_telephone_number_becomes_another_word_that_only_the_secret_makes() -> None:
    made = pseudonym("agent-13944012345", b"one")
    assert made == pseudonym("agent-13944012345", b"one") != pseudonym("agent-13944012345", b"two")
    assert made.startswith("p-") and len(made) == 26 and int(made[2:], 16) >= 0
    assert pseudonym(made, b"one") == made
    assert pseudonym("agent-7", b"one") == "agent-7"
