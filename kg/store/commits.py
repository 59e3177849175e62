"""Change a dataset behind an endpoint: all of it or nothing, one writer after another.

The ledger graph holds one state token. A change names the token it builds on, so that a writer
who was overtaken changes nothing. What does not fit into one request is first written down in
the graph of what is pending, then sealed by one small update, and only then carried out; whoever
finds it sealed and not carried out finishes it. Every step may be repeated.

    <…ledger> <…ledger/state>    "token"              the state
    <…ledger> <…ledger/pending>  "token pieces"       the seal: the new token, how many pieces
    <…ledger/pending/token/7> <…ledger/text> "…"      a piece: quads to take out, quads to put in
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from secrets import token_hex
from typing import TypeAlias

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph import Literal, Quad
from kg.graph.terms import Wrap, engine_term, order, plain_quad
from kg.store.endpoint import Endpoint

_AGAIN = "Run the command again"
_PUT, _TAKE = "+ ", "- "
_Turn: TypeAlias = tuple[list[str], list[str], str]
"""What goes and comes besides the quads, and on what condition."""


class Commits:
    """The changes of one dataset.

    Attributes:
        state: the token of the state that the caller has read; none on an empty dataset.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        base: str,
        film: str | None,
        *,
        limits: tuple[int, int],
        watch: Callable[[int, int], object] | None,
    ) -> None:
        self._endpoint = endpoint
        self._film = film
        self._limits = limits  # bytes, quads of one request
        self._watch = watch or (lambda _done, _total: None)
        self._ledger = f"{base}ledger"
        self._node = str(ox.NamedNode(self._ledger))
        self._pending = f"<{self._ledger}/pending>"
        self._has_text = f"<{self._ledger}/text>"
        self.state = self.read()[0]

    def read(self) -> tuple[list[str], list[str]]:
        """Return the state tokens and the seals that are there: at most one of each."""
        states, seals = self._predicates()
        found = self._endpoint.rows(
            f"SELECT ?p ?o WHERE {{ VALUES ?p {{ <{states}> <{seals}> }} "
            f"GRAPH {self._node} {{ {self._node} ?p ?o }} }}"
        )
        pairs = sorted((row["p"].value, row["o"].value) for row in found)  # type: ignore[union-attr]
        return [o for p, o in pairs if p == states], [o for p, o in pairs if p == seals]

    def keeps(self, quad: Quad) -> bool:
        """Return whether a quad is the machinery of changing, and nobody else's matter."""
        if quad.graph is None or not quad.graph.startswith(self._ledger):
            return False
        own = quad.graph == self._ledger and quad.subject == self._ledger
        return (own and quad.predicate in self._predicates()) or f"<{quad.graph}>" == self._pending

    def settle(self) -> list[str]:
        """Finish what was sealed, drop what was not, and return the state tokens."""
        states, seals = self.read()
        for seal in seals:
            token, pieces = seal.split()
            self._carry_out(seal, (self._text(token, number) for number in range(int(pieces))))
            self._finish(seal, states)
            self._drop(token)
        left = f"GRAPH {self._pending} {{ ?s ?p ?o }}"
        if not seals and self._endpoint.rows(f"ASK {{ {left} }}"):
            free = f"FILTER NOT EXISTS {{ {self._sealed()} }}"
            self._endpoint.update(f"DELETE {{ {left} }} WHERE {{ {left} {free} }}")
        return self.read()[0] if seals else states

    def change(self, removed: Collection[Quad], added: Collection[Quad]) -> None:
        """Take quads out and put others in.

        Raises:
            StoreError: somebody else wrote meanwhile, or it cannot be written.
        """
        if self.settle() != self.state:
            raise self._overtaken()
        put = sorted(set(added), key=order)
        taken = sorted(set(removed).difference(put), key=order)
        if not put and not taken:
            return
        new = token_hex(16)
        turn = [*self._states(self.state)], [*self._states([new])], self._guard(self.state)
        text = self._update(taken, put, turn)
        if len(text.encode()) <= self._limits[0] and len(taken) + len(put) <= self._limits[1]:
            self._endpoint.update(text)
        else:
            self._in_pieces(list(self._pieces(taken, put)), new)
        if self.read()[0] != [new]:
            raise self._overtaken()
        self.state = [new]

    def _in_pieces(self, pieces: Sequence[str], new: str) -> None:
        total = 2 * len(pieces)
        for number, piece in enumerate(pieces):
            written = f"{self._piece(new, number)} {self._has_text} {engine_term(Literal(piece))}"
            self._endpoint.update(f"INSERT DATA {{ GRAPH {self._pending} {{ {written} }} }}")
            self._watch(number + 1, total)
        seal = f"{new} {len(pieces)}"
        count = (
            f"{{ SELECT (COUNT(?piece) AS ?count) WHERE {{ GRAPH {self._pending} "
            f"{{ ?piece {self._has_text} ?text }} "
            f'FILTER(STRSTARTS(STR(?piece), "{self._piece(new)[1:-1]}/")) }} }} '
            f"FILTER(?count = {len(pieces)})"
        )
        guard = f"{self._guard(self.state)} FILTER NOT EXISTS {{ {self._sealed()} }} {count}"
        self._endpoint.update(f"INSERT {{ {self._sealed(seal)} }} WHERE {{ {guard} }}")
        if self.read()[1] == [seal]:
            try:
                self._carry_out(seal, pieces, total)
                self._finish(seal, self.state)
            except StoreError as error:
                problem = f"the change is written down there, not yet carried out ({error})"
                remedy = "Run any command that writes, and it is finished"
                raise StoreError(self._endpoint.name, problem, remedy) from error
        self._drop(new)

    def _carry_out(self, seal: str, pieces: Iterable[str], total: int = 0) -> None:
        count = int(seal.split()[1])
        turn: _Turn = [], [], self._sealed(seal)
        most = self._limits[1]
        for number, piece in enumerate(pieces, start=1):
            lines = piece.split("\n")
            for start in range(0, len(lines), most):
                taken, put = (
                    _quads(line[2:] for line in lines[start : start + most] if line[:2] == sign)
                    for sign in (_TAKE, _PUT)
                )
                if taken or put:
                    self._endpoint.update(self._update(taken, put, turn))
            self._watch(count + number, total or 2 * count)

    def _finish(self, seal: str, old: Collection[str]) -> None:
        """Turn the state to what the seal says, and break the seal."""
        token = seal.partition(" ")[0]
        gone = [*self._states(o for o in old if o != token), self._sealed(seal)]
        turn = gone, [*self._states([token])], self._sealed(seal)
        self._endpoint.update(self._update([], [], turn))

    def _drop(self, token: str) -> None:
        piece = f"GRAPH {self._pending} {{ ?piece {self._has_text} ?text }}"
        ours = f'FILTER(STRSTARTS(STR(?piece), "{self._piece(token)[1:-1]}/"))'
        free = f"FILTER NOT EXISTS {{ {self._sealed()} }}"
        self._endpoint.update(f"DELETE {{ {piece} }} WHERE {{ {piece} {ours} {free} }}")

    def _text(self, token: str, number: int) -> str:
        subject = self._piece(token, number)
        found = self._endpoint.rows(
            f"SELECT ?o WHERE {{ GRAPH {self._pending} {{ {subject} {self._has_text} ?o }} }}"
        )
        for row in found:  # type: ignore[union-attr]
            return str(row["o"].value)
        if not self.read()[1]:
            return ""  # another writer has finished it meanwhile
        problem = f"piece {number} of a change that was broken off is gone"
        raise StoreError(self._endpoint.name, problem, "Restore the dataset from a copy")

    def _pieces(self, taken: Sequence[Quad], put: Sequence[Quad]) -> Iterator[str]:
        piece: list[str] = []
        size, wrap = 0, Wrap()
        for sign, quads in ((_TAKE, taken), (_PUT, put)):
            for quad in quads:
                line = f"{sign}{wrap(quad)} ."
                needed = len(str(ox.Literal(line)).encode())
                if piece and (size + needed > self._limits[0] or len(piece) >= self._limits[1]):
                    yield "\n".join(piece)
                    piece, size = [], 0
                piece.append(line)
                size += needed
        yield "\n".join(piece)

    def _update(
        self,
        taken: Sequence[Quad],
        put: Sequence[Quad],
        turn: _Turn,
    ) -> str:
        gone, come, where = turn
        parts = []
        for word, quads, more in (("DELETE", taken, gone), ("INSERT", put, come)):
            if body := "\n".join([*self._blocks(quads), *more]):
                parts.append(f"{word} {{\n{body}\n}}")
        return "\n".join([*parts, f"WHERE {{ {where} }}"])

    def _blocks(self, quads: Sequence[Quad]) -> Iterator[str]:
        wrap = Wrap()
        for graph, group in groupby(quads, key=attrgetter("graph")):
            place = graph or self._film
            body = "\n".join(f"{wrap(quad).triple} ." for quad in group)
            yield f"GRAPH {ox.NamedNode(place)} {{\n{body}\n}}" if place else body

    def _guard(self, old: Collection[str]) -> str:
        return " ".join(self._states(old)) or (
            f"FILTER NOT EXISTS {{ GRAPH {self._node} "
            f"{{ {self._node} <{self._predicates()[0]}> ?any }} }}"
        )

    def _states(self, tokens: Iterable[str]) -> Iterator[str]:
        for token in tokens:
            said = f"{self._node} <{self._predicates()[0]}> {ox.Literal(token)}"
            yield f"GRAPH {self._node} {{ {said} }}"

    def _sealed(self, seal: str | None = None) -> str:
        what = "?seal" if seal is None else str(ox.Literal(seal))
        return f"GRAPH {self._node} {{ {self._node} {self._pending} {what} }}"

    def _piece(self, token: str, number: int | None = None) -> str:
        root = f"{self._ledger}/pending/{token}"
        return f"<{root}>" if number is None else f"<{root}/{number}>"

    def _predicates(self) -> tuple[str, str]:
        return f"{self._ledger}/state", f"{self._ledger}/pending"

    def _overtaken(self) -> StoreError:
        return StoreError(self._endpoint.name, "somebody else wrote to it meanwhile", _AGAIN)


def _quads(lines: Iterable[str]) -> list[Quad]:
    text = "\n".join(lines)
    return [plain_quad(quad) for quad in ox.parse(text, format=ox.RdfFormat.N_QUADS)]
