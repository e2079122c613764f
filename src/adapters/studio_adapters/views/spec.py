"""A register as it is kept: its name, what it reads and shows, and what tells it from an earlier form of itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from typing import Any, Final

import attrs
import msgspec
from attrs import field, frozen

from studio_adapters import codec
from studio_domain import views
from studio_domain.views.register import Folding, Register, Table

Make = Callable[[], Register]

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_LONGEST: Final = 48
"""PostgreSQL cuts names at 63, and the number of a generation is put behind."""


@frozen
class Spec:
    """A register that can be kept, by name; `make` gives an empty accumulator, one for each studio and region.

    `types` are the stored names of the facts that it reads, None if it does not tell; `families` are their first
    parts. `fingerprint` names tables, what is read, and the class's `VERSION`: of another fingerprint, rows are not
    gone on with but built anew.
    """

    name: str
    make: Make = field(eq=False)
    tables: tuple[Table, ...]
    version: int
    types: frozenset[str] | None
    families: frozenset[str]
    fingerprint: str

    def wants(self, topic: str) -> bool:
        """Whether a fact of that type and schema has to be read for it.

        One that this release does not know is wanted if any of its family is read: nobody can say that it would
        change nothing.
        """
        if self.types is None:
            return True
        name = topic.rpartition("/")[0]
        return name in self.types or (name not in codec.BY_NAME and name.partition(".")[0] in self.families)


def spec_of(make: Make, name: str | None = None) -> Spec:
    """How the register that *make* gives is kept; its name is that of its class, `FundLedger` as `fund_ledger`."""
    register = make()
    cls = type(register)
    name = name or re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
    for one in (name, *(_named(register.tables))):
        if not _NAME.fullmatch(one) or len(one) > _LONGEST or one.startswith(("register_", "sqlite_", "pg_")):
            raise ValueError(f"{cls.__name__}: {one} cannot be the name of a table, a column or a register")
    for table in register.tables:
        columns = [column.name for column in table.columns]
        if len(set(columns)) < len(columns) or "owner" in columns or not 0 < table.key <= len(columns):
            raise ValueError(f"{cls.__name__}: the columns of {table.name} are not told apart")
    version: int = getattr(register, "VERSION", 1)
    types = _types(register.see)
    told = [
        version,
        [attrs.astuple(table, recurse=True) for table in register.tables],
        None if types is None else sorted(types),
    ]
    families = frozenset(one.partition(".")[0] for one in types or ())
    return Spec(name, make, register.tables, version, types, families, sha256(msgspec.json.encode(told)).hexdigest())


def _named(tables: tuple[Table, ...]) -> list[str]:
    return [name for table in tables for name in (table.name, *(column.name for column in table.columns))]


def _types(see: Any) -> frozenset[str] | None:
    if not isinstance(see, Folding):
        return None
    return frozenset(codec.TOPIC[cls].rpartition("/")[0] for cls in see.reads)


@cache
def known() -> tuple[Spec, ...]:
    """Every register of the library: the classes that `studio_domain.views` shows, by name."""
    found = [getattr(views, name) for name in views.__all__]
    specs = sorted(
        (spec_of(cls) for cls in found if isinstance(cls, type) and hasattr(cls, "tables") and cls is not Register),
        key=lambda spec: spec.name,
    )
    tables = [table.name for spec in specs for table in spec.tables]
    if len(set(tables)) < len(tables):
        raise ValueError("two registers have a table of one name")
    return tuple(specs)
