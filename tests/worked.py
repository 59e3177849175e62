"""A worked example: one made-up article, and what it claims.

It has a casting that was replaced, a release that is planned, a prize, a character's work inside
the story, a review with its quotation, and an opinion of the article itself.
"""

from hashlib import sha256
from typing import Any

from kg.model import (
    Article,
    Certainty,
    Claim,
    Evidence,
    Mention,
    Qualifier,
    Span,
    Status,
    Value,
    Voice,
)

TEXT = """Ada Marsh directed “Blue Hour”, an astonishing film.
Lee Park plays Vera. In the story, Vera is a drummer.
Dev Novak was originally cast in the lead role, but Lee Park replaced him because of a clash.
Northlight will release “Blue Hour” in theaters November 20, 2020.
“Blue Hour” won the Harbor Award for best film in 2019.
It had its world premiere at the 2019 Harbor Film Festival (HFF).
“A marvel,” Kim Roe writes in The Reel Post, giving “Blue Hour” an A-.
Park took drumming lessons for six months to prepare for “Blue Hour”.
A sequel is reportedly planned as a comedy.
"""
ID = "blue-hour"
ARTICLE = Article(
    ID, sha256(TEXT.encode()).hexdigest(), TEXT, (), "Blue Hour news", sources=("a.txt",)
)


def mention(text: str, kind: str, name: str = "", within: str = "") -> Mention:
    """A mention of words that stand in the article."""
    start = TEXT.index(text)
    return Mention(text, kind, Span(start, start + len(text)), name or text, within)


def evidence(quote: str, **said: Any) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(ID, Span(start, start + len(quote)), quote, "told", **said)


def claim(
    subject: Mention,
    relation: str,
    target: Mention | Value,
    words: Evidence,
    *,
    status: Status = Status.ACTUAL,
    **qualifiers: Mention | Value,
) -> Claim:
    given = tuple(Qualifier(name, value) for name, value in qualifiers.items())
    return Claim(subject, relation, target, given, status, words)


FILM = mention("Blue Hour", "Film")
ADA = mention("Ada Marsh", "Person")
LEE = mention("Lee Park", "Person")
DEV = mention("Dev Novak", "Person")
KIM = mention("Kim Roe", "Person")
VERA = mention("Vera", "Character", within="Blue Hour")
POST = mention("The Reel Post", "Organization")
FESTIVAL = mention("Harbor Film Festival", "Festival")
SPEECH = {"voice": Voice.QUOTED, "speaker": "Kim Roe"}

CLAIMS = [
    claim(FILM, "director", ADA, evidence("Ada Marsh directed “Blue Hour”")),
    claim(FILM, "opinion", Value("astonishing"), evidence("astonishing")),
    claim(FILM, "castMember", LEE, evidence("Lee Park plays Vera"), character=VERA),
    claim(LEE, "playsCharacter", VERA, evidence("Lee Park plays Vera"), work=FILM),
    claim(
        VERA,
        "occupation",
        mention("drummer", "Occupation"),
        evidence("Vera is a drummer", voice=Voice.STORY),
    ),
    claim(
        FILM,
        "castMember",
        DEV,
        evidence("Dev Novak was originally cast in the lead role"),
        status=Status.SUPERSEDED,
        billing=Value("lead"),
    ),
    claim(
        FILM,
        "recasting",
        DEV,
        evidence("Lee Park replaced him because of a clash"),
        incoming=LEE,
        reason=Value("a clash"),
    ),
    claim(
        FILM,
        "distributor",
        mention("Northlight", "Organization"),
        evidence("Northlight will release “Blue Hour”"),
        status=Status.PLANNED,
    ),
    claim(
        FILM,
        "releaseDate",
        Value("2020-11-20", "xsd:date"),
        evidence("release “Blue Hour” in theaters November 20, 2020"),
        status=Status.PLANNED,
        medium=Value("theatrical"),
    ),
    claim(
        FILM,
        "awardReceived",
        mention("Harbor Award", "Award"),
        evidence("won the Harbor Award for best film in 2019"),
        category=mention("best film", "AwardCategory"),
        year=Value("2019"),
    ),
    claim(
        FILM,
        "screenedAt",
        FESTIVAL,
        evidence("world premiere at the 2019 Harbor Film Festival"),
        year=Value("2019"),
        premiereType=Value("world"),
    ),
    claim(FILM, "screenedAt", mention("HFF", "Festival", FESTIVAL.name), evidence("HFF")),
    claim(FILM, "grade", Value("A-"), evidence("an A-"), critic=KIM, outlet=POST),
    claim(
        KIM, "quotation", Value("A marvel"), evidence("A marvel", **SPEECH), work=FILM, outlet=POST
    ),
    claim(FILM, "opinion", Value("A marvel"), evidence("A marvel", **SPEECH), holder=KIM),
    claim(
        LEE,
        "skill",
        mention("drumming", "Skill"),
        evidence("Park took drumming lessons for six months"),
        forWork=FILM,
        duration=Value("six months"),
    ),
    claim(
        mention("A sequel", "Film", "Blue Hour sequel"),
        "genre",
        Value("comedy"),
        evidence("reportedly planned as a comedy", certainty=Certainty.RUMOURED),
        status=Status.PLANNED,
    ),
]
