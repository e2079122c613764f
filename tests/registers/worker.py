"""A process that keeps registers up to date until it is killed, and tells where it is."""

from __future__ import annotations

import sys
import time

from registers.shown import BOTH
from studio_adapters.stores import open_store
from studio_adapters.views import Runner, open_registers


def main(store: str, registers: str, batch: str) -> None:
    runner = Runner(open_store(store, create=False), open_registers(registers), BOTH, batch=int(batch), poll=0.002)
    with runner:
        print("ready", flush=True)
        time.sleep(60)


if __name__ == "__main__":
    main(*sys.argv[1:])
