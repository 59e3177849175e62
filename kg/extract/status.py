"""Cues → actual, planned, superseded, denied; stated or rumoured: read off the clause."""

from collections.abc import Iterator

from kg.extract import lexicon
from kg.extract.clauses import SUBJECTS, Syntax
from kg.model import Certainty, Status

_ORDER = (Status.DENIED, Status.SUPERSEDED, Status.PLANNED)
_INHERITING = frozenset({"xcomp", "ccomp", "advcl", "acl", "pcomp", "conj"})


def status(graph: Syntax, anchor: int) -> tuple[Status, Certainty]:
    """Return how the clause of a word presents what it says.

    A verb that hangs on another without a subject or tense of its own (“is set to direct”,
    “followed by a debut”) takes what is said of the other.
    """
    certainty = Certainty.STATED
    found: set[Status] = set()
    verbal = graph.tokens[anchor].tag.startswith("VB")
    if _headline_infinitive(graph, anchor):
        found.add(Status.PLANNED)
    for verb, above in _chain(graph, anchor):
        words = _around(graph, verb)
        for name in _ORDER if verbal else (Status.PLANNED,):
            if _cued(name.value, words, governs=above):
                found.add(name)
        if _cued("rumoured", words, governs=above):
            certainty = Certainty.RUMOURED
            if graph.tokens[anchor].tag != "VBD":
                found.add(Status.PLANNED)
    if Status.DENIED in found and certainty is Certainty.RUMOURED:
        certainty = Certainty.STATED
    first = next((name for name in _ORDER if name in found), Status.ACTUAL)
    return first, certainty


Words = dict[str, set[str]]


def _chain(graph: Syntax, anchor: int) -> Iterator[tuple[int, bool]]:
    """Yield the words whose cues count, from the anchor up, and whether each governs it."""
    tokens = graph.tokens
    index = anchor
    governs = False
    yield index, governs
    while tokens[index].head != index:
        token = tokens[index]
        head = token.head
        verbal = token.tag.startswith("VB")
        if verbal and token.dep == "conj" and tokens[head].tag != token.tag:
            return
        if verbal and not _hangs(graph, index):
            return
        index = head
        governs = governs or (verbal and token.dep != "conj")
        yield index, governs


def _hangs(graph: Syntax, index: int) -> bool:
    """Tell whether a verb takes its status from the word it hangs on."""
    token = graph.tokens[index]
    head = graph.tokens[token.head]
    if token.dep == "ccomp" and head.lemma in lexicon.cues("denied")["governors"]:
        return True
    if _beside_title(graph, index):
        return False
    infinitive = token.dep == "relcl" and token.tag == "VB"
    return (token.dep in _INHERITING or infinitive) and not _finite(graph, index)


def _beside_title(graph: Syntax, index: int) -> bool:
    """Tell whether a participle only describes the work before it: “Tide, directed by”."""
    tokens = graph.tokens
    return (
        index > 1
        and tokens[index].tag == "VBN"
        and tokens[index - 1].text == ","
        and tokens[index - 2].text == lexicon.stand_ins()["work"]
    )


def _headline_infinitive(graph: Syntax, index: int) -> bool:
    """Tell whether a verb stands as headlines put what is to come: “Marsh to star in Tide”."""
    token = graph.tokens[index]
    to_come = any(graph.tokens[kid].tag == "TO" for kid in graph.kids[index])
    head = graph.tokens[token.head]
    alone = token.dep == "ROOT" or (
        token.dep in ("acl", "relcl") and head.dep == "ROOT" and head.tag.startswith("NNP")
    )
    return token.tag == "VB" and to_come and alone


def _finite(graph: Syntax, index: int) -> bool:
    """Tell whether a verb stands on its own: with a subject or tense that it does not share."""
    token = graph.tokens[index]
    own = any(graph.tokens[kid].dep in SUBJECTS for kid in graph.kids[index])
    if token.dep == "conj":
        modal = any(graph.tokens[kid].tag == "MD" for kid in graph.kids[index])
        return own or modal
    return own and token.tag in ("VBD", "VBZ", "VBP")


def _around(graph: Syntax, index: int) -> Words:
    token = graph.tokens[index]
    itself = {token.lemma, token.text.lower()}
    found: Words = {"self": itself, "aux": set(), "adv": set()}
    for kid in (graph.tokens[child] for child in graph.kids[index]):
        if kid.dep == "aux":
            found["aux"] |= {kid.text.lower(), kid.lemma}
        elif kid.dep in ("advmod", "neg"):
            found["adv"] |= {kid.text.lower(), kid.lemma}
    return found


def _cued(name: str, words: Words, *, governs: bool) -> bool:
    cues = lexicon.cues(name)
    return bool(
        cues["auxiliaries"] & words["aux"]
        or cues["adverbs"] & words["adv"]
        or (governs and (cues["governors"] | cues["nouns"]) & words["self"])
    )
