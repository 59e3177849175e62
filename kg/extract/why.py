"""Why nothing more was found in an article: what was seen in it, and what was left out."""

from collections import Counter
from dataclasses import dataclass

from kg.extract import labels, learned, parse, reading
from kg.model import Article, Claim, Mention


@dataclass(frozen=True, slots=True)
class Why:
    """What was seen in an article, and what was not claimed of it.

    Attributes:
        seen: what is named: the type in words, the name, how often.
        doubted: facts that the reader was not sure enough of: subject, relation, object, how sure
            from 0 to 1, and how sure it must be.
        unfit: claims whose ends are of the wrong kind: relation, kinds, how many.
    """

    seen: tuple[tuple[str, str, int], ...]
    doubted: tuple[tuple[str, str, str, float, float], ...]
    unfit: tuple[tuple[str, str, str, int], ...]


_DOUBTED = 0.15


def why(article: Article, *, model: str = parse.MODEL) -> Why:
    """Return why nothing more was found in an article.

    Args:
        article: any article.
        model: the language model, as for ``claims``.
    """
    seen = reading.survey(article, model=model)
    types = labels.table()["types"]
    tally = Counter(
        (str(types[one.type]["what"]), one.name) for one in seen.mentions if one.type in types
    )
    doubted = [
        (told.subject.name, told.relation, told.object.name, told.score, needed)
        for told in seen.told
        if _DOUBTED <= told.score < (needed := learned.needed(article, told))
    ]
    unfit = Counter(map(_ends, reading.said(article, seen, model=model)[1]))
    return Why(
        tuple((what, name, count) for (what, name), count in sorted(tally.items())),
        tuple(sorted(doubted, key=lambda row: (-row[3], row[:3]))),
        tuple((*ends, count) for ends, count in sorted(unfit.items())),
    )


def _ends(claim: Claim) -> tuple[str, str, str]:
    thing = claim.object
    kind = thing.kind if isinstance(thing, Mention) else thing.datatype
    return claim.relation, claim.subject.kind, kind
