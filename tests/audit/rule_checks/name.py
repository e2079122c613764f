"""工作室名称."""

from __future__ import annotations

from audit.rule_checks import Rows

ROWS: Rows = {
    "NAME_FREE": ("regional.studio-name-twice",),
}
