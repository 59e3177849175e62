"""Processes that share the work of a command: they read articles, and help to write what came."""

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from types import TracebackType
from typing import Self, TypeVar, TypeVarTuple

import kg
from kg.errors import JobError
from kg.model import Article, Claim

_T = TypeVar("_T")
_Args = TypeVarTuple("_Args")
_MOST = 8
"""So many articles are handed over at once: the last ones are not waited for long."""


class Crew:
    """Processes that are begun when there is work for several; else this one does it all.

    Where the block of a crew ends by an error or an interruption, they are ended at once: what is
    to stay their work writes beside its place, and then moves it there.

    Attributes:
        jobs: how many there may be.
    """

    def __init__(self, jobs: int = 1) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        sort: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            if error is not None:  # what they are doing is not waited for
                for each in list((self._pool._processes or {}).values()):  # noqa: SLF001  Python 3.14 has terminate_workers
                    each.terminate()
            self._pool.shutdown(cancel_futures=True)

    def gather(self, work: int) -> bool:
        """Begin processes for so many pieces of work; tell whether there are any."""
        many = min(self.jobs, work)
        if self._pool is None and many > 1:
            self._pool = ProcessPoolExecutor(many, get_context("spawn"), _ready)
        return self.is_there

    @property
    def is_there(self) -> bool:
        """Whether there are other processes than this one."""
        return self._pool is not None

    def claims(self, articles: Sequence[Article], model: str) -> Iterator[list[Claim]]:
        """Yield the claims of each article, in order; others begin with them at once.

        Args:
            articles: as read.
            model: the language model, by the name of its package.

        Raises:
            JobError: one of the processes was ended from outside.
        """
        found = partial(_claims, model)
        self.gather(len(articles))
        if self._pool is None:
            return map(found, articles)
        chunk = max(1, min(_MOST, len(articles) // self.jobs))
        with _whole(), _unheard():
            return _wholly(self._pool.map(found, articles, chunksize=chunk))

    def begin(self, work: Callable[[*_Args], _T], *args: *_Args) -> Callable[[], _T]:
        """Have some work begun, and give what waits for its result.

        Args:
            work: a function of a module.
            *args: what it is called with.

        Raises:
            JobError: one of the processes was ended from outside.
        """
        if self._pool is None:
            return partial(work, *args)
        with _whole(), _unheard():
            begun = self._pool.submit(work, *args)

        def result() -> _T:
            with _whole():
                return begun.result()

        return result


def _claims(model: str, article: Article) -> list[Claim]:
    return kg.extract.claims(article, model=model)


def _ready() -> None:
    """Leave it to the first process to end all of them when somebody interrupts the command."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _unheard() -> Iterator[None]:
    """Let processes be started that no interruption reaches, be it before they are ready."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _whole() -> Iterator[None]:
    """Tell in one line that a process is gone."""
    try:
        yield
    except BrokenProcessPool as error:
        raise JobError from error


def _wholly(found: Iterator[list[Claim]]) -> Iterator[list[Claim]]:
    with _whole():
        yield from found
