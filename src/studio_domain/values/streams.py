"""Names of streams: `<owner>/<kind>/<local id>`, where the owner is a studio or a region."""

from __future__ import annotations

import re
from typing import Final

from studio_domain.values.codes import check_region

LONGEST_STREAM: Final = 200

_PART: Final = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_STREAM: Final = re.compile(rf"{_PART}/{_PART}/{_PART}(?:/{_PART})*")


def check_stream(text: str) -> str:
    """*text* itself, if it names a stream: at least three parts, ASCII, at most 200 characters.

    A local id may have parts of its own, as in `region-330100/diary/p-017/2025-04-01`.
    """
    if len(text) > LONGEST_STREAM:
        raise ValueError(f"a stream's name has at most {LONGEST_STREAM} characters, not {len(text)}")
    if _STREAM.fullmatch(text) is None:
        raise ValueError(
            "a stream is <owner>/<kind>/<local id>, each part of A-Z a-z 0-9 . _ - and led by a letter or digit: "
            + ascii(text)
        )
    return text


def stream_name(*parts: str) -> str:
    """The stream of these parts: `stream_name("hz-xihu-001", "fund", "2025")`."""
    return check_stream("/".join(parts))


def region_stream(code: str, kind: str, *local: str) -> str:
    """A stream that all studios of a region share: `region-330106/invoice/25332000000012345678`."""
    return stream_name(f"region-{check_region(code)}", kind, *local)


def stream_owner(stream: str) -> str:
    """Whose stream it is: a studio, or `region-` and a region's code."""
    return stream.partition("/")[0]
