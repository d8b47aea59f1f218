# ruff: noqa: E501 -- a pattern of what people write reads better on one line than cut anywhere
"""Number plates of vehicles and addresses of e-mail."""

from __future__ import annotations

import re

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使"
_LETTER = "[A-HJ-NP-Za-hj-np-z]"
_MIXED = "[0-9A-HJ-NP-Za-hj-np-z]"
_PLATE = re.compile(
    rf"(?:[Ww][Jj] ?)?[{_PROVINCES}][ .·•‧∙・]?{_LETTER}[ .·•‧∙・-]{{0,2}}(?:{_MIXED}(?: ?{_MIXED}){{4,5}}|{_MIXED}(?: ?{_MIXED}){{3}} ?[学警挂港澳试超领])(?![0-9A-Za-z])"
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,127} ?@ ?[A-Za-z0-9-]{1,63}(?:(?:[.。]|点(?=com|cn|net|org))[A-Za-z][A-Za-z0-9-]{0,62}){1,4}"
)


def plates(text: str) -> list[tuple[int, int]]:
    """Where number plates stand: 吉A12345, 甘G·D1234, 粤BD12345, 皖A1234学."""
    return [(found.start(), found.end()) for found in _PLATE.finditer(text) if sum(char.isdigit() for char in found[0]) >= 2]


def emails(text: str) -> list[tuple[int, int]]:
    """Where addresses of e-mail stand."""
    if "@" not in text:
        return []
    return [(found.start(), found.end()) for found in _EMAIL.finditer(text)]
