# ruff: noqa: E501  a case a line
"""What people correct: how it is written, what it does, and how it is refused."""

from pathlib import Path

import pytest
from corpora import current, dated, film, graph, named, resolved, says

from kg import assemble
from kg.errors import CorrectionError
from kg.model import Correction
from kg.resolve import corrections

TIDE, LEE, ADA = film("Tide"), named("Lee Park"), named("Ada Marsh")
ARTICLES = dated(a="2024-01-05", b="2024-06-05")
CLAIMS = [
    says("a", TIDE, "director", LEE),
    says("b", TIDE, "director", ADA),
    says("b", film("Loud"), "director", named("A. B. Marsh")),
]


def people(found: object) -> set[str]:
    return {
        f.subject.name for f in found.facts if f.relation == "kind" and f.object.text == "Person"
    }


def test_a_wrong_fact_is_taken_out_and_noted() -> None:
    wrong = {"subject": "Tide", "relation": "director", "object": "Lee Park", "why": "He did not."}

    found = resolved(CLAIMS, ARTICLES, wrong=[wrong])

    assert "Tide | director | Lee Park | actual" not in current(found)
    [note] = [note for note in found.notes if isinstance(note, Correction)]
    assert note.text == "taken out as wrong: Tide – director – Lee Park"
    assert note.why == "He did not."


def test_without_an_object_whatever_is_said_is_wrong() -> None:
    found = resolved(CLAIMS, ARTICLES, wrong=[{"subject": "Tide", "relation": "director"}])

    assert current(found) == {"Loud | director | A. B. Marsh | actual"}


def test_with_an_article_only_what_it_says_is_wrong() -> None:
    said = [*CLAIMS, says("b", TIDE, "director", LEE)]
    wrong = {"subject": "Tide", "relation": "director", "object": "Lee Park", "article": "a"}

    found = resolved(said, ARTICLES, wrong=[wrong])

    assert "Tide | director | Lee Park | actual" in current(found)


@pytest.mark.parametrize("order", [["wrong", "without"], ["without", "wrong"]])
def test_entries_about_one_claim_go_together_in_any_order(order: list[str]) -> None:
    entries = {
        "wrong": [{"subject": "Tide", "relation": "director", "object": "Lee Park"}],
        "without": [{"person": "Lee Park"}],
    }

    found = resolved(CLAIMS, ARTICLES, **{sort: entries[sort] for sort in order})

    assert people(found) == {"Ada Marsh", "A. B. Marsh"}


def test_two_names_are_made_one() -> None:
    found = resolved(CLAIMS, ARTICLES, same=[{"things": ["Ada Marsh", "A. B. Marsh"]}])

    assert people(found) == {"Lee Park", "Ada Marsh"}


def test_one_name_is_made_two_for_good() -> None:
    said = [says("a", TIDE, "director", LEE), says("b", TIDE, "castMember", LEE)]
    two = [{"name": "Lee Park", "article": "a"}, {"name": "Lee Park", "article": "b"}]

    found = resolved(said, ARTICLES, different=[{"things": two, "why": "father and son"}])

    iris = {f.subject.iri for f in found.facts if f.subject.name == "Lee Park"}
    assert len(iris) == 2
    reasons = assemble.reasons(
        assemble.graph(found.facts, articles=ARTICLES, notes=found.notes), ["Lee Park"]
    )
    assert any("corrections.toml [[different]] 1: father and son" in line for line in reasons)


def test_two_names_that_were_joined_are_made_two() -> None:
    said = [says("a", TIDE, "castMember", ADA), says("b", TIDE, "castMember", named("A. Marsh"))]

    assert people(resolved(said, ARTICLES)) == {"Ada Marsh"}
    found = resolved(said, ARTICLES, different=[{"things": ["Ada Marsh", "A. Marsh"]}])
    assert people(found) == {"Ada Marsh", "A. Marsh"}


def test_somebody_is_taken_out_of_graph_and_notes() -> None:
    made = graph(CLAIMS, ARTICLES, without=[{"person": "Lee Park", "why": "asked for it"}])

    text = made.serialize("nq", text=False).decode()
    assert "Park" not in text
    assert any("somebody was taken out" in line for line in assemble.reasons(made, ["lee park"]))


def test_who_is_taken_out_is_named_nowhere_whatever_the_entries() -> None:
    iri = next(
        f.subject.iri for f in resolved(CLAIMS, ARTICLES).facts if f.subject.name == "Lee Park"
    )
    wrong = {"subject": "Tide", "relation": "director", "object": "Lee Park"}

    for entries in (
        {"without": [{"person": iri}]},
        {"wrong": [wrong], "without": [{"person": iri}]},
    ):
        made = graph(CLAIMS, ARTICLES, **entries)

        text = made.serialize("nq", text=False).decode()
        assert "Park" not in text
        assert any(
            "somebody was taken out" in line for line in assemble.reasons(made, ["Lee Park"])
        )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"same": [{"things": ["Nobody", "Ada Marsh"]}]}, "no article names “Nobody”"),
        ({"without": [{"person": "Nobody"}]}, r"\[\[without\]\] 1: no article names “Nobody”"),
        ({"same": [{"things": [{"name": "Tide", "article": "x"}, "Loud"]}]}, "“Tide” in “x”"),
        ({"wrong": [{"subject": "Tide", "relation": "composer"}]}, "no article says “Tide – composer”"),
        ({"different": [{"things": ["Tide", "Tide"]}]}, "name the same mentions; add articles"),
        ({"same": [{"things": ["Tide", "Lee Park"]}]}, "things of several kinds: CreativeWork, Person"),
        (
            {
                "same": [{"things": ["Lee Park", "Ada Marsh"]}, {"things": ["Ada Marsh", "A. B. Marsh"]}],
                "different": [{"things": ["Lee Park", "A. B. Marsh"]}],
            },
            "other entries make one what it makes two",
        ),
        (
            {"wrong": [{"subject": "Tide", "relation": "director", "object": {"name": "Lee Park", "article": "b"}}]},
            "no article says",
        ),
        ({"same": [{"things": ["Tide"]}]}, "fewer than two things"),
        ({"same": [{"things": "Tide"}]}, "its things are no list"),
        ({"same": [{"things": ["Tide", 7]}]}, "a thing is a name, an identifier, or a table"),
        ({"same": [{"things": ["Tide", {"nom": "x"}]}]}, "a thing is a name"),
        ({"wrong": [{"subject": "Tide"}]}, "its relation is missing"),
        ({"wrong": [{"subject": "Tide", "relation": "directed"}]}, "no relation “directed”"),
        ({"wrong": [{"subject": "Tide", "relation": "director", "becuase": "x"}]}, "no field “becuase”"),
        ({"wrong": [{"subject": "Tide", "relation": "director", "why": 1}]}, "its why is no text"),
        ({"wrongs": []}, r"no such entry; there are \[\[wrong\]\]"),
        ({"wrong": {"subject": "Tide"}}, r"write \[\[wrong\]\]"),
    ],
)  # fmt: skip
def test_what_names_nothing_or_says_nothing_is_refused_in_one_line(
    given: dict[str, object], told: str
) -> None:
    with pytest.raises(CorrectionError, match=told) as refused:
        resolved(CLAIMS, ARTICLES, **given)

    assert "\n" not in str(refused.value)


def test_a_name_that_two_bear_is_refused_with_both() -> None:
    said = [*CLAIMS, says("a", named("Tide", "Person"), "occupation", named("actor", "Occupation"))]

    with pytest.raises(CorrectionError, match=r"“Tide” names 2 things: .*person/tide.*work/tide"):
        resolved(said, ARTICLES, wrong=[{"subject": "Tide", "relation": "director"}])


def test_a_thing_is_named_by_its_identifier_as_well() -> None:
    iri = next(f.subject.iri for f in resolved(CLAIMS, ARTICLES).facts if f.subject.name == "Tide")

    found = resolved(CLAIMS, ARTICLES, wrong=[{"subject": iri, "relation": "director"}])

    assert current(found) == {"Loud | director | A. B. Marsh | actual"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe", "it is not UTF-8"),
        (b"[[wrong]", "it is not TOML"),
        (b"x = " + b"1" * 5000, "it is not TOML"),
        (b"x = " + b"[" * 5000, "it is not TOML"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, content: bytes | None, told: str
) -> None:
    path = tmp_path / "corrections.toml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CorrectionError, match=told):
        corrections.read(path)
