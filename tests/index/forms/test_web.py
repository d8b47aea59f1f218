"""The article is taken out of the page around it, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnreadableFile
from index.forms.paragraphs import laid_out
from index.forms.web import read_page, read_web_archive

TITLE = "某市法治政府建设实施方案"
ARTICLE = [
    TITLE,
    "为推进法治政府建设，结合本市实际，制定本方案。",
    "一、总体要求",
    "（一）指导思想。坚持党的领导，坚持以人民为中心。",
    "（二）工作目标。到2025年，政府行为全面纳入法治轨道。",
    "二、组织保障",
    "各部门要压实责任，狠抓落实，确保各项任务落到实处。",
    "某市人民政府",
]
SHAPES = {
    "paragraphs": "".join(f"<p style='text-indent:2em'>　　<span>{line}</span></p>\n" for line in ARTICLE),
    "breaks": "<br>\n".join(f"&emsp;&emsp;{line}" for line in ARTICLE),
    "divs": "".join(f"<div><font>{line}</font></div>" for line in ARTICLE),
    "layout table": f"<table><tr><td width=9>&nbsp;</td><td>{''.join(f'<p>{line}</p>' for line in ARTICLE)}</td></tr></table>",
}


def site(body: str, charset: str = "utf-8") -> str:
    """A page as sites print them: navigation, side column, sharing, comments, footer."""
    return (
        f"<!DOCTYPE html><html><head><meta charset='{charset}'><title>{TITLE}_某市人民政府网</title>"
        "<script>var s='一、不是正文。';</script></head><body>"
        "<div class='header'><ul class='nav'><li><a href='/'>首页</a></li><li><a href='/x'>政务公开，政务服务</a></li></ul></div>"
        "<div class='main'><div class='sidebar'><p>热点：市长调研，强调安全。</p></div><div class='wrap'>"
        f"<div class='pos'>当前位置：<a>首页</a> &gt; <a>规划</a></div><h1>{TITLE}</h1><div>发布时间：2022-04-10 来源：市政府</div>"
        f"<div class='text_xl'>{body}</div><div class='share'>分享到：<a>微信</a></div>"
        "<div class='comment-list'><p>网友：写得好，支持。</p></div></div></div>"
        "<div class='footer'>版权所有，未经授权，不得转载。</div><p style='display:none'>隐藏，不显示。</p></body></html>"
    )


def lines(page: bytes) -> list[str]:
    return [line for line in laid_out(read_page(page, "页.html")[0])[0].splitlines() if line]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("utf-8", "gb18030")])
def test_the_article_is_whole_and_the_site_around_it_gone(shape: str, charset: str, encoding: str) -> None:
    found = lines(site(SHAPES[shape], charset).encode(encoding))
    assert found[-len(ARTICLE) :] == ARTICLE
    assert found[: -len(ARTICLE)] == [TITLE, "发布时间：2022-04-10 来源：市政府"]


@given(
    st.lists(st.text("法治政府建设一二三（）。，；0123", min_size=1, max_size=30), min_size=1, max_size=12),
    st.sampled_from(["p", "div", "br"]),
)
def test_every_paragraph_of_an_article_is_kept_in_order(words: list[str], shape: str) -> None:
    body = "<br>".join(words) if shape == "br" else "".join(f"<{shape}>{line}</{shape}>" for line in words)
    assert lines(f"<html><body><article>{body}，。</article></body></html>".encode())[: len(words) - 1] == words[:-1]


def test_a_table_is_one_line_a_row_with_merged_cells_repeated_downwards() -> None:
    table = (
        "<table><tr><th>序号</th><th>任务</th><th>单位</th></tr>"
        "<tr><td>1</td><td>清理文件。</td><td rowspan=2>市司法局<br>市财政局</td></tr>"
        "<tr><td>2</td><td>公开，目录。</td></tr><tr><td colspan=2>合计</td><td>两项</td></tr></table>"
    )
    found = lines(f"<html><body><p>任务分工，如下。</p>{table}<p>请落实，完。</p></body></html>".encode())
    assert found[1:5] == ["序号\t任务\t单位", "1\t清理文件。\t市司法局 市财政局", "2\t公开，目录。\t市司法局 市财政局", "合计\t两项"]


def test_ordered_lists_have_the_numbers_that_browsers_print() -> None:
    page = "<html><body><ol start=3><li>甲，。</li><li value=7>乙，。</li><li>丙，。</li></ol><ul><li>丁，。</li></ul></body></html>"
    assert lines(page.encode()) == ["3. 甲，。", "7. 乙，。", "8. 丙，。", "丁，。"]


def test_preformatted_text_keeps_its_lines() -> None:
    assert lines("<html><body><pre>一、甲，。\n二、乙，。</pre></body></html>".encode()) == ["一、甲，。", "二、乙，。"]


def test_a_page_saved_as_one_file_is_read_like_the_page() -> None:
    page = site(SHAPES["paragraphs"], "gb2312").encode("gb18030")
    mail = (
        b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + page + b"\r\n--b--\r\n"
    )
    assert read_web_archive(mail, "页.mht") == read_page(page, "页.html")


def test_a_broken_character_in_the_article_is_told_and_one_outside_it_is_not() -> None:
    page = site(SHAPES["paragraphs"]).encode()
    with pytest.raises(UnreadableFile, match="损坏"):
        read_page(page.replace("指导思想".encode(), "指导思想".encode()[:-1]), "页.html")
    assert read_page(page.replace("微信".encode(), "微信".encode()[:-1]), "页.html") == read_page(page, "页.html")


def test_a_page_that_nests_without_end_is_read_or_refused() -> None:
    page = ("<html><body>" + "<div>" * 3000 + "甲，。").encode()
    assert lines(page) in (["甲，。"], [])
