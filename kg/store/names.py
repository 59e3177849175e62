"""What the ledger is written in: graphs and properties below the base, for kg alone to read.

The ledger is what a store remembers beside the graph: the claims of each article, what each
article tells of each thing, and which names are kin; so that a change costs no more than what it
touches. Its graphs begin with ``<base>ledger``; nobody is shown them.
"""

from collections.abc import Iterable

from kg.graph import Iri
from kg.graph.terms import evidence_of
from kg.namespaces import digest
from kg.resolve.kin import Name
from kg.resolve.profiles import Named


class Names:
    """The names of one base.

    Attributes:
        ledger: the graph of the ledger.
        rejected: the graph of the evidence of facts that a shape keeps out.
        evidence: the graph of the evidence.
    """

    def __init__(self, base: str) -> None:
        self.ledger = Iri(f"{base}ledger")
        self.rejected = Iri(f"{base}ledger/rejected")
        self.evidence = evidence_of(base)
        self._kept = f"{base}ledger/fact/"
        self._facts = f"{base}fact/"
        term = f"{base}ledger/".__add__
        self.claims = Iri(term("claims"))
        """article → its claims."""
        self.sentences = Iri(term("sentences"))
        """article → where its sentences stand."""
        self.mark = Iri(term("mark"))
        """article → a mark of its text, which near-copies share."""
        self.of = Iri(term("of"))
        """account → its article."""
        self.account = Iri(term("account"))
        """account → what it tells."""
        self.bears = Iri(term("bears"))
        """account → the name that the thing has there."""
        self.tells = Iri(term("tells"))
        """account → the thing."""
        self.key = Iri(term("key"))
        """name → what its kin find it by."""
        self.borne = Iri(term("borne"))
        """name → its family, and how it is spelled."""
        self.thing = Iri(term("thing"))
        """thing → its kinds and names."""
        self.sense = Iri(term("sense"))
        """word → what it has in common with other spellings."""
        self.word = Iri(term("word"))
        """word → how it is spelled."""
        self.used = Iri(term("used"))
        """word → an article that has it."""
        self.fact = Iri(term("statement"))
        """fact → what it says, with its evidence."""
        self.about = Iri(term("about"))
        """fact → what it is about."""
        self.node = Iri(term("node"))
        """fact → the digits of the node that it tells of."""
        self.ends = Iri(term("ends"))
        """fact → the thing whose plans it ends."""
        self.format = Iri(term("format"))
        """ledger → the version of these names and of what they mean."""
        self.corrections = Iri(term("corrections"))
        """ledger → the corrections in force."""

    def of_account(self, thing: Named) -> Iri:
        """Return the identifier of an account."""
        return Iri(f"{self.ledger}/account/{digest(thing, 24)}")

    def of_name(self, name: Name) -> Iri:
        """Return the identifier of a name."""
        return Iri(f"{self.ledger}/name/{digest(name, 24)}")

    def of_word(self, parts: Iterable[str]) -> Iri:
        """Return the identifier of a word as it is used somewhere."""
        return Iri(f"{self.ledger}/word/{digest(parts, 24)}")

    def hides(self, graph: str | None) -> bool:
        """Return whether a graph is the ledger's."""
        return graph is not None and graph.startswith(self.ledger)

    def kept_out(self, fact: Iri) -> Iri:
        """Return the graph that holds a fact's triples while a shape keeps it out."""
        return Iri(self._kept + fact.removeprefix(self._facts))

    def fact_of(self, graph: Iri | None) -> Iri | None:
        """Return the fact whose own triples a graph holds, kept out or not."""
        if graph is None or not graph.startswith((self._facts, self._kept)):
            return None
        return Iri(self._facts + graph.removeprefix(self._facts).removeprefix(self._kept))
