"""The files of data/lexicon as checked values, and what is told of a wrong one."""

import pytest

from kg import resources
from kg.errors import LexiconError
from kg.extract import lexicon

ENTRY = """
[[relation]]
name = "tried"
say = ["{person} directed {work}"]
claims = [{ relation = "director", subject = "work", object = "person" }]
finds = [{ text = "Ada Marsh directed “Tide”.", claims = ["Tide | director | Ada Marsh"] }]
"""


@pytest.fixture
def file(monkeypatch):
    """Put a text in the place of every file of the lexicon."""
    given = resources.text

    def put(text: str) -> None:
        def instead(name: str) -> str:
            return text if name.startswith("data/lexicon/") else given(name)

        monkeypatch.setattr(resources, "text", instead)
        monkeypatch.setattr(lexicon, "_toml", lexicon._toml.__wrapped__)  # noqa: SLF001  uncached

    return put


def test_an_entry_is_read_as_it_stands(file) -> None:
    file(ENTRY)

    [relation] = lexicon.relations.__wrapped__()

    assert relation.name == "tried"
    assert relation.say == ("{person} directed {work}",)
    assert relation.finds == (("Ada Marsh directed “Tide”.", ("Tide | director | Ada Marsh",)),)
    assert (relation.claims[0].relation, relation.claims[0].implied) == ("director", False)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[[relation]]", "[[relation", "the file"),
        ('name = "tried"', "", "it has no “name”"),
        ('say = ["{person} directed {work}"]', "say = []", "it has no “say”"),
        ('relation = "director"', 'relation = "direktor"', "“direktor” is no relation"),
        ("finds = [{", "found = [{", "it has no “finds”"),
        ('subject = "work", ', "", "a claim has no “subject”"),
    ],
)
def test_a_wrong_entry_is_refused_by_file_and_name(file, old: str, new: str, problem: str) -> None:
    file(ENTRY.replace(old, new))

    with pytest.raises(LexiconError, match=problem) as refused:
        lexicon.relations.__wrapped__()

    assert refused.value.path.name == "relations.toml"


@pytest.mark.parametrize("form", ["say", "says", "said", "saying", "told", "recalled", "quipped"])
def test_every_form_of_a_verb_of_saying_is_known(form: str) -> None:
    assert form in lexicon.speech_forms()


def test_tables_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        lexicon.table("genres")["tide"] = "tide"  # type: ignore[index]


def test_a_job_word_says_what_its_entry_says() -> None:
    role = lexicon.roles()["writer-director"]

    assert (role.occupation, role.credit) == (("writer", "director"), ("director", "screenwriter"))
    assert lexicon.roles()["chairman"].post
