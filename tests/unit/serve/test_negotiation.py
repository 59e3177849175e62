import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.negotiation import MEDIA, RDF, NotAcceptableError, chosen

ROWS = ("json", "xml", "csv", "tsv")


@pytest.mark.parametrize(
    ("accept", "known", "form"),
    [
        ("", ROWS, "json"),
        ("*/*", RDF, "ttl"),
        ("text/csv", ROWS, "csv"),
        ("TEXT/CSV ; charset=utf-8 ; Q=1", ROWS, "csv"),
        ("text/*;q=0.3, text/csv;q=0.1", ROWS, "tsv"),
        ("application/*;q=0.1, text/tab-separated-values", ROWS, "tsv"),
        ("application/xml", RDF, "rdfxml"),
        ("application/json", RDF, "jsonld"),
        ("text/html, text/turtle", ("html", *RDF), "html"),
        ("text/turtle, text/html;q=0.9", ("html", *RDF), "ttl"),
        ("*/*;q=0.1, text/turtle;q=0", RDF, "nt"),
        ("nonsense, text/csv;q=much, application/sparql-results+xml;q=0.2", ROWS, "xml"),
    ],
)
def test_the_best_that_there_is_is_chosen(accept, known, form):
    assert chosen(accept, "", known) == form


@pytest.mark.parametrize(
    ("wanted", "known", "form"),
    [
        ("csv", ROWS, "csv"),
        ("XML", ROWS, "xml"),
        ("xml", RDF, "rdfxml"),
        ("json", RDF, "jsonld"),
        ("turtle", RDF, "ttl"),
        ("json-ld", RDF, "jsonld"),
    ],
)
def test_a_format_by_name_goes_before(wanted, known, form):
    assert chosen("image/png", wanted, known) == form


@pytest.mark.parametrize(("accept", "wanted"), [("image/png", ""), ("", "pdf"), ("*/*;q=0", "")])
def test_where_nothing_fits_it_is_told_what_there_is(accept, wanted):
    with pytest.raises(NotAcceptableError, match="csv"):
        chosen(accept, wanted, ROWS)


@given(accept=st.text(max_size=60), known=st.sampled_from([ROWS, RDF]))
def test_whatever_is_accepted_the_choice_is_one_of_those_that_there_are(accept, known):
    try:
        form = chosen(accept, "", known)
    except NotAcceptableError as error:
        assert MEDIA[known[0]].partition(";")[0] in str(error)  # noqa: PT017  either is right
    else:
        assert form in known
