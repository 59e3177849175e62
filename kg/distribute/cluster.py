"""Records on a cluster: Spark brings equal keys together, its workers do the work."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial, reduce
from itertools import chain, count, groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa
from pyspark import TaskContext
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import lit

from kg.bulk.records import LINES, Group, Record, Work, Writer
from kg.distribute.output import Output

WORK = "work"
SCHEMA = "tag string, key string, value binary"
_ARROW = pa.schema([("tag", pa.string()), ("key", pa.string()), ("value", pa.binary())])
_COUNTS = pa.schema([("count", pa.int64())])
_TAG = "tag="
_MOST_BYTES = 8 << 20
_MOST_ROWS = 10_000
_PICKLE = pickle.HIGHEST_PROTOCOL


@dataclass
class Cluster:
    """A session of Spark, and the folder in which it keeps what a merge makes on its way.

    Attributes:
        spark: the session.
        output: where the folder is; reached by all workers.
    """

    spark: SparkSession
    output: Output
    _numbers: Iterator[int] = field(default_factory=count)

    def records(self, frame: DataFrame) -> "Spread":
        """Return the records of a frame of ``SCHEMA``, written down, those of each tag apart.

        So a lost worker costs what it was doing alone, and plans do not grow with each step.
        """
        name = f"{WORK}/{next(self._numbers):04}"
        frame.write.partitionBy("tag").option("compression", "zstd").parquet(
            self.output.address(name)
        )
        tags = [each.removeprefix(_TAG) for each in self.output.names(name) if _TAG in each]
        return Spread(self, frozenset((name, tag) for tag in tags))

    def frame(self, places: Iterable[tuple[str, str]]) -> DataFrame:
        """Return what was written down in some folders under some tags."""
        reader = self.spark.read.schema("key string, value binary")
        frames = [
            reader.parquet(self.output.address(f"{name}/{_TAG}{tag}")).select(
                lit(tag).alias("tag"), "key", "value"
            )
            for name, tag in sorted(places)
        ]
        return reduce(DataFrame.union, frames, self.spark.createDataFrame([], SCHEMA))


@dataclass(frozen=True)
class Spread:
    """Records in folders; as ``kg.bulk.records.Records``."""

    cluster: Cluster
    places: frozenset[tuple[str, str]]

    def only(self, *tags: str) -> "Spread":
        """Return those of some tags."""
        return Spread(self.cluster, frozenset(p for p in self.places if p[1] in tags))

    def beside(self, *others: "Spread") -> "Spread":
        """Return these with others."""
        return Spread(self.cluster, self.places.union(*(each.places for each in others)))

    def grouped(self, work: Work) -> "Spread":
        """Return what is made of them: a sort-merge join on the key, and the work on each."""
        if not self.places:
            return self
        frame = self.cluster.frame(self.places)
        together = frame.repartition("key").sortWithinPartitions("key")
        return self.cluster.records(together.mapInArrow(partial(_worked, work), SCHEMA))

    def has(self, tag: str) -> bool:
        """Return whether there are any of a tag."""
        return any(own == tag for _, own in self.places)

    def write(self, tag: str, writer: Writer) -> Callable[[], int]:
        """Write the values of a tag, which are lines, each once and sorted, part by part."""
        lines = self.cluster.frame(self.only(tag).places).select("value")
        ordered = lines.repartitionByRange("value").sortWithinPartitions("value")
        counts = ordered.mapInArrow(partial(_written, writer), "count long")
        return partial(sum, [row["count"] for row in counts.collect()])


def records(given: Iterable[Record]) -> Iterator[pa.RecordBatch]:
    """Yield records as batches of ``SCHEMA``."""
    held: list[tuple[str, str, bytes]] = []
    size = 0
    for tag, key, value in given:
        packed = value if tag in LINES else pickle.dumps(value, _PICKLE)
        held.append((tag, key, packed))
        size += len(packed)
        if size >= _MOST_BYTES or len(held) >= _MOST_ROWS:
            yield _batch(held)
            held, size = [], 0
    if held:
        yield _batch(held)


def _batch(held: list[tuple[str, str, bytes]]) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays(
        [
            pa.array(column, kind.type)
            for column, kind in zip(zip(*held, strict=True), _ARROW, strict=True)
        ],
        schema=_ARROW,
    )


def _worked(work: Work, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    return records(work(_groups(batches)))


def _groups(batches: Iterable[pa.RecordBatch]) -> Iterator[Group]:
    rows = (row for batch in batches for row in zip(*map(pa.Array.to_pylist, batch), strict=True))
    for key, members in groupby(rows, key=itemgetter(1)):
        values = ((tag, pickle.loads(value)) for tag, _, value in members)  # noqa: S301  its own
        yield Group.of(key, values)


def _written(writer: Writer, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    lines = (line for line, _ in groupby(v for b in batches for v in b.column(0).to_pylist()))
    first: Any = next(lines, None)
    if first is None:
        return
    context = TaskContext.get()
    number = context.partitionId() if context else 0
    count = writer(number, chain((first,), lines))
    yield pa.RecordBatch.from_pylist([{"count": count}], schema=_COUNTS)
