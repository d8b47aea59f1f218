"""A small library of its own: a regulation in three wordings, a hostile document, a plan and the one after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.bootstrap import Fazhi
from index.search import Index
from tests.ui.serving import served

REGULATION = """张掖市养犬管理条例

（{passed}张掖市第四届人民代表大会常务委员会第二十次会议通过）

第一章 总则

第一条 为了规范养犬行为，制定本条例。

第二条 养犬应当登记。登记{price}。

第二章 附则

第三条 本条例自{passed}起施行。
"""
RULES = "\u202e"  # right-to-left override
SCRIPT = '<script>document.title = "run"</script><img src="https://example.invalid/x.png" onerror="document.title=1">'
LONG = "很长" * 400 + "a" * 900
HOSTILE = f"""抚远市法治政府建设实施方案（2031—2035年）

一、{SCRIPT}

（一）"引号'与&符号。{SCRIPT}![图](https://example.invalid/y.png) [链接](javascript:alert(1))。

（二）从右向左{RULES}倒着写。{LONG}。
"""


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory, make_workshop: Callable[..., Any], plan_text: Callable[..., str]) -> Any:
    """An index over these documents, with the folder they came from."""
    made = make_workshop(Path(tmp_path_factory.mktemp("library")))
    for name, passed, price in (
        ("旧", "2016年3月1日", "每只收费五百元"),
        ("新", "2020年6月25日", "免费"),
        ("中", "2018年6月1日", "每只收费一百元"),
    ):
        made.write(f"张掖市养犬管理条例-{name}.txt", REGULATION.format(passed=passed, price=price))
    made.write("抚远市方案.txt", HOSTILE)
    for years in ("2016—2020年", "2021—2025年"):
        made.write(f"赣州市方案-{years}.txt", plan_text("赣州市", *(f"第{i}项工作。{'认真办好。' * 60}" for i in range(1, 9)), years=years))
    made.build()
    return made


@pytest.fixture(scope="session")
def held(library: Any) -> Index:
    """The index of the library."""
    return library.index()  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def library_address(library: Any, fazhi: Fazhi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the library."""
    data = tmp_path_factory.mktemp("data")
    own = Fazhi(fazhi.settings.model_copy(update={"data": data, "plans": library.plans}))
    own.__dict__.update(embedding=library.embedding, index=library.current())
    with served(own) as address:
        yield address


@pytest.fixture
def open_in_library(open_context: Callable[..., Any], library_address: str) -> Callable[..., Any]:
    """Opens a path of the library's server in a browser context of its own."""

    def opened(path: str, **options: object) -> Any:
        page = open_context(**options).new_page()
        page.goto(library_address + path)
        return page

    return opened
