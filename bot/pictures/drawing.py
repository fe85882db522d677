"""What can be drawn."""

from abc import ABC, abstractmethod

from bot.pictures.canvas import Canvas
from bot.values import value


@value
class Drawing(ABC):
    """What is to be drawn: a value that can be compared and says all that the picture shows."""

    @abstractmethod
    def paint(self) -> Canvas:
        """Return the picture."""

    def png(self) -> bytes:
        """Return the picture as PNG."""
        return self.paint().png()
