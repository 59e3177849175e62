"""Laws of extraction that hold for whoever means harm."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import hostile
import pytest
from corpora import named, says
from hostile_forms import TEXTS
from hypothesis import example, given
from hypothesis import strategies as st

from kg import extract, read, resolve
from kg.errors import KgError
from kg.extract import things
from kg.model import Article, Claim, Mention, Span, Value
from kg.model.letters import hides

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


def article(text: str) -> Article | None:
    try:
        return read.article(text)
    except KgError as error:
        hostile.check_line(str(error))
        return None


def claims(text: str) -> list[Claim]:
    found = article(text)
    return [] if found is None else extract.claims(found)


def said(claim: Claim) -> Iterator[str]:
    for end in (claim.subject, claim.object, *(q.value for q in claim.qualifiers)):
        if isinstance(end, Mention):
            yield end.name
            yield end.within
        else:
            assert isinstance(end, Value)
            yield end.text


@hostile.kept
@hostile.lawful(60)
@given(hostile.texts)
@example("“Tide” is directed by Ada \x1b[2JMarsh.")
@example("“Tide” is directed by Ada \u202eMarsh\u202c.")
@example("“Ti\u202ede” is directed by Ada Marsh.")
@example("“Tide” is directed by Ada Mar\xadsh.")
@example("“Tide” is directed by Ada\u200b Marsh.")
@example("“It was \x07cold,” Ada Marsh, director of “Tide,” said.")
@example("Ada Marsh directed “Tide.” " + "“" * 900)
@example("Ada Marsh directed “Tide.” " + "-" * 80 + "\n" + "=" * 80 + "\n" + "*" * 400)
@example("Ada (left) stars in it.The synopsis of “Blue Hour L\x1df®”: “nul is a diver.”")
@example("A third sequel to “Tide” and a third sequel to “Tide”. " * 5)
def test_claims_quote_the_text_and_hide_nothing(text: str) -> None:
    for claim in claims(text):
        assert claim.evidence.span.of(text) == claim.evidence.quote
        for mention in claim.mentions:
            assert mention.span.of(text) == mention.text
        assert claim.subject.name
        assert all(word.isprintable() for word in said(claim))
        assert (claim.evidence.speaker or "").isprintable()


@hostile.kept
@hostile.lawful(25)
@given(st.lists(hostile.film_news, max_size=3))
def test_facts_of_hostile_news_have_names_that_can_be_seen(texts: list[str]) -> None:
    found = resolve.facts(claim for text in texts for claim in claims(text))

    for fact in found:
        ends = (fact.subject, fact.object, *(q.value for q in fact.qualifiers))
        for end in ends:
            names = [end.text] if isinstance(end, Value) else [end.name, *end.aliases]
            assert all(name and name.isprintable() for name in names)


def test_each_seed_that_failed_has_its_law() -> None:
    assert hostile.SEEDS
    for seed in hostile.SEEDS:
        law = globals()[seed["law"]]
        assert seed["given"] in [each.kwargs for each in law.hypothesis_explicit_examples]


@pytest.mark.parametrize("letters", ["\u202e", "\x1b[2J", "\ue000", "\u2066", "\x07"])
def test_a_name_that_hides_something_is_none(letters: str) -> None:
    honest = "“Tide” is directed by Ada Marsh."

    assert any(claim.relation == "director" for claim in claims(honest))
    found = claims(honest.replace("Ada Marsh", f"Ada {letters}Marsh"))
    assert not any(claim.relation == "director" and hides(claim.object.text) for claim in found)


@pytest.mark.parametrize("letter", ["\xad", "\u200d", "\u2060"])
def test_a_letter_that_shows_nothing_is_no_part_of_a_name(letter: str) -> None:
    found = claims(f"“Ti{letter}de” is directed by Ada Marsh.")

    assert all(letter not in word for claim in found for word in said(claim))


def test_the_reader_reads_on_where_one_sentence_is_too_long_for_it() -> None:
    text = "Ada Marsh directed “Tide.”\n\n" + "“" * 5000 + "\n\nLee Park directed “Loud.”"

    assert {"Tide", "Loud"} <= {claim.subject.name for claim in claims(text)}


def test_every_form_is_read_to_its_claims() -> None:
    assert len(TEXTS) > 80
    for form in TEXTS.values():
        assert isinstance(claims(form(120)), list)


WATCHED = """
import sys
sys.path[:0] = sys.argv[1:2]
import hostile_forms
from io import BytesIO
from kg import extract, read, resolve
from kg.errors import KgError
from kg.extract import things

def tried(text, name):
    file = BytesIO(text.encode("utf-8"))
    file.name = name
    try:
        for article in read.articles([file]):
            resolve.facts(extract.claims(article))
    except KgError:
        pass

tried("Ada Marsh directed “Tide.” She won. " * 30, "a.txt")
tried("<html><p>" + "Ada Marsh directed “Tide.” It opens on May 3 in all the towns. " * 9, "a.html")
seen = []
def watch(event, args):
    if event.split(".")[0] in {"open", "socket", "subprocess", "os", "shutil", "urllib", "ftplib"}:
        if event not in ("os.putenv", "os.unsetenv"):
            seen.append((event, repr(args)[:200]))
sys.addaudithook(watch)
import json
for name, text in json.load(sys.stdin):
    tried(text, name)
found, seen = seen, []
sys.stdout.write(json.dumps(found))
"""
FETCHING = [
    ("a.txt", "Ada Marsh directed “http://127.0.0.1:9/x.” file:///etc/passwd ../../etc/passwd"),
    ("a.txt", "URL: http://127.0.0.1:9/\n\nAda Marsh directed “Tide.” `id` $(id) __import__('os')"),
    ("a.json", '{"@context": "http://127.0.0.1:9/c", "@type": "Article", "text": "It rained."}'),
    ("a.json", '{"text": "Ada directed “Tide.”", "author": {"@id": "http://127.0.0.1:9/"}}'),
    ("a.json", '{"text": "Ada directed “Tide.”", "url": "file:///etc/passwd"}'),
    ("a.json", '{"@import": "file:///etc/passwd", "text": "!!python/object/apply:os.system [id]"}'),
    *(("a.html", f"<html>{tag}<p>Ada Marsh directed “Tide.” It opens on May 3 in all towns.</p>")
      for tag in hostile.FETCHED),
]  # fmt: skip


def test_nothing_is_opened_fetched_or_started_because_a_text_says_so() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(Path(__file__).parents[1])],
        input=json.dumps(FETCHING),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert len(FETCHING) > 10
    assert [event for event in json.loads(done.stdout) if not _own(event)] == []


def _own(event: list[str]) -> bool:
    """Whether an event is of the program's own code: a module or a list that is loaded late."""
    name, told = event
    reads = name in {"open", "os.listdir", "os.scandir"}
    return reads and any(part in told for part in OWN)


OWN = ("site-packages", "/lib/python", str(Path(read.__file__).parents[2]))


def test_the_watch_sees_what_is_opened_and_fetched() -> None:
    said = "import socket\nopen('/etc/hostname')\nsocket.socket()\n"
    done = subprocess.run(
        [sys.executable, "-c", WATCHED.replace("import json\nfor", f"import json\n{said}for"),
         str(Path(__file__).parents[1])],
        input="[]", capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    events = [event for event in json.loads(done.stdout) if not _own(event)]

    assert {"open", "socket.__new__"} <= {name for name, _ in events}


def _words(count: int) -> list[str]:
    return [f"Ada {chr(65 + n // 26 % 26)}{chr(97 + n % 26)}{n}" for n in range(count)]


def _people(count: int) -> object:
    names = _words(count)
    return things._introduced({name: name for name in names})  # noqa: SLF001


def _companies(count: int) -> object:
    names = _words(count)
    text = "\n".join(names)
    starts = [text.index(f"{name}\n") if name != names[-1] else text.rindex(name) for name in names]
    spans = [Span(s, s + len(n)) for s, n in zip(starts, names, strict=True)]
    return things._longer(text, spans)  # noqa: SLF001


def _credits(count: int) -> list[Claim]:
    work = named("Tide", "Film")
    return [says("a", work, "castMember", named(name)) for name in _words(count)]


GROWING = {
    "people": _people,
    "companies": _companies,
    "facts": lambda count: resolve.facts(_credits(count)),
}


@pytest.mark.parametrize("work", GROWING.values(), ids=GROWING)
def test_work_grows_with_the_number_of_names_and_not_with_its_square(
    work: Callable[[int], object],
) -> None:
    work(5)  # what is loaded once
    few, many = calls(work, 60), calls(work, 480)

    assert few > 30
    assert many < 14 * few


def calls(work: Callable[[int], object], count: int) -> int:
    """How many functions are called, generators gone on with included."""
    seen = Counter[str]()
    sys.setprofile(lambda _frame, event, _arg: seen.update([event]))
    try:
        work(count)
    finally:
        sys.setprofile(None)
    return seen["call"] + seen["c_call"]
