"""A session of Spark for a distributed build; and what goes wrong there, told in one line."""

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from kg.errors import ClusterError

_QUIET = {"spark.log.level": "ERROR", "spark.ui.showConsoleProgress": "false"}
_LOCAL = {"spark.ui.enabled": "false", "spark.driver.memory": "2g"}
_LOG = """# What Spark says on this machine: errors alone, so that a pipe stays quiet.
rootLogger.level = error
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %d{HH:mm:ss} %p %c{1}: %m%n
"""
_AGAIN = "What is done stays done: run the command again, or see Spark’s log"


@contextmanager
def session(master: str = "") -> Iterator[SparkSession]:
    """Give a session of Spark, and end it.

    Args:
        master: where it runs, as ``local[2,4]``: two workers, each task tried four times; where
            it is not given, what ``spark-submit`` says, else this machine.

    Raises:
        ClusterError: Spark cannot be started, or gave up.
    """
    # Workers on this machine are to find kg where this process finds it.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
    logging.getLogger("py4j").setLevel(logging.ERROR)
    builder = SparkSession.builder.appName("kg")
    with TemporaryDirectory(prefix="kg-") as place:
        own = _QUIET | (_local(Path(place)) if master.startswith("local") else {})
        if master:
            builder = builder.master(master)
        for name, value in own.items():
            builder = builder.config(name, value)
        try:
            spark = builder.getOrCreate()
        except (PySparkException, Py4JError, OSError) as error:
            problem = f"Spark cannot be started ({_brief(error)})"
            remedy = "Install Java 17 or later, and see that “java” is found"
            raise ClusterError(problem, remedy) from error
        try:
            yield spark
        except (PySparkException, Py4JError, ConnectionError) as error:
            problem = f"Spark gave up ({_brief(error)})"
            raise ClusterError(problem, _AGAIN) from error
        finally:
            with suppress(Py4JError, OSError):  # where its process of Java is gone
                spark.stop()


def _local(place: Path) -> dict[str, str]:
    """Return the settings of a session on this machine; those of its log are written to a place."""
    log = place / "log4j2.properties"
    log.write_text(_LOG, "utf-8")
    option = f"-Dlog4j2.configurationFile={log.as_uri()}"
    return _LOCAL | {"spark.driver.extraJavaOptions": option}


def _brief(error: Exception) -> str:
    """Return what went wrong: the last line of what a worker raised, else the first of all."""
    told = [line.strip() for line in str(error).splitlines() if line.strip()]
    raised = [line for line in told if "Error: " in line or "Exception: " in line]
    return (raised or told or [type(error).__name__])[-1 if raised else 0].rstrip(".")
