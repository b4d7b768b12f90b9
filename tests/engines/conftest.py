"""A local Spark session for the tests that ask for one."""

import os
import shutil

import pytest


@pytest.fixture(scope="session")
def spark():
    """One session of two threads, quiet and small; skipped without pyspark or Java."""
    sql = pytest.importorskip("pyspark.sql", reason="no pyspark: pip install --group spark")
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        pytest.skip("no Java: Spark needs version 17")
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        # Few rows and many plans: what compiles for large data only costs.
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
        "spark.driver.memory": "512m",
        "spark.log.level": "ERROR",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    session = sql.SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    yield session
    session.stop()


@pytest.fixture(params=["ansi", "lenient"])
def session(request, spark):
    """The session under both meanings of wrong casts and overflow that Spark has."""
    spark.conf.set("spark.sql.ansi.enabled", "true" if request.param == "ansi" else "false")
    return spark
