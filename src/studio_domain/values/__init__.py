"""Definitions that guards and checks share: what a word means, never whether a rule holds."""

from __future__ import annotations

from studio_domain.values.codes import (
    NATION,
    Region,
    check_region,
    check_uscc,
    citizen_id_is_valid,
    region_chain,
    uscc_is_valid,
)
from studio_domain.values.invoices import invoice_number, looks_like_invoice
from studio_domain.values.money import FEN, Fen, at_rate, in_capitals, whole_fen, yuan, yuan_text
from studio_domain.values.names import name_key, same_name
from studio_domain.values.personal import PERSONAL, Erased, Opened, Personal, PersonId, Sealed, client_id, person_id
from studio_domain.values.streams import check_stream, region_stream, stream_name, stream_owner
from studio_domain.values.tax import gross_of, withholding
from studio_domain.values.time import (
    SHANGHAI,
    Days,
    Span,
    add_days,
    add_months,
    add_years,
    aware,
    covers_years,
    end_of,
    fiscal_year,
    legal_day,
    month_end,
    reaches_years,
    tenure,
    union,
)

__all__ = [
    "FEN",
    "NATION",
    "PERSONAL",
    "SHANGHAI",
    "Days",
    "Erased",
    "Fen",
    "Opened",
    "PersonId",
    "Personal",
    "Region",
    "Sealed",
    "Span",
    "add_days",
    "add_months",
    "add_years",
    "at_rate",
    "aware",
    "check_region",
    "check_stream",
    "check_uscc",
    "citizen_id_is_valid",
    "client_id",
    "covers_years",
    "end_of",
    "fiscal_year",
    "gross_of",
    "in_capitals",
    "invoice_number",
    "legal_day",
    "looks_like_invoice",
    "month_end",
    "name_key",
    "person_id",
    "reaches_years",
    "region_chain",
    "region_stream",
    "same_name",
    "stream_name",
    "stream_owner",
    "tenure",
    "union",
    "uscc_is_valid",
    "whole_fen",
    "withholding",
    "yuan",
    "yuan_text",
]
