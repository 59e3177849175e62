"""``kg distribute``: very many articles → sorted N-Quads and a table, on a cluster."""

from typing import Annotated

import typer

from kg.cli import options, screen, telling
from kg.errors import ClusterError

Source = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE", help="A folder of articles; or JSON lines, or Parquet: path or address."
    ),
]
Master = Annotated[
    str,
    typer.Option(
        metavar="MASTER", help="Where Spark runs, as local[2,4]; else as spark-submit says."
    ),
]
Form = Annotated[
    str,
    typer.Option(
        metavar="FORM", help="files, lines or parquet, where the name of the source does not tell."
    ),
]
Batch = Annotated[
    int, typer.Option(min=1, help="So many articles a batch: what a lost worker reads again.")
]


def distribute(  # noqa: PLR0913, PLR0917  the switches of the command
    source: Source,
    output: options.Folder,
    master: Master = "",
    form: Form = "",
    batch: Batch = 500,
    date: options.Date = None,
    base: options.Base = options.BASE,
    model: options.Model = "",
) -> None:
    """Build the graph of very many articles on Apache Spark.

    Writes what “kg bulk” writes, but no store: “kg load” makes one of it. A run that was broken
    off goes on where it stopped. On a cluster: spark-submit .../kg/__main__.py distribute …
    Of several articles of one id, the one whose path or address comes first is taken.

    Example: kg distribute news.jsonl -o graph --master 'local[2,4]'
    """
    try:
        from kg import distribute as spread  # noqa: PLC0415  it loads Spark
        from kg.distribute.session import session  # noqa: PLC0415  as above
        from kg.distribute.sources import FORMS  # noqa: PLC0415  as above
    except ImportError as error:
        problem = f"{error.name} is not installed"
        raise ClusterError(problem, "Run: pip install 'film-news-kg[spark]'") from error
    if form and form not in FORMS:
        message = f"--form is one of {', '.join(FORMS)}"
        raise typer.BadParameter(message)
    with screen.progress() as bar, session(master) as spark:
        made = spread.build(
            spark,
            source,
            output,
            form=form,
            many=batch,
            base=base,
            published=date and date.date(),
            model=model or None,
            watch=bar.step,
        )
    if made.before:
        screen.say("built before: nothing was left to do")
    screen.say(*telling.in_bulk(made, output))
