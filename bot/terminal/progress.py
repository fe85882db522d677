"""The progress of a terminal command, shown to whoever is watching."""

import contextlib
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import Progress

Told = Callable[[int, int], None]


@contextlib.contextmanager
def shown_progress(name: str) -> Iterator[Told]:
    """Give what tells done of all; a bar shows it where somebody watches, apart from what is printed."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(name, total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)
