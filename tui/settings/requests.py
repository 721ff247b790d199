"""What is opened where the command line leaves it open."""

from __future__ import annotations

import msgspec

from tui.settings.model import Settings
from tui.sources.request import Request


def completed(request: Request, settings: Settings) -> Request:
    """The request with the sources and the authority of the settings, where it has none of its own.

    The bundled scorecard, which opens where nobody names a source, keeps the authority that it has.
    """
    sources = request.sources or settings.sources
    authority = request.authority or (settings.authority if sources else None)
    if (sources, authority) == (request.sources, request.authority):
        return request
    return msgspec.structs.replace(request, sources=sources, authority=authority)
