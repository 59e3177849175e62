"""Corpora that hypothesis draws: of few names, in several spellings, so that things join, part
and disagree.
"""

from datetime import date
from hashlib import sha256

from corpora import day, film, named, says
from hypothesis import strategies as st

from kg.model import Article, Claim, Status, Value

PEOPLE = [
    "Ada Marsh",
    "ADA MARSH",
    "A. Marsh",
    "Ada B. Marsh",
    "Marsh",
    "Ada Marsh Jr.",
    "Ben Novak",
    "Ádá Marsh",
]
WORKS = ["Tide", "TIDE", "The Tide", "Tide II", "Tide: Low Water", "Low Water", "Loud"]
IDS = ["a", "b", "c", "d", "e"]
DAYS = ["2020-11-20", "2021-03-04", "2021-03", "2021"]


@st.composite
def credited(draw: st.DrawFn, *relations: str) -> Claim:
    article = draw(st.sampled_from(IDS))
    status = draw(st.sampled_from(Status))
    work = named(draw(st.sampled_from(WORKS)), draw(st.sampled_from(["Film", "TelevisionWork"])))
    person = named(draw(st.sampled_from(PEOPLE)))
    return says(article, work, draw(st.sampled_from(relations)), person, status)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    article = draw(st.sampled_from(IDS))
    status = draw(st.sampled_from(Status))
    work = named(draw(st.sampled_from(WORKS)), draw(st.sampled_from(["Film", "TelevisionWork"])))
    match draw(st.sampled_from(["credit", "release", "life", "stage"])):
        case "credit":
            return draw(credited("director", "castMember"))
        case "release":
            text = draw(st.sampled_from(DAYS))
            medium = draw(st.sampled_from([{}, {"medium": Value("theatrical")}]))
            return says(article, work, "releaseDate", day(text), status, **medium)
        case "stage":
            return says(article, work, "productionStage", Value("cancelled"), status)
        case _:
            relation = draw(st.sampled_from(["birthDate", "deathDate"]))
            person = named(draw(st.sampled_from(PEOPLE)))
            year = draw(st.sampled_from(["1940", "1950", "2001"]))
            return says(article, person, relation, Value(year, "xsd:gYear"), status)


@st.composite
def articles(draw: st.DrawFn) -> list[Article]:
    days = st.sampled_from([None, date(2020, 1, 1), date(2020, 6, 1), date(2021, 4, 1)])
    return [article(name, draw(days)) for name in IDS]


def article(name: str, published: date | None) -> Article:
    return Article(name, sha256(name.encode()).hexdigest(), name, (), published=published)


def corpora(*, crediting: int = 0) -> st.SearchStrategy[list[Claim]]:
    """Claims of a corpus, among them credits of at least so many directors, of different names."""
    size = {"min_size": crediting, "max_size": crediting}
    directors = st.lists(credited("director"), unique_by=lambda claim: claim.object.name, **size)
    return st.builds(list.__add__, directors, st.lists(claims(), max_size=14 - crediting))


GENRES = ["Drama", "drama", "DRAMA", "War"]
ROLES = ["Vera", "VERA", "The Captain"]
ORIGINAL = " ".join(f"word{number}" for number in range(40))
TEXTS = ["", ORIGINAL, f"{ORIGINAL} and an end", " ".join(f"other{n}" for n in range(40))]


@st.composite
def words(draw: st.DrawFn) -> Claim:
    """Claims of words, and of roles: words are spelled one way, roles have works of their own."""
    article = draw(st.sampled_from(IDS))
    work = film(draw(st.sampled_from(WORKS)))
    status = draw(st.sampled_from([Status.ACTUAL, Status.PLANNED]))
    if draw(st.booleans()):
        return says(article, work, "genre", Value(draw(st.sampled_from(GENRES))), status)
    person = named(draw(st.sampled_from(PEOPLE)))
    role = named(draw(st.sampled_from(ROLES)), "Character", within=work.name)
    return says(article, work, "castMember", person, status, character=role)


@st.composite
def reports(draw: st.DrawFn) -> list[tuple[Article, list[Claim]]]:
    """Articles with what they say; some of them are near-copies of another."""
    said = draw(st.lists(claims() | words(), max_size=14))
    given = []
    for each in draw(articles()):
        text = f"{each.id} {draw(st.sampled_from(TEXTS))}"
        digest = sha256(text.encode()).hexdigest()
        whole = Article(each.id, digest, text, (), published=each.published)
        own = [claim for claim in said if claim.evidence.article == each.id]
        given.append((whole, list(dict.fromkeys(own))))
    return given
