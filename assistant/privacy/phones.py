"""Telephone numbers of people: mobile and fixed lines; service numbers (12345, 400-…, 95588) are nobody's own."""

from __future__ import annotations

import re

from assistant.privacy.runs import Number, is_amount

_CALLED = re.compile(r"电话|手机|座机|固话|联系方式|联系号码|号码|热线|拨打|致电|微信|tel|phone|mobile|call|dh|sj", re.IGNORECASE)
_LOCAL = re.compile(r"(?:电话|座机|固话|联系方式)(?:号码?)?(?:是|为)?[:： ]{0,3}\Z")
_HOME = re.compile(r"(?:00)?86(?=\d{10,12}\Z)")
_MOBILE = re.compile(r"0?1[3-9]\d{9}\Z")
_FIXED = re.compile(r"0[1-9]\d{8,10}\Z")
_GROUPED = {
    (11,),
    (3, 4, 4),
    (3, 3, 5),
    (3, 8),
    (7, 4),
    (4, 3, 4),
    (4, 4, 3),
    (5, 6),
    (6, 5),
    (3, 2, 2, 2, 2),
    (3, 3, 3, 2),
    (3, 4, 2, 2),
    (1,) * 11,
}
_YEARS = re.compile(r"19\d\d(?:19|20)")
_EXTENSION = re.compile(r" ?(?:转|分机号?|ext\.?) ?\d{1,6}(?!\d)", re.IGNORECASE)
_SHORT_EXTENSION = re.compile(r" ?- ?\d{1,5}(?!\d|-)")
_BRACKETED = re.compile(r"[(\[](?:\+?86[ -]?)?0\d{2,3}[)\]] {0,2}\d{3,4}[ -]?\d{4}(?!\d)(?: ?(?:转|分机号?|-) ?\d{1,6}(?!\d))?")
_BRACKETED_MOBILE = re.compile(r"(?<!\d)(?:\+?86 ?-?)?[(\[]1[3-9]\d[)\]][ -]?\d{4}[ -]?\d{4}(?!\d)")
_LISTED_MOBILE = re.compile(r"(?<!\d)(?<!\d[、,，])1[3-9]\d(?P<mark>[、,，\n] ?)\d{4}(?P=mark)\d{4}(?![、,，]?\d)")
_ABROAD = re.compile(r"\+(?!86)[1-9]\d{0,2}(?:[ -]{0,2}\d){6,12}(?!\d)")


def is_phone(number: Number) -> bool:
    """Whether digits are the number of a telephone in China."""
    digits = _HOME.sub("", number.digits)
    called = bool(_CALLED.search(number.before))
    if _MOBILE.match(digits):
        if not called and (is_amount(number) or not _grouped(number, digits)):
            return False
        return _is_valid(digits.removeprefix("0"))
    if digits != number.digits and not digits.startswith("0"):
        digits = "0" + digits
    if _FIXED.match(digits) and not is_amount(number):
        return _is_valid(_parted(digits)) or (called and len(digits) >= 11)
    return bool(re.fullmatch(r"[2-9]\d{6,7}", number.digits) and _LOCAL.search(number.before))


def extension(text: str, number: Number) -> int:
    """Where the extension (转801, -801 of a fixed line) after a number ends, the number's own end where there is none."""
    found = _EXTENSION.match(text, number.end) or (number.digits[0] == "0" and _SHORT_EXTENSION.match(text, number.end))
    return found.end() if found else number.end


def bracketed(text: str) -> list[tuple[int, int]]:
    """Numbers with their beginning in brackets or told in three pieces, and numbers abroad."""
    patterns = (_BRACKETED, _BRACKETED_MOBILE, _LISTED_MOBILE)
    found = [(one.start(), one.end()) for pattern in patterns for one in pattern.finditer(text)]
    return found + [(one.start(), one.end()) for one in _ABROAD.finditer(text) if _is_valid(one[0])]


def _grouped(number: Number, digits: str) -> bool:
    """Whether the groups are those in which such numbers are written, and not years and counts side by side."""
    extra = len(number.digits) - 11
    lengths = list(number.lengths)
    while lengths and extra >= lengths[0]:
        extra -= lengths.pop(0)
    if extra and lengths:
        lengths[0] -= extra
    return tuple(lengths) in _GROUPED and not (lengths[0] == 4 and _YEARS.match(digits))


def _parted(digits: str) -> str:
    area = 3 if digits[:2] in ("01", "02") else 4
    return digits[:area] + "-" + digits[area:]


def _is_valid(written: str) -> bool:
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(written, "CN"))
    except phonenumbers.NumberParseException:
        return False
