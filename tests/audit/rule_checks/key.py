"""个人信息密钥."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "ISSUED_ONCE": No(Why.AGAIN, "cells open by the commitment that was recorded first, and by no other"),
}
