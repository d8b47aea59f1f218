"""The page: conversations at the left, the chat, the original document on the right. Only this module imports gradio, when it is built.

How the page's scripts reach what is here is told in ui/chat/talk.py.
"""

import os
from collections.abc import AsyncIterator
from typing import Any, cast

from fastapi import FastAPI

from assistant.bootstrap import Fazhi
from assistant.http.metrics import Metrics
from ui.chat.conversation import Conversation, as_chat, begin
from ui.chat.surroundings import heading_of, held_names, offered, standing_of, who, words_of
from ui.chat.talk import Talk, command_of
from ui.templating import STATIC, fragment
from ui.visitors import Visitor

ANYWHERE = "不限地区"
_FORGET_AFTER = 6 * 3600  # seconds a conversation stays in memory; it is restored from the records
_FONTS = ["PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Micro Hei", "sans-serif"]
_STYLES = ("bar.css", "page.css", "chat.css")
_FIRST = ("tokens.css", "bar.css", "skeleton.css")  # gradio puts the styles in with its scripts, too late for a first paint
_HEAD = "".join(f'<link rel="stylesheet" href="/ui/{name}">' for name in _FIRST)
_HEAD += '<script src="/ui/skeleton.js"></script><script type="module" src="/ui/chat.js"></script>'
_BRIDGE = "document.addEventListener('fazhi:do', (event) => trigger('submit', event.detail));"
_WHICH = "async () => [(await import('/ui/remembering.js')).remembered()]"  # gradio runs scripts in no order of ours


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
        css="".join((STATIC / name).read_text(encoding="utf-8") for name in _STYLES),
        head=_HEAD,
        favicon_path=str(STATIC / "favicon.svg"),
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        show_error=False,
        enable_monitoring=False,
    )


def _blocks(fazhi: Fazhi, metrics: Metrics) -> Any:
    import gradio as gr  # annotations of the handlers must be real: gradio looks at them

    talk = Talk(fazhi, metrics)
    with gr.Blocks(title="法治方案问答", fill_width=True, analytics_enabled=False) as blocks:
        conversation = gr.State(None, time_to_live=_FORGET_AFTER)
        which = gr.Textbox(visible=False)
        heading = gr.HTML(heading_of(Visitor(owner="")), elem_id="fz-heading")
        with gr.Row(elem_id="fz-main", equal_height=True):
            with gr.Column(elem_id="fz-side", min_width=0):
                gr.HTML(fragment("side.html"))
            with gr.Column(elem_id="fz-left", min_width=0):
                gr.HTML(fragment("top.html"), elem_id="fz-top")
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
                standing = gr.HTML(standing_of(begin()), elem_id="fz-standing")
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
                    stop = gr.Button("停止", elem_id="fz-stop")
                bridge = gr.HTML("", js_on_load=_BRIDGE, elem_id="fz-bridge")
            with gr.Column(elem_id="fz-right", min_width=0):
                gr.HTML(fragment("panel.html"), elem_id="fz-panel")

        Shown = tuple[Any, Any, Any, Any]

        async def asked(before: Conversation | None, text: str, chosen: str | None, request: gr.Request) -> AsyncIterator[Shown]:
            limited = None if chosen in (None, ANYWHERE) else chosen
            is_first = True
            if text.strip():
                async for after in talk.asked(before or begin(), text, limited, who(request)):
                    yield after, as_chat(after), "" if is_first else gr.skip(), standing_of(after)
                    is_first = False  # what is typed meanwhile stays
            if is_first:
                yield gr.skip(), gr.skip(), gr.skip(), gr.skip()

        async def suggested(before: Conversation | None, picked: gr.SelectData, request: gr.Request) -> AsyncIterator[Shown]:
            """A suggestion names its place itself, so the picker does not limit it; what is typed stays."""
            shown = (before or begin()).model_copy(update={"editing": ""})
            async for after in talk.asked(shown, words_of(picked.value), None, who(request)):
                yield after, as_chat(after), gr.skip(), standing_of(after)

        async def did(before: Conversation | None, said: gr.EventData, request: gr.Request) -> AsyncIterator[Shown]:
            command, shown = command_of(said._data), before or begin()
            if command is None:
                yield gr.skip(), gr.skip(), gr.skip(), gr.skip()
                return
            async for after in talk.did(shown, command, who(request)):
                yield (
                    after,
                    gr.skip() if after.exchanges is shown.exchanges else as_chat(after),
                    _put_back(after, shown),
                    standing_of(after),
                )

        async def stopped(shown: Conversation | None) -> None:
            talk.answering.stop(shown or begin())

        async def opened(session_id: str, request: gr.Request) -> tuple[Any, ...]:
            visitor = who(request)
            shown = await talk.opened(session_id, visitor)
            places = gr.Dropdown(choices=[ANYWHERE, *held_names(fazhi)])
            chat = gr.Chatbot(value=cast(Any, as_chat(shown)), examples=offered(fazhi))
            return heading_of(visitor), places, shown, chat, standing_of(shown)

        def _put_back(after: Conversation, before: Conversation) -> Any:
            """A question that is to be changed into the box, and out of it again."""
            at = after.at(after.editing) if after.editing else None
            if at is not None:
                return after.exchanges[at].question
            return "" if before.editing else gr.skip()

        outputs = [conversation, chat, question, standing]
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "concurrency_limit": None}
        gr.on([question.submit, send.click], asked, [conversation, question, place], outputs, **quiet)
        chat.option_select(suggested, [conversation], outputs, **quiet)
        chat.example_select(suggested, [conversation], outputs, **quiet)
        bridge.submit(did, [conversation], outputs, **quiet)
        stop.click(stopped, [conversation], None, **quiet)
        blocks.load(opened, [which], [heading, place, conversation, chat, standing], js=_WHICH, **quiet)
    return blocks.queue(max_size=256, api_open=False)
