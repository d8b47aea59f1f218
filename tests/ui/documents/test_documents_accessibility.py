"""Nothing on the pages of documents shuts people out: light and dark, wide and narrow, alone and in the panel."""

from __future__ import annotations

import pytest

from assistant.links import clause_link, plan_link
from index.search import Index
from ui.documents.changes import changes_link

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_documents_shuts_anyone_out(open_in_library, held: Index, accessible, scheme: str) -> None:  # type: ignore[no-untyped-def]
    old, new = (next(head.plan_id for head in held.heads.values() if head.source.endswith(f"-{name}.txt")) for name in ("旧", "新"))
    hostile = next(plan for plan in held.plans.values() if plan.place == "抚远市")
    page = open_in_library("/plans", color_scheme=scheme)
    start = page.url.partition("/plans")[0]
    paths = ("/plans", "/plans?province=江西省", plan_link(old), clause_link(hostile.plan_id, hostile.clauses[-1].clause_id))
    for path in (*paths, changes_link(new_id=new, old_id=old), "/plans/none"):
        page.goto(start + path)
        for width in (390, 1600):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("document.querySelectorAll('details').forEach(fold => (fold.open = true))")
            accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nor_does_one_in_the_panel(open_in_library, held: Index, accessible, scheme: str) -> None:  # type: ignore[no-untyped-def]
    plan = next(plan for plan in held.plans.values() if plan.place == "赣州市")
    page = open_in_library("/plans/none", color_scheme=scheme)  # a page without a script of its own, to put the panel into
    for path in ("/plans", clause_link(plan.plan_id, plan.clauses[3].clause_id)):
        page.evaluate(
            """path => { const frame = document.createElement("iframe");
                Object.assign(frame, { src: path, title: "原文", width: 640, height: 800 });
                document.querySelector("main").replaceChildren(frame);
                return new Promise(done => (frame.onload = done)); }""",
            path,
        )
        accessible(page)
