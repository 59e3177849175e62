"""Judge a graph: what breaks a shape, what breaks a rule, and whose words stand behind it.

Shapes (ontology/shapes, SHACL) judge the nodes of the film graph. Rules (queries/checks,
SPARQL) judge what no shape can see: which graph holds what, and words against their article.
Some rules set two facts side by side that cannot both hold: disputes. A file added to either
folder is a check added here.
"""

from kg.check.disputes import disputes
from kg.check.reach import ANYTHING, looked_at
from kg.check.refusal import blamed, gate, refused
from kg.check.shacl import shapes
from kg.check.sparql import rules

__all__ = ["ANYTHING", "blamed", "disputes", "gate", "looked_at", "refused", "rules", "shapes"]
