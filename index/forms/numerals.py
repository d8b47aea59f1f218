"""A number in the forms that Word's automatic lists print: 一, 十二, 壹, ①, 甲, iv, 01 …"""

from __future__ import annotations

import cn2an

_DIGITS = "〇一二三四五六七八九"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_SERIES = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
}
_COUNTED = frozenset(("chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand", "koreanCounting"))
_SPELT = frozenset(("chineseCounting", "taiwaneseCounting", "taiwaneseDigital"))
_DIGITAL = frozenset(("ideographDigital", "chineseDigital", "japaneseDigitalTenThousand"))
_LEGAL = frozenset(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"))


def numeral(number: int, form: str) -> str:
    """A number as Word prints it in a number format (ECMA-376 ST_NumberFormat); Arabic where the format is unknown."""
    if form == "none":
        return ""
    if form in _SERIES and 1 <= number <= len(_SERIES[form]):
        return _SERIES[form][number - 1]
    if number < 0:
        return str(number)
    if form in _COUNTED or (form in _SPELT and number < 100):
        return _counted(number)
    if form in _DIGITAL or form in _SPELT:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if form in _LEGAL:
        return str(cn2an.an2cn(number, "up"))
    return _western(number, form)


def _counted(number: int) -> str:
    """十二, not 一十二; 一百一十二 as it is."""
    words = str(cn2an.an2cn(number, "low"))
    return words.removeprefix("一") if 10 <= number <= 19 else words


def _western(number: int, form: str) -> str:
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return _roman(number) if form == "lowerRoman" else _roman(number).upper()
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26 * 30:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form == "decimalZero":
        return f"{number:02d}"
    if form.startswith("decimalFullWidth"):
        return str(number).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    return str(number)


def _roman(number: int) -> str:
    made = ""
    for value, letters in _ROMAN:
        made += letters * (number // value)
        number %= value
    return made + _ROMAN_UNITS[number]
