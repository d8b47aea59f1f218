"""What a question asks for: a time, a unit, a number, a list, yes or no … by the words that ask."""

from __future__ import annotations

import re
from typing import Literal

Intent = Literal["deadline", "frequency", "who", "list", "where", "number", "yes_no", "text"]

# The words that ask; they say what kind of answer is wanted and are no part of the matter asked about.
_ASKING: dict[str, str] = {
    "where": r"(?:出自|见于?|写在|在|是)?[^，。？]{0,6}(?:第几(?:条|项|部分|款|章)|哪一?(?:条|款|项|部分|章|句)(?!例))",
    "frequency": r"(?:多久|多长时间|几年|隔多久|多少时间|几个月)(?:就|才|要|会|得)?(?:搞|办|开|组织|举办|报|通报|公布|清理|评估|检查|培训|报告)?一(?:次|回|期|趟|报)|频率|频次|隔多久",
    "deadline": r"(?:到|在|于|定在|写的?|要在|最迟|最晚|拖到|截止)?(?:第几年|什么时候|啥时候|啥时|何时|几时|什么时侯|什么时间|啥时间|哪前儿|哪一?年|哪几年|几年几月|哪天|哪一天|哪日|几号|几月份?|哪个月|哪个季度|几月几日)(?:之?前|以前|底)?"
    r"|时间节点|时间点|时间表|年份(?=[，、。？\s]|差|是|各|分别|$)|(?:时间要求|时限|期限)(?=是|为|多|定|卡|写|到|在|有|做|分别|呢|各|要求|[，,？?]|\s|$)|截止(?:日期?|时间)?|完成时间|多久(?:之内|以内|内)?|多长时间(?:之内|以内|内)?|什么期限|最迟|最晚",
    "who": r"(?:是|由|归|找|该|属于)?(?:谁|哪(?:一|几|两|些)?(?:个|家)?(?:部门|单位|机关|局|机构|科室|办公室|委办局?)|哪些人|哪家|哪几家|哪两家|什么(?:部门|单位|机关|机构|人)|啥(?:部门|单位)|阿个局|哪个?局|什么局)"
    r"(?:在)?(?:来|去|负责|牵头|管着|管|承担|抓|主管|督促|担责|挑头|操心|兜底|出面|说了算)?|(?:责任|牵头|配合|负责|主管|协办)(?:的)?(?:单位|部门)|归谁管|谁(?:在)?管|(?:是|由|归)(?:[市县区省][\u4e00-\u9fff]{1,8}?(?:局|委|办|院|厅|办公室))(?:来)?(?:负责|牵头|管|承担)",
    "list": r"(?!(?:分别|各自?|都)?有?(?:什么|啥)样?的?(?:规定|要求|说法|讲究))(?:包括|包含|有|是|为|分|分为|指|列了?|叫)?(?:哪些|哪几\w?|哪[一两二三四五六七八九十]+\w?|什么(?=方面|领域|内容|措施|任务|渠道|方式|类型|环节|程序|原则))|分别(?:是|有|指|叫|用)?(?:什么|哪|啥)?|都有(?:什么|啥)|包括(?:什么|啥)|包含(?:什么|啥)|列(?:出|举|全|一下)|请列|有啥|有什么",
    "number": r"(?:多少|几)(?=\s?(?:个|项|次|回|期|场|件|家|名|人|户|类|种|条|年|天|日|号|部|份|学时|小时|课时|分|成|万|亿|元|档|级|位|所|支|批|轮|层|张|两|钱|经费|%|步|步骤|块|部分|方面|只|站|处|套|组|工作日|个工作日))|多少|几成|百分之几|百分之多少|(?<!按)(?<!成)比例|占比|百分比|占?多重|多大比重|(?<=培训|工作|办案)量(?=[，？]|是|有|要|$)|(?:是)?多大(?:比例)?|多高|第几|几多|数量|总量|总数",
    "yes_no": r"(?:对不对|对吧|对吗|对不|是不是|是吗|是吧|是否|有没有|有无(?!人)|能不能|能否|可不可以|可否|要不要|需不需要|需要不需要|会不会|该不该|算不算|行不行|行得通吗|是这样吗|没错吧|没记错吧|属实吗|正确吗|提没提|写没写|定没定|到没到|规没规定|用不用|让不让|准不准|许不许|管不管)|(?:吗|(?<![什怎那这多])么|吧|(?<![是])不)(?=[？?。！!，,\s]|$)",
    "text": r"怎么(?:规定|要求|说|写|讲|表述|安排|处理|办|做|样|推进|落实|加强|管|搞|来|弄|执行|组成)?的?|如何(?:规定|要求|推进|落实|处理|安排|加强|开展)?|(?:是|有)?(?:什么|啥)(?:样的?)?(?:规定|要求|内容|说法|安排|办法|措施|机制|制度|意思|作用)?|原文|全文|内容|咋(?:规定|办|说|样|整|弄)?|讲了?(?:什么|啥)|写的?(?:什么|啥)|说了?(?:什么|啥|哪些事)|为什么|为何",
}
_PATTERNS: dict[str, re.Pattern[str]] = {name: re.compile(pattern) for name, pattern in _ASKING.items()}
_ANY_ASKING = re.compile("|".join(f"(?:{pattern})" for pattern in _ASKING.values()))


def intents_of(text: str) -> tuple[Intent, ...]:
    """The kinds of answer asked for, in the order of the words that ask."""
    found: dict[str, int] = {}
    taken: list[tuple[int, int]] = []
    for name, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            inside = any(start < match.end() and match.start() < end for start, end in taken)
            if not inside:
                found.setdefault(name, match.start())
                taken.append(match.span())
    return tuple(sorted(found, key=lambda name: found[name]))  # type: ignore[arg-type]


def without_asking(text: str) -> str:
    """The text with the words that ask blanked out; what is left is the matter."""
    return _ANY_ASKING.sub(lambda match: " " * len(match[0]), text)
