"""What could not be read, or was read only with help: listed with its place, never dropped."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

Severity = Literal["info", "warning", "error"]
SEVERITIES: Final[tuple[Severity, ...]] = ("info", "warning", "error")


class Problem(msgspec.Struct, frozen=True):
    """`error`: a figure is lost. `warning`: read with help, or not understood. `info`: carries no figure.

    `code` names the kind of problem for whoever has to tell them apart ("lost_columns"); most have none.
    """

    severity: Severity
    place: str
    message: str
    ref: str | None = None
    code: str | None = None


def why(error: OSError) -> str:
    """Why the system does not give a file, in small letters to stand within a sentence: `permission denied`."""
    return (error.strerror or str(error) or "unknown error").lower()
