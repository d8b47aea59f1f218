"""The assistant as a server of the Model Context Protocol: its tools answer, search and look up; they change nothing."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from typing import Annotated, Any

from fastapi.exceptions import RequestValidationError
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.types import ToolAnnotations
from pydantic import Field, ValidationError

from assistant.bootstrap import Fazhi
from assistant.doors import logs
from assistant.http.asked import Text
from assistant.http.problems import problem_of
from assistant.models import Answer, Ask
from assistant.privacy import without_personal_data
from assistant.record.models import Asker
from assistant.searching import FoundClause, search
from assistant.summaries import ClauseSummary, PlanSummary, clause_summary, plan_summaries
from index.errors import FazhiError

_INSTRUCTIONS = (
    "法治方案问答：只依据收录的政府文件回答。回答里的每句话都有出处；status 不是 answered 或 partial 时没有答案，照实转述，"
    "不要用别处的条款或自己的知识代替。caveats 里的话要一并说明。"
)
_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
Place = Annotated[Text | None, Field(description="只用这个地区的文件，如 张掖市；不给则看问题里说的地区")]


class _Server(MCPServer):
    """Tells a failure as this program does everywhere, in one sentence; what was not foreseen is logged and not told."""

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        """Call a tool; raises ToolError."""
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            kind, sentence = _told(error.__cause__)
            raise kind(sentence) from error.__cause__


def _told(cause: BaseException | None) -> tuple[type[ToolError], str]:
    if cause is None:
        return ToolError, "没有这个工具，请查看工具列表。"
    if isinstance(cause, FazhiError):
        return ToolError, str(cause)
    if isinstance(cause, ValidationError):
        wrong = [{**one, "loc": ("arguments", *one["loc"])} for one in cause.errors()]
        return ToolError, problem_of(RequestValidationError(wrong), "", "").detail
    return UnexpectedToolError, "程序出错，已记入日志，请稍后再试。"


def server(fazhi: Fazhi) -> MCPServer:
    """The server with its four tools."""
    made = _Server("fazhi", title="法治方案问答", instructions=_INSTRUCTIONS, version=version("fazhi"), log_level="WARNING")

    @made.tool(description="用文件的原话回答一个问题，附条款出处。", annotations=_READS)
    def ask(
        question: Annotated[Text, Field(description="问题，用中文", max_length=20_000)],
        place: Place = None,
        session_id: Annotated[Text | None, Field(description="会话编号，自定；相同的编号可以接着问", max_length=200)] = None,
    ) -> Answer:
        return fazhi.chat.answer(Ask(question=question, place=place, session_id=session_id), asker=Asker(door="mcp"))

    @made.tool(description="只检索，不回答：按相关程度列出条款。", annotations=_READS)
    def search_clauses(
        query: Annotated[Text, Field(description="要找的事，词或整句都可以", min_length=1, max_length=1000)],
        place: Place = None,
        limit: Annotated[int, Field(description="最多几条", ge=1, le=50)] = 10,
    ) -> list[FoundClause]:
        return search(fazhi, without_personal_data(query).text, place, limit)

    @made.tool(description="一个条款的原文、责任单位和期限。", annotations=_READS)
    def get_clause(clause_id: Annotated[Text, Field(description="条款编号，见 ask 和 search_clauses 的结果")]) -> ClauseSummary:
        index = fazhi.index.get()
        if (found := index.clauses.get(clause_id)) is None:
            raise FazhiError("没有这个编号的条款，请用 search_clauses 查找。")
        return clause_summary(index.plan_of(found), found)

    @made.tool(description="收录了哪些文件：地区、标题、文号、日期、状态。", annotations=_READS)
    def list_plans() -> list[PlanSummary]:
        index = fazhi.index.get()
        return plan_summaries(index.heads.values(), index.versions, date.today())

    return made


def run(fazhi: Fazhi) -> None:
    """Serve on standard input and output until the client goes."""
    made = server(fazhi)
    logs.configure()  # instead of the library's, which would show what was asked
    made.run("stdio")
