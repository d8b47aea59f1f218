"""Templates of the pages; everything put into them is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ui.visitors import Visitor

HERE = Path(__file__).parent
STATIC = HERE / "static"
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'; frame-src 'self'"
)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(name: str, visitor: Visitor, active: str, status: int = 200, **values: object) -> HTMLResponse:
    """A whole page for a visitor, under the entry of the bar that is `active`; nothing in it can run that is not ours."""
    content = markup(name, visitor=visitor, active=active, **values)
    return HTMLResponse(content, status, headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache"})


def markup(name: str, **values: object) -> str:
    """HTML of a template."""
    return _environment().get_template(name).render(**values)


def fragment(name: str, **values: object) -> str:
    """HTML on one line: a Markdown renderer takes a block without line breaks as it is."""
    return "".join(line.strip() for line in markup(name, **values).splitlines())
