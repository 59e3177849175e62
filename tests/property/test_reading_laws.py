"""Laws of reading that hold for every text."""

from datetime import date
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from kg import read
from kg.errors import KgError
from kg.read.heading import heading
from kg.read.sentences import spans

PIECES = [
    *" \n\t\r.!?…\"“”'’‘()[]-–—,:;",
    "\r\n\r\n", "\n\n", "...", "?!", ".”", "Mr.", "Jr.", "U.S.", "J.J.", "No.", "A-", "$1.5m",
    "8 p.m.", "Ada Marsh", "Lee Park", "“Tide.”", "“Mamma Mia! Here We Go Again”", "left", "The",
    "he said", "film", "asked", "date 2020-09-24 ", "Date: 2020-09-24", "Title: Tide", "By Ada",
    "LONDON, March 3 (Northlight) - ", "September 24, 2020", "\u2028", "\xa0", "\u200b", "\ufeff",
    "é", "片", "İ", "ﬁ", "\x1c", "\x85",
]  # fmt: skip
newslike = st.lists(st.sampled_from(PIECES), max_size=40).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda blank: blank.join(pieces))
)
texts = st.one_of(st.text(max_size=200), newslike)


@given(texts)
def test_sentences_are_in_order_and_lose_no_letter(text: str) -> None:
    above = heading(text)

    found = [*([above.title] if above.title else []), *spans(text, above.body)]

    ends = [0, *(sentence.end for sentence in found)]
    starts = [*(sentence.start for sentence in found), len(text)]
    gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    assert all(end <= start for end, start in zip(ends, starts, strict=True))
    assert all(sentence.of(text) == sentence.of(text).strip() for sentence in found)
    metadata = text[: above.body]
    assert "".join(gaps).split() == (
        metadata[: above.title.start] + " " + metadata[above.title.end :]
        if above.title
        else metadata
    ).split()  # fmt: skip


@given(texts)
def test_without_a_heading_every_letter_is_in_one_sentence(text: str) -> None:
    sentences = "".join(sentence.of(text) for sentence in spans(text))

    assert "".join(sentences.split()) == "".join(text.split())


@given(texts, st.none() | st.dates())
def test_a_text_is_read_unaltered_or_refused(text: str, published: date | None) -> None:
    try:
        article = read.article(text, published=published)
    except KgError as error:
        article, message = None, str(error)
    else:
        message = ""
    assert len(message.splitlines()) <= 1
    assert article is None or article.text == text


@given(st.binary(max_size=200))
def test_no_file_raises_anything_but_a_kg_error(content: bytes) -> None:
    try:
        [article] = read.articles([BytesIO(content)])
    except KgError:
        pass
    else:
        assert article.text.encode() in {content, content[3:]}


@given(newslike, newslike)
def test_a_paragraph_is_cut_the_same_wherever_it_stands(one: str, other: str) -> None:
    text = f"{one}\n\n{other}"

    apart = [s.of(one) for s in spans(one)] + [s.of(other) for s in spans(other)]

    assert [s.of(text) for s in spans(text)] == apart
