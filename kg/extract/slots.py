"""What a slot of a phrase takes at a word: a name, a value, or what a common noun says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract import lexicon
from kg.extract.clauses import Syntax
from kg.extract.masks import Masked
from kg.extract.mentions import Named, slot_kinds
from kg.extract.parse import Token
from kg.extract.phrases import Part, Pattern
from kg.model import Mention, Span, Value


@dataclass(frozen=True, slots=True)
class Bound:
    """What a slot took.

    Attributes:
        token: the word that stands for it.
        span: its words in the article.
        what: the mention or the value.
        implied: whether reading a value took the article's date.
    """

    token: int
    span: Span
    what: Mention | Value
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A parsed piece of text with what its words stand for.

    Attributes:
        text: the article's text.
        masked: the piece.
        graph: its parse.
        named: word → what it names, coreference done.
        credits: full name → the relations that the job words before it state for a work.
    """

    text: str
    masked: Masked
    graph: Syntax
    named: Mapping[int, Named]
    credits: Mapping[str, tuple[str, ...]]

    def span(self, token: int) -> Span:
        """Return the words of the article that a word stands for."""
        one = self.graph.tokens[token]
        return self.masked.source(one.start, one.end)


def bound(scene: Scene, pattern: Pattern, part: Part, index: int) -> tuple[Bound, ...]:
    """Return what a slot takes at a word: that word and those coordinated with it.

    Args:
        scene: the parsed piece.
        pattern: the way of saying.
        part: the slot.
        index: the word.

    Returns:
        In order of the text; empty where the slot does not take the word.
    """
    kinds = pattern.relation.kinds.get(part.slot) or slot_kinds(part.kind)
    group = scene.graph.groups[index]
    first = one(scene, part, kinds, index)
    if not first:
        return ()
    if part.kind in ("text", "date", "duration", "amount"):
        return first
    others = [
        bound for other in group if other != index for bound in one(scene, part, kinds, other)
    ]
    return tuple(sorted((*first, *others), key=lambda b: b.span))


def one(scene: Scene, part: Part, kinds: frozenset[str] | None, index: int) -> tuple[Bound, ...]:
    """Return what a slot takes at one word alone.

    Args:
        scene: the parsed piece.
        part: the slot.
        kinds: the kinds of names it takes; ``None`` for a slot that takes no names.
        index: the word.
    """
    named = scene.named.get(index)
    if kinds is not None:
        if named is not None and named.kind in kinds:
            bound = _of_named(scene, index, named)
            return (_as_character(bound, named),) if part.kind == "character" else (bound,)
        return _apposed(scene, kinds, index)
    if part.kind in ("date", "duration", "amount", "medium", "premiere", "billing"):
        if named is None or named.kind != part.kind or named.value is None:
            return ()
        return (Bound(index, named.mention.span, named.value, named.implied),)
    if part.kind == "platform":
        if named is None or named.kind != "Organization":
            return ()
        return (_of_named(scene, index, named),)
    if named is not None and part.kind != "text":
        return ()
    return _words(scene, part.kind, index)


def _as_character(bound: Bound, named: Named) -> Bound:
    """Read a name as a character's: whoever is played is one, real people included."""
    return replace(bound, what=replace(named.mention, kind="Character"))


def _of_named(scene: Scene, index: int, named: Named) -> Bound:
    own = scene.span(index)
    start = min(own.start, named.outer.start)
    return Bound(index, Span(start, max(own.end, named.outer.end)), named.mention)


def _apposed(scene: Scene, kinds: frozenset[str], index: int) -> tuple[Bound, ...]:
    """Give the name that stands beside a common noun: “his co-star, Ada Marsh”."""
    if index in scene.named:
        return ()
    beside = [child for label, child in scene.graph.edges[index] if label == "appos"]
    token = scene.graph.tokens[index]
    if token.dep == "appos":
        beside.append(token.head)
    return tuple(
        _of_named(scene, child, named)
        for child in beside
        if (named := scene.named.get(child)) and named.kind in kinds
    )[:1]


def _words(scene: Scene, kind: str, index: int) -> tuple[Bound, ...]:
    """Give what a common noun says: an occupation, a genre, a kind of work, kin, plain words."""
    token = scene.graph.tokens[index]
    span = _phrase(scene, index)
    if kind == "text":
        return (Bound(index, span, Value(span.of(scene.text))),)
    forms = _compounds(scene, index)
    if kind == "occupation":
        roles = lexicon.roles()
        if _superlative(scene, index):
            return ()
        role = next((roles[form] for form in forms if form in roles), None)
        if role is None:
            return ()
        own = scene.span(index)
        words = own.of(scene.text)
        return tuple(
            Bound(index, own, Mention(words, "Occupation", own, name)) for name in role.occupation
        )
    if kind in ("genre", "kind"):
        known = lexicon.table(f"{kind}s")
        value = next((known[form] for form in forms if form in known), None)
        if value is None:
            return ()
        datatype = "xsd:string" if kind == "genre" else "film:Class"
        return (Bound(index, scene.span(index), Value(value, datatype)),)
    if kind == "kin" and token.lemma in lexicon.table("kin"):
        return (Bound(index, scene.span(index), Value(token.lemma)),)
    return ()


def _superlative(scene: Scene, index: int) -> bool:
    """Tell whether a noun is praised rather than named: “the best actor of her generation”."""
    return any(scene.graph.tokens[child].tag == "JJS" for _, child in scene.graph.edges[index])


def _compounds(scene: Scene, index: int) -> list[str]:
    """Give the forms a noun may be listed under, with the words before it first."""
    tokens = scene.graph.tokens
    forms = [tokens[index].text.lower(), tokens[index].lemma]
    long = [
        " ".join(t.text.lower() for t in tokens[start:index]) + f" {form}"
        for start in range(max(0, index - 3), index)
        for form in forms
    ]
    return [form.replace(" - ", "-") for form in long] + forms


_INNER = frozenset({"compound", "amod", "nmod", "nummod", "punct"})


def _phrase(scene: Scene, index: int) -> Span:
    """Give the words of a noun with what stands before it, without article or owner."""
    tokens = scene.graph.tokens
    first = index
    while first > 0 and _hangs_inside(tokens, first - 1, index):
        first -= 1
    while tokens[first].dep == "punct" and first < index:
        first += 1
    return Span(
        scene.masked.source(tokens[first].start, tokens[first].end).start,
        scene.span(index).end,
    )


def _hangs_inside(tokens: Sequence[Token], index: int, top: int) -> bool:
    while index != top:
        token = tokens[index]
        if token.dep not in _INNER or token.head == index:
            return False
        index = token.head
    return True
