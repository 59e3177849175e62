"""Names known beforehand."""

import pytest

from kg.extract.gazetteer import given_names, known_names, note


def test_of_the_names_with_one_first_word_the_longest_comes_first() -> None:
    several = [forms for forms in known_names().values() if len(forms) > 1]

    assert several
    for forms in several:
        lengths = [len(parts) for parts, _ in forms]
        assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize("form", ["Cannes Film Festival", "Netflix", "Oscar"])
def test_a_spelling_leads_to_its_full_name(form: str) -> None:
    first, *_ = form.split()

    assert tuple(form.split()) in {parts for parts, _ in known_names()[first]}


def test_a_prize_is_known_by_the_medium_it_honours() -> None:
    assert note("Harbor Prize") == ""
    assert note("Emmy") == "television"


def test_given_names_are_in_small_letters() -> None:
    assert {"ada", "ben"} <= given_names()
