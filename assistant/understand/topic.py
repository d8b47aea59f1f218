"""The matter a question is about: its words, each with a weight and with the words documents write for it."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.understand.intents import without_asking
from index.models import Frozen
from index.words import cut, cut_for_search, is_dictionary_word, part_of_speech, plain, thesaurus

# Words that carry no matter: particles, pronouns, the asking itself, and what every plan is called.
_STOP = frozenset(
    "的 了 呢 啊 呀 吗 吧 嘛 哦 哩 哇 么 是 在 有 和 与 及 或 跟 同 对 对于 关于 就 都 也 还 还是 又 再 才 把 被 让 给 为 为了 向 从 到 自 由 以 于 按 按照 根据 "
    "将 要 会 能 可以 能够 得 应 应该 应当 必须 需要 想 请 请问 麻烦 帮 帮我 我 我们 你 您 他 它 她 这 那 这个 那个 这些 那些 这份 那份 这条 那条 该 其 其中 此 某 各 "
    "问 问一下 一下 查 查一下 看 看看 说 说说 讲 讲讲 写 写明 提 提到 提及 告诉 知道 了解 确认 介绍 回答 念 念一下 列 列出 列全 具体 主要 大概 一般 到底 究竟 现在 目前 今年 "
    "怎么 怎样 什么 如何 哪 哪些 哪个 哪里 谁 多少 几 里 里面 里头 中 内 上 下 方面 情况 有关 相关 关系 东西 事 事情 这件事 这事 这块 这块儿 那块 地方 时候 时间 "
    "方案 实施方案 文件 文件里 规定 要求 内容 条款 条 项 款 第 部分 全文 原文 全称 名字 叫 叫什么 叫做 啥 咋 个 次 年 月 日 号 天 一个 一次 两 三 一 二 "
    "一共 总共 共计 合计 实际 去年 上年 当年 不 没 没有 不能 不会 别 吗 最 很 挺 比较 非常 特别 真的 是否 有无 打算 计划 准备 安排 做 干 搞 弄 办 用 去 来 带 看 算 成 好 完 着 过 起来 出来 出 进去 进 等 之 所 而 但 如果 要是 那么 "
    "分别 各自 一样 相同 不同 哪儿 几时 收录 明令 专门 写进 算数 家 份 只 位 名 块 们 吗 所有 全部 整个 任何 每 每个 别漏 漏 怎么个 法 关于".split()
)
# Nouns that name a matter only together with others.
_GENERAL = frozenset("任务 工作 事项 制度 机制 体系 措施 方式 程序 活动 行为 领域 建设 管理 部门 单位 政府 机关 人员 责任 标准 能力 问题 目标 重点".split())
_YEAR_OR_NUMBER = re.compile(r"^(?!12\d{3}$)[\d.%]+(?:年|月|日)?$")  # 12345 and its like are names of hotlines


class Term(Frozen):
    """A word of the matter; `alternatives` are words documents write for it, `weight` how much it tells.

    `names` says that the word names a thing (工资, 无人机): where no document has it, the matter itself is missing.
    """

    word: str
    alternatives: tuple[str, ...]
    weight: float
    names: bool = True
    at_home: bool = False


class Topic(Frozen):
    """The matter: weighted terms, phrases put in quotation marks, and the words left when the asking is taken out."""

    terms: tuple[Term, ...]
    quoted: tuple[str, ...]
    words: str

    @property
    def is_empty(self) -> bool:
        """Nothing is said about the matter (那赣州呢？)."""
        return not self.terms and not self.quoted

    @property
    def total(self) -> float:
        """Sum of the weights."""
        return sum(term.weight for term in self.terms) or 1.0


def _share(word: str) -> float:
    """How much a word of its class tells about the matter: names of things most, little words least."""
    tag = part_of_speech(word)
    if word.isascii():
        return 1.0
    if not is_dictionary_word(word):
        return 0.4
    if word in _GENERAL:
        return 0.5
    if tag[0] in "nlijzxeg" or tag in ("vn", "an"):
        return 1.0
    return {"v": 0.6, "a": 0.5, "b": 0.5}.get(tag[0], 0.15)


def read_topic(text: str, rarity: Callable[[str], float]) -> Topic:
    """The matter of a question whose places and documents are blanked out; `rarity` is a word's inverse frequency."""
    quoted = tuple(dict.fromkeys(match.strip() for match in re.findall(r"[“\"「]([^”\"」]{2,40})[”\"」]", text)))
    left = without_asking(text)
    terms: dict[str, Term] = {}
    for word in [part for word in _words(text, left) for part in _known_parts(word, rarity)]:
        if word in _STOP or _YEAR_OR_NUMBER.match(word) or (len(word) < 2 and word not in thesaurus()):
            continue
        alternatives = tuple(other for other in thesaurus().get(word, ()) if other != word)
        rare = min([rarity(word), *(rarity(other) for other in alternatives)])
        share = _share(word)
        terms.setdefault(
            word, Term(word=word, alternatives=alternatives, weight=round(share * rare, 3), names=share == 1.0 and not alternatives, at_home=rarity(word) < rarity(""))
        )
    return Topic(terms=tuple(terms.values()), quoted=quoted, words=re.sub(r"[\s？?。，,！!、：:；;]+", "", left))


def _known_parts(word: str, rarity: Callable[[str], float]) -> list[str]:
    """A compound no document has is looked for by its parts: 法治督察 by 法治 and 督察."""
    if len(word) < 4 or word in thesaurus() or rarity(word) < rarity(""):
        return [word]
    return [part for part in cut_for_search(word) if part != word and len(part) > 1] or [word]


def _words(text: str, left: str) -> list[str]:
    """Words of the whole text that the words that ask do not touch: cut before they are taken out, lest the rest run together."""
    words, at = [], 0
    lowered = plain(text) if len(plain(text)) == len(text) else text.lower()
    for word in cut(lowered):
        at = lowered.find(word, at)
        if left[at : at + len(word)].strip() and left[at : at + len(word)].count(" ") * 2 < len(word):
            words.append(word)
        at += len(word)
    return words
