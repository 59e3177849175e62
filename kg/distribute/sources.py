"""Articles as Spark reads them: a folder of files, JSON lines, or Parquet → pieces in batches."""

import os
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import takewhile
from pathlib import PurePosixPath
from typing import Any

import pyarrow as pa
from pyarrow import fs
from pyspark.errors import AnalysisException
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql.functions import (
    col,
    concat,
    crc32,
    encode,
    lit,
    pmod,
    regexp_replace,
    replace,
    struct,
    substring,
    to_json,
    url_decode,
)

from kg.distribute.output import located
from kg.errors import ReadError
from kg.read.records import TEXTS
from kg.read.streams import ENDINGS

FILES, LINES, TABLE = "files", "lines", "parquet"
FORMS = (FILES, LINES, TABLE)
_OF_LINES = (".jsonl", ".ndjson")
_PACKED = (".gz", ".bz2", ".zst")
_WILD = frozenset("*?[{")


def form_of(source: str) -> str:
    """Return which of ``FORMS`` a source has, by its name."""
    ending = PurePosixPath(unpacked(source)).suffix
    if ending in _OF_LINES:
        return LINES
    return TABLE if ending == ".parquet" else FILES


def pieces(spark: SparkSession, source: str, form: str) -> DataFrame:
    """Return what stands in a source: ``path``, as ``kg.build`` tells it, and ``content``.

    Where a source is an address, or a pattern, the path is the whole address of the file.

    Args:
        spark: the session.
        source: a file, or a folder, as ``kg.read.articles`` reads them, whose files are each read
            as a whole; a file, folder or pattern of JSON lines (``.jsonl``, ``.ndjson``, also
            packed), or of Parquet whose columns are the fields of such lines.
        form: one of ``FORMS``.

    Raises:
        ReadError: there is no such file, no file that is read, or no column of texts.
    """
    if form == FILES:
        return _files(spark, source)
    try:
        return _records(spark, source, form)
    except AnalysisException as error:
        if "PATH_NOT_FOUND" not in str(error):
            raise
        raise _gone(source) from error


def batched(frame: DataFrame, batches: int) -> DataFrame:
    """Return pieces with the batch of each, which their content alone decides."""
    return frame.withColumn("batch", pmod(crc32(col("content")), lit(batches)))


def unpacked(name: str) -> str:
    """Return a name without the ending that says how the file is packed."""
    return name.removesuffix(next((each for each in _PACKED if name.endswith(each)), ""))


def _records(spark: SparkSession, source: str, form: str) -> DataFrame:
    """Return the lines of files, or the rows of tables."""
    if form == LINES:
        frame = spark.read.option("lineSep", "\n").text(source)
        content = col("value").cast("binary")
        return frame.where(col("value").rlike(r"\S")).select(
            _path(source), content.alias("content")
        )
    frame = spark.read.parquet(source)
    if not set(TEXTS).intersection(frame.columns):
        problem = f"it has no column “text”, but {', '.join(frame.columns)}"
        raise ReadError(source, problem, "Give the column of the texts that name")
    whole = encode(to_json(struct("*"), {"timeZone": "UTC"}), "UTF-8")
    return frame.select(_path(source), whole.alias("content"))


def _files(spark: SparkSession, source: str) -> DataFrame:
    """Return the files that ``kg.read`` reads of a folder; or the one that is named."""
    system, root = located(source)
    shown = source.rstrip("/") if "://" in source else PurePosixPath(source).as_posix()
    sort = system.get_file_info(root).type
    if sort == fs.FileType.NotFound:
        raise _gone(source)
    found = [(shown, root)]
    if sort == fs.FileType.Directory:
        below = "" if shown == "." else f"{shown.rstrip('/')}/"
        found = [
            (f"{below}{each.base_name}", each.path)
            for each in system.get_file_info(fs.FileSelector(root))
            if each.type == fs.FileType.File
            and not each.base_name.startswith(".")
            and PurePosixPath(each.base_name).suffix.lower() in ENDINGS
        ]
    if not found:
        problem = f"no file in it that ends in {', '.join(ENDINGS)}"
        raise ReadError(source, problem, "Give a folder of articles, or one file")
    frame = spark.createDataFrame(found, "path string, place string")
    return frame.mapInArrow(partial(_contents, system), "path string, content binary")


def _gone(source: str) -> ReadError:
    return ReadError(source, "there is no such file or folder", "Check the path")


def _contents(system: Any, given: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:  # noqa: ANN401  pyarrow has no types
    for batch in given:
        for path, place in zip(*map(pa.Array.to_pylist, batch), strict=True):
            with system.open_input_stream(place, compression=None) as file:
                yield pa.RecordBatch.from_pydict({"path": [path], "content": [file.read()]})


def _path(source: str) -> Column:
    """Return the path of a file: below the source as it was given, or its whole address."""
    address = url_decode(replace(col("_metadata.file_path"), lit("+"), lit("%2B")))
    if "://" in source:
        return address.alias("path")
    given = PurePosixPath(*takewhile(_WILD.isdisjoint, PurePosixPath(source).parts))
    whole = os.path.abspath(given)  # noqa: PTH100  links are kept, as Spark keeps them
    below = substring(regexp_replace(address, "^file:/+", "/"), len(whole) + 1, 1 << 30)
    return concat(lit(given.as_posix()), below).alias("path")
