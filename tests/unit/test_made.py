"""The made-up films and news that benchmarks and runs of many articles are made of."""

import math
from collections import Counter
from itertools import pairwise

import pytest
from made import films, news, people, table

import kg


@pytest.fixture(scope="module")
def many():
    return list(films.films(800, seed=3))


@pytest.fixture(scope="module")
def told():
    return list(news.texts(300, seed=3))


def test_one_seed_gives_one_set_of_films():
    assert list(films.films(20, seed=3)) == list(films.films(20, seed=3))
    assert list(films.films(20, seed=3)) != list(films.films(20, seed=4))


def test_films_come_year_by_year(many):
    years = [film.released.year for film in many]

    assert years == sorted(years)
    assert (years[0], years[-1]) == (films.FIRST, films.LAST)


def test_careers_fall_off_as_a_power(many):
    careers = Counter(person.number for film in many for person in film.people)
    tail = [parts for parts in careers.values() if parts >= 3]

    exponent = 1 + len(tail) / sum(math.log(parts / 2.5) for parts in tail)

    assert exponent == pytest.approx(people.EXPONENT, abs=0.35)
    assert max(careers.values()) > 40
    assert sum(parts == 1 for parts in careers.values()) > len(careers) / 2


def test_few_share_a_name(many):
    everybody = {person for film in many for person in film.people}
    names = Counter(person.name for person in everybody)

    assert 3_000 < len(names) < len(everybody) < 1.02 * len(names)


def test_nobody_has_two_names_in_a_film_or_one_name_with_another(many):
    for film in many:
        assert len({part.person.name for part in film.cast}) == len(film.cast)


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_the_map_explains_all_of_a_table(tmp_path, ending):
    path = table.written(tmp_path / f"films.{ending}", 40, seed=3)
    skipped = []

    rows = list(kg.tables.rows(path, kg.tables.mapping(table.MAP), skipped=skipped))

    assert len(rows) == 40
    assert skipped == []
    assert sum(len(claims) for _, claims in rows) > 600


def test_csv_and_json_lines_claim_the_same(tmp_path):
    by = kg.tables.mapping(table.MAP)
    files = [table.written(tmp_path / name, 40, seed=3) for name in ("films.csv", "films.jsonl")]

    one, other = (
        [(c.subject.name, c.relation, c.object.text) for _, told in rows for c in told]
        for rows in (kg.tables.rows(path, by) for path in files)
    )

    assert one == other


def test_a_table_of_so_many_films_gives_about_so_many_triples(tmp_path):
    path = table.written(tmp_path / "films.jsonl", table.FILMS[10_000])
    rows = list(kg.tables.rows(path, kg.tables.mapping(table.MAP)))
    claims = [claim for _, said in rows for claim in said]

    graph = kg.assemble.graph(kg.resolve.facts(claims))

    assert len(graph) == pytest.approx(10_000, rel=0.1)
    assert kg.check.shapes(graph).conforms


def test_one_seed_gives_one_set_of_articles(told):
    assert list(news.texts(300, seed=3)) == told
    assert list(news.texts(300, seed=4)) != told


def test_articles_differ(told):
    assert len({each.id for each in told}) == len({each.text for each in told}) == 300


def test_articles_are_short_and_have_paragraphs(told):
    for each in told:
        assert 110 <= len(each.text.split()) <= 300
        assert each.text.count("\n\n") >= 2
        assert "{" not in each.title + each.text


def test_some_articles_are_near_copies(told):
    def paragraphs(each):
        return set(each.text.split("\n\n"))

    alike = [
        (one, other)
        for one, other in pairwise(told)
        if len(paragraphs(one) & paragraphs(other)) >= 3
    ]

    assert len(alike) >= 3


def test_files_and_lines_hold_the_same_articles(tmp_path):
    lines = news.written(tmp_path / "news.jsonl", 12, seed=3)
    folder = news.written(tmp_path / "news", 12, seed=3)

    one, other = (sorted(kg.read.articles(path), key=lambda a: a.id) for path in (lines, folder))

    assert [(a.id, a.title, a.published) for a in one] == [
        (a.id, a.title, a.published) for a in other
    ]
    assert len(one) == 12


def test_articles_say_something(told):
    articles = [kg.read.article(each.text) for each in told[::30]]

    said = [kg.extract.claims(article) for article in articles]

    assert min(map(len, said)) >= 8
