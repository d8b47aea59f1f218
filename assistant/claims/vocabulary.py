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
    "变到": r"(?<=下降|降低|减少|提高|提升|增加|增长|压缩|缩短|上升)(?:到|至)",
    "逐步": r"逐步|稳步|有序|分步",
    "探索": r"探索",
    "试点": r"试点(?!先行)",
    "适时": r"适时|视情|酌情|有条件的?",
}
NEGATIONS = {
    "不": r"不予|不再|不(?!断|仅|但|动产|得不|可或缺|可分割|可抗力|同|良|足|力|正之风)",
    "未": r"尚未|从未|未(?!来|成年)",
    "无": r"没有|没(?!收)|(?<![毫])无(?!论|障碍|形|锡|偿|人机|纸|缝|证明)|并无",
    "非": r"并非|非(?!常|法|法|物质|诉|公|税|营利|政府|现场|凡|遗)",
    "外": r"以外|之外",
    "反": r"反对|破除|妨碍|打破|消除|打击|整治|纠正|查处|废除|减少|压缩|压减|降低|精简|减免|免收|免征|免交|免于|减半|减轻|从轻|非法|违法|违规|擅自|随意|变相|任意",
    "停": r"停止|取消|拒绝|免除|暂停|终止|撤销|废止",
    "防": r"防止|避免|杜绝|防范",
}
SCOPES = {
    "全部": r"全部|所有|一切|任何|一律|凡是?(?!属)|全体|每个|每一|各(?=级|类|地|部|单|项|县|市|区|乡|街|行|方|个)",
    "只": r"仅(?!供)|只(?!要|有)|唯一|专门",
    "部分": r"部分(?!组成)|少数|个别|某些|大多数|多数|若干|有些",
    "有关": r"有关|相关",
    "主要": r"主要(?!负责|领导|任务|内容)|重点(?!领域|任务|工作|项目)",
    "或": r"或者|或",
    "且": r"并且|而且|(?<![而并])且",
    "已": r"已经|已(?!而)|业已|了(?!解)",
    "拟": r"拟(?!定)|计划(?=[建出制推举开完新在于])|正在|将(?=[于在要继])|即将|下一步|准备(?=[建出制推举开])|打算|预计|建议(?=[市省县区])",
}
# What must stay where a sentence is shortened: an exception anywhere, a condition ahead of what it conditions.
EXCEPTION = re.compile(r"除.{0,40}外|除非|另有规定|(?<!为)例外|不适用|^(?:但|但是)|不在此限|特殊情况|为限|不受.{1,12}限制|仅限|仅在")
CONDITION = re.compile(
    r"^(?:如|若|凡|一旦|未经|经(?![济验营费常])|符合|确需|确有|需要|需|只有|只要|因(?!地|此)|遇|涉及|属于|具备|原则上|力争|争取|没有|非经|根据需要|有条件)|"
    r"^(?:对|在|当|于).{0,60}(?:的|时|后|前|下|内|中|期间|外)$|[^目](?:的|时|后|情况下|前提下|情形下|条件下|范围内|基础上|期间)$|经.{0,24}(?:同意|批准|审批|审查|审议|通过|许可|授权)后?$|(?:情况|前提)下?$"
)
# A new sentence that takes back a part of the one before it.
TAKES_BACK = re.compile(
    r"除外|从其规定|另有规定的|^(?:但|但是|然而|除.{1,40}外。?$|除非|法律、?(?:行政)?法规.{0,8}另有|另有规定|国家另有|特殊情况|确因|因特殊|确有特殊|依法不)"
)
# A modifier that praises what it stands before, and does not narrow it: 公正权威、统一高效的.
DESCRIBES = re.compile(
    r"(?:完善|完备|健全|高效|有力|顺畅|清晰|科学|规范|权威|公正|便民|为民|合理|严密|明确|协调|透明|廉洁|诚信|便捷|普惠|智能|精准|先进|开放|有序|权威性|全覆盖|一体化|专业化|法治化|现代化|信息化)的$"
)
# What may stand ahead of a statement that is cut out from behind it.
BEFORE_A_CLAUSE = re.compile(
    r"(?:并|并于|且|要|以|来|由|向|从|按|为|将|把|是|使|对|与|于|在|和|及|或)$|(?:落实|实行|坚持|严格|推进|完善|建立|健全|加强)[^、]{0,12}$"
)
JOINS = re.compile(r"(?:会同|协同|配合|以上|以下|以外|之外)$")
LIST_MARK = re.compile(r"和|及|与|或|以及|等")
TURNS = frozenset("非未不无副被免")  # ahead of a word they make it another: 公职人员, 非公职人员
# Verbs that say little: to leave them out says the same.
LIGHT = _words(
    "接受 开展 进行 实施 组织 实行 予以 给予 做好 抓好 确保 推动 实现 达到 并 等 的 地 得 了 要 和 及 与 对 将 把 为 在 于 由 以"
)
INTENSIFIES = _words(
    "进一步 积极 大力 全面 切实 不断 持续 深入 认真 坚决 着力 加快 扎实 有效 充分 广泛 及时 主动 严格 稳妥 深化 继续 始终 牢固 更加 更 较 高度 强力 用心 努力"
)
# Words of grammar, which may stand anywhere; and words an answer puts around what a clause says, which may not stand for others.
GRAMMAR = _words(
    "的 了 是 为 由 在 对 与 和 及 以及 并 并且 而 其 该 此 这 于 将 也 还 把 等 之 所 就 或 或者 且 地 得 要 则 即 到 至 里 个 也 向 被 都 均 仍 能 会"
)
FRAME = _words(
    "要求 规定 提出 明确 指出 方案 报告 文件 条款 内容 包括 分别 同时 此外 另外 其中 有 时间 期限 单位 责任 责任单位 负责 共 全市 我市 本市 市 按照 根据 依据 依照 "
    "工作 时限 具体 如下 下列 以下 方面 关于 情况 目标 任务 会 从 使 让 标题 注明"
)
BY_THEMSELVES = ("反", "停", "防")  # of these groups each word says something of its own
TYPED = {"modal": MODALS, "negation": NEGATIONS, "scope": SCOPES}
