"""A question as it was typed becomes text that can be read: width, invisible characters, traditional characters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from opencc import OpenCC

from assistant.privacy.placeholders import PLACEHOLDER
from index.places import names_in

LONGEST = 1000
_INVISIBLE = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SPACE = re.compile(r"(?<=[\u4e00-\u9fff，。？！、；：])\s+(?=[\u4e00-\u9fff，。？！、；：])")
_SCRIPT = re.compile(r"<(script|style)\b[^>]*>.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(rf"<[^>]{{0,{LONGEST}}}>")
_WIDTH = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，？！；：（）"})
# Words of everyday and regional speech that ask, as standard Chinese asks.
_SPEECH = (
    (r"啥时[候侯]?|哪前儿|么子时候|几时", "什么时候"),
    (r"咋(?:个|样)?", "怎么"),
    (r"啥|么子|咩(?!的)", "什么"),
    (r"什么时侯", "什么时候"),
    (r"身分", "身份"),
    (r"几多", "多少"),
    (r"阿(?=几|[个些])|哪[噶嘎](?=个)", "哪"),
    (r"哪[噶嘎]", "哪个"),
    (r"老几", "第几"),
    (r"介只|格个|搿个|嗰个", "这个"),
    (r"(?<![关联体])系(?=多少|什么|谁|哪)", "是"),
    (r"那疙瘩|那旮旯|那嘎达", "那里"),
    (r"里头", "里"),
    (r"[，,]?(?:给|跟)[咱俺我]们?(?:唠|叨|摆|讲|说)(?:唠|叨|摆|讲|说|一下)*呗?", ""),
    (r"(?<![调修平规])整(?=完(?!善|备)|好|利索|成)", "做"),
    (r"(?<=[\u4e00-\u9fff])(?:哩|哇|嘞|咧|噻|撒|嘛)+(?=[？?。！!，]|$)", ""),
)
# What a caller says of himself, by the placeholders in it: 我叫［姓名］，我的身份证号是［身份证号］.
_WHOSE = r"(?:我|俺|本人|咱|我家|他|她|我爱人|我们)(?:的|这个|这边|就|现在)?"
_OF = r"(?:姓名|名字|联系人|户主|当事人|身份证|证件|联系|手机|电话|座机|固定|银行|工资|储蓄|车|车牌|电子|邮|家庭|住|地)(?:证|号|号码|码|卡|牌|牌号|箱|件|址|方式|电话|手机|话|住址|地址|庭|号是)*"
_LINK = r"(?:是|为|叫|就是|住在|家住|在|[:：\s])*"
_INTRODUCED = re.compile(rf"(?:{_WHOSE})?\s*(?:{_OF})?\s*{_LINK}{PLACEHOLDER.pattern}(?:先生|女士|同志)?(?:[，,、;；。．.\s]*(?=[\S])|$)")
_LIVES = re.compile(
    rf"(?:{_WHOSE})?(?:家住|住在|住址|家在|家|住|地址|户籍|老家)(?:是|为|在|[:：\s])*(?P<place>[\u4e00-\u9fff]{{2,20}})［地址］[，,、;；。．.\s]*"
)
_LEADS_IN = re.compile(
    r"(?:^|(?<=[，,。；;\s]))(?:(?:你好|您好|喂)[，,。！!\s]*)?(?:(?:我|俺)?(?:就)?(?:想|要)(?:问|咨询|了解|打听)(?:一下|下)?[，,\s]*)?(?=\S)"
)
_QUOTES = str.maketrans({"「": "“", "」": "”", "『": "“", "』": "”"})


@cache
def _converter() -> OpenCC:
    return OpenCC("tw2s")


def shown(question: str) -> str:
    """The question as it may be shown and stored: half surrogates and control characters replaced."""
    return _INVISIBLE.sub(" ", question.encode("utf-8", "replace").decode("utf-8")).strip()


def clean(question: str) -> str:
    """The question as it is read: one width, one script, no tags, no gaps, no placeholders; cleaning twice changes nothing."""
    text = unicodedata.normalize("NFC", _without_introduction(shown(question))).translate(_WIDTH).translate(_QUOTES)
    text = simplified(_without_gaps(_TAG.sub(" ", _SCRIPT.sub(" ", text))))
    for spoken, standard in _SPEECH:
        text = re.sub(spoken, standard, text)
    return _without_gaps(text)


def _without_introduction(text: str) -> str:
    """What is said besides the words in which a caller introduces himself, told by the placeholders in them."""
    if not PLACEHOLDER.search(text):
        return text
    for lives in list(_LIVES.finditer(text)):
        others = text.replace(lives[0], "")
        if any(names_in(PLACEHOLDER.sub("", others))):  # where he lives is not what he asks about
            text = others
    return _LEADS_IN.sub("", _INTRODUCED.sub("", text), count=1)


def _without_gaps(text: str) -> str:
    return re.sub(r"\s+", " ", _SPACE.sub("", text)).strip()


def simplified(text: str) -> str:
    """Traditional characters to simplified ones; 著 as in 著力 becomes 着. Words stay: tw2sp would make 文件 文档."""
    return _converter().convert(text)
