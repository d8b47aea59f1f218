"""What stands in a text where personal data stood."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["id_card", "phone", "bank_card", "plate", "email", "address", "name"]
WORDS: dict[Kind, str] = {
    "id_card": "身份证号",
    "phone": "电话",
    "bank_card": "银行卡号",
    "plate": "车牌号",
    "email": "邮箱",
    "address": "地址",
    "name": "姓名",
}
PLACEHOLDER = re.compile(rf"［(?:{'|'.join(WORDS.values())})］")


class Found(NamedTuple):
    """Where personal data stands in a text, and of which kind it is; the value itself is not carried about."""

    start: int
    end: int
    kind: Kind


def placeholder(kind: Kind) -> str:
    """What is written in place of an item: ［电话］."""
    return f"［{WORDS[kind]}］"
