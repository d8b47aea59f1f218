"""What the assistant says in its own words and what a model is told: one Markdown file a task, rendered strictly."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_HERE = Path(__file__).parent


@cache
def _environment() -> Environment:
    return Environment(  # plain text: it is escaped where it is shown
        loader=FileSystemLoader(_HERE), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def render(name: str, **values: object) -> str:
    """The text of `name`.md with its values; a missing one raises jinja2.UndefinedError."""
    return _environment().get_template(f"{name}.md").render(**values).strip()


@cache
def digest(name: str) -> str:
    """The version of a prompt: the first 12 hexadecimal digits of the SHA-256 of its file."""
    return hashlib.sha256((_HERE / f"{name}.md").read_bytes()).hexdigest()[:12]
