"""The composition root: settings become objects, here and nowhere else."""

from __future__ import annotations

from functools import cached_property
from importlib.metadata import version

from assistant.chat import Chat
from assistant.doors.bundle import Doors
from assistant.doors.choosing import sign_in_of
from assistant.doors.keys import Keys
from assistant.doors.limiting import By, RateLimits
from assistant.doors.people import People
from assistant.doors.switch import Switch
from assistant.doors.tracing import Tracing, Untraced
from assistant.doors.ways import SignIn
from assistant.generation.calling import Caller
from assistant.generation.remembering import Remembered
from assistant.record.conversations import Conversations
from assistant.record.database import Database
from assistant.record.records import Records
from assistant.record.reviews import Reviews
from assistant.record.secret import secret_for
from assistant.review.deciding import Reviewing
from assistant.settings import Settings
from index.build import BuildReport, Progress, build
from index.current import CurrentIndex
from index.embedding import BuiltInEmbedding, Embedding, EndpointEmbedding
from index.errors import IndexMissing
from index.reranking import EndpointReranker, Reranker
from index.store import IndexStore


class Fazhi:
    """Everything a command, the server or the evaluation needs, made when first asked for."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    @cached_property
    def embedding(self) -> Embedding:
        """The endpoint where one is set, else the model that comes with the program."""
        chosen = self.settings
        if chosen.embedding_url:
            return EndpointEmbedding(chosen.embedding_url, chosen.embedding_model, chosen.embedding_key)
        return BuiltInEmbedding()

    @cached_property
    def reranker(self) -> Reranker | None:
        """What reads the clauses found beside the question, where an endpoint is set."""
        chosen = self.settings
        return EndpointReranker(chosen.rerank_url, chosen.rerank_model, chosen.rerank_key) if chosen.rerank_url else None

    @cached_property
    def store(self) -> IndexStore:
        """The generations of the index on disk."""
        return IndexStore(self.settings.index_folder)

    @cached_property
    def index(self) -> CurrentIndex:
        """The index published now."""
        return CurrentIndex(self.store.current, self.embedding, self.settings.chroma_url)

    @cached_property
    def database(self) -> Database:
        """Where answers, reviews, keys and pauses are kept."""
        return Database(self.settings.data, self.settings.database_url)

    @cached_property
    def records(self) -> Records:
        """The stored answers."""
        return Records(self.database)

    @cached_property
    def conversations(self) -> Conversations:
        """What readers' pages list."""
        return Conversations(self.database)

    @cached_property
    def reviews(self) -> Reviews:
        """What supervisors decided of answers."""
        return Reviews(self.database)

    @cached_property
    def reviewing(self) -> Reviewing:
        """Where supervisors decide."""
        return Reviewing(self.records, self.reviews)

    @cached_property
    def keys(self) -> Keys:
        """Who may ask."""
        return Keys(self.database, self.settings.keys)

    @cached_property
    def people(self) -> People:
        """Who signs in with a password."""
        return People(self.database)

    @cached_property
    def sign_in(self) -> SignIn | None:
        """How people sign in, where they have to; raises BadSignIn."""
        return sign_in_of(self.settings, self.people, lambda: self.session_secret)

    @cached_property
    def session_secret(self) -> bytes:
        """What sessions are signed with, the same for all servers on this database."""
        return secret_for("sessions", self.database)

    @cached_property
    def switch(self) -> Switch:
        """Whether answering is paused."""
        return Switch(self.database)

    @cached_property
    def doors(self) -> Doors:
        """Who is let in, how often, and where it is traced."""
        chosen = self.settings
        rates: dict[By, str] = {
            "key": chosen.rate_per_key,
            "user": chosen.rate_per_user,
            "wrong_key": chosen.rate_wrong_keys,
            "wrong_password": chosen.rate_wrong_passwords,
        }
        return Doors(
            keys=self.keys,
            limits=RateLimits(rates, chosen.redis_url),
            secret=lambda: self.records.secret,
            origins=chosen.origins,
            metrics_open=chosen.metrics_open,
            sign_in=self.sign_in,
            tracing=Tracing(chosen.traces_url, version("fazhi")) if chosen.traces_url else Untraced(),
        )

    @cached_property
    def chat(self) -> Chat:
        """The assistant."""
        return Chat(
            self.index,
            self.embedding,
            self.records,
            self.caller,
            reranker=self.reranker,
            reviews=self.reviews,
            admit=lambda: self.switch.check(),
        )

    @cached_property
    def caller(self) -> Caller | None:
        """The language model with its limits, where an endpoint is set."""
        chosen = self.settings
        if not chosen.llm_url:
            return None
        from assistant.llm import EndpointModel  # its client takes a second to import

        remembered = Remembered(chosen.data / "model_answers.sqlite") if chosen.llm_remember else None
        return Caller(EndpointModel(chosen), seconds=chosen.llm_seconds, at_once=chosen.llm_at_once, remembered=remembered)

    def build(self, *, rebuild: bool = False, progress: Progress = lambda stage, done, total: None) -> BuildReport:
        """Bring the index up to date with the plans folder."""
        return build(
            self.settings.plans, self.store, self.embedding, chroma_url=self.settings.chroma_url, rebuild=rebuild, progress=progress
        )

    def ready(self, progress: Progress = lambda stage, done, total: None) -> BuildReport | None:
        """Make sure there is an index to answer from; build it where there is none, or none made with this embedding."""
        try:
            self.index.get()
        except IndexMissing:
            return self.build(progress=progress)
        return None
