"""Greetings, attempts to subvert the assistant, and matters outside the plans, told by how they are said."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.understand.cleaning import clean
from index.words import plain

_GREETING = re.compile(
    r"^(?:(?:你|您|大家)好|哈喽|嗨|早上好|上午好|中午好|下午好|晚上好|早安|晚安|hi|hello|hey|在吗|在不在|谢谢|多谢|感谢|辛苦了?|好的|再见|拜拜|"
    r"知道了|明白了|收到|没事了|不客气|你是谁|您是谁|你叫什么(?:名字)?|你(?:能|会|可以)(?:做|干|帮)(?:些|点)?(?:什么|啥|我什么)?|你有什么(?:功能|用)|"
    r"(?:怎么|如何)(?:使用|用)(?:你|这个)?|帮助|help|使用说明|呀|啊|哦|嗯|了|您|你|帮大忙了|帮我大忙了|请问|吗|呢|吧|thanks?|thankyou|bye|[\s，。！？、,.!?~～])+$",
    re.IGNORECASE,
)

_RULES = r"指令|指示|规则|提示词?|设定|限制|约束|要求|校验|核对|引用|地区锁|安全|身份|命令|instructions?|prompts?|rules?|polic(?:y|ies)|restrictions?|lock|guard"
_LIFT = r"(?<!不得)(?<!不能)(?<!严禁)(?<!禁止)(?:绕过|跳过|解除|取消|关闭|停用)"
# What neither a question nor a provision has a reason to say: orders to become another, to say this whatever is asked, to send it away.
_ORDERS = (
    r"(?:你|您)(?:现在|从现在起|今后|以后)?(?:就)?(?:是|扮演|变成|充当|成为|进入)(?:一个|一名)?[^。？！\n]{0,12}(?:没有限制|不受[^。？！\n]{0,6}(?:限制|约束)|开发者模式|越狱|黑客|DAN|管理员模式|另一个)",
    r"(?:无论|不管)[^。？！\n]{0,20}(?:都|一律|只)(?:要|必须|能|许)?(?:回答|说|写|答)",
    r"(?:一律|只(?:能|准|许|要)|统统|都)(?:回答|答(?!复)|输出|写(?=[“\"「:：])|说成|改成)|(?:你|您)[^。？！\n]{0,4}必须(?:回答|答|输出|说)|必须(?:回答|答(?!复)|输出|写(?=[“\"「:：])|说成|改成)(?=[“\"「:：是否不有没\d，。！]|$)",
    r"(?:假设|假定|就当|假如)[^。？！\n]{0,30}(?:规定|写着)[^。？！\n]*(?:请)?(?:引用|标注|写明|注明)",
    r"(?:新(?:的)?指令|系统(?:消息|指令|通知)\s*[:：]|new (?:policy|instructions?|rules?)|system\s*[:：]|assistant\s*[:：]|###\s*(?:instruction|system))|<\|?(?:im_start|system)|\[/?INST\]",
    r"(?:结果|答案|回答|资料|原文|对话)[^。？！\n]{0,6}(?:发|传|转|上传|提交)(?:送|到|给|至|往)[^。？！\n]{0,14}(?:网址|链接|邮箱|服务器|https?)",
    r"\b(?:always|only|just) (?:answer|say|reply)\b|\b(?:answer|say|reply) (?:only|always|exactly)\b",
    r"(?:删除|删掉|清空|修改|篡改)(?:全部|所有|文件|数据库|索引|资料|内容)[^。？！\n]{0,10}(?:删|数据|文件|命令|掉|结果)|(?:文件|资料|数据|索引)(?:内容)?(?:全部|都|统统)?(?:删除|删掉|清空)|drop\s+table|rm\s+-rf",
)
_SUBVERSION = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        *_ORDERS,
        # put the rules aside
        rf"(?<!不得)(?<!不能)(?<!严禁)(?<!禁止)(?:忽略|无视|忘记|忘掉|抛开|不要?再?(?:遵守|理会|执行|管)|ignore|disregard|forget|bypass|override|disable)[^。？！\n]{{0,24}}(?:{_RULES})",
        # 取消…要求, 解除…限制 are what plans speak of as well: only the assistant's own are meant
        rf"(?:你|您|我)(?:自己)?(?:请|就|都|已经?|把)?{_LIFT}[^。？！\n]{{0,24}}(?:{_RULES})|{_LIFT}[^。？！\n]{{0,8}}(?:(?:你|您|自己|系统|以上|上面|上述|之前|前面|所有|一切|全部|任何)的?(?:{_RULES})|指令|提示词|设定|地区锁|引用|核对|校验|安全(?:限制|规则))",
        r"(?:不要|别|不必|不用|停止|不再)(?:再)?(?:引用|核对|核实|校验|查证|标注|按照?(?:文件|原文|条款|方案)(?:来)?回答)",
        # become somebody else
        r"(?:请|让你|来)?扮演(?!(?:了|着|的是)?(?:什么|哪|何|怎样|啥))[^。？！\n]{2,}|假装(?:你|自己|是)|角色扮演|越狱|developer mode|jailbreak|\bDAN\b|pretend (?:to|you)|act as|you are now|roleplay",
        # give away what is inside
        r"系统提示|提示词|system\s*prompt|环境变量|密钥|口令|api[\s_-]*keys?|your (?:configuration|instructions|prompt)|后台(?:的)?(?:配置|密码|数据库)|访问令牌|secret",
        # say what the documents do not say
        r"(?:编造?|捏造|伪造|虚构|杜撰|瞎编)(?:一|个|份|段|条|出|些|几)|(?:念|读|写|引用)[^。？！\n]{0,8}不存在的",
        r"(?:当成|当作|说成(?:是)?|冒充|算作|改写?成|写成)[^。？！\n]{0,16}(?:规定|原文|条款|写进|写入|引用)",
        # give words another meaning, or the answer another reader
        r"(?:以下|下面|接下来|从现在(?:起|开始)?|从此|今后|以后|往后)(?!简称|统称|称)[^。？！\n]{0,20}(?:都指|是指|指的是|代表|当成|当作|统称|改称|改叫|等于)(?!什么|哪|谁|啥|多少|几)",
    )
)

_OUTSIDE = re.compile(
    r"天气|下雪|下雨|气温|台风|股票|基金|彩票|汇率|房价|星座|运势|菜谱|食谱|写(?:一)?(?:首|篇|段)[^。？]{0,10}(?:诗|歌|小说|作文|情书|代码)|作诗|七言|五言|笑话|电影|电视剧|明星|歌曲|音乐|游戏|球赛|比赛结果|"
    r"旅游攻略|景点|门票|火车|高铁|航班|机票|酒店|导航|外卖|python|java|代码|编程|快速排序|算法|翻译|译成|译回|英语|法语|日语|数学题|(?:\d|[一二三四五六七八九十])\s*(?:加|减|乘|除以?|\+|\*|×|÷)\s*(?:\d|[一二三四五六七八九十])|等于几|"
    r"离婚|抚养费|彩礼|遗产|继承|感冒|吃什么药|看病挂号|减肥|恋爱|算命|世界杯|奥运会",
    re.IGNORECASE,
)


def is_greeting(text: str) -> bool:
    """Hello, thanks, goodbye, who are you, and nothing else."""
    return bool(re.search(r"\w", text)) and bool(_GREETING.match(text.strip()))


_MACHINE = r"助手|助理|机器人|模型|人工智[能慧]|(?:智能|问答|对话|检索|查询|应答)系统|assistant|chatbot|(?<![a-z])ai(?![a-z])|language models?|系统提示|提示词|system prompt"
_ORDER = r"忽略|无视|一律|改称|必须说|请说|请输出|均答|回答|作答|应答|请注意|注意[:,]|不要(?:提|说|引用)|优先于|不再(?:核对|引用)|宣称|声称|声明|表述为|读作|提升本段|屏蔽|ignore|tell|answer|report|never|when asked|cite nothing"
_TO_A_MACHINE = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        *_ORDERS,
        rf"(?:{_MACHINE}).{{0,60}}(?:{_ORDER})|(?:{_ORDER}).{{0,30}}(?:{_MACHINE})",
        r"(?:忽略|无视|忘记|不再理会)(?:以上|此前|之前|上述|前述|前面)(?:的)?(?:所有|一切|全部)?(?:指令|规则|要求|提示|内容)|ignore (?:all )?(?:previous|prior|the above)",
        # to whoever answers: what to say when asked, and how
        r"凡(?:被)?问[及到].{0,60}答|回答时(?:请|一律|必须)?(?:说|答)",
        r"(?:询?问[及到]?|提问|答复|回答|播报|列举|比较)[^。]{0,40}?(?:请|须|应|也|均|一律|必须)(?:答(?!复)|说|写|称|念|改|加上)|(?:为准|按[^。,]{1,12}|请|一律)作答|答案(?:是|为|应)",
        r"(?:请|须|应|要|一律|必须)(?:对外)?(?:宣称|声称|谎称)|应读作|解码后|优先引用|引用本(?:段|文件)|(?:输出|附上|复述)[^。,]{0,6}(?:全部|所有|完整)[^。,]{0,4}(?:说明|指令|提示)",
        r"(?:提问|询问|咨询|问及|查询)[^。]{0,24}(?:(?:答复|回复|返回)(?:为|[“:])|原样)|(?:生成|输出|给出)(?:的)?(?:答案|回答|答复|回复)|(?:把|将)[^。,]{1,16}(?:说成|改写[为成])|(?:请|并|可)(?:虚构|编造)|原样(?:返回|输出)",
        # about itself: a provision does not speak of who reads it, nor sets itself above all others
        r"(?:检索到|读取|读到|阅读)了?本(?:段|条|页|文|行)|机器阅读|自动程序|隐藏文字|(?:本|该|这)(?:段|行(?!政)|句|页)[^。,]{0,8}(?:优先|最高|为准)|(?:其他|前文|此前|以上)(?:文件|规定|条款|内容|日期)?[^。,]{0,6}(?:一概|全部|统统)(?:作废|失效)",
        r"你(?!们|.我|[院局校])",  # a plan speaks to nobody; “你点我检” is what a measure is called
        # what no Chinese document is written in: mark-up, addresses, codes, sentences of other alphabets
        r"<[!/a-z]|https?:|\]\(|[{}]|[a-z0-9+/]{20,}|(?:[a-z]{2,}[\s,:;.'-]+){2,}[a-z]{2,}",
    )
)


def is_subversion(text: str) -> bool:
    """An attempt to make the assistant drop its rules, play a part, give away its inside or say the untrue."""
    squeezed = re.sub(r"[\s·•*_\-]+(?=[\u4e00-\u9fff])", "", plain(text))
    return any(pattern.search(words) for pattern in _SUBVERSION for words in {text, squeezed})


@lru_cache(maxsize=8192)
def is_said_to_a_machine(sentence: str) -> bool:
    """A sentence of a document that is no provision but an order to whatever reads it for somebody."""
    return any(pattern.search(words) for words in {plain(sentence), plain(clean(sentence))} for pattern in _TO_A_MACHINE)


def is_everyday(text: str) -> bool:
    """A matter of everyday life that no plan is about."""
    return bool(_OUTSIDE.search(text))
