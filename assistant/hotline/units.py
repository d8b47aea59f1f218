"""Responsible units said aloud: by role, the first of them by name, and how many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.hotline.speech import spoken
from index.models import Unit

_GENERIC = re.compile(r"^(?:各|其他|有关|相关)|其他|有关|相关|各[级县区市部乡镇]|等(?:单位|部门)?$")
_DONE = {"牵头": "牵头", "主管": "主管", "主办": "主办"}
_MOST_NAMED = 5  # more are told by the first three and their number
_FIRST = 3
_ALONGSIDE = ("配合", "协助", "协同", "协办", "参与", "参加", "承办", "实施", "落实")


def is_generic(name: str) -> bool:
    """Whether a unit is only described (各县区政府, 市政府其他部门) and not called by name."""
    return bool(_GENERIC.search(name))


class Named:
    """Units of one role, those called by name and those only described (各县区政府)."""

    def __init__(self, role: str, units: Sequence[Unit]) -> None:
        self.role = role
        names = list(dict.fromkeys(spoken(unit.name) for unit in units if unit.role == role))
        self.named = [name for name in names if not is_generic(name)]
        self.described = [name for name in names if is_generic(name)]

    def said(self, shown: int) -> str:
        """由甲局、乙局等5家单位和有关部门负责, with the first `shown` by name."""
        return self._put(self._counted(shown))

    def checked(self, shown: int) -> str:
        """The same without the count, which is none of the clause's words."""
        return self._put("、".join([*self.named[:shown], *self.described]))

    def printed(self, shown: int) -> str:
        """The same as documents print it: 责任单位：甲局、乙局."""
        return f"{self.role}单位：{'、'.join([*self.named[:shown], *self.described])}。"

    def _counted(self, shown: int) -> str:
        if shown >= len(self.named):
            return "、".join([*self.named, *self.described])
        first = f"{'、'.join(self.named[:shown])}等{len(self.named)}家单位"
        return f"{first}和{'、'.join(self.described)}" if self.described else first

    def _put(self, names: str) -> str:
        return f"由{names}{_DONE.get(self.role, self.role if self.role in _ALONGSIDE else '负责')}"


def ways_to_say(units: Sequence[Unit]) -> Iterator[tuple[str, str, str]]:
    """How to say who answers for a clause, fullest first: the words, the words to be checked, and these as they are printed."""
    roles = [Named(role, units) for role in dict.fromkeys(unit.role for unit in units)]
    most = max((len(role.named) for role in roles), default=0)
    for shown in range(most if most <= _MOST_NAMED else _FIRST, -1 if not most else 0, -1):
        yield (
            "，".join(role.said(shown) for role in roles),
            "，".join(role.checked(shown) for role in roles) + "。",
            "".join(role.printed(shown) for role in roles),
        )
