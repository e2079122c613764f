"""Pictures for auditors, each a function from figures to an SVG (`str(drawing)`)."""
