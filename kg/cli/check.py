"""``kg check``: where a graph breaks a shape or a rule, and the sentences behind it."""

import typer

import kg
from kg.cli import options, screen, telling
from kg.model import Report


def check(
    given: options.SourcesOrStore,
    date: options.Date = None,
    base: options.Base = options.BASE,
    model: options.Model = "",
) -> None:
    """Show what breaks a shape or a rule.

    Each violation comes with its sentences and what to do; if there is one, the exit code
    is 3. Of articles, what had to be left out of their graph counts as well. Of a film graph
    without its evidence, the shapes alone are judged.

    Example: kg check graph
    """
    graph, left_out = options.opened(given, date, base, model)
    rules = kg.check.rules(graph) if graph.has_evidence else Report(())
    found = (left_out, kg.check.shapes(graph), rules)
    report = Report(tuple(sorted({each for part in found for each in part.violations})))
    for each in report.violations:
        screen.say(*telling.violation(each))
    counted = telling.counted(len(report.violations), "violation")
    bare = "" if graph.has_evidence else "; shapes alone, as there is no evidence for the rules"
    screen.say(counted + bare)
    raise typer.Exit(0 if report.conforms else 3)
