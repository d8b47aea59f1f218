"""Another force: a duty become a choice, a wish become a duty, an aim become a result, a firm word become a soft one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from eval.planted.chance import some
from eval.planted.passages import Passage

# What is written, and what it may become.
_FORCES: dict[str, tuple[str, ...]] = {
    r"(?<!不)(?<!依法)应当(?![^，,。；;]{0,14}的(?!期|部|方|机))": ("可以", "可视情况"),
    r"必须(?!为)": ("可以",),
    r"(?:(?<=负责人)|(?<=政府)|(?<=部门)|(?<=干部)|(?<=机关)|(?<=机构)|(?<=党校)|(?<=党委))要(?!求|点|素)": ("可以", "可根据需要"),
    r"(?<![不还也])可以(?!不)": ("应当", "必须"),
    r"(?<=起草)可(?=邀请)|(?<=也)可(?=委托)": ("应当",),
    r"力争": ("", "确保"),
    r"原则上(?!应当)": ("一律",),
    r"原则上应当": ("必须",),
    r"(?<![和、])鼓励、(?:推动|支持、推动)": ("责令",),
    r"(?<![和、])鼓励(?![、和])": ("要求", "强制"),
    r"(?:积极)?探索(?=推行|建立|开展|推进|完善|实行)": ("全面",),
    r"(?<![、])探索(?=实现|利用|市与)": ("全面",),
    r"逐步(?=推行|实现|实行|增大|推进)": ("立即", "今年全面"),
    r"稳妥推进": ("全面推开",),
    r"基本(?=形成|建成|完善|理顺)": ("全面",),
    r"(?<!，)确保(?=[\u4e00-\u9fff]{6})": ("力争",),
    r"坚决防止": ("尽量避免",),
    r"严禁": ("原则上不得", "提倡不"),
    r"(?<!原则上)一律": ("一般", "原则上"),
    r"全部(?=取消|公开到位|设立|形成|落实)": ("逐步",),
    r"全面(?=推行|落实|实行|实施|开展)": ("试点", "探索"),
    r"普遍(?=落实|建立)": ("试点",),
    r"严格(?=落实|执行|按照|履行)": ("参照", "酌情"),
    r"积极争取": ("已经实现",),
    r"支持有条件的领域": ("要求所有领域",),
    r"可(?=依法|采取|要求)": ("必须",),
    r"不得(?=[\u4e00-\u9fff])": ("一般不宜", "原则上不"),
    r"有权": ("有义务",),
}


def modal_changed(passage: Passage, sentence: str, rng: Random) -> Iterator[str]:
    """The sentence with another force."""
    for force, others in _FORCES.items():
        matches = list(re.finditer(force, sentence))
        for match in some(matches, 1, rng):
            if not _quoted(sentence, match.start()):
                yield sentence[: match.start()] + rng.choice(others) + sentence[match.end() :]


def _quoted(sentence: str, at: int) -> bool:
    before = sentence[:at]
    return before.count("《") > before.count("》") or before.count("“") > before.count("”")
