"""The fact table as a file."""

import csv
import io
import json

import pytest

from kg.assemble import Row
from kg.publish import qualifiers, table_csv, table_jsonl


def row(**changed):
    fields = {
        "article": "tide",
        "subject": "Tide",
        "relation": "grade",
        "object": "A-",
        "qualifiers": {"critic": "Lee Park"},
        "status": "actual",
        "voice": "article",
        "start": 0,
        "end": 4,
        "quote": "Tide",
    }
    return Row(**(fields | changed))


def read(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_there_is_a_line_of_names_and_a_line_a_fact():
    [found] = read(table_csv([row()]))

    assert found["object"] == "A-"
    assert found["qualifiers"] == "critic: Lee Park"
    assert (found["start"], found["end"]) == ("0", "4")


@pytest.mark.parametrize("words", ["=1+1", "+44", "-1", "@all", "--02-27", "\t=1", "\r=1", "＝1+1"])
def test_a_cell_that_a_spreadsheet_would_reckon_with_is_words(words):
    [found] = read(table_csv([row(object=words)]))

    assert found["object"] in {f"'{words}", words}
    assert found["object"][0] not in "=+-@\t\r"


@pytest.mark.parametrize("words", ["A-", 'Two "Tides"', "One, two", "line\nbreak", "“Tide”"])
def test_other_words_come_back_as_they_were(words):
    [found] = read(table_csv([row(object=words)]))

    assert found["object"] == words


def test_lines_end_as_the_standard_says():
    assert table_csv([row()]).count("\r\n") == 2


def test_qualifiers_stand_in_one_cell():
    assert qualifiers({"a": "1", "b": ["2", "3"]}) == "a: 1; b: 2, 3"


def test_lines_of_json_hold_the_records():
    lines = table_jsonl([row(), row(object="B+")]).splitlines()

    assert [json.loads(line) for line in lines] == [row().record(), row(object="B+").record()]
