"""Batches of articles that are missing, then the merge of all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import broadcast, col, concat, count, crc32, lit
from pyspark.sql.functions import sum as total

import kg
from kg import flow
from kg.bulk import merging, parts
from kg.bulk.building import Made
from kg.distribute import batches, cluster, sources
from kg.distribute.batches import Piece, Reader
from kg.distribute.cluster import Cluster
from kg.distribute.output import Output
from kg.errors import ReadError, StoreError
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
        source: see ``kg.distribute.sources.pieces``; its workers must reach it. Of several
            articles of one id, the one whose path or address is the first counts.
        output: a folder that all workers reach by the same path or address. One that this very
            build finished is left as it is.
        form: what the source is, where its name does not tell.
        base: what every identifier begins with.
        published: the date of the articles that carry none.
        model: another language model, by the name of its package.
        many: so many articles, about, are in a batch: what a lost worker has to read again.
        watch: is told what is being done.

    Raises:
        ReadError: there is no article in the source that can be read.
        StoreError: the output was begun with another source, other settings, or another kg.
        WriteError: the output cannot be written.
        ClusterError: the output cannot be reached.
    """
    check_base(base)
    tell = watch or _nobody
    named = model or kg.extract.parse.MODEL
    place = Output(output)
    form = form or sources.form_of(source)
    reader = Reader(place, form != sources.FILES, named, published)
    tell("source")
    pieces = sources.pieces(spark, source, form)
    plan = _plan(pieces, reader, many, {"base": base, "form": form})
    if not plan["pieces"]:
        raise ReadError(source, "there is nothing in it", "Give the text of an article")
    finished = place.told(_SUCCESS)
    if finished is not None:
        return _made(finished, before=True)
    _extract(pieces, reader, plan["batches"], tell)
    for name in (cluster.WORK, *parts.NAMES):
        place.remove(name)
    held = Cluster(spark, place)
    making = cluster.records([merging.making(flow.made_by(named), base)])
    markers = place.markers()
    read = spark.read.parquet(*(place.address(f"claims/{m['file']}") for m in markers))
    articles = read.where("problem IS NULL").select("id").distinct().count()
    if not articles:
        raise _none_read(source, read, place)
    told = read.mapInArrow(_records, cluster.SCHEMA)
    given = held.records(told.union(spark.createDataFrame(pa.Table.from_batches(making))))
    merged = merging.merged(given, base, tell)
    tell("files")
    counts = parts.write(merged, place.opened)
    place.remove(cluster.WORK)
    place.sweep("claims", *parts.NAMES)
    claims = sum(marker["claims"] for marker in markers)
    made = {"articles": articles, "claims": claims, **counts}
    place.tell(_SUCCESS, made)
    return _made(made)


def _made(told: Mapping[str, int], *, before: bool = False) -> Made:
    return Made(*(told[name] for name in ("articles", "claims", *parts.NAMES)), before=before)


def _none_read(source: str, read: DataFrame, place: Output) -> ReadError:
    """Return why nothing can be built; the output is as if nothing had been begun."""
    first = read.orderBy("place", "problem").first()
    assert first is not None
    lost = read.count()
    place.remove("claims")
    place.remove(_PLAN)
    told = f"The first: {first['place']}: {first['problem'].removesuffix('.')}"
    return ReadError(source, f"none of its {lost:,} articles can be read", told)


def _extract(
    pieces: DataFrame, reader: Reader, batches: int, tell: Callable[[str], object]
) -> None:
    """Read the batches that are missing."""
    done = reader.output.done()
    if len(done) == batches:
        return
    tell(f"reading {batches - len(done)} of {batches} batches")
    spread = sources.batched(pieces, batches)
    if done:
        read = pieces.sparkSession.createDataFrame([(each,) for each in sorted(done)], "batch long")
        spread = spread.join(broadcast(read), "batch", "left_anti")
    spread = spread.select("path", "content", "batch").repartition(batches - len(done), "batch")
    spread = spread.sortWithinPartitions("batch", "path")
    spread.mapInArrow(partial(_read, reader), "batch long").count()
    for number in set(range(batches)) - reader.output.done():
        reader.batch(number, ())  # no article fell into it


def _plan(
    pieces: DataFrame, reader: Reader, many: int, settings: Mapping[str, object]
) -> dict[str, Any]:
    """Return what is to be read and how, as it was when the output was begun."""
    both = concat(col("path").cast("binary"), col("content"))
    counted = pieces.select(count(lit(1)).alias("many"), total(crc32(both)).alias("sum"))
    found = counted.collect()[0]
    own = {
        "pieces": found["many"],
        "checksum": found["sum"] or 0,
        "model": reader.model,
        "published": reader.published and reader.published.isoformat(),
        **settings,
        **flow.made_by(reader.model),
    }
    told = reader.output.told(_PLAN)
    if told is None:
        least = pieces.sparkSession.sparkContext.defaultParallelism
        own["batches"] = max(least, -(-found["many"] // many))
        if found["many"]:
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
        reader.batch(number, (Piece(path, content) for path, content, _ in members))
        yield pa.RecordBatch.from_pydict({"batch": [number]})


def _records(given: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    rows = (row for batch in given for row in batch.to_pylist())
    return cluster.records(map(batches.record, rows))


def _nobody(_: str) -> None:
    pass
