"""A question as it is understood: which places and documents, which matter, what is asked for, in how many parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from assistant.understand.cleaning import clean
from assistant.understand.documents import DocumentsAsked, is_kind, read_documents
from assistant.understand.editions import EditionsAsked, read_editions
from assistant.understand.enumeration import each_of
from assistant.understand.intents import Intent, intents_of
from assistant.understand.mentions import PlaceAsked, read_mentions
from assistant.understand.reference import Reference, read_reference
from assistant.understand.titles import Titled, titled_in
from assistant.understand.topic import Topic, read_topic
from assistant.understand.typos import corrected
from assistant.understand.unit_asked import UnitAsked, read_unit
from index.lexicon import Lexicon
from index.models import Frozen, PlanHead
from index.places import Place
from index.words import is_dictionary_word

Scope = Literal["named", "each", "which", "none"]
_WHICH = re.compile(
    r"(?:哪|几|多少)(?:些|个|几个|一个|座)?(?:城市|地方|市|地区|县|区|省|家(?=写|提|有|规定|的方案))|谁家|(?:城市|地方|市)(?:里|中|当中)?[，,]?(?:有)?(?:谁|哪些|哪个|哪几个)|"
    r"哪些(?:明令|明确|规定|写|提|要求)|谁(?:提到|写了|规定|提了|明确)"
)
_EACH = re.compile(r"(?:各|每个?|所有|全部|四个?|几个)(?:个)?(?:城市|市|地方|地区)(?!县|级|场|政)|各地(?!区|方)|各家")
_COMPARE = re.compile(
    r"做个?(?:对比|比较)|比较一下|对(?:比|照)(?:一下)?|比较|有何(?:区别|不同|差异|差别)|有什么(?:区别|不同|差异|差别)|区别|不同|差异|差别|相比|一致|异同|(?:还是|是不是|都)?(?:不)?一样(?:法)?|怎么个|"
    r"谁(?:的|家)?(?=.{0,16}(?:更|早|晚|多|少|高|低))|写得?更[早晚多少高低]|更[早晚多少高低]|差几[年天次个]|叫法|写法|各自|各用|各写|各是|都讲|(?:谁|哪家|哪个|哪一?[家边地])(?:的)?(?:只)?(?:写|说|给|提|讲|规定|明确|定|列)(?:得|了|出)?(?:更)?|是不?是?同一个数|同一个数|比(?=\s)|哪个更|多列了"
)
_EXISTS = re.compile(
    r"有没有|有无(?!人)|提没提|写没写|定没定|规没规定|是否(?:提|规定|写|要求|有|明确)|没有(?=[？?]|$)|(?:有|提到?|规定了?|要求|讲|涉及)[^？?，,]{0,24}(?:吗|(?<!什)么|没)(?=[？?]|$)|谁?提到(?!的)|写进|有.{0,16}这一?说"
)
_SPLIT = re.compile(r"[？?；;。！!]+")
_COMMA = re.compile(r"[，,]")


WordsOf = Callable[[Sequence[str]], Lexicon]  # places by name → the words of their documents, of all documents for no place


class Part(Frozen):
    """One thing asked: its matter, the kinds of answer wanted, and whether it asks if something is said at all."""

    text: str
    topic: Topic
    intents: tuple[Intent, ...]
    exists: bool
    kinds: tuple[str, ...] = ()
    across: bool = False  # asked of every place: which of them say it
    about: str = ""  # the words searched by, with those of the part it carries on
    unit: UnitAsked | None = None  # whose tasks are asked for, where nothing else is


def asks_of_all(text: str) -> bool:
    """哪些城市, 各地: whether words ask about every place that is held, as long as they name none."""
    return bool(_WHICH.search(text) or _EACH.search(text))


class Understood(Frozen):
    """A question, understood; `text` is what was read, `standalone` what it means with the conversation.

    `carried` where the conversation gave it something.
    """

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
    titled: tuple[str, ...] = ()  # the documents that it calls by their titles
    editions: EditionsAsked = EditionsAsked()
    carried: bool = False

    @property
    def topic(self) -> Topic:
        """The matter of the first part."""
        return self.parts[0].topic

    @property
    def intents(self) -> tuple[Intent, ...]:
        """Everything asked for, in order."""
        return tuple(dict.fromkeys(intent for part in self.parts for intent in part.intents))


def understand(question: str, held: Iterable[Place], plans: Iterable[PlanHead], words_of: WordsOf) -> Understood:
    """Read a question by itself; the conversation comes in later."""
    held, plans = list(held), list(plans)
    cleaned = clean(question)
    asked = read_mentions(cleaned, held, plans)
    text = corrected(cleaned, words_of([place.name for place in asked.places]).words)
    mentions = read_mentions(text, held, plans) if text != cleaned else asked
    lexicon = words_of([place.name for place in mentions.places])
    titled = titled_in(mentions.rest, plans, [place.name for place in mentions.places])
    reference, rest = read_reference(_blanked(mentions.rest, titled))
    documents = read_documents(rest).model_copy(update={"kinds": read_documents(mentions.rest).kinds})
    scope: Scope = "which" if _WHICH.search(mentions.rest) and not mentions.places else "named" if mentions.places else "none"
    if scope == "none" and _EACH.search(rest):
        scope = "each"
    parts = _parts(rest, scope, len(mentions.places) > 1, lexicon, _reported_years(plans, mentions.places))
    kinds = tuple(kind for kind in ("方案", "报告") if any(kind in part.kinds for part in parts))
    documents = documents.model_copy(update={"kinds": tuple(dict.fromkeys((*documents.kinds, *kinds)))})
    return Understood(
        text=text,
        standalone=text,
        places=mentions.places,
        misspelt=mentions.misspelt,
        scope=scope,
        compares=len(mentions.places) > 1 or bool(_COMPARE.search(text)),
        documents=documents,
        reference=reference,
        parts=parts,
        matter=re.sub(r"\s+", "", documents.rest),
        editions=read_editions(mentions.rest.strip()),
        titled=tuple(dict.fromkeys(plan_id for title in titled for plan_id in title.plan_ids)),
    )


def _blanked(text: str, titled: Sequence[Titled]) -> str:
    """A text without the titles in it: what a document is called says nothing of what is asked of it."""
    for title in titled:
        text = text[: title.start] + " " * (title.end - title.start) + text[title.end :]
    return text


_TYPED = {"deadline", "frequency", "who", "number", "where"}
_MOST_PARTS = 6  # each is searched by itself; what is asked beyond goes with the last
_LITTLE = 4.0  # a part whose own words weigh less than this speaks of what the part before spoke of
_DONE_THAT_YEAR = r"\d{4}年?(?:底|度)?(?:里|中)?[^，。？]{0,6}(?:实际|实现|受理|改了|废了|修订|编了|推荐|调了|做到|完成了|一共|总共|收了)|这(?:一)?年(?:实际|编|修订)|干得怎么样|做得怎么样|做到了吗|落实得怎么样"


def _reported_years(plans: list[PlanHead], places: tuple[PlaceAsked, ...]) -> str:
    """A pattern for the years on which the places named have reports; what was done in such a year, only a report says."""
    names = {place.name for place in places}
    years = {plan.period.from_year for plan in plans if plan.place in names and plan.period and is_kind(plan, "报告")}
    return "|".join([*(rf"(?<![到至]){year}年(?!底?(?:之?以?[前内至到—]|[、，]))" for year in sorted(years)), _DONE_THAT_YEAR])


def _parts(text: str, scope: Scope, several: bool, lexicon: Lexicon, done: str) -> tuple[Part, ...]:
    """The things asked, each with the document it names; one with few words of its own goes on about the one before."""
    parts: list[Part] = []
    for words in _asked_apart(text, done):
        named = read_documents(words)
        kinds = named.kinds or (("报告",) if parts and parts[-1].kinds == ("方案",) and re.search(done, words) else ())
        matter = _WHICH.sub(" ", named.rest) if scope == "which" else _COMPARE.sub(" ", named.rest) if several else named.rest
        topic, intents = read_topic(matter, lexicon), intents_of(matter)
        if parts and _told(topic) < _LITTLE and not topic.quoted:
            if not intents and not kinds:
                continue
            topic, kinds = _going_on(parts[-1].topic, topic), kinds or parts[-1].kinds
            about = f"{parts[-1].about}，{matter}"
        else:
            about = matter
        exists = (bool(_EXISTS.search(words)) or scope == "which") and not _TYPED & set(intents)
        parts.append(
            Part(
                text=matter.strip(),
                topic=topic,
                intents=intents,
                exists=exists,
                kinds=kinds,
                across=scope == "which",
                about=re.sub(r"\s+", "", about),
                unit=read_unit(named.rest),
            )
        )
    return tuple(parts) or (Part(text=text.strip(), topic=read_topic(text, lexicon), intents=intents_of(text), exists=False),)


def _told(topic: Topic) -> float:
    """How much the words of a part tell by themselves; scraps between words that ask (整了, 场呐) tell nothing."""
    return sum(term.weight for term in topic.terms if term.at_home or is_dictionary_word(term.word))


def _going_on(before: Topic, own: Topic) -> Topic:
    """A matter carried on: its own words first, those of the part before counting half."""
    carried = [term.model_copy(update={"weight": term.weight / 2}) for term in before.terms if term.word not in {t.word for t in own.terms}]
    return Topic(terms=(*own.terms, *carried), quoted=(*own.quoted, *before.quoted), words=before.words + own.words)


def _asked_apart(text: str, done: str) -> list[str]:
    """Sentences, and the halves of a sentence where each asks or names another document."""
    asked: list[str] = []
    for sentence in [one for whole in filter(str.strip, _SPLIT.split(text)) for one in each_of(whole)]:
        halves = [half for half in _COMMA.split(sentence) if half.strip()]
        begins = [False] * len(halves)
        for i in range(1, len(halves)):
            before = "，".join(halves[:i])
            kinds = read_documents(halves[i]).kinds
            other_document = bool(kinds) and kinds != read_documents(before).kinds and bool(read_documents(before).kinds)
            that_year = bool(re.search(done, halves[i])) and read_documents(before).kinds == ("方案",)
            begins[i] = other_document or that_year or (bool(intents_of(halves[i])) and bool(intents_of(halves[i - 1])))
        joined: list[str] = []
        for half, begin in zip(halves, begins, strict=True):
            if begin or not joined:
                joined.append(half)
            else:
                joined[-1] += "，" + half
        asked += joined
    if len(asked) > _MOST_PARTS:
        asked = [*asked[: _MOST_PARTS - 1], "，".join(asked[_MOST_PARTS - 1 :])]
    return asked
