"""What the resolver understood and why, for the terminal and for programs."""

from bot.names.labels import label
from bot.names.resolution import Outcome, Resolution

_ANSWERS = {Outcome.EXACT: "one", Outcome.LIKELY: "one", Outcome.SEVERAL: "ambiguous", Outcome.NONE: "none"}


def explain(resolution: Resolution) -> list[str]:
    """Return lines for the terminal: the outcome, then each club with score, fitting name and evidence."""
    season = f", season {resolution.season}" if resolution.season is not None else ""
    lines = [f"{resolution.text!r}: {resolution.outcome.value}, margin {resolution.margin:.1f}{season}"]
    for candidate in resolution.candidates:
        why = "; ".join(candidate.why)
        lines.append(f"  {candidate.score:5.1f}  {label(candidate.club)}  [{candidate.club.key}]")
        lines.append(f"         {candidate.matched!r}: {why}" if why else f"         {candidate.matched!r}")
    return lines


def answer_json(resolution: Resolution) -> dict[str, object]:
    """Return {"outcome": "one" | "ambiguous" | "none", "names": [[name, department], …]}.

    Exact and likely are "one", with that club alone; none has no names.
    """
    outcome = _ANSWERS[resolution.outcome]
    shown = {"one": 1, "ambiguous": len(resolution.candidates), "none": 0}[outcome]
    names = [[candidate.club.name, candidate.club.department] for candidate in resolution.candidates[:shown]]
    return {"outcome": outcome, "names": names}
