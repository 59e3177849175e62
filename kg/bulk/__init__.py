"""A build of very many articles, in bounded memory: sorted N-Quads, a table of facts, a store.

    kg.bulk.build("films.parquet", "graph", by=kg.tables.mapping("films.toml"), jobs=2)

The same merge runs over a cluster, see ``kg.distribute``.
"""

from kg.bulk.building import Made, build

__all__ = ["Made", "build"]
