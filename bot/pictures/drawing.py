"""What can be drawn."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

from bot.pictures.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Drawing(ABC):
    """What is to be drawn: a value that can be compared and says all that the picture shows."""

    @abstractmethod
    def paint(self) -> Canvas:
        """Return the picture."""

    def png(self) -> bytes:
        """Return the picture as PNG."""
        return self.paint().png()
