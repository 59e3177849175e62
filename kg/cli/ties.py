"""Networks, their measures and their paths in words, for a person at a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

import kg
from kg.errors import NetworkError
from kg.model import Status

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.network import Chosen, Citation, Hop

Table = tuple[list[str], list[Sequence[object]]]
_PICTURES = (".png", ".svg")
_PAGES = (".html", ".htm")
_FILES = (".graphml", ".gexf", ".json", ".csv")


def check(output: Path | None) -> None:
    """Refuse a file that could not be written as a network, before anything is read.

    Raises:
        NetworkError: its ending tells of no format.
    """
    known = (*_FILES, *_PICTURES, *_PAGES)
    if output and output.suffix and output.suffix.lower() not in known:
        problem = f"no network is written as “{output.suffix}”"
        raise NetworkError(problem, f"Name a file that ends in {', '.join(known)}")


def agree(given: Mapping[str, object]) -> None:
    """Refuse options of which one would be passed over in silence.

    Raises:
        typer.BadParameter: two of them do not go together.
    """
    there = {name for name, value in given.items() if value not in (None, [])}
    output = given["-o"]
    drawn = isinstance(output, Path) and output.suffix.lower() in (*_PICTURES, *_PAGES)
    two_sided = "-" in str(given["--of"] or "")
    rules = {
        "--path": {"-o", "--of", "--between", "--measure", "--weight", "--most"},
        "--between": {"--of", "--role", "--weight"},
        "--of": {"--weight"} if two_sided else set(),
        "-o": {"--measure"} if drawn else {"--most"},
    }
    for name, others in rules.items():
        for other in sorted(others & there) if name in there else ():
            message = f"{name} and {other} do not go together: leave one of them out."
            raise typer.BadParameter(message)
    if "-o" in there and given["--measure"] == "bridges":
        message = "bridges are ties: they cannot be written beside nodes; leave out -o."
        raise typer.BadParameter(message)


def network(
    graph: "Graph", of: str, between: tuple[str, str] | None, weight: str, chosen: "Chosen"
) -> Any:  # noqa: ANN401  only kg.network knows NetworkX
    """Return the network that was asked for."""
    if between:
        return kg.network.between(graph, between, **chosen)
    if "-" in of:
        return getattr(kg.network, of.replace("-", "_and_"))(graph, **chosen)
    joined = {"people": kg.network.collaborations, "works": kg.network.works}
    return joined.get(of, kg.network.companies)(graph, weight=weight, **chosen)


def write(
    network: Any,  # noqa: ANN401  as above
    graph: "Graph",
    output: Path,
    measure: str | None,
    most: int | None,
) -> list[Path]:
    """Write a network as its ending says: a file, a picture, a page; return what is written."""
    given: dict[str, Any] = {} if most is None else {"most": most}
    if output.suffix.lower() in _PICTURES:
        kg.pictures.network(network, **given).save(output)
    elif output.suffix.lower() in _PAGES:
        kg.pictures.page(network, graph, **given).save(output)
    else:
        if measure:
            names = () if measure == "all" else (measure.replace("-", "_"),)
            network = kg.network.measures.noted(network, *names)
        return kg.network.save(network, output)
    return [output]


def listed(network: Any) -> Table:  # noqa: ANN401  as above
    """Return the ties as a table: the names of both ends, and what the ties carry."""
    names = dict(network.nodes(data="name"))
    ties = list(network.edges(data=True))
    columns = [
        name
        for name in ("weight", "shared", "works", "people", "roles")
        if any(name in tie for _, _, tie in ties)
    ]
    ties.sort(key=lambda tie: (-tie[2].get("weight", 0), names[tie[0]], names[tie[1]], tie[:2]))
    rows: list[Sequence[object]] = [
        (names[one], names[other], *map(tie.get, columns)) for one, other, tie in ties
    ]
    return ["one", "other", *columns], rows


def measured(network: Any, name: str) -> Table:  # noqa: ANN401  as above
    """Return a measure as a table: a row a node, a group, or a tie."""
    if name == "all":
        table = kg.network.measures.table(network)
        shown = list(table.columns[:-1])
        return shown, [[row[column] for column in shown] for row in table]
    names: dict[str, str] = dict(network.nodes(data="name"))
    found = getattr(kg.network.measures, name.replace("-", "_"))(network)
    if name == "bridges":
        return ["one", "other"], [(names[one], names[other]) for one, other in found]
    if name in ("components", "communities"):
        rows = [(len(group), "; ".join(sorted(names[node] for node in group))) for group in found]
        return ["size", "members"], list(rows)
    return ["name", name.replace("-", " ")], [(score.name, score.value) for score in found]


def hops(path: Sequence["Hop"]) -> Iterator[str]:
    """Give a path line by line: each step, and a sentence for each part in it."""
    for hop in path:
        yield f"{hop.one} – {hop.work} – {hop.other}"
        for name, citations in ((hop.one, hop.first), (hop.other, hop.second)):
            yield from _cited(name, citations)
        yield ""
    if not path:
        yield "Both names are one and the same."


def _cited(name: str, citations: Sequence["Citation"]) -> Iterator[str]:
    told: dict[tuple[str, str], Citation] = {}
    for each in citations:
        told.setdefault((each.role, each.status), each)
    for (role, status), each in told.items():
        note = "" if status == Status.ACTUAL else f", {status}"
        yield f"    {name}, {role}{note}: “{each.sentence}”"
        headline = f" “{each.headline}”" if each.headline else ""
        yield f"        {each.article}{headline}, {each.date or 'no date'}"
