"""Make a query say what the local engine is told besides: prefixes, values, the film graph.

A value is bound where its variable occurs: ``VALUES ?name { "Blue Hour" }`` opens the group.
Where the film graph has a name, what is asked of the default graph is asked of that graph.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from kg.errors import QueryError
from kg.graph import Term
from kg.graph.terms import engine_term

_TOKEN = re.compile(
    r"""(?P<opaque><[^<>"{}|^`\\\x00-\x20]*>
      |\"{3}.*?\"{3} | '{3}.*?'{3}
      |"(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' | @\w[\w-]*)
    |(?P<comment>\#[^\n\r]*)
    |(?P<prefix>[\w.-]*):(?:[\w.%:-]|\\.)*
    |[?$](?P<variable>\w+)
    |(?P<word>\w+)
    |(?P<mark>[{}()*])""",
    re.VERBOSE | re.DOTALL,
)
_CLAUSES = {"SELECT", "CONSTRUCT", "VALUES", "WHERE"}
_KINDS = {"VALUES": "data", "CONSTRUCT": "template"}
_NAME = "the given text"


@dataclass(slots=True)
class _Group:
    """What stands between braces; the query as a whole is one as well.

    Attributes:
        start: offset after its brace.
        end: offset of the brace that closes it.
        kind: ``pattern``, or ``data`` and ``template``, which are left alone.
        depth: how many groups it stands in.
        aside: whether it stands in round brackets, as in ``FILTER(EXISTS { … })``.
        hidden: variables of the query that mean nothing here: a SELECT does not give them.
        used: variables that occur in it, not in a group inside it.
        made: variables that it computes.
        selects: what it selects, where it is a SELECT inside the query.
        brackets: how many round brackets are open while it is read.
    """

    start: int = 0
    end: int = 0
    kind: str = "pattern"
    depth: int = 0
    aside: bool = False
    hidden: frozenset[str] = frozenset()
    used: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)
    selects: set[str] | None = None
    brackets: int = 0


@dataclass(slots=True)
class _Read:
    """What a query was seen to hold.

    Attributes:
        groups: itself first, the rest in the order of their braces.
        used: the prefixes that occur.
        declared: the prefixes that it declares.
        short: where WHERE follows CONSTRUCT without a template, or -1.
    """

    groups: list[_Group]
    used: set[str] = field(default_factory=set)
    declared: set[str] = field(default_factory=set)
    short: int = -1


def rewritten(
    query: str, bindings: Mapping[str, Term], prefixes: Mapping[str, str], film: str | None
) -> str:
    """Return a query that needs nothing but its text.

    Args:
        query: SPARQL that the local engine takes.
        bindings: variable → the term it stands for.
        prefixes: those that need no declaring.
        film: the name of the film graph; ``None`` where it is the default graph.

    Raises:
        QueryError: a value is given for what the query computes.
    """
    read = _read(query, frozenset(bindings))
    top, *inner = read.groups
    if computed := sorted(top.made & bindings.keys()):
        problem = f"it computes {', '.join(computed)}, which cannot be given to an endpoint"
        raise QueryError(_NAME, problem, "Give values for variables of its patterns")
    patterns = [group for group in inner if group.kind == "pattern"]
    main = next((group for group in patterns if group.depth == 1 and not group.aside), None)
    edits: list[tuple[int, str]] = []
    if film is not None and main is not None and read.short >= 0:
        edits.append((read.short, f"{{{query[main.start : main.end]}}} "))
    for group in patterns:
        first, last = _values(group, bindings, everything=group is main)
        if film is not None and group.depth == 1:
            first, last = f" GRAPH <{film}> {{{first}", f"{last}}} "
        edits += [(group.start, first), (group.end, last)]
    missing = sorted((read.used - read.declared) & prefixes.keys())
    pieces, done = [f"PREFIX {name}: <{prefixes[name]}>\n" for name in missing], 0
    for place, piece in sorted(edits, key=itemgetter(0)):
        pieces += [query[done:place], piece]
        done = place
    return "".join([*pieces, query[done:]])


def _values(group: _Group, bindings: Mapping[str, Term], *, everything: bool) -> tuple[str, str]:
    """Return what binds the variables of a group, at its beginning and at its end."""
    blocks = {
        name: f" VALUES ?{name} {{ {engine_term(term)} }} "
        for name, term in sorted(bindings.items())
        if (everything or name in group.used | group.made) and name not in group.hidden
    }
    if group.selects is not None:  # nothing may stand beside a SELECT
        return ("".join(blocks.values()) + "{", "}") if everything else ("", "")
    first = "".join(block for name, block in blocks.items() if name not in group.made)
    last = "".join(block for name, block in blocks.items() if name in group.made)
    return first, last


def _read(query: str, bound: frozenset[str]) -> _Read:
    top = _Group(kind="query")
    read, inside = _Read([top]), [top]
    clause, before = "", ""
    for token in _TOKEN.finditer(query):
        if token["comment"]:
            continue
        group = inside[-1]
        text = (token["word"] or token["mark"] or "").upper()
        if token["prefix"] is not None:
            (read.declared if before == "PREFIX" else read.used).add(token["prefix"])
        elif token["variable"]:
            _note(group, token["variable"], made=before == "AS", selected=clause == "SELECT")
        elif text in _CLAUSES:
            if text == "WHERE" and before == "CONSTRUCT":
                read.short = token.start()
            if text == "SELECT" and group is not top:
                group.selects = set()
            clause = text
        elif text in ("(", ")", "*"):
            _count(group, text, bound if clause == "SELECT" else frozenset())
        elif text == "{":
            read.groups.append(_inner(group, token.end(), clause, bound))
            inside.append(read.groups[-1])
        elif text == "}":
            group.end = token.start()
            inside.pop()
        if text in ("{", "}"):
            clause = ""
        before = text
    return read


def _count(group: _Group, mark: str, everything: frozenset[str]) -> None:
    group.brackets += {"(": 1, ")": -1}.get(mark, 0)
    if mark == "*" and group.selects is not None and not group.brackets:
        group.selects |= everything


def _note(group: _Group, name: str, *, made: bool, selected: bool) -> None:
    (group.made if made else group.used).add(name)
    if selected and group.selects is not None and (made or not group.brackets):
        group.selects.add(name)


def _inner(group: _Group, start: int, clause: str, bound: frozenset[str]) -> _Group:
    kind = _KINDS.get(clause, "pattern") if group.kind in ("query", "pattern") else group.kind
    hidden = group.hidden | (frozenset() if group.selects is None else bound - group.selects)
    depth, aside = group.depth + 1, group.brackets > 0
    return _Group(start, kind=kind, depth=depth, aside=aside, hidden=hidden)
