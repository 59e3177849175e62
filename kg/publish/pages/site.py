"""A site over a graph: which paths it has, and what each holds. Files and server both ask it."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import PurePosixPath
from typing import Any

from kg import query, resources, templates
from kg.graph import Graph, Iri
from kg.graph.terms import is_iri
from kg.namespaces import BASE
from kg.publish.pages import (
    addresses,
    articles,
    asked,
    described,
    disputed,
    facts,
    linked,
    listing,
    notes,
    ontology,
    searching,
    shown,
)
from kg.publish.pages.disputed import Disputed
from kg.publish.pages.listing import Entry, Part
from kg.publish.pages.things import Things
from kg.query.articles import Articles, Heading

TITLE = "Film news"
"""What a site is called that is given no other title."""
_FOLDER = "publish/pages"
_FIRST = 12
"""How many works, people and articles stand on the first page."""
_NODES = 800
"""How many people the picture of the network shows."""
_ONTOLOGY = "ontology/film.ttl"
_OWN = {"site.css": ("site.css", "ontology.css"), "site.js": ("site.js",)}
"""Files of ours, and what they are joined of."""


class Site:
    """Pages of a graph, made when they are asked for.

    Attributes:
        graph: with its evidence.
    """

    def __init__(
        self, graph: Graph, *, text: bool = True, endpoint: str = "", title: str = TITLE
    ) -> None:
        """Take a graph to show.

        Args:
            graph: with its evidence.
            text: whether the texts of articles are shown; else the quoted passages alone.
            endpoint: the path below the root where queries are answered; empty where none are.
            title: what the site is called.
        """
        self.graph = graph
        self._text = text
        self._things = Things(graph)
        self._environment = templates.environment(_FOLDER)
        self._environment.globals |= {
            "site": title,
            "endpoint": endpoint,
            "lists": addresses.LISTS,
            "href": addresses.href,
            "beside": addresses.beside,
            "words": shown.words,
            "base": graph.base,
        }

    def paths(self) -> Iterator[str]:
        """Yield the path of each file of the site, the pages of things last."""
        yield from self._fixed
        for page in self._lists:
            yield page
        for dispute in self._disputes:
            yield dispute.path
        for question in query.questions():
            yield f"question/{question.name}.html"
            if not question.required:
                yield f"question/{question.name}.csv"
        for page in self._articles:
            yield from (page, addresses.beside(page, "ttl"))
        for each in self._things.listed:
            yield from (each.path, addresses.beside(each.path, "ttl"))

    def content(self, path: str) -> bytes | None:
        """Return the file at a path below the root; none where there is none.

        Raises:
            StoreError: the evidence of a fact lacks a part.
        """
        if path in self._fixed:
            return self._fixed[path]()
        return self._made(path) if is_iri(self.graph.base + path) else None

    def page_of(self, name: str) -> str:
        """Return the path that shows an identifier, with the place in it; else nothing."""
        return described.page_of(self.graph, Iri(name)) if is_iri(name) else ""

    def described(self, name: str) -> Graph:
        """Return what is said of an identifier: nothing of one that the graph does not hold."""
        if not is_iri(name):
            return Graph(base=self.graph.base)
        return described.described(self.graph, Iri(name), text=self._text)

    @property
    def _fixed(self) -> Mapping[str, Callable[[], bytes]]:
        # not cached: with references to itself, a site would keep its store open when it is left
        return {
            "index.html": self._home,
            "things.html": self._kinds,
            "disputes.html": self._dispute_list,
            "questions.html": self._questions,
            "network.html": self._network,
            "ontology.html": self._vocabulary,
            "film.ttl": lambda: resources.text(_ONTOLOGY).encode("utf-8"),
            "films.ttl": lambda: self.graph.serialize("ttl"),
            "search.js": self._search,
            **{name: partial(_own, name) for name in _OWN},
        }

    def _made(self, path: str) -> bytes | None:
        folder = path.rpartition("/")[0]
        if not folder:
            return self._list(path)
        if path.endswith(".ttl"):
            return self._turtle(f"{path.removesuffix('.ttl')}.html")
        if folder == "question":
            return self._question(path)
        if folder == "dispute":
            return self._dispute(path)
        return self._article(path) if folder == addresses.ARTICLE else self._thing(path)

    def _page(self, template: str, path: str, **told: Any) -> bytes:  # noqa: ANN401  what pages show
        root = addresses.root(path)
        page = self._environment.get_template(f"{template}.html.jinja")
        return page.render(root=root, path=path, **told).encode("utf-8", "replace")

    def _thing(self, path: str) -> bytes | None:
        thing = self._things.at(path)
        if thing is None:
            return None
        own, naming = facts.groups(self.graph, thing.iri, text=self._text)
        data = linked.script(linked.data(self.graph, thing.iri, self._address))
        about = self._disputes_of.get(path, [])
        told = {"groups": own, "naming": naming, "data": data, "disputes": about}
        told["judged"] = notes.judged(self.graph, thing.iri)
        return self._page("thing", path, thing=thing, **told)

    def _article(self, path: str) -> bytes | None:
        name = self._article_at(path)
        told = articles.told(self.graph, name, text=self._text) if name else None
        if told is None:
            return None
        data = linked.script(linked.data(self.graph, Iri(told.heading.iri), self._address))
        return self._page("article", path, told=told, data=data)

    def _article_at(self, path: str) -> Iri | None:
        """Return the article whose page has a path; none where there is none."""
        name = Iri(self.graph.base + path.removesuffix(".html"))
        if described.page_of(self.graph, name) == path:
            return name
        return Iri(self._articles[path].iri) if path in self._articles else None

    def _turtle(self, page: str) -> bytes | None:
        thing = self._things.at(page)
        name = thing.iri if thing else self._article_at(page)
        return self.described(name).serialize("ttl") if name else None

    def _address(self, name: Iri) -> str:
        """Return where a thing's page is on the web: where its identifier leads, if anywhere."""
        path = "" if self.graph.base == BASE else addresses.path(name, self.graph.base)
        return self.graph.base + addresses.href(path) if path else ""

    @cached_property
    def _articles(self) -> dict[str, Heading]:
        """The articles, the latest first, by the path of their page."""
        found = sorted(Articles(self.graph), key=lambda head: (head.title or head.id, head.iri))
        found.sort(key=lambda head: head.date, reverse=True)
        paths = ((addresses.path(head.iri, self.graph.base), head) for head in found)
        return {path: head for path, head in paths if path}

    @cached_property
    def _disputes(self) -> list[Disputed]:
        return disputed.disputed(self.graph, text=self._text)

    @cached_property
    def _disputes_of(self) -> dict[str, list[Disputed]]:
        found: dict[str, list[Disputed]] = {}
        for each in self._disputes:
            found.setdefault(each.about.path, []).append(each)
        return found

    def _home(self) -> bytes:
        works, people = (self._best(segment) for segment in ("work", "person"))
        latest = [listing.entry(path, head) for path, head in self._articles.items()][:_FIRST]
        told = {"works": works, "people": people, "latest": latest, "counts": self._counts()}
        return self._page("home", "index.html", disputes=len(self._disputes), **told)

    def _best(self, segment: str) -> list[Entry]:
        """Return the things of a segment that most is told of."""
        found = sorted(self._things.of(segment), key=lambda e: (-e.told, e.name, e.iri))
        return [Entry(each.name, each.path, each.note, each.told) for each in found[:_FIRST]]

    @cached_property
    def _lists(self) -> dict[str, Part]:
        return listing.lists(self._things, self._articles)

    def _list(self, path: str) -> bytes | None:
        part = self._lists.get(path)
        return None if part is None else self._page("list", path, part=part)

    def _kinds(self) -> bytes:
        return self._page("things", "things.html", counts=self._counts())

    def _counts(self) -> dict[str, int]:
        """Return how many entries each list has."""
        return {name: self._lists[f"{name}.html"].count for name in addresses.LISTS.values()}

    def _dispute_list(self) -> bytes:
        return self._page("disputes", "disputes.html", disputes=self._disputes)

    def _dispute(self, path: str) -> bytes | None:
        found = next((each for each in self._disputes if each.path == path), None)
        return None if found is None else self._page("dispute", path, dispute=found)

    def _questions(self) -> bytes:
        return self._page("questions", "questions.html", questions=query.questions())

    def _question(self, path: str) -> bytes | None:
        place = PurePosixPath(path)
        question = next((each for each in query.questions() if each.name == place.stem), None)
        if question is None or path != f"question/{question.name}{place.suffix}":
            return None
        if place.suffix == ".csv":
            return None if question.required else asked.table(self.graph, question)
        if place.suffix != ".html":
            return None
        told = asked.answered(self.graph, question, self._things.by_name)
        return self._page("question", path, told=told)

    def _network(self) -> bytes:
        from kg import network, pictures  # noqa: PLC0415  what draws loads only where it is drawn

        people = network.collaborations(self.graph)
        home, title = "index.html", "Who worked with whom"
        page = pictures.page(
            people, self.graph, title=title, most=_NODES, home=home, text=self._text
        )
        return page.html.encode("utf-8", "replace")

    def _vocabulary(self) -> bytes:
        told = ontology.vocabulary()
        return self._page("ontology", "ontology.html", vocabulary=told)

    def _search(self) -> bytes:
        told = searching.entries(self.graph, self._things.listed, self._articles, query.questions())
        return searching.index(told)


def _own(name: str) -> bytes:
    return "".join(templates.own(_FOLDER, each) for each in _OWN[name]).encode("utf-8")
