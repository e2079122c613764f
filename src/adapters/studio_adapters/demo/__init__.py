"""A demonstration: studios of FY2024–FY2026, three scenarios to the fen, and ordinary life around them. All fictional."""
