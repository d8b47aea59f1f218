"""Numbers of identity cards and bank cards, told by their check digits, or by what the speaker calls them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from assistant.privacy.runs import Number, is_amount

_CALLED_ID = re.compile(r"身份证|身份号|身分证|证件号|公民身份|sfz|id ?card", re.IGNORECASE)
_CALLED_AFTER = re.compile(r"[,，(（ ]?(?:这个?)?(?:就)?(?:是|为)?(?:我|俺|本人|他|她)?(?:们)?的?(?:身份证|身分证|证件号)")
_CALLED_CARD = re.compile(r"银行卡|储蓄卡|信用卡|工资卡|社保卡|卡号|一卡通|存折|[帐账][号户]|打[到进]|汇[到款]|[农工建中招]行")
_OTHER = re.compile(
    r"工单|单号|编号|案号|文号|字号|订单|受理|流水|信用代码|组织机构|代码|编码|发票|合同|许可证|执法证|plan|digest|trace|\bid[:： ]*\Z",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[ -]{0,2}[Xx×Χχ](?![0-9A-Za-z])")
_CARD_STARTS = re.compile(r"(?:62|60|9558|95|98|99|68|69|4|5[1-5]|2[2-7]|35)")


def last_letter(text: str, end: int) -> int:
    """Where an X that ends a number of seventeen digits ends; 0 where there is none."""
    found = _LETTER.match(text, end)
    return found.end() if found else 0


def is_id_card(number: Number, letter: bool = False) -> bool:
    """Whether digits (and an X after seventeen) are the number of an identity card."""
    digits = number.digits + ("X" if letter else "")
    if len(digits) == 18 and (_checked(digits) or (not letter and _placed(digits[:6]) and _born(digits[6:14]))):
        return True
    if len(digits) == 15 and _placed(digits[:6]) and _born("19" + digits[6:12]):
        return True
    return 14 <= len(digits) <= 20 and _is_called(number, _CALLED_ID, _CALLED_AFTER)


def is_bank_card(number: Number) -> bool:
    """Whether digits are the number of a bank card."""
    from stdnum import luhn

    digits = number.digits
    if len(digits) < 12 or is_amount(number):
        return False
    if _is_called(number, _CALLED_CARD):
        return len(digits) >= 15 or (len(number.lengths) == 1 and "折" in number.before)
    likely = 16 <= len(digits) <= 19 and _CARD_STARTS.match(digits) and luhn.is_valid(digits) and not _OTHER.search(number.before)
    return bool(likely) and (len(number.lengths) == 1 or number.lengths[0] in (1, 4, 6))


def _is_called(number: Number, called: re.Pattern[str], called_after: re.Pattern[str] | None = None) -> bool:
    names = [found.start() for found in called.finditer(number.before)]
    others = [found.start() for found in _OTHER.finditer(number.before)]
    if names and (not others or names[-1] > others[-1]):
        return True
    return bool(called_after and called_after.match(number.after))


def _checked(digits: str) -> bool:
    from stdnum.cn import ric

    return "11" <= digits[:2] <= "83" and _born(digits[6:14]) and ric.calc_check_digit(digits) == digits[-1]


def _born(day: str) -> bool:
    """Whether somebody may have been born on a day (19900101)."""
    try:
        return date(1890, 1, 1) <= date(int(day[:4]), int(day[4:6]), int(day[6:])) <= date.today()
    except ValueError:
        return False


@lru_cache(maxsize=4096)
def _placed(code: str) -> bool:
    """Whether the first six digits are the code of a place, now or formerly."""
    from stdnum import numdb

    return any(info.get("county") for _, info in numdb.get("cn/loc").info(code))
