r"""What a query's letters are: its tokens, by the terminals of the SPARQL 1.1 grammar.

The engine reads without a lexer: to it ``trueSERVICE<x>`` is ``true SERVICE <x>``. So a word is
searched for what is glued into it. Where it is open whether ``<`` opens an IRI or compares two
values, one reading is taken, and ``disarmed`` makes sure that a wrong one does no harm: the engine
finds the words that reach outside only where they were found here.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin

_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_FIRST = f"{_BASE}_"
_INNER = rf"{_FIRST}0-9\u00b7\u0300-\u036f\u203f-\u2040"
_NAME = rf"[{_INNER}\-]"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
_TOKEN = re.compile(
    rf"""(?P<space>[\x20\t\r\n]++ | \#[^\r\n]*+)
    | (?P<iri><[^<>"{{}}|^`\x00-\x20]*+>)
    | (?P<text>"{{3}}(?:"{{0,2}}(?:[^"\\]|\\.))*+"{{3}} | '{{3}}(?:'{{0,2}}(?:[^'\\]|\\.))*+'{{3}}
        | "(?:[^"\\\r\n]|\\.)*+" | '(?:[^'\\\r\n]|\\.)*+')
    | (?P<blank>_:[{_FIRST}0-9](?:{_NAME}|\.(?=\.*{_NAME}))*+)
    | (?P<prefix>(?:[{_BASE}](?:{_NAME}|\.(?=\.*{_NAME}))*+)?):
        (?P<local>(?:(?:[{_FIRST}0-9:]|{_ESCAPED})
            (?:{_NAME}|:|{_ESCAPED}|\.(?=\.*(?:{_NAME}|:|{_ESCAPED})))*+)?)
    | (?P<variable>[?$][{_FIRST}0-9][{_INNER}]*+)
    | (?P<language>@[A-Za-z]++(?:-{{1,2}}[A-Za-z0-9]++)*+)
    | (?P<number>(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][+\-]?[0-9]++)?)
    | (?P<word>\w++)
    | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_OURS = re.compile(r"\\.|s(?=ervice)|f(?=rom)", re.IGNORECASE | re.ASCII | re.DOTALL)
_COMPARED = re.compile(r"<[?$]")
_MOST = {"depth": 500, "word": 1000, "sign": 3000, "joined": 1000}
"""How deep brackets may stand in each other, and how often what makes a query long may stand."""
_CHAINED = {*"+-*/|&!^", "OPTIONAL", "MINUS", "UNION", "BIND", "FILTER", "GRAPH", "LATERAL", "AS"}
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_JOINED = {*".;,{"}
"""What ends a triple or begins a group; a comma between the arguments of a function does not."""
_AFTER_HAVING = {"ORDER", "LIMIT", "OFFSET", "VALUES"}
_ENDS = {"variable", "number", "text", "language", "prefix", "iri", "blank"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query.

    Attributes:
        kind: ``space iri text blank name variable language number word sign``.
        text: as it is written.
        prefix: of a prefixed name, what stands before the colon.
    """

    kind: str
    text: str
    prefix: str = ""

    @property
    def outside(self) -> str:
        """The word glued into this one, or into this prefix, that reaches outside; or nothing."""
        if self.kind not in ("word", "name"):
            return ""
        letters = (self.prefix if self.kind == "name" else self.text).upper()
        return next((word for word in ("SERVICE", "FROM") if word in letters), "")


def tokens(query: str) -> list[Token]:
    """Return all of a query, piece by piece."""
    return list(_tokens(query))


def is_too_deep(query: list[Token]) -> bool:
    """Return whether reading or planning a query may take more of the engine's stack than it has.

    A chain of operators, of projected values or of triples takes as much as brackets in brackets.
    """
    found: Counter[str] = Counter()
    opened: list[str] = []
    having = False
    for token in query:
        text = token.text.upper()
        if token.kind == "word":
            having = text == "HAVING" or (having and text not in _AFTER_HAVING)
            found["word"] += text in _CHAINED
        elif token.kind == "sign":
            inside = opened[-1:] == ["("]
            found["joined"] += (text in _JOINED and not inside) or (having and text == "(")
            found["sign"] += text in _CHAINED
            if text in _OPENING:
                opened.append(text)
            elif text in _CLOSING:
                del opened[-1:]
            found["depth"] = max(found["depth"], len(opened))
    return any(number > _MOST[kind] for kind, number in found.items())


def resolved(query: str) -> str:
    r"""Return a query with every ``\u0053`` as the letter that it stands for."""
    return _ESCAPE.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), query)


def disarmed(query: list[Token], declared: frozenset[str]) -> str:
    r"""Return a query that means the same, where no string, IRI or name spells a word of ours.

    The words are ``SERVICE`` and ``FROM``: a string or IRI gets ``\u0053ERVICE`` in its place, a
    comment loses a letter, a declared prefix gets another name.
    """
    names: dict[str, str] = {}
    return "".join(_harmless(token, declared, names) for token in query)


def declarations(query: list[Token]) -> tuple[str, dict[str, str], list[Token]]:
    """Return the base, the prefixes and what follows the prologue, without spaces.

    The IRIs are absolute as far as the query makes them so.
    """
    base = ""
    known: dict[str, str] = {}
    rest = deque(token for token in query if token.kind != "space")
    while rest:
        word = rest[0].text.upper() if rest[0].kind == "word" else ""
        if word == "BASE" and _kinds(rest, 1) == ["iri"]:
            base, used = absolute(rest[1], base, known), 2
        elif word == "PREFIX" and _kinds(rest, 2) == ["name", "iri"]:
            known[rest[1].prefix] = absolute(rest[2], base, known)
            used = 3
        elif _kinds(rest, 1) == ["iri"] and rest[0].text.upper().startswith("PREFIX"):
            known[rest[0].prefix[len("PREFIX") :]] = absolute(rest[1], base, known)
            used = 2
        elif word == "VERSION" and _kinds(rest, 1) == ["text"]:
            used = 2
        else:
            break
        for _ in range(used):
            rest.popleft()
    return base, known, list(rest)


def absolute(token: Token, base: str, prefixes: dict[str, str]) -> str:
    """Return the IRI that a token names, or nothing where its prefix is unknown."""
    if token.kind == "iri":
        return urljoin(base, resolved(token.text[1:-1])) if base else resolved(token.text[1:-1])
    if token.prefix not in prefixes:
        return ""
    local = re.sub(r"\\(.)", r"\1", token.text[len(token.prefix) + 1 :])
    return prefixes[token.prefix] + local


def _tokens(query: str) -> Iterator[Token]:
    place, depth, last = 0, 0, ""
    while place < len(query):
        found = _TOKEN.match(query, place)
        assert found is not None  # any one letter is a sign
        kind, text, prefix = found.lastgroup or "", found[0], found["prefix"] or ""
        if kind == "iri" and depth and last in _ENDS and _COMPARED.match(text):
            kind, text = "sign", "<"  # a variable is compared with another
        kind = "name" if kind in ("prefix", "local") else kind
        if kind == "sign":
            depth += {"(": 1, ")": -1}.get(text, 0)
        if kind != "space":
            last = "variable" if kind == "name" or text == ")" else kind
        place += len(text)
        yield Token(kind, text, prefix)


def _kinds(query: deque[Token], number: int) -> list[str]:
    return [token.kind for token in islice(query, 1, number + 1)]


def _harmless(token: Token, declared: frozenset[str], names: dict[str, str]) -> str:
    if token.kind in ("text", "iri"):
        return _spelt_out(token.text)
    if token.kind == "space":
        return _OURS.sub("", token.text)
    if token.outside and token.kind == "name" and token.prefix in declared:
        fresh = names.setdefault(token.prefix, _fresh(declared, len(names)))
        return fresh + token.text[len(token.prefix) :]
    return token.text


def _spelt_out(text: str) -> str:
    r"""Return a string or IRI with the first letter of such words as ``\u0053``.

    What is escaped already stays so: in ``\from`` the letter belongs to the escape.
    """
    return _OURS.sub(lambda m: m[0] if m[0][0] == "\\" else f"\\u{ord(m[0]):04X}", text)


def _fresh(declared: frozenset[str], number: int) -> str:
    name = f"p{number}"
    while name in declared:
        name += "x"
    return name
