"""Where sentences begin and end."""

import pytest

from kg.read.sentences import spans

# Each text is written with | where one sentence ends and the next begins.
CASES = [
    # marks and quotation marks
    "Ada Marsh directed “Tide.”| Lee Park left.",
    'Ada Marsh directed "Tide."| Lee Park left.',
    "“It rained.| It shone,” Marsh said.| Park left.",
    '"It rained.| It shone," Marsh said.| "I left."',
    "“Really?” she asked.| “Yes!” he said.",
    "“Was it cold?” Ada Marsh asked.| Nobody answered.",
    "“It was great!” Marsh told Northlight News.| Park agreed.",
    "“I had not flown for nine years... ” Marsh later recalled.| Park agreed.",
    "“It was great!”| Park agreed.",
    "What?!| No…| Yes!!!| Well.",
    "The synopsis reads: “Ada is a diver (Lee Park).| Once a pilot, she is deaf.”",
    "(It rained.)| [It shone.]| «It froze.»",
    "He wrote ‘Tide’.| ‘It was fun.’| They left.",
    "Wait … and see.| Wait... and see.",
    "He stopped . . . and went on.",
    # titles with marks in them
    "“Mamma Mia! Here We Go Again” opened.| Lee Park left.",
    'The film "Mamma Mia! Here We Go Again" opened.| Lee Park left.',
    "“Who’s Afraid of Virginia Woolf?” opened.| It won.",
    "The “Mamma Mia!” Broadway show closed.| It won.",
    "“Blue Hour: No! Never! Give In” opened.",
    "“E.T. The Extra-Terrestrial” opened.| It won.",
    "Airplane!, starring Lee Park, opened.",
    "He founded Yahoo! Movies.| He left Yahoo! in May.",
    "He loved “Tide”!| Lee Park did not.",
    # names and abbreviations
    "J.J. Abrams met Samuel L. Jackson.| J. K. Rowling left.",
    "M. Night Shyamalan and J.-P. Park left.| Jean-L. Marsh stayed.",
    "Lee Park Jr. stars.| Ada Marsh, Jr., sings.| It stars Lee Park Jr.| He left.",
    "Mr. Park, Mrs. Marsh and Dr. Novak met St. John vs. Lee.",
    "The U.S. film opened at the U.S. Open.",
    "It opened in the U.S.| The film won.",
    "Northlight Inc. Films said so.| It belongs to Northlight Inc.| They own it.",
    "The film (dir. Lee Park) is No. 1 in Vol. II.| It is No. 2.",
    "The answer is No.| Lee Park left.",
    "It opens Sept. 9 at 8 p.m. on Channel 4.| It ends at 10 p.m.| The show goes on.",
    "It opened Nov. 3.| 20 million people came.",
    "It made $1.5m in 3.5 days.| It cost £2.25m.",
    "Eric Novak gave it an A- review.| It got a B+.| Others gave it an A.| The rest slept.",
    "Park vs. The Machine opened.",
    # no blank after the stop
    "It opens on Friday.|The film won.",
    "Read more at northlight.com today.| Or at Amazon.Com tomorrow.",
    "tick, tick...Boom! opened.",
    # lines
    "Ada Marsh wins\n\n|Lee Park left.",
    "Ada Marsh wins\r\n\r\n|Lee Park left.",
    "Ada Marsh wins\n \t\n|Lee Park left",
    "Cast:\n|- Lee Park\n|- Ada Marsh",
    "Ada Marsh directed “Tide,” the drama that\nopened the festival before she was\nill.| It won.",
    "Stars of the evening\n|Lee Park and Ada Marsh, who came from far away to see it, left.",
    "Tide\n|Blue Hour\n|Northlight",
]


@pytest.mark.parametrize("marked", CASES)
def test_a_sentence_ends_where_a_reader_would_end_it(marked: str) -> None:
    text = marked.replace("|", "")
    wanted = [sentence.strip() for sentence in marked.split("|")]

    assert [span.of(text) for span in spans(text)] == wanted


def test_offsets_count_in_the_whole_text() -> None:
    text = "Tide wins. It rained. “It shone.”"

    assert [(s.start, s.end) for s in spans(text, 11)] == [(11, 21), (22, 33)]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t\r\n"])
def test_a_text_of_blanks_has_no_sentences(text: str) -> None:
    assert spans(text) == []
