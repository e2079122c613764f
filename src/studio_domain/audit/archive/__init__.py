"""All checks of the archives (三、（四）4): 归档, 存储, 借阅, 保密, 鉴定, 销毁, 月度台账."""

from __future__ import annotations

from typing import Final

from studio_domain.audit.archive import batches, destruction, filing, keeping, ledgers, lending
from studio_domain.audit.archive.batches import Batches
from studio_domain.audit.archive.destruction import Destruction
from studio_domain.audit.archive.filing import Filing
from studio_domain.audit.archive.keeping import Keeping
from studio_domain.audit.archive.known import ArchivesKnown, HouseKnown
from studio_domain.audit.archive.ledgers import Ledgers
from studio_domain.audit.archive.lending import Lending
from studio_domain.audit.archive.owed import ArchivesOwed
from studio_domain.audit.engine import Check
from studio_domain.audit.grounds import Grounds

PREDICATE_MODULES: Final = (filing, keeping, lending, destruction, batches, ledgers)


def archive_checks(grounds: Grounds) -> tuple[Check, ...]:
    """One of each, new, for one history; what is known of records, batches and the house comes first."""
    known, house = ArchivesKnown(), HouseKnown()
    return (
        known,
        house,
        Filing(known, house, grounds),
        Keeping(known, grounds),
        Lending(known, house, grounds),
        Destruction(known, grounds),
        Batches(known, grounds),
        ArchivesOwed(known, grounds),
        Ledgers(grounds),
    )
