"""A bulk build over a cluster, on Apache Spark: articles read by its workers, one merge of it all.

    spark = SparkSession.builder.getOrCreate()
    kg.distribute.build(spark, "s3://news/articles.parquet", "s3://news/graph")

Articles are spread over batches by their content. A worker reads a batch and commits it with a
marker of its own; whoever runs the same again reads only the batches that have none. Then the
merge of ``kg.bulk`` runs on what all batches say, its keys brought together by Spark.
"""

from kg.distribute.building import build

__all__ = ["build"]
