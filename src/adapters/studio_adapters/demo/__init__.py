"""A demonstration: studios of FY2024–FY2026, three scenarios to the fen, ordinary life around them; all fictional."""
