"""An answer as a chat completion: its words, then a line for each citation and caveat, and where each marker leads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.http.openai.completed import Annotation, ChatCompletion, Choice, Said, UrlCitation, Usage
from assistant.links import quote_link
from assistant.models import Answer, Citation
from index.models import Frozen

_MARKER = re.compile(r"\[(\d{1,6})\]")


class Exchange(Frozen):
    """What all that is said in reply to one request has in common.

    `created` is in Unix seconds, `base_url` the address the reader's pages are under, `read` the characters read of the request.
    """

    id: str
    created: int
    base_url: str
    read: int


def content_of(answer: Answer) -> str:
    """The answer's words, a blank line, a line for each citation, then each caveat once."""
    cited = [f"[{citation.marker}] {citation.address}" for citation in answer.citations]
    notes = [*cited, *dict.fromkeys(caveat.text for caveat in answer.caveats)]
    return "\n\n".join([answer.answer, "\n".join(notes)] if notes else [answer.answer])


def annotations_of(answer: Answer, content: str, base_url: str) -> tuple[Annotation, ...]:
    """One for each marker in the content, in order; `content[start_index:end_index]` is the marker."""
    return tuple(_annotations({citation.marker: citation for citation in answer.citations}, content, base_url.rstrip("/")))


def _annotations(cited: dict[int, Citation], content: str, base_url: str) -> Iterator[Annotation]:
    for match in _MARKER.finditer(content):
        if citation := cited.get(int(match[1])):
            link = quote_link(citation.plan_id, citation.clause_id, citation.start, citation.end)
            place = UrlCitation(start_index=match.start(), end_index=match.end(), title=citation.address, url=base_url + link)
            yield Annotation(url_citation=place)


def usage_of(exchange: Exchange, content: str) -> Usage:
    """Characters read and said."""
    return Usage(prompt_tokens=exchange.read, completion_tokens=len(content), total_tokens=exchange.read + len(content))


def completion(answer: Answer, exchange: Exchange) -> ChatCompletion:
    """The whole answer at once."""
    content = content_of(answer)
    said = Said(content=content, annotations=annotations_of(answer, content, exchange.base_url))
    return ChatCompletion(
        id=exchange.id, created=exchange.created, choices=(Choice(message=said),), usage=usage_of(exchange, content), fazhi=answer
    )
