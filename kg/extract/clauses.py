"""From dependencies to who did what: one labelled graph a sentence.

“Park directed it”, “it was directed by Park”, “it, directed by Park”, “Park, who directed it”
all give the same two edges, ``direct –subj→ Park`` and ``direct –obj→ it``. Labels: ``subj``
and ``obj`` (deep subject and object), ``iobj``, ``attr``, ``prep:in`` …, ``poss``, ``mod``
(what stands before a noun), ``appos``, ``adv`` (bare noun phrases of time), ``advm``, ``comp``,
and ``and`` (a coordinated verb).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.parse import Token

Edge = tuple[str, int]

SUBJECTS = ("nsubj", "nsubjpass")
"""What a parser calls the subject of a verb, active or passive."""

_LABELS = {
    "nsubj": "subj",
    "nsubjpass": "obj",
    "dobj": "obj",
    "attr": "attr",
    "acomp": "attr",
    "oprd": "attr",
    "poss": "poss",
    "compound": "mod",
    "nmod": "mod",
    "amod": "mod",
    "nummod": "mod",
    "appos": "appos",
    "npadvmod": "adv",
    "advmod": "advm",
    "prt": "prt",
}
_CLAUSAL = frozenset({"xcomp", "ccomp", "advcl"})
_RELATIVE = frozenset({"WDT", "WP", "WP$"})


@dataclass(frozen=True, slots=True)
class Syntax:
    """One parsed piece of text, as a graph.

    Attributes:
        tokens: its words.
        kids: of each word, the words that depend on it.
        edges: of each word, its labelled edges to other words.
        groups: of each word, the words coordinated with it, itself included, in order.
        clauses: of each word, the verb or root whose clause it stands in.
    """

    tokens: tuple[Token, ...]
    kids: tuple[tuple[int, ...], ...]
    edges: tuple[tuple[Edge, ...], ...]
    groups: tuple[tuple[int, ...], ...]
    clauses: tuple[int, ...]

    def subjects(self, index: int) -> list[int]:
        """Return the deep subjects of a word."""
        return [child for label, child in self.edges[index] if label == "subj"]


def syntax(tokens: Sequence[Token]) -> Syntax:
    """Return the graph of a parsed piece of text."""
    kids: list[list[int]] = [[] for _ in tokens]
    for index, token in enumerate(tokens):
        if token.head != index:
            kids[token.head].append(index)
    edges: list[list[Edge]] = [_own_edges(tokens, kids, index) for index in range(len(tokens))]
    for index in _top_down(tokens, kids):
        _share(tokens, kids, edges, index)
    for index, token in enumerate(tokens):
        edges[index] += _name_behind(tokens, index, token)
    return Syntax(
        tokens=tuple(tokens),
        kids=tuple(map(tuple, kids)),
        edges=tuple(tuple(dict.fromkeys(some)) for some in edges),
        groups=tuple(_group(tokens, kids, index) for index in range(len(tokens))),
        clauses=tuple(_clause(tokens, index) for index in range(len(tokens))),
    )


def _own_edges(tokens: Sequence[Token], kids: list[list[int]], index: int) -> list[Edge]:
    found: list[Edge] = []
    for child in kids[index]:
        dep = tokens[child].dep
        if dep == "prep" or (dep in ("dative", "agent") and _is_preposition(tokens[child])):
            found += _through(tokens, kids, child, dep)
        elif dep == "dative":
            found.append(("iobj", child))
        elif dep in _CLAUSAL:
            found.append(("comp", child))
            if dep == "ccomp" and tokens[child].tag == "VBG":  # “features her taking”
                found += [("obj", kid) for kid in kids[child] if tokens[kid].dep == "nsubj"]
        elif dep == "conj" and tokens[child].tag.startswith("VB"):
            found.append(("and", child))
        elif dep in _LABELS:
            found.append((_LABELS[dep], child))
    return found


def _name_behind(tokens: Sequence[Token], index: int, token: Token) -> list[Edge]:
    """Give a common noun the name it stands before: “her debut Tide” is “her debut, Tide”."""
    head = tokens[token.head]
    before_name = token.dep in ("compound", "nmod") and head.tag.startswith("NNP")
    if token.tag not in ("NN", "NNS"):
        return []
    if before_name and index < token.head:
        return [("appos", token.head)]
    behind = tokens[index + 1] if index + 1 < len(tokens) else token
    same_place = (behind.head, behind.dep) == (token.head, token.dep)
    return [("appos", index + 1)] if same_place and behind.tag.startswith("NNP") else []


def _is_preposition(token: Token) -> bool:
    return token.tag in ("IN", "TO", "RB", "RP")


def _through(tokens: Sequence[Token], kids: list[list[int]], prep: int, dep: str) -> list[Edge]:
    """Give the edges that lead through a preposition to what it governs."""
    name = tokens[prep].text.lower()
    if dep == "agent":
        label = "subj"
    elif dep == "dative":
        label = "iobj"
    else:
        label = f"prep:{name}"
    found = [(label, kid) for kid in kids[prep] if tokens[kid].dep in ("pobj", "pcomp")]
    for kid in kids[prep]:
        if tokens[kid].dep == "prep":
            found += [
                (f"prep:{name}_{tokens[kid].text.lower()}", far)
                for far in kids[kid]
                if tokens[far].dep == "pobj"
            ]
    return found


def _share(
    tokens: Sequence[Token], kids: list[list[int]], edges: list[list[Edge]], index: int
) -> None:
    """Give a verb what its clause leaves unsaid: the subject or object told elsewhere."""
    token = tokens[index]
    head = token.head
    if not token.tag.startswith("VB") or head == index:
        return
    passive = any(tokens[kid].dep in ("auxpass", "nsubjpass") for kid in kids[index])
    has_subject = any(tokens[k].dep in (*SUBJECTS, "csubj") for k in kids[index])
    if token.dep == "relcl":
        _relative(tokens, kids, edges, index)
    elif token.dep == "acl":
        label = "obj" if token.tag == "VBN" else "subj"
        edges[index].append((label, head))
    elif has_subject:
        return
    elif token.dep == "conj" and tokens[head].tag.startswith("VB"):
        wanted = "obj" if passive or token.tag == "VBN" else "subj"
        shared = _surface_subjects(tokens, kids, edges, head)
        edges[index] += [(wanted, subject) for subject in shared]
    elif token.dep in _CLAUSAL or token.dep == "pcomp":
        verb = head
        while not tokens[verb].tag.startswith("VB") and tokens[verb].head != verb:
            verb = tokens[verb].head
        objects = [c for label, c in edges[verb] if label == "obj"]
        subjects = [c for label, c in edges[verb] if label == "subj"]
        controllers = objects if token.dep in ("xcomp", "ccomp") and objects else subjects
        if not controllers and token.dep in ("advcl", "pcomp"):
            controllers = objects
        label = "obj" if passive or (token.tag == "VBN" and token.dep == "advcl") else "subj"
        if label == "obj" and _behind_name(tokens, index):
            controllers = [index - 2]
        edges[index] += [(label, controller) for controller in controllers]


def _behind_name(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a participle stands right behind a name and a comma: “Tide, directed by”."""
    return index > 1 and tokens[index - 1].text == "," and tokens[index - 2].tag.startswith("NNP")


def _surface_subjects(
    tokens: Sequence[Token], kids: list[list[int]], edges: list[list[Edge]], verb: int
) -> list[int]:
    said = [kid for kid in kids[verb] if tokens[kid].dep in SUBJECTS]
    if said:
        return [
            child
            for label, child in edges[verb]
            if label in ("subj", "obj") and (child in said or not _plain(tokens, said))
        ]
    return [child for label, child in edges[verb] if label == "subj"]


def _plain(tokens: Sequence[Token], said: Sequence[int]) -> bool:
    return all(tokens[one].tag not in _RELATIVE for one in said)


def _relative(
    tokens: Sequence[Token], kids: list[list[int]], edges: list[list[Edge]], index: int
) -> None:
    """Put the noun that a relative clause describes in the place of its pronoun, or its gap."""
    head = tokens[index].head
    pronouns = {
        kid
        for kid in (*kids[index], *(far for kid in kids[index] for far in kids[kid]))
        if tokens[kid].tag in _RELATIVE
    }
    replaced = [(label, head if child in pronouns else child) for label, child in edges[index]]
    labels = {label for label, child in replaced}
    if replaced == edges[index] and "obj" not in labels:
        replaced.append(("obj", head))
    edges[index] = replaced


def _top_down(tokens: Sequence[Token], kids: list[list[int]]) -> list[int]:
    order = [index for index, token in enumerate(tokens) if token.head == index]
    for index in order:
        order.extend(kids[index])
    return order


def _group(tokens: Sequence[Token], kids: list[list[int]], index: int) -> tuple[int, ...]:
    first = index
    while tokens[first].dep == "conj":
        first = tokens[first].head
    found = [first]
    for one in found:
        found.extend(kid for kid in kids[one] if tokens[kid].dep == "conj")
    return tuple(sorted(found))


def _clause(tokens: Sequence[Token], index: int) -> int:
    while tokens[index].head != index:
        token = tokens[index]
        if token.tag.startswith("VB") and token.dep not in ("amod", "compound", "aux", "auxpass"):
            return index
        index = token.head
    return index
