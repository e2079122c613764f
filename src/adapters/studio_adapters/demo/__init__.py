"""A demonstration: studios of FY2024–FY2026, scenarios to the day and the fen, ordinary life; all fictional."""
