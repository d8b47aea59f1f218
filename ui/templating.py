"""Templates of the pages; everything put into them is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent
STATIC = HERE / "static"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(name: str, **values: object) -> str:
    """A whole HTML page."""
    return _environment().get_template(name).render(**values)


def fragment(name: str, **values: object) -> str:
    """HTML on one line: a Markdown renderer takes a block without line breaks as it is."""
    return "".join(line.strip() for line in page(name, **values).splitlines())
