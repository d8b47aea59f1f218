"""Whether a question asks what a unit has to do (市司法局负责哪些工作), and which unit."""

from __future__ import annotations

import re

from index.models import Frozen
from index.units import ROLES
from index.words import cut, part_of_speech

_UNIT = (
    r"(?P<unit>(?![由归])(?:(?![哪谁何啥])[\u4e00-\u9fff]){1,14}?"
    r"(?:局|委|(?<![能可会要好不没])办|(?<![干全])部|厅|院|室|政府|(?:委员|常委|协|学|联合|商|工)会|中心|机关|部门|单位|支队|大队|总队|党校|集团|公司))"
)
_NO_UNIT = re.compile(r"(?:各级)?(?:人民)?(?:政府|党委|部门|机关|单位)")  # every document is of one: whose tasks are not told by that
_NO_NOUN = "vdpfcuz"  # classes of words that no unit has in its name but as its last (网上能办 is none, 法制办 is one)
_DOES = rf"(?:{ROLES}|承担|抓|管|做|干|办|履行)"
_WHAT = r"(?:哪[些几]?[个项条件]?|什么|啥|多少[个项条件]?|几[个项条件])"
_DUTIES = r"(?:具体|重点|主要)?(?:的)?(?:工作任务|工作|任务|职责|责任|分工)"
_TASKS = rf"(?:{_DUTIES}|(?:具体|重点|主要)?(?:的)?(?:事项|事情?|内容|措施|条款|方面|举措|活))"
_MUST = r"(?:要|需要?|应该?|应当|得|都|分别|主要|具体|一共|共|所|来|去)*"
_IS = r"(?:都|分别|具体|主要)*(?:有|是|包括|包含)?"
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_UNIT}{_MUST}{_DOES}(?:的)?{_IS}{_WHAT}(?:{_TASKS})?",
        rf"{_UNIT}{_MUST}{_DOES}(?:的)?(?:{_TASKS}){_IS}(?:{_WHAT})?",
        rf"{_UNIT}(?:的)?(?:{_DUTIES}){_IS}(?:{_WHAT})?",
        rf"{_UNIT}{_IS}{_WHAT}(?:{_DUTIES}|事情?|事项)(?:要(?:做|办|完成|落实))?",
        rf"(?:有)?{_WHAT}(?:{_TASKS})(?:是)?(?:由|归|该|要|需要?)?{_UNIT}{_MUST}{_DOES}(?:的)?",
        rf"(?:由|归){_UNIT}{_MUST}{_DOES}的(?:{_TASKS}){_IS}(?:{_WHAT})?",
    )
)
_AROUND = re.compile(r"^(?:请问|那么?|关于|说说|讲讲|列出|列一下|里面?|中|上|的|内|和|跟|与|同|及)+|(?:吗|呢|啊|呀|吧)$")
_ROLE = re.compile(ROLES)


class UnitAsked(Frozen):
    """The unit whose tasks are asked for, as the question calls it, and the role where the question names one (牵头)."""

    name: str
    role: str = ""


def read_unit(text: str) -> UnitAsked | None:
    """The unit of a question whose places and documents are blanked out; None where it asks for something else or for more."""
    asked = _AROUND.sub("", re.sub(r"[^\u4e00-\u9fff]+", "", text))
    found = next((match for pattern in _ASKED if (match := pattern.fullmatch(asked))), None)
    if found is None or not _is_unit(found["unit"]):
        return None
    role = _ROLE.search(asked, found.end("unit"))
    return UnitAsked(name=found["unit"], role=role[0] if role else "")


def _is_unit(name: str) -> bool:
    return not _NO_UNIT.fullmatch(name) and not any(part_of_speech(word) in _NO_NOUN for word in cut(name)[:-1])
