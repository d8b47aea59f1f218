"""After signing in one gets to a page of this site, whatever a link said."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.signing_in.returning import local


@pytest.mark.parametrize("wanted", ["/", "/plans", "/plans/a?start=1&end=2", "/plans/a#二（六）20", "/compare?topic=行政复议", "/a//b"])
def test_a_page_here_is_kept(wanted: str) -> None:
    assert local(wanted) == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "plans",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "https://evil.example/",
        "https:/evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "/plans\r\nSet-Cookie: a=b",
        "/plans\\..\\..",
        "/" + "x" * 2000,
        "/login?next=/login",
        "/logout",
        "/plans\0",
        "//[",
    ],
)
def test_anything_else_becomes_the_first_page(wanted: str) -> None:
    assert local(wanted) == "/"


@given(st.text(alphabet="/\\.:@?#%\t\n evilx", max_size=12))
def test_whatever_is_wanted_a_browser_stays_here(wanted: str) -> None:
    """As browsers read an address: blanks around it and tabs within go, a backslash is a slash."""
    read = "".join(char for char in local(wanted).strip() if char not in "\t\r\n").replace("\\", "/")
    try:
        assert urlsplit(urljoin("http://here.example/login", read)).netloc == "here.example"
    except ValueError:
        pytest.fail(read)
