"""Find the compiled ways of saying in a parsed piece of text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract import slots
from kg.extract.clauses import SUBJECTS
from kg.extract.mentions import slot_kinds
from kg.extract.phrases import Part, Pattern
from kg.extract.slots import Bound, Scene
from kg.model import Mention, Span


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


def matches(scene: Scene, patterns: Sequence[Pattern]) -> Iterator[Match]:
    """Yield the places where ways of saying stand in a piece of text, in order of the lexicon."""
    tokens = scene.graph.tokens
    there = {t.lemma for t in tokens} | {t.text.lower() for t in tokens}
    for pattern in patterns:
        if all(there & trigger for trigger in pattern.triggers):
            for index in range(len(tokens)):
                found = _fit(scene, pattern, pattern.root, index)
                if found is not None and not _barred(scene, pattern, found):
                    yield _match(scene, pattern, found)


def played(found: Iterable[Match]) -> frozenset[Span]:
    """Return where the names stand that are a character's in some match."""
    return frozenset(
        bound.what.span
        for match in found
        for bounds in match.slots.values()
        for bound in bounds
        if isinstance(bound.what, Mention) and bound.what.kind == "Character"
    )


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
        bound = slots.bound(scene, pattern, part, index)
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


def _barred(scene: Scene, pattern: Pattern, found: _Found) -> bool:
    """Tell whether something stands in the clause that makes the words mean another thing."""
    anchor = found.anchor if found.anchor >= 0 else found.words[0]
    return any(
        _nearby(scene, kind, anchor, found.slots) is not None for kind in pattern.relation.unless
    )


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


def _acts(scene: Scene, index: int) -> bool:
    """Tell whether a word is the subject of its clause: a company is not the place of a release."""
    return scene.graph.tokens[index].dep in SUBJECTS


def _nearby(scene: Scene, kind: str, anchor: int, taken: _Fit) -> Bound | None:
    """Give the nearest thing of a kind in the clause of the anchor, what follows it first."""
    used = {bound.span for bounds in taken.values() for bound in bounds}
    clause = scene.graph.clauses[anchor]
    part = Part("", kind, frozenset())
    kinds = slot_kinds(kind)
    candidates = [
        (index < anchor, abs(index - anchor), bound)
        for index in scene.named
        if scene.graph.clauses[index] == clause and not _acts(scene, index)
        for bound in slots.one(scene, part, kinds, index)
        if bound.span not in used
    ]
    return min(candidates, key=lambda c: c[:2])[2] if candidates else None
