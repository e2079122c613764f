"""Who asks: as a gateway in front of this service has authenticated, and says in headers.

The service believes these headers. It listens on loopback, where the gateway is; the gateway removes them from whatever
comes from outside, and sets them for whom it knows. That the role was held that day is checked against mandates on
record, whatever the header says.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated

from attrs import frozen
from fastapi import Depends, Header, Request

from studio_adapters.app import StudioApp


class IllFormed(Exception):
    """A value that the domain does not take for what it should be. The text names the argument, not the value."""


def studio_app(request: Request) -> StudioApp:
    """The app that the service was made with."""
    app: StudioApp = request.app.state.studio
    return app


@frozen
class Reader:
    """Somebody who asks to read."""

    app: StudioApp
    person: str
    role: str
    org: str


@frozen
class Person:
    """Somebody who asks for a decision; `command` is the Idempotency-Key."""

    app: StudioApp
    person: str
    role: str
    org: str
    command: str
    on_behalf_of: str | None
    on: datetime | date | None
    reason: str | None

    @contextmanager
    def deciding(self) -> Iterator[StudioApp]:
        """Decisions inside are this person's: `with who.deciding() as app`, in the function that decides, so in the
        thread that it runs in. What the domain calls ill-formed inside is the client's mistake."""
        try:
            with self.app.acting(
                self.person,
                role=self.role,
                org=self.org,
                on=self.on,
                on_behalf_of=self.on_behalf_of,
                reason=self.reason,
                command=self.command,
            ):
                yield self.app
        except ValueError as wrong:
            raise IllFormed(str(wrong)) from wrong


def reader(
    app: Annotated[StudioApp, Depends(studio_app)],
    acting_person: Annotated[str, Header(alias="X-Studio-Person", description="人员编号, 由网关给出 (who acts)")],
    acting_role: Annotated[str, Header(alias="X-Studio-Role", description="身份 (role): carrier-head, finance …")],
    acting_org: Annotated[str, Header(alias="X-Studio-Org", description="所代表的单位 (organisation)")],
) -> Reader:
    """Who reads. What a person may read is for the gateway to say."""
    return Reader(app, acting_person, acting_role, acting_org)


def deciding(
    who: Annotated[Reader, Depends(reader)],
    key: Annotated[
        str,
        Header(
            alias="Idempotency-Key",
            min_length=16,
            max_length=66,
            pattern=r'^("[!#-~]{16,64}"|[!#-~]{16,64})$',
            description="每个决定一个 UUID；重发用同一个 (a UUID a decision; the same when it is sent again)",
        ),
    ],
    on_behalf_of: Annotated[
        str | None, Header(alias="X-Studio-On-Behalf-Of", description="受谁委托 (for whom, on a delegation)")
    ] = None,
    occurred: Annotated[
        str | None,
        Header(
            alias="X-Studio-Occurred",
            description="何时发生, 不给则为现在: 日期或带时区的时刻 (a day, or an aware instant)",
        ),
    ] = None,
    reason: Annotated[
        str | None, Header(alias="X-Studio-Reason", description="补录原因: correction, late-entry, instruction")
    ] = None,
) -> Person:
    """Who decides, and under which command."""
    return Person(who.app, who.person, who.role, who.org, key.strip('"'), on_behalf_of, _when(occurred), reason)


def _when(text: str | None) -> datetime | date | None:
    if text is None:
        return None
    try:
        when = date.fromisoformat(text) if len(text) == len("2025-01-31") else datetime.fromisoformat(text)
    except ValueError:
        when = None
    if when is None or (isinstance(when, datetime) and when.tzinfo is None):
        raise IllFormed("X-Studio-Occurred: a day, or an instant with its zone")
    return when


Reads = Annotated[Reader, Depends(reader)]
Decides = Annotated[Person, Depends(deciding)]
