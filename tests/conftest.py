import os
from pathlib import Path

import pytest
from hypothesis import settings

# So many that the whole suite stays under the five minutes that the README promises; "explore" looks further.
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=30)
settings.register_profile("quick", derandomize=True, deadline=None, max_examples=10)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of reference data, which is not part of the project."""
    named = os.environ.get("PEMBERDAYAAN_REFERENCE")
    if named is None:
        pytest.skip("no reference data: PEMBERDAYAAN_REFERENCE names no folder")
    folder = Path(named)
    assert folder.is_dir(), f"PEMBERDAYAAN_REFERENCE names {folder}, which is not a folder"
    return folder
