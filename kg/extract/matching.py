"""Find the compiled ways of saying in a parsed piece of text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract import lexicon
from kg.extract.clauses import Syntax
from kg.extract.masks import Masked
from kg.extract.mentions import SLOTS, Named
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
class Match:
    """One place where a way of saying was found.

    Attributes:
        pattern: the way of saying.
        anchor: the word that carries it: its first word that is no slot.
        slots: slot → what it took; several where names are coordinated.
        words: where its own words stand, slots aside.
        span: the words that say it.
    """

    pattern: Pattern
    anchor: int
    slots: Mapping[str, tuple[Bound, ...]]
    words: tuple[Span, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Scene:
    """A parsed piece of text with what its words stand for.

    Attributes:
        text: the article's text.
        masked: the piece.
        graph: its parse.
        named: word → what it names, coreference done.
    """

    text: str
    masked: Masked
    graph: Syntax
    named: Mapping[int, Named]

    def span(self, token: int) -> Span:
        """Return the words of the article that a word stands for."""
        one = self.graph.tokens[token]
        return self.masked.source(one.start, one.end)


def matches(scene: Scene, patterns: Sequence[Pattern]) -> Iterator[Match]:
    """Yield the places where ways of saying stand in a piece of text, in order of the lexicon."""
    tokens = scene.graph.tokens
    there = {t.lemma for t in tokens} | {t.text.lower() for t in tokens}
    for pattern in patterns:
        if all(there & trigger for trigger in pattern.triggers):
            for index in range(len(tokens)):
                found = _fit(scene, pattern, pattern.root, index)
                if found is not None:
                    yield _match(scene, pattern, found)


_Fit = dict[str, tuple[Bound, ...]]


@dataclass(slots=True)
class _Found:
    slots: _Fit
    words: list[int]
    anchor: int


def _fit(scene: Scene, pattern: Pattern, part: Part, index: int) -> _Found | None:
    """Fit a part of a pattern on a word and what hangs on it."""
    token = scene.graph.tokens[index]
    found = _Found({}, [index], -1)
    if part.slot:
        bound = _bound(scene, pattern, part, index)
        if not bound:
            return None
        found.slots[part.slot] = bound
    elif part.words:
        if token.lemma not in part.words and token.text.lower() not in part.words:
            return None
        found.anchor = index
    elif not token.tag.startswith("VB"):
        return None
    else:
        found.anchor = index
    for labels, child in part.edges:
        below = _below(scene, pattern, child, index, labels)
        if below is None:
            return None
        found.slots.update(below.slots)
        found.words += below.words
        found.anchor = found.anchor if found.anchor >= 0 else below.anchor
    return found


def _below(
    scene: Scene, pattern: Pattern, child: Part, index: int, labels: frozenset[str]
) -> _Found | None:
    for target in _targets(scene, index, labels):
        for one in (target, *(o for o in scene.graph.groups[target] if o > target)):
            if (fit := _fit(scene, pattern, child, one)) is not None:
                return fit
            if child.slot:
                break  # a slot takes its whole group itself
    return None


def _targets(scene: Scene, index: int, labels: frozenset[str]) -> Iterator[int]:
    """Yield the words that hang on a word by such an edge.

    A prepositional phrase may also hang on a neighbour: parsers often attach it to the object
    instead of the verb (“released it in cinemas”), or to the verb instead of the object.
    """
    edges = scene.graph.edges
    yield from (target for label, target in edges[index] if label in labels)
    if not any(label.startswith("prep:") for label in labels):
        return
    for label, target in edges[index]:
        if label in ("obj", "attr", "adv", "subj"):
            yield from (far for deep, far in edges[target] if deep in labels and far != index)
    head = scene.graph.tokens[index].head
    if head != index and not scene.graph.tokens[index].tag.startswith("VB"):
        yield from (far for label, far in edges[head] if label in labels and far > index)


def _bound(scene: Scene, pattern: Pattern, part: Part, index: int) -> tuple[Bound, ...]:
    """Give what a slot takes at a word: that word and those coordinated with it."""
    kinds = pattern.relation.kinds.get(part.slot) or SLOTS.get(part.kind)
    group = scene.graph.groups[index]
    first = _one(scene, part, kinds, index)
    if not first:
        return ()
    if part.kind in ("text", "date", "duration", "amount"):
        return first
    others = [
        bound for other in group if other != index for bound in _one(scene, part, kinds, other)
    ]
    return tuple(sorted((*first, *others), key=lambda b: b.span))


def _one(scene: Scene, part: Part, kinds: frozenset[str] | None, index: int) -> tuple[Bound, ...]:
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
    return tuple(
        _of_named(scene, child, named)
        for label, child in scene.graph.edges[index]
        if label == "appos" and (named := scene.named.get(child)) and named.kind in kinds
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


def _match(scene: Scene, pattern: Pattern, found: _Found) -> Match:
    anchor = found.anchor if found.anchor >= 0 else found.words[0]
    slots = dict(found.slots)
    for name, kind in pattern.loose:
        bound = _nearby(scene, kind, anchor, slots)
        if bound is not None:
            slots[name] = (bound,)
    spans = [scene.span(index) for index in found.words]
    spans += [bound.span for bounds in slots.values() for bound in bounds]
    whole = Span(min(s.start for s in spans), max(s.end for s in spans))
    taken = {bound.token for bounds in slots.values() for bound in bounds}
    own = tuple(scene.span(index) for index in found.words if index not in taken)
    return Match(pattern, anchor, slots, own, whole)


def _nearby(scene: Scene, kind: str, anchor: int, taken: _Fit) -> Bound | None:
    """Give the nearest thing of a kind in the clause of the anchor, what follows it first."""
    used = {bound.span for bounds in taken.values() for bound in bounds}
    clause = scene.graph.clauses[anchor]
    part = Part("", kind, frozenset())
    kinds = SLOTS.get(kind)
    candidates = [
        (index < anchor, abs(index - anchor), bound)
        for index in scene.named
        if scene.graph.clauses[index] == clause
        for bound in _one(scene, part, kinds, index)
        if bound.span not in used
    ]
    return min(candidates, key=lambda c: c[:2])[2] if candidates else None
