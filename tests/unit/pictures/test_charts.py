"""Pictures of a work's news, and of the money that works took."""

import re
import tomllib
from datetime import date
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from golden.queries import made
from matplotlib.dates import date2num
from pictured import overlap, texts, words

from kg import pictures, query, resources
from kg.errors import QueryError
from kg.graph import Graph
from kg.pictures import amounts, charts, days, money
from kg.pictures.events import ACTUAL, PLANNED, events
from kg.pictures.picture import DPI, Picture

SMALL = made.graph()
MONEY = tomllib.loads(resources.text("data/lexicon/money.toml"))
WORKS = ["Blue Hour", "Loud", "Tide"]


@pytest.mark.parametrize("work", WORKS)
def test_a_timeline_tells_all_that_is_dated(work: str) -> None:
    said = " ".join(texts(pictures.timeline(SMALL, work)))

    for row in query.run(SMALL, "timeline", film=work):
        assert str(row["who"] or "") in said
        assert str(row["where"] or "") in said


def test_a_plan_that_was_moved_is_told_as_such() -> None:
    said = texts(pictures.timeline(SMALL, "Loud"))

    assert "2021-05-07 (moved)" in said
    assert "2021-09-03" in said
    assert {"casting", "crew", "release", "articles"} <= set(said)


def test_what_was_told_twice_stands_where_it_was_told_first() -> None:
    assert texts(pictures.timeline(SMALL, "Loud")).count("Kit Lane") == 1


def test_a_mark_stands_on_its_day() -> None:
    picture = charts.drawn([row(date="2021-02-10", told="2021-01-01", status="planned")], "X")

    assert marks(picture, "o") == [(date2num(date(2021, 2, 10)), "white")]
    assert marks(picture, "^") == []
    assert marks(picture, "|") == [(date2num(date(2021, 1, 1)), "#222222")]


def test_what_has_no_date_of_its_own_has_another_mark_on_the_day_it_was_first_told() -> None:
    rows = [row(told="2021-03-02", who="Ada Marsh"), row(told="2021-01-05", who="Ada Marsh")]

    picture = charts.drawn(rows, "X")

    assert marks(picture, "o") == []
    assert [day for day, _ in marks(picture, "^")] == [date2num(date(2021, 1, 5))]
    assert "no date of its own: on the day it was first told" in texts(picture)


def test_a_plan_that_is_over_is_crossed_out_once_and_on_the_day_that_was_told() -> None:
    rows = [
        row(who="Kim Roe", status="withdrawn", told="2021-01-05", decided="2021-06-07"),
        row(who="Kim Roe", status="superseded", told="2021-06-07"),
    ]

    picture = charts.drawn(rows, "X")

    assert [day for day, _ in marks(picture, "x")] == [date2num(date(2021, 6, 7))]
    assert "Kim Roe (superseded, withdrawn)" in texts(picture)


def test_a_plan_is_not_told_beside_what_was_so_on_that_day() -> None:
    rows = [
        row(date="2021-06-07", who="Northlight", where="Peru", told="2021-06-08"),
        row(date="2021-06-07", status="confirmed", told="2021-01-05"),
        row(date="2021-06-07", status="planned", where="Chile", told="2021-01-05"),
    ]

    found = [(event.said, event.style) for event in events(rows)]

    assert found == [("Chile", PLANNED), ("Northlight · Peru", ACTUAL)]


@pytest.mark.parametrize(
    ("status", "told", "end"),
    [
        ("actual", "2021-05-06", date(2021, 5, 6)),
        ("actual", "2022-05-06", date(2021, 12, 31)),
        ("actual", "2020-05-06", date(2021, 12, 31)),
        ("planned", "2021-05-06", date(2021, 12, 31)),
    ],
)
def test_what_is_so_was_not_after_the_article_that_tells_it(status, told, end) -> None:
    [event] = events([row(date="2021", told=told, status=status)])

    assert (event.begin, event.end) == (date(2021, 1, 1), end)


@pytest.mark.parametrize("status", ["actual", "planned", "moved"])
def test_a_year_is_a_bar_without_a_mark_in_its_middle(status: str) -> None:
    picture = charts.drawn([row(date="2021", told="2022-05-06", status=status)], "X")

    [bar] = picture.figure.axes[0].patches

    assert bar.get_x() == date2num(date(2021, 1, 1))
    assert bar.get_x() + bar.get_width() == date2num(date(2021, 12, 31))
    assert (bar.get_facecolor() == (1, 1, 1, 1)) == (status != "actual")
    assert not [mark for sort in "o^x" for mark in marks(picture, sort)]
    assert "some time in these days" in texts(picture)


def test_the_words_of_a_bar_are_told_in_full() -> None:
    row_of_year = row(date="2021", told="2023-05-06", how="won", which="best supporting actress",
                      who="Ada Marsh", where="Gull Award of the Harbor Film Society")  # fmt: skip

    said = texts(charts.drawn([row_of_year], "X"))

    assert "won · best supporting actress · Ada Marsh · Gull Award of the Harbor Film Society" in (
        said
    )


def test_what_has_no_words_is_called_by_its_date() -> None:
    assert "2021-05" in texts(charts.drawn([row(date="2021-05", told="2022-01-01")], "X"))


def test_prizes_of_one_evening_stay_apart() -> None:
    prize = {"what": "award", "how": "won", "where": "Gull Award", "date": "2023"}
    rows = [
        row(**prize, which="best film"),
        row(**prize, which="best actress", who="Ada Marsh"),
        row(**prize, who="Lee Park"),
        row(**prize, who="Kim Roe"),
        row(**prize),
    ]

    said = texts(charts.drawn(rows, "X"))

    assert {
        "won · best film · Gull Award",
        "won · best actress · Ada Marsh · Gull Award",
        "won · Lee Park, Kim Roe · Gull Award",
        "won · Gull Award",
    } <= set(said)


def test_what_articles_disagree_on_is_marked() -> None:
    rows = [
        row(date="2021-05-06", where="Peru", disputed="yes"),
        row(date="2021-05-07", where="Peru", disputed="yes"),
        row(date="2021-05-08", where="Chile"),
    ]

    said = texts(charts.drawn(rows, "X"))

    assert said.count("Peru ?") == 2
    assert "Chile" in said
    assert "? articles disagree" in said


def test_one_amount_in_other_words_is_no_disagreement() -> None:
    rows = [row(how=how, which="one week", disputed="yes") for how in ("$4.2m", "$4.2 million")]

    assert not any(event.disputed for event in events(rows))
    assert all(event.disputed for event in events([*rows, row(how="$5m", which="one week",
                                                              disputed="yes")]))  # fmt: skip


def test_no_release_has_the_date_of_an_article() -> None:
    rows = [row for work in WORKS for row in query.run(SMALL, "timeline", film=work)]

    releases = [row for row in rows if row["what"] == "release"]

    assert releases
    assert all(row["date"] for row in releases)


@pytest.mark.parametrize("row", query.run(SMALL, "timeline"), ids=lambda row: str(row["quote"]))
def test_a_date_of_its_own_is_told_in_the_passage(row) -> None:
    year = str(row["date"] or "")[:4]

    assert year in str(row["quote"])


def test_only_works_have_a_timeline() -> None:
    assert {row["film"] for row in query.run(SMALL, "timeline")} == {*WORKS, "Blue Dawn"}


def test_a_sort_of_news_has_one_colour_in_all_pictures() -> None:
    alone = charts.drawn([row(what="award")], "X")
    among = charts.drawn([row(what="award"), row(what="release", told="2020-01-01")], "X")

    [(_, colour)] = marks(alone, "^")

    assert colour in [shade for _, shade in marks(among, "^")]


def test_each_sort_of_news_has_a_colour_of_its_own() -> None:
    named = charts.colours()

    assert {row["what"] for row in query.run(SMALL, "timeline")} <= set(named)
    assert len(set(named.values())) == len(named) == 10


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        ((2020, 9, 14), (2020, 10, 4), ["14 Sep 2020", "19 Sep 2020", "24 Sep 2020",
                                        "29 Sep 2020", "4 Oct 2020"]),
        ((2020, 9, 14), (2020, 12, 4), ["Oct 2020", "Nov 2020", "Dec 2020"]),
        ((2020, 1, 1), (2020, 3, 1), ["Jan 2020", "Feb 2020", "Mar 2020"]),
        ((2017, 2, 1), (2022, 3, 1), ["2018", "2019", "2020", "2021", "2022"]),
    ],
)  # fmt: skip
def test_the_days_of_an_axis_say_their_year(first, last, named) -> None:
    found = days.ticks(date(*first), date(*last))

    assert [name for _, name in found] == named
    assert all(date(*first) <= day <= date(*last) for day, _ in found)


def test_a_single_day_is_named_under_its_mark() -> None:
    axes = charts.drawn([row(told="2020-09-24")], "X").figure.axes[0]

    named = dict(
        zip(axes.get_xticks(), (t.get_text() for t in axes.get_xticklabels()), strict=True)
    )

    assert named[date2num(date(2020, 9, 24))] == "24 Sep 2020"


@pytest.mark.parametrize("work", WORKS)
def test_no_words_run_over_others_or_out_of_the_picture(work: str) -> None:
    picture = pictures.timeline(SMALL, work)

    boxes = words(picture)

    assert all(box.x0 >= 0 and box.x1 <= 12 * DPI for box in boxes)
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]


def test_much_news_of_one_day_is_counted() -> None:
    rows = [row(date="2020-01-01", who=f"Person {number}", how=f"part {number}")
            for number in range(40)]  # fmt: skip
    rows.append(row(date="--05-04"))

    said = texts(charts.drawn(rows, "X"))

    assert "and 28 more" in said
    assert "not placed: --05-04" in said


@pytest.mark.parametrize("draw", [lambda: pictures.timeline(SMALL, "Tide"),
                                  lambda: pictures.takings(SMALL)])  # fmt: skip
def test_a_chart_is_always_the_same(draw) -> None:
    text = draw().svg()

    ET.fromstring(text)
    assert text == draw().svg()
    assert draw().png() == draw().png()


def test_takings_are_told_as_printed_and_by_currency() -> None:
    said = texts(pictures.takings(SMALL, ["Tide"]))

    assert {"$", "£", "$4.2m", "£900,000", "Tide"} <= set(said)
    assert any("United States" in words for words in said)


def test_amounts_that_are_no_numbers_are_listed() -> None:
    rows = [taking(amount="a fortune", territory="Peru", period="one week", status="planned"),
            taking(amount="$1,234,56"), taking(amount="3 million")]  # fmt: skip

    said = texts(money.drawn(rows))

    assert {"not drawn", "X: a fortune (Peru · one week · planned)"} <= set(said)
    assert {"X: $1,234,56", "X: 3 million"} <= set(said)


def test_bars_are_as_long_as_the_amounts() -> None:
    rows = [taking(amount="US$4m"), taking(amount="2 million dollars"), taking(amount="£1m")]

    picture = money.drawn(rows)

    lengths = [[bar.get_width() for bar in axes.patches] for axes in picture.figure.axes]
    assert lengths == [[4_000_000, 2_000_000], [1_000_000]]
    assert picture.title == "Money taken"
    assert {"Money taken", "$", "£"} <= set(texts(picture))


def test_what_is_counted_has_a_scale_by_its_measure() -> None:
    rows = [taking(amount=2_000_000, measure="tickets"),
            taking(amount="3 million", measure="tickets")]  # fmt: skip

    [axes] = money.drawn(rows).figure.axes

    assert [bar.get_width() for bar in axes.patches] == [3_000_000, 2_000_000]


def test_amounts_that_articles_disagree_on_are_marked() -> None:
    week = {"territory": "Peru", "period": "one week", "disputed": "yes"}
    rows = [taking(amount="$4m", **week), taking(amount="$5m", **week),
            taking(amount="£5m", **week), taking(amount="£5 million", **week)]  # fmt: skip

    said = texts(money.drawn(rows))

    assert {"$4m ?", "$5m ?", "£5m", "£5 million", "? articles disagree"} <= set(said)


def test_grey_means_that_no_place_is_told() -> None:
    rows = [taking(film=f"Film {number:02}", amount="$4m", territory=f"Place {number:02}")
            for number in range(12)]  # fmt: skip
    rows.append(taking(film="Z", amount="$4m"))

    picture = money.drawn(rows)

    colours = [bar.get_facecolor() for bar in picture.figure.axes[0].patches]
    assert colours.count(colours[-1]) == 1
    assert {"no place is told", "another place"} <= set(texts(picture))


@pytest.mark.parametrize("printed", MONEY["reads"])
def test_the_lexicon_reads_its_own_examples_of_money(printed: str) -> None:
    expected = MONEY["reads"][printed]

    assert amounts.amount(printed) == (tuple(expected) if expected else None)


def test_each_scale_and_each_way_to_write_a_currency_has_an_example() -> None:
    shown = " ".join(f" {printed.lower()} " for printed in MONEY["reads"])
    forms = [form for name, others in MONEY["currencies"].items() for form in (name, *others)]
    scales = [word for word in MONEY["scales"] if not re.search(rf"\d ?{word}s?\b", shown)]

    assert len(forms) > 20
    assert [form for form in forms if not re.search(_whole(form), shown)] == []
    assert scales == []


def _whole(form: str) -> str:
    return rf"(?<![a-z]){re.escape(form.lower())}(?![a-z])"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("$12.4 million", ("$", 12_400_000)),
        ("US$1,250,000", ("$", 1_250_000)),
        ("USD 5", ("$", 5)),
        ("5 US dollars", ("$", 5)),
        ("A$5", ("A$", 5)),
        ("€3bn", ("€", 3_000_000_000)),
        ("£ 900k", ("£", 900_000)),
        ("GBP 20", ("£", 20)),
        ("20 million euros", ("€", 20_000_000)),
        ("₹ 12 crore", ("₹", 120_000_000)),
        ("Rs. 12,34,567", ("₹", 1_234_567)),
        ("CHF 3 millions", ("CHF", 3_000_000)),
        ("2,500,000 baht", ("baht", 2_500_000)),
        ("900,000 kroner", ("kroner", 900_000)),
        ("500 marks", ("marks", 500)),
        ("4,000 moviegoers", ("moviegoers", 4_000)),
        ("1.5m tickets", ("tickets", 1_500_000)),
        ("3 million", None),
        ("5 millions", None),
        ("10 thousand", None),
        ("4 crore", None),
        ("$1,234,56", None),
        ("$1-2 million", None),
        ("more than $4m", None),
        ("a fortune", None),
        ("", None),
    ],
)
def test_an_amount_is_read_or_left(printed: str, read: tuple[str, float] | None) -> None:
    assert amounts.amount(printed) == (read and (read[0], pytest.approx(read[1])))


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2021", ("2021-01-01", "2021-12-31")),
        ("2021-02", ("2021-02-01", "2021-02-28")),
        ("2021-02-03", ("2021-02-03", "2021-02-03")),
        ("2021-02-30", None),
        ("0000", None),
        ("--05-04", None),
        ("spring", None),
        (None, None),
    ],
)
def test_a_date_is_as_long_as_it_is_told(text: str | None, known: tuple[str, str] | None) -> None:
    found = days.span(text)

    assert (found and tuple(day.isoformat() for day in found)) == known


def test_nothing_to_draw_is_told() -> None:
    assert any("no money is told of" in said for said in texts(pictures.takings(Graph())))


def test_a_work_that_is_not_there_is_an_error() -> None:
    with pytest.raises(QueryError, match="nothing in the graph is called"):
        pictures.timeline(SMALL, "Nothing of the sort")


def test_one_string_is_no_list_of_works() -> None:
    with pytest.raises(TypeError, match="the works are one string"):
        pictures.takings(SMALL, "Tide")


def row(**told: str) -> dict[str, str | None]:
    columns = ("date", "who", "how", "which", "where", "decided", "disputed")
    empty: dict[str, str | None] = dict.fromkeys(columns)
    return empty | {"what": "release", "status": "actual", "told": "2023-12-01"} | told


def taking(**told: str | int) -> dict[str, str | int | None]:
    columns = ("measure", "territory", "period", "as_of", "disputed")
    empty: dict[str, str | int | None] = dict.fromkeys(columns)
    return empty | {"film": "X", "status": "actual"} | told


def marks(picture: Picture, sort: str) -> list[tuple[float, str]]:
    """Return where the marks of a sort stand, and the colours they are filled with."""
    return [
        (float(day), str(line.get_markerfacecolor()))
        for axes in picture.figure.axes
        for line in axes.lines
        if line.get_marker() == sort
        for day in line.get_xdata()
    ]
