"""The look for what shuts people out: it finds a planted fault, in frames and in the dark too, and lets a good page pass."""

from __future__ import annotations

import pytest

from tests.ui.accessibility import axe, grave_findings

pytestmark = pytest.mark.browser

GOOD = "<html lang=zh-CN><head><title>好</title></head><body><main><h1>好</h1><p>一句话在这里</p></main></body></html>"
NAMELESS = GOOD.replace("<p>一句话在这里</p>", "<button></button>")
FRAMED = GOOD.replace("<p>一句话在这里</p>", f'<iframe title="里面" srcdoc="{NAMELESS}"></iframe>')
FAINT_IN_THE_DARK = GOOD.replace("</head>", "<style>@media (prefers-color-scheme: dark) { p { color: #ddd } }</style></head>")


@pytest.mark.parametrize(
    ("content", "scheme", "told"),
    [
        (GOOD, "light", []),
        (NAMELESS, "light", ["button-name"]),
        (FRAMED, "light", ["button-name"]),
        (FAINT_IN_THE_DARK, "light", []),
        (FAINT_IN_THE_DARK, "dark", ["color-contrast"]),
    ],
)
def test_a_fault_is_told_and_a_good_page_passes(open_context, content: str, scheme: str, told: list[str]) -> None:  # type: ignore[no-untyped-def]
    axe()
    page = open_context(color_scheme=scheme).new_page()
    page.set_content(content)
    assert [finding.split()[2].rstrip(":") for finding in grave_findings(page)] == told


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_that_let_no_foreign_script_in_are_looked_at_too(open_at, accessible, scheme: str) -> None:  # type: ignore[no-untyped-def]
    accessible(open_at("/plans", color_scheme=scheme))
