"""Score extraction on the shared development data, each part by its own scorer.

    python tests/benchmark/shared_eval.py [movie] [film] [documents] [openings] [spans]

Needs ../shared/eval beside the checkout. Our relations are mapped to those of each benchmark; no
rule exists for a benchmark alone. What is printed goes into docs/quality.md.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import kg
from kg.extract import tagger
from kg.model import Article, Claim, Mention, Status

SHARED = Path(__file__).resolve().parents[3] / "shared" / "eval"
DATA = SHARED / "data"

MOVIE = {
    "director": "director",
    "screenwriter": "screenwriter",
    "genre": "genre",
    "basedOn": "based on",
    "castMember": "cast member",
    "awardReceived": "award received",
    "productionCompany": "production company",
    "countryOfOrigin": "country of origin",
    "releaseDate": "publication date",
    "character": "characters",
    "setting": "narrative location",
    "filmingLocation": "filming location",
    "mainSubject": "main subject",
    "nominatedFor": "nominated for",
    "budget": "cost",
}
FILM = {
    "director": "director",
    "distributor": "distributor",
    "composer": "musicComposer",
    "filmEditor": "editing",
    "releaseDate": "releaseDate",
    "producer": "producer",
    "birthPlace": "birthPlace",
    "placeOfDeath": "deathPlace",
    "budget": "budget",
    "runtime": "runtime",
    "castMember": "starring",
    "screenwriter": "writer",
    "author": "writer",
    "occupation": "occupation",
    "spouse": "spouse",
    "boxOffice": "gross",
    "language": "language",
    "cinematographer": "cinematography",
    "birthDate": "birthDate",
    "deathDate": "deathDate",
    "founder": "foundedBy",
    "broadcaster": "broadcastedBy",
}
DOCUMENTS = {
    "director": "P57",
    "castMember": "P161",
    "screenwriter": "P58",
    "producer": "P162",
    "productionCompany": "P272",
    "releaseDate": "P577",
    "countryOfOrigin": "P495",
    "language": "P364",
    "broadcaster": "P449",
    "character": "P674",
    "creator": "P170",
    "composer": "P86",
    "awardReceived": "P166",
    "genre": "P136",
    "setting": "P840",
    "series": "P179",
    "followsWork": "P155",
}


def tell(line: str) -> None:
    """Show a line of the results."""
    sys.stdout.write(f"{line}\n")


def told(claim: Claim) -> str:
    """Return a claim's object in words."""
    return claim.object.name if isinstance(claim.object, Mention) else claim.object.text


def printed(claim: Claim) -> str:
    """Return a claim's object as it stands in the text, a country as its adjective."""
    country = claim.relation == "countryOfOrigin" and isinstance(claim.object, Mention)
    return claim.object.text if country else told(claim)


def said(text: str) -> list[Claim]:
    """Return what a text says, but for what it denies."""
    found = kg.extract.claims(kg.read.article(text))
    return [claim for claim in found if claim.status is not Status.DENIED]


def day(text: str, pattern: str) -> str:
    """Return a date as a benchmark writes it: a year alone is its first day."""
    if not re.fullmatch(r"[12]\d{3}(-\d\d){0,2}", text):
        return text
    parts = [int(part) for part in text.split("-")]
    return date(*[*parts, 1, 1][:3]).strftime(pattern)


def prize(claim: Claim) -> str:
    """Return a prize with its category, as “Academy Award for Best Actress”."""
    award = told(claim)
    category = next((q.value for q in claim.qualifiers if q.name == "category"), None)
    if not isinstance(category, Mention):
        return award
    return f"{award} for {category.name.title()}"


def movie_object(claim: Claim) -> str:
    """Return an object as 1_movie writes it."""
    if claim.relation == "releaseDate":
        return day(told(claim), "%d %B %Y")
    if claim.relation in ("awardReceived", "nominatedFor"):
        return prize(claim)
    return told(claim)


def film_object(claim: Claim) -> str:
    """Return an object as 19_film writes it."""
    if claim.relation in ("releaseDate", "birthDate", "deathDate"):
        return day(told(claim), "%Y-%m-%d")
    return f"{told(claim)}.0" if claim.relation == "runtime" else told(claim)


def genres(text: str, claims: list[Claim]) -> Iterator[Claim]:
    """Yield the claims, genres that stand side by side as one: “comedy horror”."""
    spans = {}
    for claim in claims:
        if claim.relation != "genre":
            yield claim
        else:
            spans[told(claim)] = claim
    low = text.lower()
    left = sorted(spans, key=low.find)
    while left:
        word = first = left.pop(0)
        while left and f"{word} {left[0]}" in low:
            word = f"{word} {left.pop(0)}"
        one = spans[first]
        yield Claim(
            one.subject, "genre", kg.model.Value(word), one.qualifiers, one.status, one.evidence
        )


def sentences(name: str, mapping: dict[str, str], write: Callable[[Claim], str]) -> None:
    """Score one of Text2KGBench's parts."""
    rows = []
    for line in (DATA / f"sentences/{name}.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        try:
            found = list(genres(record["sent"], said(record["sent"])))
        except kg.errors.ReadError:
            found = []
        triples = {
            (claim.subject.name, mapping[claim.relation], write(claim))
            for claim in found
            if claim.relation in mapping
        }
        rows.append({"id": record["id"], "triples": sorted(triples)})
    scored("score_sentences.py", DATA / f"sentences/{name}.jsonl", rows)


def documents() -> None:
    """Score the Wikipedia documents."""
    rows = []
    for line in (DATA / "documents/film_dev.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        text = f"{record['title']}\n\n{' '.join(record['sentences'])}"
        triples = {
            (claim.subject.name, DOCUMENTS[claim.relation], printed(claim))
            for claim in said(text)
            if claim.relation in DOCUMENTS
        }
        made = [{"s": s, "r": r, "o": o} for s, r, o in sorted(triples)]
        rows.append({"id": record["id"], "triples": made})
    scored("score_documents.py", DATA / "documents/film_dev.jsonl", rows)


def openings(every: int = 10) -> None:
    """Score the casts of Wikipedia openings, each tenth of them."""
    right = there = given = known = 0
    for line in (DATA / "films/wikipedia_weak_dev.jsonl").read_text("utf-8").splitlines()[::every]:
        record = json.loads(line)
        cast = {
            told(claim).casefold()
            for claim in said(record["text"])
            if claim.relation == "castMember"
        }
        wanted = {name.casefold() for name in record["cast_in_text"]}
        table = {name.casefold() for name in record["cast_table"]}
        right += len(cast & wanted)
        there += len(wanted)
        given += len(cast)
        known += len(cast & (table | wanted))
    tell(f"recall {right / there:.3f} ({right} of {there} cast names in the texts)")
    tell(f"in the cast table {known / given:.3f} ({known} of {given} said)")


def spans() -> None:
    """Score titles and people by exact span on the annotated news, both parts."""
    for part in ("open", "aside"):
        gold = [json.loads(x) for x in (DATA / f"news_spans_{part}.jsonl").read_text().splitlines()]
        count: Counter[tuple[str, str]] = Counter()
        for name in sorted({mark["article"] for mark in gold}):
            article = next(iter(kg.read.articles(DATA / f"news/{name}.txt")))
            marks = [mark for mark in gold if mark["article"] == name]
            skip = [m for m in marks if m["label"] == "IGNORE"]
            seen = [
                one
                for one in tagger.tagged(article)
                if not any(m["start"] < one.span.end and one.span.start < m["end"] for m in skip)
            ]
            for label in ("WORK", "PERSON"):
                asked = {(m["start"], m["end"]) for m in marks if m["label"] == label}
                found = {
                    (one.span.start, one.span.end)
                    for one in seen
                    if one.type == label[0] or (label == "PERSON" and _character(one, article))
                }
                count[label, "right"] += len(asked & found)
                count[label, "said"] += len(found)
                count[label, "gold"] += len(asked)
        for label in ("WORK", "PERSON"):
            hit, told_, asked_ = (count[label, key] for key in ("right", "said", "gold"))
            figures = (
                f"P {hit / told_:.3f}  R {hit / asked_:.3f}  F1 {2 * hit / (told_ + asked_):.3f}"
            )
            tell(f"{part} {label}: {figures}")


def _character(one: tagger.Tagged, article: Article) -> bool:
    """Tell whether a mention names a character: the gold calls a character's name a person's."""
    return one.type == "C" and one.span.of(article.text).istitle()


def scored(script: str, gold: Path, rows: list[dict[str, Any]]) -> None:
    """Run one of the shared scorers on what was said."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("".join(json.dumps(row) + "\n" for row in rows))
        file.flush()
        command = [sys.executable, str(SHARED / script), str(gold), file.name]
        tell(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())


PARTS: dict[str, Callable[[], None]] = {
    "movie": lambda: sentences("movie_dev", MOVIE, movie_object),
    "film": lambda: sentences("film_dev", FILM, film_object),
    "documents": documents,
    "openings": openings,
    "spans": spans,
}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        tell(f"== {part}")
        PARTS[part]()
