"""Fixtures that tests everywhere use."""

import os
import sys
from pathlib import Path

import pytest

_TESTS = Path(__file__).resolve().parent
sys.path.insert(0, str(_TESTS))  # for goldens and strategies: test folders are no packages

from goldens import Golden  # noqa: E402  found by the line above

ROOT = _TESTS.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew; then read the diff",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(update=request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def seed() -> Path:
    return ROOT / "data" / "articles" / "sound-of-metal.txt"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the checkout that holds gold and scorers, or skip the test."""
    place = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared"))
    if not place.is_dir():
        pytest.skip(f"../shared is absent (looked for {place})")
    return place
