"""Words that change what a sentence asserts: how binding it is, whether it is denied, of whom it holds, what limits it."""

from __future__ import annotations

import re


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Canonical form → how it is written. Longer spellings come first where one holds another.
MODALS = {
    "不得": r"不得|不准|不许|严禁|禁止|不可(?!或缺|分割|抗力)|不能(?!力)|不应当?|不宜|切勿",
    "必须": r"必须|务必|务须|(?<![必无])须(?!知)",
    "应当": r"应当|(?<![响相适反供对回感效理])应(?![急对用付收届聘变运诉答力邀试])",
    "可以": r"可以|(?<![许认不])可(?=[依委提申由向在根按结将就对采自要])",
    "允许": r"允许|准许|有权",
    "鼓励": r"鼓励|提倡|倡导",
    "力争": r"力争|争取|努力|尽量|尽可能",
    "原则上": r"原则上",
    "一般": r"一般(?!性|公共)",
    "基本": r"基本(?=建成|形成|完成|实现|建立|达到|健全|完善|消除|解决|满足)",
    "逐步": r"逐步|稳步|有序|分步",
    "探索": r"探索",
    "试点": r"试点(?!先行)",
    "适时": r"适时|视情|酌情|有条件的?",
}
NEGATIONS = {
    "不": r"不予|不再|不(?!断|仅|但|动产|得不|可或缺|可分割|可抗力|同|良|足|力|正之风)",
    "未": r"尚未|从未|未(?!来|成年)",
    "无": r"没有|没(?!收)|(?<![毫])无(?!论|障碍|形|锡|偿|人机|纸|缝|证明)|并无",
    "非": r"并非|非(?!常|法|物质|诉|公|税|营利|政府|现场|凡|遗)",
    "停": r"停止|取消|拒绝|免除|暂停|终止|撤销|废止",
    "防": r"防止|避免|杜绝|防范",
}
SCOPES = {
    "全部": r"全部|所有|一切|任何|一律|凡是?(?!属)|全体|每个|每一|各(?=级|类|地|部|单|项|县|市|区|乡|街|行|方|个)",
    "只": r"仅(?!供)|只(?!要|有)|唯一|专门",
    "部分": r"部分(?!组成)|少数|个别|某些|大多数|多数|若干|有些",
    "有关": r"有关|相关",
    "主要": r"主要(?!负责|领导|任务|内容)|重点(?!领域|任务|工作|项目)",
    "已": r"已经|已(?!而)|业已|(?<=[成立])了(?=[，。；]|$)",
}
# What must stay where a sentence is shortened: an exception anywhere, a condition ahead of what it conditions.
EXCEPTION = re.compile(r"除.{0,40}外|除非|另有规定|例外|不适用|^(?:但|但是)|不在此限|特殊情况|为限|不受.{1,12}限制|仅限|仅在")
CONDITION = re.compile(
    r"^(?:如|若|凡|一旦|未经|经(?![济验营费常])|符合|确需|确有|需要|需|只有|只要|因(?!地|此)|遇|涉及|属于|具备|原则上|力争|争取|没有|非经|根据需要|有条件)|"
    r"^(?:对|在|当|于).{0,60}(?:的|时|后|前|下|内|中|期间|外)$|[^目](?:的|时|后|情况下|前提下|情形下|条件下|范围内|基础上|期间)$|(?:同意|批准|审批|审查|审议|通过|许可|授权|情况|前提)[后下]?$"
)
# A new sentence that takes back a part of the one before it.
TAKES_BACK = re.compile(
    r"^(?:但|但是|然而|除.{1,40}外。?$|除非|法律、?(?:行政)?法规.{0,8}另有|另有规定|国家另有|特殊情况|确因|因特殊|确有特殊|有下列情形|依法不)"
)
# A stretch inside a sentence that narrows what it stands before: 符合条件的, 争议较大的, 根据实际需要.
NARROWS = re.compile(
    r"(?:涉及|涉|事关|关系|关于|符合|需要|适合|适宜|属于|具有|具备|较|明显|严重|迫切|依法|规定|要求|经|已|未|能|确|不|有|无|达到|超过|受|被|规模|条件|方面)[^、]*的(?:重?大)?$|"
    r"^(?:根据|针对|视|经(?!济|营)|对|在|除|因|凡|如|当|为).+|^(?:符合|需要|适合|属于|必要时|确需|确有)"
)
# Verbs that say little: to leave them out says the same.
LIGHT = _words("接受 开展 进行 实施 组织 实行 予以 给予 做好 抓好 确保 推动 实现 并 等 的 地 得 了 要 和 及 与 对 将 把 为 在 于 由 以")
# Words of grammar, which may stand anywhere; and words an answer puts around what a clause says, which may not stand for others.
GRAMMAR = _words(
    "的 了 是 为 由 在 对 与 和 及 以及 并 并且 而 其 该 此 这 于 将 也 还 把 等 之 所 就 或 或者 且 地 得 要 则 即 到 至 里 个 也 向 被 都 均 仍 能 会"
)
FRAME = _words(
    "要求 规定 提出 明确 指出 方案 报告 文件 条款 内容 包括 分别 同时 此外 另外 其中 有 时间 期限 单位 责任 责任单位 负责 共 全市 我市 本市 市 按照 根据 依据 依照 "
    "工作 时限 具体 如下 下列 以下 方面 关于 情况 目标 任务 会 从 使 让 标题 注明"
)
TYPED = {"modal": MODALS, "negation": NEGATIONS, "scope": SCOPES}
