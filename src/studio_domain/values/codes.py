"""Codes that others issue: regions (GB/T 2260)."""

from __future__ import annotations

from attrs import frozen


@frozen
class Region:
    """A region (行政区划) as it was named then: six digits of GB/T 2260, and the name of that day."""

    code: str
    name: str
