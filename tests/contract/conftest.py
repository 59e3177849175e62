"""What several tests of promises need."""

import pytest
from commands import said


@pytest.fixture(scope="session")
def store(seed, tmp_path_factory):
    """The folder that the seed article was built into; to be read alone."""
    folder = tmp_path_factory.mktemp("seed") / "films"
    said("build", seed, "-o", folder)
    return folder
