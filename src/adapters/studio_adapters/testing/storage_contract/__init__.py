"""What every store keeps to, one test a line: subclass it, give it your stores, and inherit everything.

class TestMine(StorageContract):
    @pytest.fixture
    def rows(self) -> Iterator[Rows]: ...        # an empty store; all else may be left out
    @pytest.fixture
    def open_again(self, rows) -> OpenAgain: ... # the same store, as another process would open it
    @pytest.fixture
    def address(self, rows) -> str: ...          # where `opener` finds it; without it no other process is tried
    @pytest.fixture
    def fresh(self) -> str: ...                  # an address where nothing is yet
    @pytest.fixture
    def forbidden(self, rows) -> Forbidden: ...  # ways to change what is written, which the database refuses
    @pytest.fixture
    def read_only(self, rows) -> OpenAgain: ...  # the same store, where nothing may be written
    @pytest.fixture
    def full(self, rows) -> Full: ...            # the same store, and a disk that takes nothing more meanwhile

`opener` (`module:function`) opens an address in another process: `studio_adapters.stores:open_store` unless you say
otherwise. `pytest -s` prints what was delivered under load: writers, appends, kills, events, missed, repeated.
"""

from __future__ import annotations

from studio_adapters.testing.storage_contract.agreement import Agreeing, Agreement
from studio_adapters.testing.storage_contract.appending import Appending
from studio_adapters.testing.storage_contract.commanding import Commanding
from studio_adapters.testing.storage_contract.keeping import Keeping
from studio_adapters.testing.storage_contract.processes import Processes
from studio_adapters.testing.storage_contract.reading import Reading
from studio_adapters.testing.storage_contract.refusing import Refusing
from studio_adapters.testing.storage_contract.restoring import Restoring
from studio_adapters.testing.storage_contract.stores import Forbidden, Full, OpenAgain
from studio_adapters.testing.storage_contract.together import Together

__all__ = ["Agreement", "Forbidden", "Full", "OpenAgain", "StorageContract"]


class StorageContract(
    Appending, Commanding, Keeping, Reading, Restoring, Refusing, Together, Processes, Agreeing
):  # fmt: skip
    """All that a store promises (design, "The journal")."""
