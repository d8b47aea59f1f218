"""The page: chat on the left, the original document on the right. Only this module imports gradio, when it is built."""

import os
from collections.abc import Iterator
from itertools import islice
from typing import Any

from fastapi import FastAPI

from assistant.bootstrap import Fazhi
from assistant.http.metrics import Metrics
from assistant.locate import held_places
from index.errors import FazhiError
from ui.chat.conversation import Conversation, as_chat, ask, begin
from ui.chat.examples import examples
from ui.templating import STATIC, fragment
from ui.visitors import Visitor, visitor_of

_LOOKED_AT = 12  # documents that examples are made from

ANYWHERE = "不限地区"
_AT_ONCE = 8  # questions answered at the same time
_FORGET_AFTER = 6 * 3600  # seconds a conversation stays in memory; follow-ups read the records
_FONTS = ["PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Micro Hei", "sans-serif"]


def mount_page(app: FastAPI, fazhi: Fazhi, metrics: Metrics) -> FastAPI:
    """Put the page at / of the application."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported
    import gradio as gr

    theme = gr.themes.Base(primary_hue="blue", neutral_hue="slate", radius_size="md", font=_FONTS, font_mono=_FONTS)
    return gr.mount_gradio_app(
        app,
        _blocks(fazhi, metrics),
        path="/",
        theme=theme,
        css="".join((STATIC / name).read_text(encoding="utf-8") for name in ("tokens.css", "bar.css", "page.css")),
        head='<script src="/ui/page.js" defer></script>',
        favicon_path=str(STATIC / "favicon.svg"),
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        show_error=False,
        enable_monitoring=False,
    )


def _blocks(fazhi: Fazhi, metrics: Metrics) -> Any:
    import gradio as gr  # annotations of the handlers must be real: gradio looks at them

    with gr.Blocks(title="法治方案问答", fill_width=True, analytics_enabled=False) as blocks:
        conversation = gr.State(None, time_to_live=_FORGET_AFTER)
        heading = gr.HTML(_heading(Visitor(owner="")), elem_id="fz-heading")
        with gr.Row(elem_id="fz-main", equal_height=True):
            with gr.Column(elem_id="fz-left", min_width=0):
                chat = gr.Chatbot(
                    elem_id="fz-chat",
                    show_label=False,
                    container=False,
                    height=None,
                    layout="bubble",
                    buttons=[],
                    feedback_options=None,
                    latex_delimiters=[],
                    allow_file_downloads=False,
                    placeholder="## 想了解哪个地区的哪项规定？\n直接输入问题，或从下面选一个。",
                    examples=[],
                )
                with gr.Row(elem_id="fz-ask"):
                    place = gr.Dropdown([ANYWHERE], value=ANYWHERE, label="地区", show_label=False, container=False, elem_id="fz-place")
                    question = gr.Textbox(
                        placeholder="请输入问题",
                        show_label=False,
                        label="问题",
                        container=False,
                        lines=1,
                        max_lines=5,
                        autofocus=True,
                        elem_id="fz-question",
                    )
                    send = gr.Button("提问", variant="primary", elem_id="fz-send")
                    renew = gr.Button("新对话", elem_id="fz-new")
            with gr.Column(elem_id="fz-right", min_width=0):
                gr.HTML(fragment("panel.html"), elem_id="fz-panel")

        def answer(before: Conversation | None, text: str, chosen: str | None, request: gr.Request) -> Iterator[tuple[Any, Any, str]]:
            if not text.strip():
                yield before, gr.skip(), ""
                return
            limited = None if chosen in (None, ANYWHERE) else chosen
            for after in ask(fazhi, metrics, before or begin(), text, limited, _visitor(request).key):
                yield after, as_chat(after), ""

        def answer_suggested(before: Conversation | None, picked: gr.SelectData, request: gr.Request) -> Iterator[tuple[Any, Any, str]]:
            """A suggestion names its place itself, so the picker does not limit it."""
            yield from answer(before, _text_of(picked.value), None, request)

        def renewed() -> tuple[None, list[Any], str]:
            return None, [], ""

        def opened(request: gr.Request) -> tuple[str, Any, Any]:
            return _heading(_visitor(request)), gr.Dropdown(choices=[ANYWHERE, *_places(fazhi)]), gr.Chatbot(examples=_examples(fazhi))

        outputs = [conversation, chat, question]
        settled: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        streamed = settled | {"concurrency_limit": _AT_ONCE, "concurrency_id": "answers"}
        gr.on([question.submit, send.click], answer, [conversation, question, place], outputs, **streamed)
        chat.option_select(answer_suggested, [conversation], outputs, **streamed)
        chat.example_select(answer_suggested, [conversation], outputs, **streamed)
        renew.click(renewed, None, outputs, **settled)
        blocks.load(opened, None, [heading, place, chat], **settled)
    return blocks.queue(max_size=64, api_open=False)


def _visitor(request: Any) -> Visitor:
    """Who looks at the page, as gradio hands on the request."""
    return visitor_of(request.request) if request and request.request else Visitor(owner="")


def _heading(visitor: Visitor) -> str:
    return fragment("heading.html", visitor=visitor, active="/")


def _text_of(value: Any) -> str:
    """A chosen option is its text; a chosen example is a message with it."""
    return str(value.get("text", "")) if isinstance(value, dict) else str(value)


def _places(fazhi: Fazhi) -> list[str]:
    try:
        return [place.name for place in held_places(list(fazhi.index.get().heads.values()))]
    except FazhiError:
        return []


def _examples(fazhi: Fazhi) -> list[Any]:
    try:
        index = fazhi.index.get()
        made = examples([index.plans[plan_id] for plan_id in islice(index.heads, _LOOKED_AT)])
    except FazhiError:
        return []
    return [{"text": example.question, "display_text": f"{example.kind}｜{example.question}"} for example in made]
