"""What a match claims: one statement for each pair, with qualifiers, passage and voice."""

import pytest
from telling import bug, claims, in_film_news, line, one, qualifiers, told

from kg.extract import relations
from kg.model import Basis, Certainty, Status, Value, Voice

UNSAID = "no entry of the lexicon says it, or its phrase does not match"


@pytest.mark.parametrize(
    "text",
    [
        "Ada Marsh directed “Tide”.",
        "Ada Marsh helmed “Tide.”",
        "“Tide” was directed by Ada Marsh.",
        "“Tide,” which was directed by Ada Marsh, won.",
        "Critics loved “Tide,” directed by Ada Marsh.",
        "Ada Marsh, who directed “Tide”, left.",
        "Ada Marsh has directed the thriller “Tide”.",
        "In Oslo, Ada Marsh directed “Tide” in 2019.",
        "In May Ada Marsh directed “Tide” in Oslo.",
        bug(
            "In 2019 Ada Marsh, a Norwegian, directed “Tide” in Oslo.",
            because="a nationality alone behind a name is not read, and misleads the parse",
        ),
        '"Tide" was directed by Ada Marsh.',
    ],
)
def test_a_director_is_found_however_it_is_said(text: str) -> None:
    assert told(text, only=("director",)) == ["Tide | director | Ada Marsh"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Marsh directed. “Tide” won.",
        "Ada Marsh directed plays; “Tide” won.",
        "Ada Marsh praised “Tide”.",
        "Ada Marsh directed the choir, and “Tide” won.",
        "“Tide” directed attention to Ada Marsh.",
        "Ada Marsh directed the traffic near the “Tide” set.",
    ],
)
def test_other_sentences_give_no_director(text: str) -> None:
    assert told(text, only=("director",)) == []


def test_coordinated_names_give_a_claim_for_each_pair() -> None:
    said = told("“Tide” and “Salt” were directed by Ada Marsh and Lee Park.", only=("director",))

    assert sorted(said) == [
        "Salt | director | Ada Marsh",
        "Salt | director | Lee Park",
        "Tide | director | Ada Marsh",
        "Tide | director | Lee Park",
    ]


def test_the_passage_is_the_shortest_that_says_it() -> None:
    text = "It rained. In Oslo, Ada Marsh directed “Tide” again."

    assert one(text, "director").evidence.quote == "Ada Marsh directed “Tide”"


def test_qualifiers_are_what_stands_in_the_clause() -> None:
    text = "Northlight Pictures will release “Tide” in theaters on May 3, 2027."

    said = {line(claim): claim for claim in claims(text) if claim.evidence.rule == "releases"}

    date = said["Tide | releaseDate | 2027-05-03"]
    assert (date.status, qualifiers(date)) == (Status.PLANNED, {"medium": "theatrical"})
    company = said["Tide | distributor | Northlight Pictures"]
    assert (company.status, qualifiers(company)) == (Status.PLANNED, {"medium": "theatrical"})


def test_a_year_of_a_date_qualifies_a_screening() -> None:
    text = "“Tide” screened at the Cannes Film Festival in May 2019."

    assert qualifiers(one(text, "screenedAt"))["year"] == "2019"


def test_a_reported_plan_is_rumoured() -> None:
    claim = one("Ada Marsh may direct “Tide”.", "director")

    assert (claim.status, claim.evidence.certainty) == (Status.PLANNED, Certainty.RUMOURED)


def test_what_follows_is_implied() -> None:
    assert (
        one("Director Ada Marsh’s “Tide” opens today.", "director").evidence.basis is Basis.IMPLIED
    )


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("Ada Marsh won an Oscar.", ["Ada Marsh | awardReceived | Oscar"]),
        ("“Tide” was produced by Ada Marsh.", ["Tide | producer | Ada Marsh"]),
        ("Ada Marsh edited “Tide”.", ["Tide | filmEditor | Ada Marsh"]),
        bug("Ada Marsh shot “Tide”.", ["Tide | cinematographer | Ada Marsh"], because=UNSAID),
        ("Ada Marsh scored “Tide”.", ["Tide | composer | Ada Marsh"]),
        ("“Tide” is based on the novel “Salt”.", ["Tide | basedOn | Salt"]),
        ("The novel “Salt” is by Ada Marsh.", ["Salt | author | Ada Marsh"]),
        ("“Tide” is a remake of “Salt”.", ["Tide | remakeOf | Salt"]),
        ("“Tide” was nominated for an Oscar.", ["Tide | nominatedFor | Oscar"]),
        ("Ada Marsh was born in Oslo.", ["Ada Marsh | birthPlace | Oslo"]),
        ("Ada Marsh died on May 3, 2019.", ["Ada Marsh | deathDate | 2019-05-03"]),
        bug("“Tide” runs 97 minutes.", ["Tide | runtime | 97"], because=UNSAID),
        ("“Tide” grossed $12m.", ["Tide | boxOffice | $12m"]),
        ("“Tide” is set in Norway.", ["Tide | setting | Norway"]),
        ("“Tide” was filmed in Norway.", ["Tide | filmingLocation | Norway"]),
    ],
)  # fmt: skip
def test_film_news_says_this_every_day(text: str, statements: list[str]) -> None:
    assert set(statements) <= set(told(in_film_news(text)))


@pytest.mark.parametrize(
    ("kind", "word", "value"),
    [
        ("medium", "theatrical", Value("theatrical", "film:MediumScheme")),
        ("premiere", "world", Value("world", "film:PremiereScheme")),
    ],
)
def test_a_word_of_a_controlled_list_is_a_value(kind: str, word: str, value: Value) -> None:
    assert relations.listed(kind, word) == value


def test_only_what_the_ontology_allows_is_claimed() -> None:
    said = claims("Ada Marsh directed “Tide”, and Netflix released it.")

    assert said
    assert all(relations.fits(claim) for claim in said)


def test_a_claim_in_somebodys_words_is_quoted() -> None:
    text = "“I cried when Lee Park directed the film Salt Road,” Ada Marsh said."

    claim = one(text, "director")

    assert (claim.evidence.voice, claim.evidence.speaker) == (Voice.QUOTED, "Ada Marsh")


@pytest.mark.parametrize(
    "text",
    [
        "“Tide” will open this year’s Cannes Film Festival.",
        "“Tide” will open the Cannes Film Festival on May 14, 2024.",
        "“Tide” premiered at the Cannes Film Festival in May 2019.",
    ],
)
def test_to_open_a_festival_is_no_release(text: str) -> None:
    assert told(text, only=("releaseDate",)) == []
