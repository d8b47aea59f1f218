"""Comparing in Chromium: the form, the table at every width, a link to the clause, and the files."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.browser

PLACES = ("张掖市", "长春市", "赣州市", "抚远市")
FOUR = f"/compare?topic={quote('行政复议')}" + "".join(f"&place={quote(place)}" for place in PLACES)


def test_a_cells_address_opens_the_clause_highlighted(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at(FOUR)
    quoted = page.locator(".quote").first.inner_text()
    page.locator(".basis a").first.click()
    page.wait_for_selector("main mark")
    marked = "".join(page.locator("main mark").all_inner_texts())
    assert "".join(marked.split()) == "".join(quoted.split())


def test_only_what_differs_is_shown_on_demand(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at(FOUR)
    shared, own = page.locator(".shared").first, page.locator("td .own").first
    assert shared.is_visible() and own.is_visible()
    page.focus("#only-own")
    page.keyboard.press("Enter")
    assert page.get_attribute("#only-own", "aria-pressed") == "true"
    assert own.is_visible() and not shared.is_visible()
    page.keyboard.press("Enter")
    assert shared.is_visible()


@pytest.mark.parametrize(("name", "ending"), [("导出 Word", ".docx"), ("导出 Excel", ".xlsx")])
def test_the_table_is_downloaded(open_at, tmp_path: Path, name: str, ending: str) -> None:  # type: ignore[no-untyped-def]
    page = open_at(FOUR)
    with page.expect_download() as under_way:
        page.click(f"text={name}")
    assert under_way.value.suggested_filename == f"比较-行政复议{ending}"
    under_way.value.save_as(tmp_path / "file")
    assert (tmp_path / "file").read_bytes()[:2] == b"PK"


def test_places_are_found_in_a_long_list_and_those_chosen_stay(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/compare")
    page.check("input[value=张掖市]")
    page.evaluate("document.querySelector('.filter').hidden = false")  # as it is with more places
    page.fill("#filter", "赣")
    visible = page.locator(".choices label:visible").all_inner_texts()
    assert [name.strip() for name in visible] == ["张掖市", "赣州市"]
    page.press("#filter", "Enter")
    assert page.url.endswith("/compare")


@pytest.mark.parametrize("width", [390, 1024, 1600])
def test_no_cell_is_cut_off_at_any_width(open_at, width: int) -> None:  # type: ignore[no-untyped-def]
    page = open_at(FOUR, viewport={"width": width, "height": 844})
    assert page.evaluate("[...document.querySelectorAll('td')].every(cell => cell.scrollWidth <= cell.clientWidth + 1)")
    if width == 390:
        boxes = [page.locator(".compared tbody tr").first.locator("td").nth(at).bounding_box() for at in range(2)]
        assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"] - 1  # one below the other
