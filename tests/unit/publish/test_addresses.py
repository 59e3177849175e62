"""Where pages are: below the root, each at a place of its own, on any file system."""

from pathlib import PurePosixPath, PureWindowsPath
from unicodedata import normalize
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.namespaces import BASE, ENTITY_SEGMENTS, RECORD_SEGMENTS, SEGMENTS, entity_iri
from kg.publish.pages import addresses

HOSTILE = [
    "../../x", "..", ".", ".hidden", "_underscore", "Tide.1F", "x" * 300, "é" * 150, "CON.1",
    "con.1", "aux", "nul.txt", "com1.x", "%2e%2e", "a/b", "a\\b", "a b", "tail.", "-dash", "~home",
    "a:b", "a?b", "a#b", "\ud800", "\0", "a\nb", "\u202ea", "ſ", "ß", "K", "ﬁ", "e\u0301",
    "0123456789abcdef01234567", "a" * 24,
]  # fmt: skip
# Letters that file systems confound, and those that lead elsewhere.
names = st.one_of(
    st.text(min_size=1, max_size=30),
    st.text("aAeEéÉßſsSİiıK\u0301./\\%~_-0", min_size=1, max_size=6),
    st.sampled_from(HOSTILE),
)


def at(name, segment="work", base=BASE):
    return addresses.path(f"{base}{segment}/{name}", base)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_could_lead_elsewhere_has_its_digest_instead(name):
    place = PurePosixPath(at(name))

    assert place.parent == PurePosixPath("work")
    assert place.suffix == ".html"
    assert place.stem != name
    assert place.stem.isalnum()
    assert place.stem.isascii()


def test_a_name_of_ours_is_kept():
    for segment in ENTITY_SEGMENTS:
        for name in ("Tide", "Été à Paris", "Ω 片", "Sound of Metal"):
            iri = entity_iri(segment, name)

            assert addresses.path(iri, BASE) == f"{iri.removeprefix(BASE)}.html"


@given(names)
def test_a_page_stays_below_its_folder(name):
    path = at(name)

    assert PurePosixPath(path).parts == ("work", PurePosixPath(path).name)
    assert PureWindowsPath(path).parts == ("work", PurePosixPath(path).name)
    assert not PureWindowsPath(path).is_reserved()
    assert len(PurePosixPath(path).name.encode()) <= 255
    assert not path.partition("/")[2].startswith((".", "_", "-"))


@given(names, names)
def test_two_names_have_two_pages_even_where_files_ignore_case_and_accents_form(one, other):
    pages = {normalize("NFC", normalize("NFD", at(name)).casefold()) for name in (one, other)}

    assert len(pages) == len({one, other})


@given(names)
def test_a_digest_is_no_other_name(name):
    digest = PurePosixPath(at(name)).stem

    assert digest == name or at(digest) != at(name)


@given(names, st.text(max_size=9))
def test_a_link_leads_back_to_its_page(name, fragment):
    page = at(name)
    fragment = fragment.encode("utf-8", "ignore").decode()

    link = addresses.href(page, fragment)

    assert link.isascii()
    assert not set(link) & set("\"'<>& ")
    assert link.count("#") == bool(fragment)
    assert unquote(link.partition("#")[0]) == page
    assert unquote(link.partition("#")[2]) == fragment


@given(names)
def test_what_lies_beside_a_page_is_another_file_of_the_same_folder(name):
    page = at(name)

    beside = addresses.beside(page, "ttl")

    assert beside != page
    assert PurePosixPath(beside).parent == PurePosixPath(page).parent
    assert beside.removesuffix(".ttl") == page.removesuffix(".html")


@pytest.mark.parametrize(
    "iri",
    [
        "", BASE, f"{BASE}work", f"{BASE}work/", f"{BASE}evidence", "https://elsewhere/work/tide",
        f"{BASE}things/tide", f"x{BASE}work/tide", f"{BASE}/work/tide", BASE[:-1],
        *(f"{BASE}{segment}/x" for segment in RECORD_SEGMENTS if segment != "article"),
    ],
)  # fmt: skip
def test_what_is_no_thing_has_no_page(iri):
    assert addresses.path(iri, BASE) == ""


def test_every_sort_of_thing_has_a_list_and_an_article_too():
    assert set(addresses.LISTS) == {*ENTITY_SEGMENTS, "article"}
    assert len(set(addresses.LISTS.values())) == len(addresses.LISTS)
    assert all(
        addresses.path(f"{BASE}{name}/x", BASE) == f"{name}/x.html" for name in addresses.LISTS
    )


@pytest.mark.parametrize("base", ["https://example.org/", "http://a.b/c#", "urn:x:/"])
def test_pages_lie_alike_below_any_base(base):
    assert at("tide.1f", base=base) == "work/tide.1f.html"
    assert addresses.path(f"{BASE}work/tide.1f", base) == ""


@given(st.sampled_from(SEGMENTS), names)
def test_the_way_to_the_root_leads_there(segment, name):
    page = at(name, segment) or "index.html"

    assert addresses.root(page) == "../" * (len(PurePosixPath(page).parts) - 1)
