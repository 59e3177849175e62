"""The seed article's graph says what its gold says, by meaning, and nothing that it must not say.

``python tests/golden/seed_report.py`` prints the facts of the gold that are missed.
"""

import json
import re
import tomllib
from collections import Counter

import pytest
from golden.seed import measure
from golden.seed.told import asked, like

import kg
from kg import resources
from kg.graph import Graph, Iri, Literal, Quad
from kg.namespaces import iri

ENTRIES = measure.entries()
GOLD = {fact.id: fact for fact in measure.gold()}
NEVER = tomllib.loads((measure.HERE / "negatives.toml").read_text("utf-8"))
SLIPS = [(key, pattern) for key, entry in NEVER.items() for pattern in entry["never"]]
CONTROLS = [(key, pattern) for key, entry in NEVER.items() for pattern in entry["control"]]
WANTED = {"told": (64, 59), "fiction": (26, 15), "quotation": (4, 4), "implied": (29, 20)}


@pytest.fixture(scope="module")
def graph(seed) -> Graph:
    return kg.build(seed)


@pytest.fixture(scope="module")
def verdicts(graph) -> list[measure.Verdict]:
    return measure.verdicts(graph)


def found(verdicts, group="") -> set[str]:
    return {v.gold.id for v in verdicts if v.grade == "found" and group in ("", v.gold.group)}


# ---- The table ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["gold_seed.jsonl", "gold_seed_negatives.jsonl"])
def test_the_gold_is_that_of_the_project(shared, name) -> None:
    assert (measure.GOLD / name).read_bytes() == (shared / "gold" / name).read_bytes()


def test_every_fact_of_the_gold_has_an_entry_and_no_other() -> None:
    assert list(ENTRIES) == list(GOLD)
    assert len(GOLD) == 134


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_an_entry_looks_for_something_or_says_why_it_cannot(entry) -> None:
    assert [bool(entry.holds), bool(entry.ask), bool(entry.lost)].count(True) == 1


def test_the_words_of_the_gold_stand_in_their_sentences(seed) -> None:
    text, ranges = seed.read_text("utf-8"), measure.sentences()

    assert {fact.sentence for fact in GOLD.values()} == set(ranges)
    for fact in GOLD.values():
        start, end = ranges[fact.sentence]
        assert text[fact.start : fact.end] == fact.quote
        assert start <= fact.start < fact.end <= end


def test_the_table_speaks_the_words_of_the_ontology() -> None:
    defined = set(re.findall(r"^film:(\w+) a ", resources.text("ontology/film.ttl"), re.MULTILINE))
    used = set()
    for entry in ENTRIES.values():
        for line in entry.holds:
            first, *parts = line.removeprefix(measure.IMPLIED).split(" | ")
            if " = " in line:
                used |= {first, *(step for p in parts for step in p.split(" = ")[0].split("/"))}
            else:
                used |= {parts[0]} - {"kind", "name", "diegetic…"}
        used |= set(re.findall(r"film:(\w+)", entry.ask))

    assert len(used) > 50
    assert used <= defined


@pytest.mark.parametrize(
    ("pattern", "words", "same"),
    [
        ("leader", "leader", True),
        ("leader", "Leader", False),
        ("leader", "the leader", False),
        ("…leader", "the Leader", True),
        ("…leader", "the leaders", False),
        ("lead…", "leader", True),
        ("lead…", "mislead", False),
        ("…lead…", "misleads", True),
    ],
)
def test_a_name_is_open_only_where_it_says_so(pattern, words, same) -> None:
    assert like(pattern, words) is same


# ---- The measure -------------------------------------------------------------------------


@pytest.mark.parametrize("group", WANTED)
def test_enough_of_the_gold_is_found(verdicts, group) -> None:
    of, wanted = WANTED[group]
    missed = [str(v) for v in verdicts if v.gold.group == group and v.grade != "found"]

    assert Counter(fact.group for fact in GOLD.values())[group] == of
    assert len(found(verdicts, group)) >= wanted, "\n".join(missed)


def swapped(graph: Graph, old: str, new: str) -> Graph:
    """Return the graph with one term in the place of another."""
    before, after = Iri(iri(old)), Iri(iri(new))
    return Graph(
        [q._replace(object=after) if q.object == before else q for q in graph.quads()],
        base=graph.base,
    )


def moved(graph: Graph) -> Graph:
    """Return the graph with every passage moved behind the end of the article."""
    ends = {iri("oa:start"), iri("oa:end")}
    return Graph(
        [
            q._replace(object=Literal(str(int(q.object.text) + 10_000), q.object.datatype))
            if q.predicate in ends
            else q
            for q in graph.quads()
        ],
        base=graph.base,
    )


def without(graph: Graph, predicate: str) -> Graph:
    return Graph([q for q in graph.quads() if q.predicate != iri(predicate)], base=graph.base)


def of_the_film(graph: Graph, predicate: str) -> Graph:
    """Return the graph without a property in the film graph; the facts keep it."""
    kept = [q for q in graph.quads() if q.graph is not None or q.predicate != iri(predicate)]
    return Graph(kept, base=graph.base)


ARTICLE = {key for key, entry in ENTRIES.items() if entry.ask}
LENIENT = {key for key, e in ENTRIES.items() if all(s.startswith("implied: ") for s in e.holds)}
STORY = {key for key, e in ENTRIES.items() if any("| diegetic" in s for s in e.holds)}
PLANS = {fact.id for fact in GOLD.values() if fact.modality == "Plan"}
SUPERSEDED = {fact.id for fact in GOLD.values() if fact.modality == "Superseded"}
NAMED = {fact.id for fact in GOLD.values() if fact.speaker}
DIRECTORS = {key for key, e in ENTRIES.items() if any("| director |" in s for s in e.holds)}
IMPLIED = {fact.id for fact in GOLD.values() if fact.basis == "implied"}


@pytest.mark.parametrize(
    ("damage", "lost"),
    [
        (moved, set(GOLD) - ARTICLE),
        (
            lambda g: swapped(g, "film:Explicit", "film:Implied"),
            set(GOLD) - ARTICLE - IMPLIED - LENIENT,
        ),
        (lambda g: swapped(g, "film:StoryVoice", "film:ArticleVoice"), STORY),
        (lambda g: swapped(g, "film:Planned", "film:Actual"), PLANS),
        (lambda g: swapped(g, "film:Superseded", "film:Actual"), SUPERSEDED | {"F110"}),
        (lambda g: without(g, "film:speakerName"), NAMED),
        (lambda g: of_the_film(g, "film:director"), DIRECTORS),
    ],
    ids=["place", "basis", "fiction", "plan", "superseded", "speaker", "film graph"],
)
def test_the_measure_sees_what_is_wrong_with_a_fact(graph, verdicts, damage, lost) -> None:
    still = found(measure.verdicts(damage(graph)))

    assert found(verdicts) & lost
    assert found(verdicts) - still == found(verdicts) & lost


def test_nothing_is_found_in_an_empty_graph(verdicts) -> None:
    assert {v.grade for v in measure.verdicts(Graph())} == {"missing"}
    assert found(verdicts)


# ---- What must not be said ---------------------------------------------------------------


@pytest.fixture(scope="module")
def views(graph) -> dict[str, Graph]:
    """Return what an entry asks: the film graph, or that and the evidence graph as one."""
    parts = {"": {None}, "evidence": {None, graph.base + "evidence"}}
    return {
        name: Graph([q._replace(graph=None) for q in graph.quads() if q.graph in places])
        for name, places in parts.items()
    }


@pytest.fixture
def view(views, key) -> Graph:
    return views[NEVER[key].get("graph", "")]


def test_every_slip_has_an_entry_and_no_other() -> None:
    lines = (measure.GOLD / "gold_seed_negatives.jsonl").read_text("utf-8").splitlines()

    assert list(NEVER) == [json.loads(line)["id"] for line in lines]
    assert len(NEVER) == 20
    assert all(entry["never"] and entry["control"] for entry in NEVER.values())


@pytest.mark.parametrize("key", NEVER)
def test_what_a_slip_is_about_is_in_the_graph(view, key) -> None:
    assert asked(view, NEVER[key]["where"])


@pytest.mark.parametrize(("key", "pattern"), SLIPS)
def test_a_slip_is_not_in_the_graph(view, key, pattern) -> None:
    assert not asked(view, f"{NEVER[key]['where']} {pattern}")


@pytest.mark.parametrize(("key", "pattern"), SLIPS)
def test_a_slip_would_be_found(view, key, pattern) -> None:
    where = NEVER[key]["where"]
    added = view.results(f"CONSTRUCT {{ {pattern} }} WHERE {{ {where} }}", "ttl")
    after = view | Graph.parse(added, "ttl")

    assert len(after) > len(view)
    assert asked(after, f"{where} {pattern}")


@pytest.mark.parametrize(("key", "pattern"), CONTROLS)
def test_the_right_statement_of_the_same_kind_is_there(view, pattern) -> None:
    assert asked(view, pattern)


@pytest.mark.parametrize("pattern", {pattern: None for _, pattern in CONTROLS})
def test_a_right_statement_is_not_found_where_it_is_not(pattern) -> None:
    assert not asked(Graph([Quad(Iri("urn:a"), Iri("urn:b"), Iri("urn:c"))]), pattern)
