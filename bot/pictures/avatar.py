"""The bot's own picture, a cup before Peru's red and white; `python -m bot.pictures.avatar FILE` saves it."""

import io
import sys
from pathlib import Path

from PIL import Image, ImageDraw

_SIDE, _FINE = 512, 2
_RED, _WHITE, _GOLD, _DARK = "#D91023", "#FFFFFF", "#F2B632", "#B07D12"


def avatar() -> bytes:
    """Return the picture as PNG."""
    side = _SIDE * _FINE
    image = Image.new("RGB", (side, side), _WHITE)
    draw = ImageDraw.Draw(image)
    for left in (0.0, 2 / 3):
        draw.rectangle(_at(left, 0, left + 1 / 3, 1), fill=_RED)
    for left in (0.22, 0.56):
        draw.ellipse(_at(left, 0.25, left + 0.22, 0.51), outline=_DARK, width=side // 28)
    draw.rectangle(_at(0.31, 0.18, 0.69, 0.30), fill=_GOLD)
    draw.pieslice(_at(0.31, 0.02, 0.69, 0.58), 0, 180, fill=_GOLD)
    draw.rounded_rectangle(_at(0.28, 0.15, 0.72, 0.21), radius=side // 60, fill=_GOLD)
    draw.rectangle(_at(0.465, 0.56, 0.535, 0.72), fill=_DARK)
    draw.polygon([*_at(0.40, 0.76, 0.60, 0.76), *_at(0.54, 0.69, 0.46, 0.69)], fill=_GOLD)
    draw.rounded_rectangle(_at(0.33, 0.75, 0.67, 0.84), radius=side // 60, fill=_DARK)
    file = io.BytesIO()
    image.resize((_SIDE, _SIDE), Image.Resampling.LANCZOS).save(file, "PNG", optimize=True)
    return file.getvalue()


def _at(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
    side = _SIDE * _FINE
    return left * side, top * side, right * side, bottom * side


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(avatar())
