"""A folder with the five season documents and the TOML files, without the list of editions.

Most tests count on what is in these; those of the list say so and use `SHIPPED`.
"""

import atexit
import shutil
import tempfile
from pathlib import Path

SHIPPED = Path(__file__).parent.parent / "seeds"


def _five() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="copa-seeds-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for file in (*SHIPPED.glob("*_copa_peru.txt"), *SHIPPED.glob("*.toml"), SHIPPED / "README.md"):
        shutil.copy(file, folder)
    return folder


SEEDS = _five()
