"""A question as it is understood: which places and documents, which matter, what is asked for, in how many parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Literal

from assistant.understand.cleaning import clean
from assistant.understand.documents import DocumentsAsked, read_documents
from assistant.understand.intents import Intent, intents_of
from assistant.understand.mentions import PlaceAsked, read_mentions
from assistant.understand.reference import Reference, read_reference
from assistant.understand.topic import Topic, read_topic
from index.models import Frozen, Plan
from index.places import Place

Scope = Literal["named", "each", "which", "none"]
_WHICH = re.compile(
    r"(?:哪|几|多少)(?:些|个|几个|一个|座)?(?:城市|地方|市|地区|县|区|省|家(?=写|提|有|规定|的方案))|谁家|(?:城市|地方|市)(?:里|中|当中)?[，,]?(?:有)?(?:谁|哪些|哪个|哪几个)|"
    r"哪些(?:明令|明确|规定|写|提|要求)|谁(?:提到|写了|规定|提了|明确)"
)
_EACH = re.compile(r"(?:各|每个?|所有|全部|四个?|几个)(?:个)?(?:城市|市|地方|地区)(?!县|级|场|政)|各地(?!区|方)|各家")
_COMPARE = re.compile(r"比较|对比|对照|区别|不同|差异|差别|相比|一致|异同|一样|谁.{0,12}(?:更|早|晚|多|少|高|低)|哪个更")
_EXISTS = re.compile(
    r"有没有|有无|提没提|写没写|定没定|规没规定|是否(?:提|规定|写|要求|有|明确)|没有(?=[？?]|$)|(?:有|提到?|规定|写|要求|讲|涉及)[^？?，,]{0,24}(?:吗|么|没|吧)(?=[？?]|$)|提到(?!的)|写进|写明|有.{0,16}这一?说"
)
_SPLIT = re.compile(r"[？?；;。！!]+")
_COMMA = re.compile(r"[，,]")


class Part(Frozen):
    """One thing asked: its matter, the kinds of answer wanted, and whether it asks if something is said at all."""

    text: str
    topic: Topic
    intents: tuple[Intent, ...]
    exists: bool
    inherits: bool = False


class Understood(Frozen):
    """A question, understood; `text` is what was read, `standalone` what it means with the conversation."""

    text: str
    standalone: str
    places: tuple[PlaceAsked, ...]
    misspelt: tuple[tuple[str, str], ...]
    scope: Scope
    compares: bool
    documents: DocumentsAsked
    reference: Reference | None
    parts: tuple[Part, ...]
    matter: str

    @property
    def topic(self) -> Topic:
        """The matter of the first part."""
        return self.parts[0].topic

    @property
    def intents(self) -> tuple[Intent, ...]:
        """Everything asked for, in order."""
        return tuple(dict.fromkeys(intent for part in self.parts for intent in part.intents))


def understand(question: str, held: Iterable[Place], plans: Iterable[Plan], rarity: Callable[[str], float]) -> Understood:
    """Read a question by itself; the conversation comes in later."""
    text = clean(question)
    plans = list(plans)
    mentions = read_mentions(text, held, plans)
    reference, rest = read_reference(mentions.rest)
    documents = read_documents(rest)
    scope: Scope = "which" if _WHICH.search(mentions.rest) and not mentions.places else "named" if mentions.places else "none"
    if scope == "none" and _EACH.search(rest):
        scope = "each"
    matter = _WHICH.sub(" ", documents.rest) if scope == "which" else documents.rest
    return Understood(
        text=text,
        standalone=text,
        places=mentions.places,
        misspelt=mentions.misspelt,
        scope=scope,
        compares=len(mentions.places) > 1 or bool(_COMPARE.search(text)),
        documents=documents,
        reference=reference,
        parts=_parts(_COMPARE.sub(" ", matter) if len(mentions.places) > 1 else matter, rarity),
        matter=re.sub(r"\s+", "", documents.rest),
    )


def _parts(text: str, rarity: Callable[[str], float]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for words in _asked_apart(text):
        topic = read_topic(words, rarity)
        intents = intents_of(words)
        if not intents and not topic.quoted and parts and topic.total < 1.5:
            continue
        parts.append(Part(text=words.strip(), topic=topic, intents=intents, exists=bool(_EXISTS.search(words)), inherits=bool(parts)))
    return tuple(parts) or (Part(text=text.strip(), topic=read_topic(text, rarity), intents=intents_of(text), exists=False),)


def _asked_apart(text: str) -> list[str]:
    """Sentences, and the halves of a sentence where both ask: 讲座每年几次，培训多少学时."""
    asked = []
    for sentence in filter(str.strip, _SPLIT.split(text)):
        halves = [half for half in _COMMA.split(sentence) if half.strip()]
        asking = [bool(intents_of(half)) for half in halves]
        if sum(asking) < 2:
            asked.append(sentence)
            continue
        begin = 0
        for i, asks in enumerate(asking):
            if asks:
                asked.append("，".join(halves[begin : i + 1]))
                begin = i + 1
        if begin < len(halves):
            asked[-1] += "，" + "，".join(halves[begin:])
    return asked
