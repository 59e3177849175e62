"""Articles as Spark reads them: a folder of files, JSON lines, or Parquet → pieces in batches."""

from pathlib import PurePosixPath

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql.functions import col, concat, crc32, encode, lit, pmod, struct, to_json

from kg.read.streams import ENDINGS

PIECES = "path string, content binary, batch long"
_LINES = (".jsonl", ".ndjson")
_PACKED = (".gz", ".bz2", ".zst")
_TABLE = ".parquet"


def pieces(spark: SparkSession, source: str, form: str = "") -> DataFrame:
    """Return what stands in a source: ``path`` and ``content``.

    Args:
        spark: the session.
        source: a folder of files as ``kg.read.articles`` reads them; a file, folder or pattern of
            JSON lines (``.jsonl``, ``.ndjson``, also packed), or of Parquet whose columns are the
            fields of such lines.
        form: ``files``, ``lines`` or ``parquet``, where the name of the source does not tell.
    """
    form = form or _form(source)
    folder = source.rstrip("/")
    if form == "files":
        wanted = f"*{{{','.join(ENDINGS)}}}"
        frame = spark.read.format("binaryFile").option("pathGlobFilter", wanted).load(source)
        return frame.select(_path(folder), col("content"))
    if PurePosixPath(_unpacked(source)).suffix:
        folder = source.rpartition("/")[0]
    if form == "lines":
        frame = spark.read.option("lineSep", "\n").text(source)
        return frame.select(_path(folder), col("value").cast("binary").alias("content"))
    frame = spark.read.parquet(source)
    whole = encode(to_json(struct("*")), "UTF-8")
    return frame.select(concat(_path(folder), lit(".jsonl")).alias("path"), whole.alias("content"))


def batched(frame: DataFrame, batches: int) -> DataFrame:
    """Return pieces with the batch of each, which their content alone decides."""
    return frame.withColumn("batch", pmod(crc32(col("content")), lit(batches)))


def _path(folder: str) -> Column:
    name = col("_metadata.file_name")
    return (concat(lit(f"{folder}/"), name) if folder else name).alias("path")


def _form(source: str) -> str:
    name = PurePosixPath(_unpacked(source))
    if name.suffix in _LINES:
        return "lines"
    return "parquet" if name.suffix == _TABLE else "files"


def _unpacked(source: str) -> str:
    packed = next((each for each in _PACKED if source.endswith(each)), "")
    return source.removesuffix(packed)
