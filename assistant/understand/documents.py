"""Which document a question means, and what it asks about the document itself (文号, 印发日期, 期限, 依据 …)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeVar

from index.models import Frozen, PlanHead

Head = TypeVar("Head", bound=PlanHead)
Field = Literal[
    "document_number",
    "issued_on",
    "published_on",
    "effective_on",
    "issuers",
    "period",
    "newest",
    "status",
    "based_on",
    "recipients",
    "title",
    "count",
    "catalogue",
]

_WHEN = r"(?:的)?(?:日期|时间|哪天|哪一天|哪年|哪一年|什么时候|啥时候|何时|几时|几号|几月几日)"
_FIELDS: dict[Field, str] = {
    "catalogue": r"收录(?:了|着)?(?:的)?(?:有)?(?:哪些|什么|多少|几)(?:个|份)?(?:文件|城市|地方|地区|方案|资料)|(?:有|能查)(?:哪些|什么)(?:城市|地方)的(?:文件|方案)|能查哪些(?:城市|地方)",
    "document_number": r"文号|发文字号|文件编?号|发文号",
    "recipients": r"(?:印|下|发)?发给|主送|发(?:到|往)(?:哪|谁)",
    "issued_on": rf"(?:印发|发文|成文|落款|签发|下发|颁布|出台|制定){_WHEN}|(?:哪天|哪一天|哪年|哪一年|什么时候|啥时候|何时|几时|几号|几月几[号日])(?:由谁)?(?:印发|发文|下发|签发|颁布|出台|发(?:的|出|下来))|落款",
    "published_on": rf"(?:发布|公布|上网|挂网|公开|挂出来?|登出来?|上线){_WHEN}|(?:哪天|哪一天|哪年|什么时候|啥时候|何时|几时|几号|几月几[号日])(?:在网上|在官网|上)?(?:发布|公布|挂网|[挂登放贴传发](?:上网|到网上)|挂出来?|登出来?|上网)(?:的)?",
    "effective_on": rf"(?:从|自|于|由)?{_WHEN}(?:之?起|开始|正式)*(?:施行|实施|生效|执行|试行)|(?:施行|实施|生效|执行|试行){_WHEN}",
    "issuers": r"以?(?:谁|哪个?(?:单位|部门|机关)|哪几家)的名义[印下签]?发(?:布|文|的|出|下来)*|(?:一家|单独|联合)(?:[印下签]发|发布?)的?文?|(?:是)?(?:由)?(?:谁|哪个?(?:单位|部门|机关)|哪几家|哪些(?:单位|部门|机关))(?:联合|共同)?(?:印发|发布|发文|制定|下发|出台|发)的?|(?:印发|发文|制定|发布)(?:机关|单位|主体|部门)",
    "period": r"实施期限?|适用(?:期|年份|时间)|有效期|规划期|(?:管|覆盖|适用|执行)(?:的是)?(?:到)?(?:哪几?年|几年|哪一年)|从哪年(?:管|到)|到期|过期|失效|(?:还|仍然?)(?:有效|管用|在期)|期限是?(?:哪几年|几年|多久|到)|(?:从|是)?哪一?年(?:开始)?(?:到|至)哪一?年|(?:管|用|有效|实施|执行|方案|文件|办法|意见|规划)(?:到|至)(?:什么时候|何时|几时|哪一?年|哪天)(?:为止|截止|结束|止|失效)|从\d{4}年?(?:管|实施|执行)?到\d{4}年|到\d{4}年(?:底)?(?:就|才)?(?:结束|到期|截止|为止)|(?:管|实施|执行)到\d{4}年",
    "newest": r"(?:更|较)?新的?(?:版本|一版|版|方案|规划|文件|一份)|更新(?:的)?(?:版本|方案|过)|最新|被?(?:取代|替代|代替)|废止|作废|撤销|(?:修订|修改|修正)过",
    "status": r"正式(?:稿|文件|版|印发|发布|的)|征求意见稿(?:吗|还是|吧)|草案|定稿|(?:是不是|还是)征求意见稿|生效(?=了?[吗没])",
    "based_on": r"(?:制定|编制)?(?:的)?(?:依据|根据)(?:的)?(?:是|有|叫|的|什么|哪|中央|国家|省)?|(?:根据|按照|依据|落实|贯彻|执行)(?:的)?(?:是)?(?:[\u4e00-\u9fff\s]{0,14})(?:哪|什么)(?:个|份|些|部)?|上位(?:文件|法)",
    "title": r"(?:文件|方案|报告)?(?:的)?(?:全称|标题|完整名称)(?:是|叫)?|叫什么(?:名字|名称)?(?=[？?]|$)",
    "count": r"(?:一共|总共|共)?(?:有)?(?:多少|(?<!第)几)(?:条|个部分|部分|大部分|章|项任务|条款|个条款|大块)",
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _FIELDS.items()}
# Words that only speak about a document and leave no other matter in the question.
_ABOUT_DOCUMENTS = re.compile(
    r"法治政府建设|(?:法治政府)?(?:实施)?(?:方案|办法|意见)|(?:工作)?(?:要点|安排)|开始|印的?|引用|确认|核对|核实|同一[天日]|名义|下来|一家|单独|(?:[市县区省州]?委)?(?:[市县区省州]政府)?办公室|市委|党委|结束|就|(?:年度|情况|工作)?报告|文件|征求意见稿|正式稿?|印发|发布|公布|下发|联合|共同|制定|编制|依据|根据|按照|落实|贯彻|中央|国家|省里?|省级|上级|"
    r"期限|实施|适用|日期|时间|落款|网上|官网|挂|单位|机关|标题|全称|名称|重要举措|上位|管|有效|到期|过期|年度|法治|政府|建设|一共|总共|收录|城市|地方|地区|资料|那份|这份|这个|哪个|依照|是不是|还是|还|没有|举措"
)
_REPORT = re.compile(
    r"\d{4}年?度?(?:法治政府建设)?(?:年度|情况|工作)*报告|(?:这份|那份|该)(?:年度)?报告|报告(?:里|中|上|说|写|提|显示|承认|自己|报的|第|二|三|四|一|、|自|说的|这|的第)|(?<=方案[和与跟])报告|年报|的报告|\d{4}年?报告|自(?:查|评)"
)
_PLAN = re.compile(
    r"(?:实施|行动|工作)?方案|征求意见稿|规划(?:里|中|提)|(?:实施)?(?:办法|意见)(?=里|中|的|是|第|对|从|到|要求|规定|\s)|工作要点|工作安排"
)


class DocumentsAsked(Frozen):
    """Kinds of document named (方案, 报告), and facts asked about documents as such."""

    kinds: tuple[str, ...]
    fields: tuple[Field, ...]
    rest: str


def read_documents(text: str) -> DocumentsAsked:
    """Read the documents out of a question whose places are blanked out."""
    kinds = tuple(kind for kind, pattern in (("方案", _PLAN), ("报告", _REPORT)) if pattern.search(text))
    fields = tuple(name for name, pattern in _PATTERNS.items() if pattern.search(text))
    rest = _PLAN.sub(lambda match: " " * len(match[0]), text) if "方案" in kinds else text
    if "报告" in kinds:
        rest = re.sub(
            r"(?:\d{4}年度?)?(?:法治政府建设)?(?:年度|情况|工作)?报告(?=里|中|上|说|写|提|显示|承认|自己|报的|第|是|的|、|，|二|三|四|一|\s|这|自|分别)",
            lambda match: " " * len(match[0]),
            rest,
        )
    return DocumentsAsked(kinds=kinds, fields=fields if fields and _only_about_documents(text, fields) else (), rest=rest)


def _only_about_documents(text: str, fields: tuple[Field, ...]) -> bool:
    for name in fields:
        text = _PATTERNS[name].sub(" ", text)
    left = _ABOUT_DOCUMENTS.sub("", text)
    left = re.sub(
        r"什么|哪[些个份年天]?|以|前|跟|一下|多少|几|吗|呢|吧|的|是|在|从|到|对|了|也|说一下|告诉|请|谁|叫|啥|由|给|省|里|份|个|年|现在|目前|没有?|没|您|你|我|查|看|那|这|有|和|与|及|分别|重要|稿|因|还|\d|[^\u4e00-\u9fff]",
        "",
        left,
    )
    return len(left) <= 2


def chosen(plans: Sequence[Head], kinds: tuple[str, ...]) -> list[Head]:
    """The plans of the kinds named; all where none is named or both are."""
    wanted = [plan for plan in plans if any(is_kind(plan, kind) for kind in kinds)]
    return wanted if kinds else list(plans)


def is_kind(plan: PlanHead, kind: str) -> bool:
    """方案 means everything that sets tasks, 报告 what reports on them."""
    return ("报告" in plan.kind) == (kind == "报告")
