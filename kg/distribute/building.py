"""Batches of articles that are missing, then the merge of all."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import col, count, crc32, lit
from pyspark.sql.functions import sum as total

import kg
from kg import flow
from kg.bulk import merging, parts
from kg.bulk.building import Made
from kg.distribute import batches, cluster, sources
from kg.distribute.batches import Piece, Reader
from kg.distribute.cluster import Cluster
from kg.distribute.output import Output
from kg.errors import StoreError
from kg.namespaces import BASE, check_base

MANY = 500
_PLAN = "plan.json"
_SUCCESS = "_SUCCESS"


def build(  # noqa: PLR0913  the settings of a build
    spark: SparkSession,
    source: str,
    output: str,
    *,
    form: str = "",
    base: str = BASE,
    published: date | None = None,
    model: str | None = None,
    many: int = MANY,
    watch: Callable[[str], object] | None = None,
) -> Made:
    """Build the graph of very many articles on a cluster; go on where a run was broken off.

    The quads are those of ``kg.build`` and of ``kg.bulk.build``. A bad article costs itself
    alone: it becomes a row of the table of errors.

    Args:
        spark: the session; the driver holds no articles, names or facts.
        source: see ``kg.distribute.sources.pieces``; its workers must reach it.
        output: a folder that all workers reach by the same path or address.
        form: what the source is, where its name does not tell.
        base: what every identifier begins with.
        published: the date of the articles that carry none.
        model: another language model, by the name of its package.
        many: so many articles, about, are in a batch: what a lost worker has to read again.
        watch: is told what is being done.

    Raises:
        StoreError: the output was begun with another source, or read by another kg.
        WriteError: the output cannot be written.
    """
    check_base(base)
    tell = watch or _nobody
    named = model or kg.extract.parse.MODEL
    place = Output(output)
    reader = Reader(place, named, published)
    tell("source")
    _extract(sources.pieces(spark, source, form), reader, many, tell)
    for name in (_SUCCESS, cluster.WORK, *parts.NAMES):
        place.remove(name)
    held = Cluster(spark, place)
    making = cluster.records([merging.making(flow.made_by(named), base)])
    files = [place.address(f"claims/{m['file']}") for m in place.batches().values()]
    told = spark.read.parquet(*files).mapInArrow(_records, cluster.SCHEMA)
    given = held.records(told.union(spark.createDataFrame(pa.Table.from_batches(making))))
    merged = merging.merged(given, base, tell)
    tell("files")
    counts = parts.write(merged, place.opened)
    place.remove(cluster.WORK)
    markers = place.batches().values()
    articles = sum(marker["articles"] for marker in markers)
    claims = sum(marker["claims"] for marker in markers)
    made = Made(articles, claims, *(counts[name] for name in parts.NAMES))
    place.tell(_SUCCESS, {"articles": articles, "claims": claims, **counts})
    return made


def _extract(pieces: DataFrame, reader: Reader, many: int, tell: Callable[[str], object]) -> None:
    """Read the batches that are missing."""
    plan = _plan(pieces, reader, many)
    done = reader.output.batches()
    if len(done) == plan["batches"]:
        return
    tell(f"reading {plan['batches'] - len(done)} of {plan['batches']} batches")
    spread = sources.batched(pieces, plan["batches"])
    if done:
        spread = spread.where(~col("batch").isin(list(done)))
    spread = spread.repartition(plan["batches"] - len(done), "batch")
    spread = spread.sortWithinPartitions("batch", "path")
    spread.mapInArrow(partial(_read, reader), "batch long").count()
    for number in set(range(plan["batches"])) - reader.output.batches().keys():
        reader.batch(number, ())  # no article fell into it


def _plan(pieces: DataFrame, reader: Reader, many: int) -> dict[str, Any]:
    """Return what is to be read and how, as it was when the output was begun."""
    counted = pieces.select(count(lit(1)).alias("many"), total(crc32(col("content"))).alias("sum"))
    found = counted.collect()[0]
    own = {
        "pieces": found["many"],
        "checksum": found["sum"] or 0,
        "model": reader.model,
        "published": reader.published and reader.published.isoformat(),
        **flow.made_by(reader.model),
    }
    told = reader.output.told(_PLAN)
    if told is None:
        least = pieces.sparkSession.sparkContext.defaultParallelism
        own["batches"] = max(least, -(-found["many"] // many))
        reader.output.tell(_PLAN, own)
        return own
    unlike = sorted(name for name, value in own.items() if told.get(name) != value)
    if unlike:
        problem = f"it was begun with other articles or settings ({', '.join(unlike)})"
        remedy = "Give those of the run that began it, or another output"
        raise StoreError(reader.output.place, problem, remedy)
    return dict(told)


def _read(reader: Reader, given: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    rows = (row for b in given for row in zip(*map(pa.Array.to_pylist, b), strict=True))
    for number, members in groupby(rows, key=itemgetter(2)):
        reader.batch(number, (_piece(path, content) for path, content, _ in members))
        yield pa.RecordBatch.from_pydict({"batch": [number]})


def _piece(path: str, content: bytes) -> Piece:
    return Piece(path, batches.stem(path, content), content)


def _records(given: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    rows = (row for batch in given for row in batch.to_pylist())
    return cluster.records(map(batches.record, rows))


def _nobody(_: str) -> None:
    pass
