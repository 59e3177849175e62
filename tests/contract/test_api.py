"""What a user of ``kg`` may rely on: these names and these signatures, no fewer and no more."""

import inspect
import subprocess
import sys
from importlib import import_module
from operator import attrgetter

import pytest

import kg

STAGES = [
    "assemble",
    "check",
    "extract",
    "network",
    "pictures",
    "publish",
    "query",
    "read",
    "resolve",
    "store",
    "tables",
]

# The thing acted on comes first, then at most one more; the rest by keyword.
SIGNATURES = {
    "build": "source, *, base, published, model, corrections",
    "read.articles": "source, *, published, skipped",
    "read.article": "text, *, id, published",
    "extract.claims": "article, *, model, trained",
    "extract.why": "article, *, model",
    "evaluate.score": "gold, said",
    "resolve.facts": "claims, *, base",
    "resolve.resolution": "claims, *, articles, corrections, base",
    "tables.mapping": "source",
    "tables.rows": "path, by, *, skipped",
    "tables.authority": "path, *, skipped",
    "tables.matched": "rows, known",
    "assemble.graph": "facts, *, articles, notes, base, made_by",
    "assemble.reasons": "graph, names",
    "assemble.table": "graph, *, everything, as_told",
    "check.shapes": "graph",
    "check.rules": "graph",
    "check.disputes": "graph",
    "check.gate": "graph",
    "store.open": "place",
    "store.asked": "place",
    "store.articles": "place",
    "store.rejected": "place",
    "store.writing": "place, *, made_by, base, mixed, anew, watch",
    "query.names": "",
    "query.questions": "",
    "query.run": "graph, asked, /, **params",
    "network.collaborations": "graph, *, weight, **chosen",
    "network.collaborations_as_ties": "graph, *, weight, **chosen",
    "network.works": "graph, *, weight, **chosen",
    "network.companies": "graph, *, weight, **chosen",
    "network.between": "graph, roles, /, **chosen",
    "network.people_and_works": "graph, **chosen",
    "network.companies_and_works": "graph, **chosen",
    "network.credits_of": "graph, *, companies, **chosen",
    "network.citations": "graph, things, **chosen",
    "network.path": "graph, ends, /, **chosen",
    "network.save": "network, path",
    "network.read": "path",
    "network.graphml": "network, path",
    "network.gexf": "network, path",
    "network.json": "network, path",
    "network.csv": "network, path",
    "network.measures.degree": "network",
    "network.measures.strength": "network",
    "network.measures.betweenness": "network, *, weighted, fast",
    "network.measures.closeness": "network, *, weighted, fast",
    "network.measures.pagerank": "network, *, fast",
    "network.measures.core_numbers": "network, *, fast",
    "network.measures.brokers": "network",
    "network.measures.components": "network",
    "network.measures.communities": "network, *, seed, fast",
    "network.measures.bridges": "network",
    "network.measures.modularity": "network, parts",
    "network.measures.table": "network, names",
    "network.measures.noted": "network, *names",
    "pictures.network": "network, *, title, most, labels, seed",
    "pictures.page": "network, graph, *, title, most, seed, home, text",
    "pictures.timeline": "graph, work",
    "pictures.takings": "graph, works",
    "publish.turtle": "graph, path",
    "publish.trig": "graph, path",
    "publish.nquads": "graph, path",
    "publish.jsonld": "graph, path",
    "publish.facts_csv": "graph, path, *, everything",
    "publish.report": "graph, path",
    "publish.everything": "graph, rejected, folder, begin",
    "publish.site": "graph, folder, *, text, title, watch",
    "publish.Site": "graph, *, text, endpoint, title",
    "publish.Site.paths": "self",
    "publish.Site.content": "self, path",
    "publish.Site.page_of": "self, name",
    "publish.Site.described": "self, name",
}


def test_kg_exports_the_stages_and_build() -> None:
    assert sorted(kg.__all__) == sorted([*STAGES, "build", "bulk", "distribute", "evaluate"])
    assert set(dir(kg)) == {*kg.__all__, "__version__"}


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_names_what_it_exports(stage: str) -> None:
    module = getattr(kg, stage)

    public = {
        name
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__
        if not name.startswith("_")
    }
    assert public <= set(getattr(module, "__all__", public))
    assert all(hasattr(module, name) for name in getattr(module, "__all__", []))


@pytest.mark.parametrize("name", SIGNATURES)
def test_a_function_keeps_its_signature(name: str) -> None:
    if name.startswith("network.measures"):
        import_module("kg.network.measures")

    assert _parameters(attrgetter(name)(kg)) == SIGNATURES[name]


@pytest.mark.parametrize("name", SIGNATURES)
def test_a_function_says_what_it_gives(name: str) -> None:
    assert inspect.getdoc(attrgetter(name)(kg))


def test_an_unknown_stage_is_told_with_those_there_are() -> None:
    with pytest.raises(AttributeError, match="has no stage 'reed'; the stages are assemble, "):
        _ = kg.reed  # type: ignore[attr-defined]


def test_kg_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "--help"], capture_output=True, encoding="utf-8", check=True
    )

    assert "build" in done.stdout


def _parameters(function: object) -> str:
    """Return the parameters' names with the marks that part them, as one writes them."""
    shown: list[str] = []
    parameters = list(inspect.signature(function).parameters.values())  # type: ignore[arg-type]
    for place, each in enumerate(parameters):
        if each.kind is each.KEYWORD_ONLY and "*" not in shown:
            shown.append("*")
        stars = {each.VAR_POSITIONAL: "*", each.VAR_KEYWORD: "**"}.get(each.kind, "")
        shown.append(stars + each.name)
        following = parameters[place + 1].kind if place + 1 < len(parameters) else None
        if each.kind is each.POSITIONAL_ONLY and following is not each.POSITIONAL_ONLY:
            shown.append("/")
    return ", ".join(shown)
