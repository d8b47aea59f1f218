"""Where the record lives: SQLite beside the index, or any PostgreSQL by its address; brought up to date when first used."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from assistant.record.tables import REVISION
from index.errors import DataFolderError, FazhiError

_MIGRATIONS = Path(__file__).resolve().parent / "migrations"
_CONNECT_WITHIN, _WAIT_FOR_ONE = 3, 5  # seconds: for the server to be reached, for a connection to be free
_AT_ONCE, _MORE_AT_ONCE = 10, 30  # connections kept, and opened beyond them under load
_OF_A_SERVER = {"connect_timeout": _CONNECT_WITHIN, "options": "-c statement_timeout=5000", "tcp_user_timeout": 5000}  # milliseconds
_TRIES = 4  # of what may be repeated: the database may just be starting again
_ONE_AT_A_TIME = 0x66617A6869  # PostgreSQL's advisory lock that migrations take
Result = TypeVar("Result")


class RecordUnavailable(FazhiError):
    """The database of the record cannot be reached or written."""


class Database:
    """Connections to the record; `url` is SQLAlchemy's, empty for a file in the data folder."""

    def __init__(self, data: Path, url: str = "") -> None:
        self._data = data
        self._url = _dialect(url)
        self._engine: Engine | None = None
        self._lock = threading.Lock()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction, committed at its end; raises RecordUnavailable or DataFolderError, and IntegrityError as it is."""
        engine = self._ready()
        try:
            with engine.begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except (DBAPIError, SQLAlchemyError) as error:
            raise self._unavailable() from error

    def patiently(self, work: Callable[[Connection], Result]) -> Result:
        """Do work in a transaction, again where the database went away; only for work that may be done twice."""
        again = Retrying(
            retry=retry_if_exception_type(RecordUnavailable),
            stop=stop_after_attempt(_TRIES),
            wait=wait_exponential(multiplier=0.2, max=1),
            reraise=True,
        )
        return again(self._once, work)

    def close(self) -> None:
        """Let the connections go."""
        if self._engine is not None:
            self._engine.dispose()

    def _once(self, work: Callable[[Connection], Result]) -> Result:
        with self.begin() as connection:
            return work(connection)

    def _ready(self) -> Engine:
        with self._lock:
            if self._engine is None:
                engine = self._connect()
                try:
                    _bring_up_to_date(engine)
                except (DBAPIError, SQLAlchemyError) as error:
                    engine.dispose()
                    raise self._unavailable() from error
                self._engine = engine
            return self._engine

    def _connect(self) -> Engine:
        if self._url:
            pool = {"pool_size": _AT_ONCE, "max_overflow": _MORE_AT_ONCE, "pool_timeout": _WAIT_FOR_ONE, "pool_pre_ping": True}
            try:
                arguments = _OF_A_SERVER if self._url.startswith("postgresql") else {}
                return create_engine(self._url, hide_parameters=True, connect_args=arguments, **pool)
            except SQLAlchemyError as error:
                raise RecordUnavailable("FAZHI_DATABASE_URL 不是能用的数据库地址，例如 postgresql://用户:口令@主机/库名。") from error
        try:
            self._data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unavailable() from error
        address = URL.create("sqlite", database=str(self._data / "answers.sqlite"))  # a path may hold what an address may not
        engine = create_engine(address, hide_parameters=True, connect_args={"timeout": _WAIT_FOR_ONE})
        event.listen(engine, "connect", _lasting)
        return engine

    def _unavailable(self) -> FazhiError:
        if self._url:
            return RecordUnavailable("答案记录的数据库连不上或写不进去，请检查数据库和 FAZHI_DATABASE_URL。")
        return DataFolderError(f"数据目录 {self._data} 不能写入，请检查权限和空间，或用 FAZHI_DATA 换一个目录。")


def _dialect(url: str) -> str:
    """The address with the driver that comes with the program; postgres:// is what many write."""
    scheme, mark, rest = url.partition("://")
    return f"postgresql+psycopg://{rest}" if mark and scheme in ("postgres", "postgresql") else url


def _lasting(connection, _record) -> None:  # type: ignore[no-untyped-def]
    """A write-ahead log lets others read meanwhile; what is committed is on the disk."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


def _bring_up_to_date(engine: Engine) -> None:
    """Run the migrations that are lacking; of several that start together, one does."""
    if _revision(engine) == REVISION:
        return
    from alembic import command  # half a second, needed once in the life of a database
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ONE_AT_A_TIME})
        elif engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
