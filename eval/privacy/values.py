# ruff: noqa: E501 -- lists of made-up words
"""Made-up values that are formed as real ones: check digits computed, codes of places and card issuers real."""

from __future__ import annotations

from random import Random

from stdnum import luhn
from stdnum.cn import ric

_REGIONS = ("220104", "220102", "620702", "620721", "360702", "230883", "110108", "310115", "440305", "500112", "630104", "652301")
_MOBILE = (
    "139",
    "138",
    "135",
    "150",
    "151",
    "158",
    "159",
    "177",
    "180",
    "186",
    "188",
    "189",
    "191",
    "199",
    "130",
    "131",
    "133",
    "166",
    "198",
)
_ISSUERS = ("622848", "622202", "621700", "621226", "622700", "621661", "623058", "621799")
_AREAS = ("0431", "0936", "0797", "0454", "010", "021", "0755")
_SEVEN = ("0936", "0797", "0454")  # areas where a number has seven digits
_FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺"
_GIVEN = [
    "建国",
    "秀英",
    "桂兰",
    "丽华",
    "志强",
    "伟",
    "敏",
    "静",
    "磊",
    "洋",
    "勇",
    "艳",
    "杰",
    "娟",
    "涛",
    "明",
    "超",
    "秀兰",
    "霞",
    "平",
    "刚",
    "玉梅",
    "海燕",
    "春生",
    "晓东",
    "雨桐",
    "子轩",
    "欣怡",
    "浩然",
    "梓涵",
    "国栋",
    "凤英",
    "淑珍",
    "德福",
    "长林",
    "红梅",
    "文博",
    "小龙",
    "雪莲",
    "永贵",
]
_COMPOUND = ["欧阳", "司马", "上官", "诸葛", "慕容", "皇甫"]
_MINORITY = ["阿依古丽·买买提", "古丽娜尔·艾合买提", "巴特尔·苏和", "扎西·多吉", "努尔兰·哈山", "买买提江·吐尔逊"]
_TOWNS = ["五棵树镇", "党寨镇", "沙河镇", "水西镇", "浓桥镇", "新农乡"]
_VILLAGES = ["三合村", "下寨村", "新民村", "红星村", "靠山村", "上坝村", "水口村", "双胜村"]
_ROADS = ["人民大街", "解放大路", "建设路", "民乐路", "南环路", "同志街", "红旗大街", "长征大道", "青年路", "和平街"]
_ESTATES = ["阳光小区", "万科城", "御景花园", "南湖家园", "滨江苑", "幸福小区", "世纪广场"]
PLACES = ["长春市朝阳区", "长春市", "张掖市甘州区", "赣州市章贡区", "抚远市", "吉林省长春市南关区", "张掖市临泽县"]


def id_card(rng: Random) -> str:
    """An identity card number of eighteen characters."""
    body = f"{rng.choice(_REGIONS)}{rng.randint(1945, 2006)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(1, 999):03}"
    return body + ric.calc_check_digit(body + "0")


def old_id_card(rng: Random) -> str:
    """An identity card number of the old kind, fifteen digits."""
    return f"{rng.choice(_REGIONS[:4])}{rng.randint(45, 79)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(1, 999):03}"


def mobile(rng: Random) -> str:
    """A mobile number, eleven digits."""
    return rng.choice(_MOBILE) + f"{rng.randint(0, 99999999):08}"


def landline(rng: Random) -> tuple[str, str]:
    """The area and the number of a fixed line."""
    area = rng.choice(_AREAS)
    digits = 7 if area in _SEVEN else 8
    return area, f"{rng.randint(2, 8)}{rng.randint(0, 10 ** (digits - 1) - 1):0{digits - 1}}"


def bank_card(rng: Random) -> str:
    """A bank card number of sixteen or nineteen digits."""
    body = rng.choice(_ISSUERS) + "".join(rng.choices("0123456789", k=rng.choice((9, 12))))
    return body + luhn.calc_check_digit(body)


def plate(rng: Random) -> str:
    """A number plate of a car."""
    start = rng.choice("吉甘赣黑京沪粤辽") + rng.choice("ABCDEFGH")
    digits = f"{rng.randint(0, 99999):05}"
    return start + rng.choice((digits, rng.choice("DF") + digits, rng.choice("KLMN") + digits[:4], digits[:4] + rng.choice("学警挂")))


def email(rng: Random) -> str:
    """An address of e-mail."""
    user = rng.choice(("zhang.san", "wang_li", "li-ming", "chen", "liuyang", "sunny")) + str(rng.randint(1, 99999))
    return f"{user}@{rng.choice(('qq.com', '163.com', '126.com', 'gmail.com', 'sina.com.cn', 'foxmail.com', 'jl.gov.cn'))}"


def name(rng: Random) -> str:
    """A name of a person."""
    kind = rng.random()
    if kind < 0.08:
        return rng.choice(_MINORITY)
    return (rng.choice(_COMPOUND) if kind < 0.16 else rng.choice(_FAMILY)) + rng.choice(_GIVEN)


def address(rng: Random) -> str:
    """What is smaller than the county in an address."""
    house, flat = rng.randint(1, 2999), rng.randint(101, 2204)
    return rng.choice(
        (
            f"{rng.choice(_ROADS)}{house}号{rng.randint(1, 9)}单元{flat}室",
            f"{rng.choice(_ROADS)}{house}号",
            f"{rng.choice(_TOWNS)}{rng.choice(_VILLAGES)}{rng.choice('一二三四五六')}组",
            f"{rng.choice(_VILLAGES)}{rng.randint(1, 9)}社{rng.randint(1, 99)}号",
            f"{rng.choice(_ESTATES)}{rng.randint(1, 30)}栋{rng.randint(1, 4)}单元{flat}",
            f"{rng.choice(_ROADS)}{rng.choice(_ESTATES)}{rng.randint(1, 30)}号楼{flat}室",
        )
    )
