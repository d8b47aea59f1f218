"""Messages as callers write them, with made-up personal data; the same seed makes the same messages."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from assistant.privacy.placeholders import Kind
from eval.privacy import values

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_ASKED = (
    "张掖市行政执法协调监督工作体系什么时候建成？",
    "长春的行政复议由哪个部门负责",
    "俺想打听下行政执法三项制度咋规定的",
    "赣州市2022-2025年要建多少个普法阵地",
    "麻烦问下12345热线几天给回复",
    "抚远重大行政决策听证谁管",
    "法治政府建设方案里头写没写村规民约",
)


class Item(NamedTuple):
    """Something personal in a message, as it is written there."""

    kind: Kind
    value: str


class Message(NamedTuple):
    """What a caller writes, and what is personal in it."""

    text: str
    items: tuple[Item, ...]


Part = Callable[[Random], tuple[str, Item]]


def _said(kind: Kind, leads: tuple[str, ...], make: Callable[[Random], str], after: tuple[str, ...] = ("",)) -> Part:
    def part(rng: Random) -> tuple[str, Item]:
        value = make(rng)
        return rng.choice(leads) + value + rng.choice(after), Item(kind, value)

    return part


def _typed(digits: str, rng: Random, groups: tuple[int, ...]) -> str:
    """Digits as people type them: together, in groups, wide, one by one."""
    way = rng.random()
    if way < 0.5:
        return digits
    if way < 0.65:
        return digits.translate(_WIDE)
    if way < 0.72:
        return " ".join(digits)
    cut, at = [], 0
    for size in groups:
        cut.append(digits[at : at + size])
        at += size
    return rng.choice(" -").join(one for one in [*cut, digits[at:]] if one)


def _id_card(rng: Random) -> str:
    number = values.id_card(rng) if rng.random() < 0.85 else values.old_id_card(rng)
    typed = _typed(number, rng, (6, 8))
    return typed.lower() if rng.random() < 0.3 else typed


def _phone(rng: Random) -> str:
    if rng.random() < 0.3:
        area, number = values.landline(rng)
        return rng.choice(
            (f"{area}-{number}", f"({area}){number}", f"（{area}）{number}", f"{area} {number}", f"{area}-{number}转{rng.randint(1, 999)}")
        )
    return rng.choice(("", "", "", "+86", "0086 ", "86-")) + _typed(values.mobile(rng), rng, (3, 4))


def _bank_card(rng: Random) -> str:
    return _typed(values.bank_card(rng), rng, (4, 4, 4, 4))


def _plate(rng: Random) -> str:
    plate = values.plate(rng)
    way = rng.random()
    return plate[:2] + rng.choice("· ") + plate[2:] if way < 0.4 else plate.lower() if way < 0.5 else plate.translate(_WIDE)


_PARTS: tuple[Part, ...] = (
    _said("id_card", ("身份证号", "我的身份证号是", "身份证:", "证件号码 ", "", "俺身份证"), _id_card),
    _said("phone", ("电话", "手机号是", "打我手机", "联系方式：", "", "微信同号", "回我电话就行"), _phone),
    _said("bank_card", ("银行卡号", "补贴打到", "农行卡", "卡号：", ""), _bank_card),
    _said("plate", ("车牌", "我的车", "车牌号是", "有台车"), _plate, ("", "被贴条了", "的车")),
    _said("email", ("邮箱", "发我邮箱:", "email ", "回复到"), values.email),
    _said(
        "address",
        tuple(lead + place for lead in ("家住", "我住在", "地址：", "", "俺家在") for place in (*values.PLACES, "")),
        values.address,
        ("", "的居民", "这块"),
    ),
    _said(
        "name", ("我叫", "姓名：", "我是", "联系人", "本人", "俺叫", "户主", "名字是", "当事人"), values.name, ("", "", "想问一下", "先生")
    ),
)
_SAYS_WHERE_IT_ENDS = ("，", "，", ",", " ", "；", "。", "\n")


def messages(seed: int = 1, count: int = 300) -> list[Message]:
    """Messages with one to four items each."""
    rng = Random(seed)
    return [_message(rng, i) for i in range(count)]


def _message(rng: Random, i: int) -> Message:
    first = _PARTS[i % len(_PARTS)]
    others = rng.sample([part for part in _PARTS if part is not first], rng.choice((0, 1, 1, 2, 3)))
    said = [part(rng) for part in (first, *others)]
    rng.shuffle(said)
    text = "".join(words + rng.choice(_SAYS_WHERE_IT_ENDS) for words, _ in said)
    asked = rng.choice(_ASKED)
    return Message(text + asked if rng.random() < 0.8 else f"{asked}{rng.choice('，。 ')}{text}", tuple(item for _, item in said))
