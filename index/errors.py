"""Errors of the index room; each message says the remedy, in the reader's language.

FazhiError
├── UnreadableFile     a plan file that cannot be read as text
├── NotAPlan           readable text in which no place or no title is found
├── DataFolderError    the data folder cannot be written or read
│   └── VectorsUnavailable  the server that holds the vectors does not answer
├── UnknownPlan        no plan is held under this name
├── IndexMissing       nothing has been indexed yet
├── EmbeddingError     the embedding endpoint failed
└── RerankError        the reranking endpoint failed
"""


class FazhiError(Exception):
    """Something went wrong in a way the user can mend; `str()` is one sentence for them."""


class UnreadableFile(FazhiError):
    """A plan file that cannot be read as text."""


class NotAPlan(FazhiError):
    """Readable text in which no place or no title is found."""


class DataFolderError(FazhiError):
    """The data folder cannot be written or read."""


class VectorsUnavailable(DataFolderError):
    """The server that holds the vectors does not answer."""


class UnknownPlan(FazhiError):
    """No plan is held under this name, or several are."""


class IndexMissing(FazhiError):
    """Nothing has been indexed yet."""


class EmbeddingError(FazhiError):
    """The embedding endpoint failed; `reason` is a short code (see index.endpoint)."""

    def __init__(self, message: str, reason: str = "failed") -> None:
        super().__init__(message)
        self.reason = reason


class RerankError(FazhiError):
    """The reranking endpoint failed; `reason` is a short code (see index.endpoint)."""

    def __init__(self, message: str, reason: str = "failed") -> None:
        super().__init__(message)
        self.reason = reason
