"""A build in bulk gives the bytes that a build of all at once gives, and keeps out the same."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import networkx as nx
from corpora import dated
from drawn import reports
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import ARTICLES, claim_lists

from kg import assemble, check, extract, read, resolve
from kg.bulk import disk, merging, reading, sorting
from kg.bulk.linked import ROOT, edge, roots
from kg.bulk.records import Group, Record, each
from kg.bulk.sorting import Runs, merged
from kg.crew import Crew
from kg.graph.lines import statement
from kg.model import Article, Claim
from kg.namespaces import BASE

MADE_BY = {"kgVersion": "1", "modelVersion": "m", "lexiconDigest": "d"}

law = settings(max_examples=25, deadline=None)  # a busy machine breaks no law

Report = tuple[Article, Sequence[Claim]]


def at_once(pairs: Iterable[Report]) -> tuple[bytes, set[bytes]]:
    """The graph that the stages make of articles, and what shapes keep out of it."""
    given_ = list(pairs)
    articles = [article for article, _ in given_]
    said = [claim for _, claims in given_ for claim in claims]
    found = resolve.resolution(said, articles=articles)
    whole = assemble.graph(found.facts, articles=articles, notes=found.notes, made_by=MADE_BY)
    accepted, rejected, _ = check.gate(whole)
    return kept(accepted.serialize("nq"), rejected.serialize("nq"))


def in_bulk(pairs: Iterable[Report], spread: int = 3) -> tuple[bytes, set[bytes]]:
    """The same as a build in bulk gives it."""
    with disk.workplace(Crew(), spread=spread) as place:
        given_ = [reading.given(article, claims) for article, claims in pairs]
        given_.append(merging.making(MADE_BY, BASE))
        told = merging.merged(place.records(given_), BASE, lambda _: None)
        return kept(written(told, "line"), written(told, "rejected"))


def written(told: disk.Disk, tag: str) -> bytes:
    parts: list[bytes] = []

    def keep(_: int, lines: Iterable[bytes]) -> int:
        parts.extend(statement(line) + b"\n" for line in lines)
        return 0

    told.write(tag, keep)()
    return b"".join(parts)


def kept(graph: bytes, rejected: bytes) -> tuple[bytes, set[bytes]]:
    """The graph, and what stands with the refused facts alone.

    The gate of a build tells there of all articles as well, a build in bulk does not.
    """
    return graph, set(rejected.splitlines()) - set(graph.splitlines())


@law
@given(reports(), st.randoms())
def test_a_build_in_bulk_is_a_build(given_: list[Report], rng) -> None:
    shuffled = rng.sample(given_, k=len(given_))

    assert in_bulk(shuffled) == at_once(given_)


@law
@given(claim_lists)
def test_all_relations_are_built_in_bulk_as_at_once(said: list[Claim]) -> None:
    claims = {(each.evidence.article, each.evidence.span): each for each in said}  # one text a span
    given_ = [
        (article, [c for c in claims.values() if c.evidence.article == article.id])
        for article in dated(**dict.fromkeys(ARTICLES, ""))
    ]

    assert in_bulk(given_) == at_once(given_)


@law
@given(reports())
def test_an_article_given_twice_counts_once(given_: list[Report]) -> None:
    assert in_bulk([*given_, *given_]) == in_bulk(given_, spread=1)


def test_real_news_with_copies_is_built_in_bulk_as_at_once(shared: Path) -> None:
    articles = list(read.articles(shared / "eval" / "data" / "news"))
    copied = [
        read.article(each.text[: len(each.text) * 9 // 10], id=f"{each.id}-again")
        for each in articles[::4]
    ]
    given_ = [(article, extract.claims(article)) for article in [*articles, *copied]]

    assert len(given_) == 50
    assert in_bulk(given_) == at_once(given_)


@given(
    st.lists(st.binary(max_size=6).filter(lambda line: b"\n" not in line)),
    st.integers(1, 40),
    st.integers(2, 5),
)
def test_lines_come_out_sorted_and_once_however_small_the_runs(
    lines: list[bytes], size: int, most: int
) -> None:
    with TemporaryDirectory() as folder, patch.object(sorting, "_MOST", most):
        runs = Runs(Path(folder), "some", size=size)
        for line in lines:
            runs.add(line)

        assert list(merged(runs.files())) == sorted(set(lines))


@law
@given(st.sets(st.tuples(st.sampled_from("abcdefghijkl"), st.sampled_from("abcdefghijkl"))))
def test_each_node_is_told_the_first_of_its_component(pairs: set[tuple[str, str]]) -> None:
    pairs = {(one, other) for one, other in pairs if one != other}
    network = nx.Graph(sorted(pairs))

    found: dict[str, str] = {}
    with disk.workplace(Crew(), spread=2) as place:
        edges = place.records(record for pair in pairs for record in edge(*pair))
        told = roots(edges) if pairs else edges
        found = keys(told, ROOT)

    assert found == {n: min(part) for part in nx.connected_components(network) for n in part}


def keys(told: disk.Disk, tag: str) -> dict[str, str]:
    """The one value of each key."""
    lines: list[bytes] = []

    def line(group: Group) -> Iterable[Record]:
        (value,) = set(group.all(tag))
        yield Record("line", "", f"{group.key} {value}".encode())

    def keep(_: int, given_: Iterable[bytes]) -> int:
        lines.extend(given_)
        return 0

    told.grouped(each(line)).write("line", keep)()
    return dict(one.decode().split() for one in lines)
