"""Where an endpoint takes queries, updates and whole graphs, and who is let in.

What an address means is read off its form, as the servers' manuals give it; the environment
overrides each guess: ``KG_UPDATE_URL``, ``KG_GRAPHS_URL``, ``KG_FILM_GRAPH``, and for the way
in ``KG_USER`` with ``KG_PASSWORD``, or ``KG_TOKEN``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import httpx

from kg.errors import StoreError
from kg.store.dataset import shown

_REMEDY = "Give an address such as http://localhost:7878"
_SPARQL, _AUTH = "/sparql", "-auth"


@dataclass(frozen=True, slots=True)
class Addresses:
    """An endpoint's addresses, and what opens them.

    Attributes:
        name: how people call it: the address as it was given, no user or password in it.
        query: where queries go.
        update: where updates go.
        graphs: where whole graphs are got, by the graph store protocol.
        named: whether its default graph is all graphs, so that the film graph needs a name.
        user: name and password; empty where none are needed.
        token: a bearer token; empty where none is needed.
    """

    name: str
    query: str
    update: str
    graphs: str
    named: bool = False
    user: tuple[str, str] = field(default=("", ""), repr=False)
    token: str = field(default="", repr=False)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no message may show."""
        return tuple(secret for secret in (self.user[1], self.token) if secret)


def addresses(url: str, environ: Mapping[str, str]) -> Addresses:
    """Return the addresses that belong to the one that was given.

    >>> addresses("http://localhost:3030/news/query", {}).update
    'http://localhost:3030/news/update'

    Raises:
        StoreError: it is no address.
    """
    try:
        given = httpx.URL(url.strip())
    except httpx.InvalidURL as error:
        raise StoreError(shown(url), "it is no address", _REMEDY) from error
    if given.scheme not in ("http", "https") or not given.host:
        raise StoreError(shown(url), "it is no address of an endpoint", _REMEDY)
    user = (given.username, given.password) if given.userinfo else ("", "")
    if environ.get("KG_USER"):
        user = (environ["KG_USER"], environ.get("KG_PASSWORD", ""))
    token = environ.get("KG_TOKEN", "").strip()
    if not (token.isascii() and token.isprintable()):
        problem = "KG_TOKEN holds letters that cannot be sent"
        raise StoreError(shown(url), problem, "Set it to the token as you were given it")
    bare = given.copy_with(userinfo=b"", fragment=None)
    found = _derived(str(bare).rstrip("/"), bare.path.rstrip("/"))
    return replace(
        found,
        update=environ.get("KG_UPDATE_URL") or found.update,
        graphs=environ.get("KG_GRAPHS_URL") or found.graphs,
        user=user,
        token=token,
    )


def guarded(plain: Addresses, environ: Mapping[str, str]) -> Addresses:
    """Return the addresses at which Virtuoso asks who is there."""
    root = plain.query.removesuffix(_AUTH)
    ending = _AUTH if plain.user[0] else ""
    crud = f"{root}-graph-crud{ending}"
    return replace(
        plain,
        query=root + ending,
        update=environ.get("KG_UPDATE_URL") or root + ending,
        graphs=environ.get("KG_GRAPHS_URL") or crud,
        named=True,
    )


def _derived(url: str, path: str) -> Addresses:
    if not path:  # Oxigraph
        return Addresses(url, f"{url}/query", f"{url}/update", f"{url}/store")
    if path.endswith("/query"):  # Oxigraph where it stands alone, Fuseki below a dataset
        root = url.removesuffix("/query")
        graphs = "store" if path == "/query" else "data"
        return Addresses(url, url, f"{root}/update", f"{root}/{graphs}")
    if "/repositories/" in path:  # RDF4J, GraphDB
        return Addresses(url, url, f"{url}/statements", f"{url}/rdf-graphs/service", named=True)
    if path.endswith((_SPARQL, _SPARQL + _AUTH)):  # Virtuoso, as its answer will tell
        root = url.removesuffix(_AUTH)
        return Addresses(url, url, url, f"{root}-graph-crud")
    return Addresses(url, url, url, url)  # one address for all, as a dataset of Fuseki
