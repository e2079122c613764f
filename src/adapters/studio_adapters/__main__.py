"""`python -m studio_adapters`: the same as the command `studio-domain`."""

from __future__ import annotations

from studio_adapters.cli import main

raise SystemExit(main())
