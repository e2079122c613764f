"""The example service: what it answers, what it refuses and how it says so, over real HTTP."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from practice import CLIENTS, DESK, LU, ROOM, A, Practice, Time, at
from serving import COMMAND, Gateway, a_key, environment, served, started
from studio_adapters import catalog, memory
from studio_adapters.app import StudioApp
from studio_adapters.journal import Batch, Clock, Conflict, Receipt, StoreUnavailable
from studio_domain.aggregate import Change, Context
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import READINGS, Clause
from studio_domain.values import SHANGHAI, PersonId
from studio_service import create_app
from studio_service.described import entries
from studio_service.language import preferred
from studio_service.problems import KINDS

STUDIO, CARRIER = "hz-xihu-001", "91000000MA00000157"
POSTS: Final = {
    "p-101": "carrier-head",
    "p-102": "finance-head",
    "p-103": "finance",
    "p-104": "cashier",
    "p-105": "staff",
}
HEAD, FHEAD, FINANCE, CASHIER, STAFF = ((person, role, CARRIER) for person, role in POSTS.items())
TODAY = date(2025, 4, 18)
FUND = f"/studios/{STUDIO}/funds/2025"
LINE = "培训活动费"


class Weak(memory.Recorder):
    """A store that breaks when it is told to."""

    trouble: Exception | None = None
    losing = False

    def append(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        if self.trouble is not None:
            raise self.trouble
        done = super().append(batches, clock)
        if self.losing:
            self.losing = False
            raise StoreUnavailable("postgresql://db.internal/studio: the connection was lost")
        return done


@pytest.fixture
def store() -> Weak:
    return Weak()


@pytest.fixture
def gateway(store: Weak) -> Iterator[Gateway]:
    now = datetime(2025, 4, 18, 10, tzinfo=SHANGHAI)
    with (
        StudioApp(store, clock=lambda: now) as studio,
        served(studio) as address,
        closing(Gateway(address)) as asked,
    ):
        yield asked


def said(answer: httpx.Response, status: int) -> dict[str, Any]:
    """The problem that was answered, which tells nothing of what is inside."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "Accept-Language" in answer.headers["Vary"]
    assert "Traceback" not in answer.text
    assert "db.internal" not in answer.text
    body: dict[str, Any] = answer.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    return body


def done(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


def founded(gateway: Gateway) -> Gateway:
    """A studio with posts, an account, a budget and money, all asked for over HTTP."""
    for person, role in POSTS.items():
        mandate = {"mandate_id": f"m-{person}", "role": role, "org": CARRIER, "first": "2025-01-01", "document": "任1"}
        done(gateway.post(f"/studios/{STUDIO}/mandates/{person}", mandate, HEAD))
    carrier = {
        "region_code": "330106",
        "region_name": "杭州市西湖区",
        "carrier": CARRIER,
        "name": "园区",
        "kind": "park",
    }
    done(gateway.post(f"/studios/{STUDIO}/carrier", carrier, HEAD))
    done(gateway.post(FUND, {}, FHEAD))
    rules = {"version": "1", "effective": "2025-01-01", "document": "财1"}
    done(
        gateway.post(
            f"{FUND}/finance-rules", rules, FHEAD, X_Studio_Occurred="2025-01-01", X_Studio_Reason="late-entry"
        )
    )
    line = {"line": LINE, "source": "carrier", "fen": 2_000_00, "category": "training"}
    budget = {"income": [{"source": "carrier", "fen": 3_000_00}], "lines": [line]}
    done(gateway.post(f"{FUND}/budget", budget, FINANCE))
    done(gateway.post(f"{FUND}/budget/approval", {"document": "预1"}, HEAD))
    money = {
        "receipt": "r-1", "source": "carrier", "fen": 3_000_00, "on": "2025-04-18", "mode": "bank", "reference": "回-1",
        "payer": CARRIER, "payer_kind": "carrier",
    }  # fmt: skip
    done(gateway.post(f"{FUND}/receipts", money, FINANCE))
    return gateway


def a_claim(number: str = "c-1", fen: int = 860_00) -> dict[str, Any]:
    voucher = {"kind": "invoice", "number": f"2533200000001234567{number[-1]}", "fen": fen, "issued": "2025-04-16"}
    return {
        "claim": number, "line": LINE, "category": "training", "fen": fen, "purpose": "讲课费", "vouchers": [voucher]
    }  # fmt: skip


class TestAClaim:
    def test_goes_through_its_four_hands(self, gateway: Gateway) -> None:
        founded(gateway)
        receipt = done(gateway.post(f"{FUND}/claims", a_claim(), STAFF))
        assert receipt["stream"] == f"{STUDIO}/fund/2025"
        done(gateway.post(f"{FUND}/claims/c-1/review", None, FINANCE))
        done(gateway.post(f"{FUND}/claims/c-1/approval", None, FHEAD))
        paid = {"mode": "bank", "reference": "回-2", "entry": "记-4-12"}
        done(gateway.post(f"{FUND}/claims/c-1/payment", paid, CASHIER))
        (execution,) = gateway.get(f"/studios/{STUDIO}/registers/budget_execution", STAFF).json()
        assert execution["title_zh"] == "预算执行"
        (row,) = execution["rows"]
        assert (row["line"], row["paid_fen"], row["free_fen"]) == (LINE, 860_00, 1_140_00)
        history = gateway.get(f"/studios/{STUDIO}/streams/fund/2025?after=5&limit=2", STAFF).json()
        assert [one["version"] for one in history["facts"]] == [6, 7]
        assert history["next"] == 7
        submitted = history["facts"][0]
        assert (submitted["type"], submitted["context"]["by"]) == ("fund-account.claim-submitted/2", "p-105")
        whole = gateway.get(f"/studios/{STUDIO}/history?limit=1000", STAFF).json()
        assert (len(whole["facts"]), whole["next"]) == (15, None)
        earlier = gateway.get(f"/studios/{STUDIO}/registers/budget_execution?as_of=2025-04-17", STAFF).json()
        assert earlier[0]["rows"] == []

    def test_refused_names_clause_and_figures_in_either_language(self, gateway: Gateway) -> None:
        founded(gateway)
        done(gateway.post(f"{FUND}/claims", a_claim("c-1", 2_000_01), STAFF))
        acceptance = gateway.post(f"{FUND}/claims/c-1/acceptance", {"document": "验1"}, HEAD)
        assert said(acceptance, 403)["detail"].startswith("carrier-head 无权作出该决定")
        problem = said(gateway.post(f"{FUND}/claims/c-1/review", None, FINANCE), 422)
        assert (problem["type"], problem["clause"]) == ("/problems/rules/fund/ACCEPTED", "3.4.6.d")
        assert problem["clause_ref"] == "三、（四）6"
        assert problem["rule_source"] == "guideline"
        assert problem["figures"]["claim"] == "c-1"
        assert problem["instance"] == f"{FUND}/claims/c-1/review"
        english = gateway.post(f"{FUND}/claims/c-1/review", None, FINANCE, Accept_Language="en-GB,zh;q=0.5")
        assert english.headers["Content-Language"] == "en"
        told = said(english, 422)
        assert {key: told[key] for key in ("type", "clause", "figures")} == {
            key: problem[key] for key in ("type", "clause", "figures")
        }
        assert told["detail"].isascii() or "c-1" in told["detail"]
        assert told["title"] == READINGS[Clause("3.4.6.d")].en
        meant = gateway.get(problem["type"]).json()
        assert (meant["clause"], meant["clause_ref"]) == (problem["clause"], problem["clause_ref"])
        assert "review_claim" in meant["decisions"]

    def test_who_does_not_hold_the_role_is_the_wrong_person(self, gateway: Gateway) -> None:
        founded(gateway)
        done(gateway.post(f"{FUND}/claims", a_claim(), STAFF))
        for who in (("p-105", "finance", CARRIER), ("p-103", "finance", "91000000MA00000900")):
            problem = said(gateway.post(f"{FUND}/claims/c-1/review", None, who), 403)
            assert problem["type"].startswith("/problems/rules/desk/")


class TestIdempotency:
    def test_the_same_key_and_request_is_answered_the_same(self, gateway: Gateway, store: Weak) -> None:
        founded(gateway)
        key, before = a_key(), store.end()
        first = done(gateway.post(f"{FUND}/claims", a_claim(), STAFF, key))
        assert first["command"] == key
        for same in (key, f'"{key}"'):
            assert done(gateway.post(f"{FUND}/claims", a_claim(), STAFF, same)) == first
        assert store.end() == first["last"] == before + 2, "the claim, and its invoice in the region"

    def test_the_same_key_and_anything_else_is_refused(self, gateway: Gateway, store: Weak) -> None:
        founded(gateway)
        key = a_key()
        done(gateway.post(f"{FUND}/claims", a_claim(), STAFF, key))
        end = store.end()
        for path, body, who in (
            (f"{FUND}/claims", a_claim("c-1", 861_00), STAFF),
            (f"{FUND}/claims", a_claim(), FINANCE),
            (f"{FUND}/claims/c-1/review", None, FINANCE),
        ):
            problem = said(gateway.post(path, body, who, key), 422)
            assert problem["type"] == "/problems/idempotency-key-reused"
        assert store.end() == end

    def test_what_was_refused_may_be_tried_again_under_its_key(self, gateway: Gateway) -> None:
        founded(gateway)
        key = a_key()
        said(gateway.post(f"{FUND}/claims/c-1/review", None, FINANCE, key), 422)
        done(gateway.post(f"{FUND}/claims", a_claim(), STAFF))
        done(gateway.post(f"{FUND}/claims/c-1/review", None, FINANCE, key))

    def test_an_answer_that_was_lost_is_asked_for_again(self, gateway: Gateway, store: Weak) -> None:
        """The store has written, and the connection broke: the client sees 503, and sends the same again."""
        founded(gateway)
        key = a_key()
        store.losing = True
        lost = gateway.post(f"{FUND}/claims", a_claim(), STAFF, key)
        assert (said(lost, 503)["type"], lost.headers["Retry-After"]) == ("/problems/store-unavailable", "5")
        end = store.end()
        assert done(gateway.post(f"{FUND}/claims", a_claim(), STAFF, key))["last"] == end == store.end()

    @pytest.mark.parametrize("key", ["short", "k" * 65, "a key with blanks", '"open-ended-key-0001'])
    def test_a_key_that_is_none(self, gateway: Gateway, key: str) -> None:
        problem = said(gateway.post(f"{FUND}/claims", a_claim(), STAFF, key), 400)
        assert [one["where"] for one in problem["errors"]] == ["header.Idempotency-Key"]

    def test_no_key(self, gateway: Gateway) -> None:
        assert said(gateway.post(FUND, {}, FHEAD, None), 400)["type"] == "/problems/no-idempotency-key"


class TestWhatGoesWrong:
    def test_nobody_acts(self, gateway: Gateway) -> None:
        for answer in (gateway.post(FUND, {}), gateway.get(f"/studios/{STUDIO}/history")):
            assert said(answer, 401)["type"] == "/problems/nobody-acts"
            assert answer.headers["WWW-Authenticate"]

    def test_a_body_is_told_field_by_field_without_its_values(self, gateway: Gateway) -> None:
        body = {"claim": "c-1", "line": LINE, "category": "training", "fen": "860.00 张三", "purpose": "", "more": 1}
        problem = said(gateway.post(f"{FUND}/claims", body, STAFF), 400)
        assert [one["where"] for one in problem["errors"]] == ["body.fen", "body.purpose", "body.more"]
        assert "张三" not in json.dumps(problem, ensure_ascii=False)

    @pytest.mark.parametrize(
        ("who", "headers"),
        [
            (("Zhang San", "finance", CARRIER), {}),
            (("p-103", "king", CARRIER), {}),
            (FINANCE, {"X_Studio_Occurred": "yesterday"}),
            (FINANCE, {"X_Studio_Occurred": "2025-04-18T10:00:00"}),
            (FINANCE, {"X_Studio_Reason": "because"}),
        ],
    )
    def test_ill_formed_headers(self, gateway: Gateway, who: tuple[str, str, str], headers: dict[str, str]) -> None:
        problem = said(gateway.post(FUND, {}, who, **headers), 400)
        assert problem["type"] == "/problems/ill-formed"
        assert "Zhang" not in problem["detail"]

    def test_an_unknown_stream(self, gateway: Gateway) -> None:
        founded(gateway)
        for answer in (
            gateway.post(f"/studios/{STUDIO}/funds/2024/claims", a_claim(), STAFF),
            gateway.get(f"/studios/{STUDIO}/streams/fund/2024", STAFF),
            gateway.get("/studios/hz-none-001/history", STAFF),
            gateway.get("/studios/hz-none-001/registers/fund_ledger", STAFF),
        ):
            assert said(answer, 404)["type"] == "/problems/unknown-stream"

    def test_an_address_that_is_none(self, gateway: Gateway) -> None:
        for path in (
            "/nothing",
            f"/studios/{STUDIO}/registers/nothing",
            "/problems/nothing",
            "/problems/rules/fund/NO",
        ):
            assert said(gateway.get(path, STAFF), 404)["type"] == "/problems/not-found"
        assert said(gateway.get(f"{FUND}/claims", STAFF), 405)["type"] == "/problems/not-allowed"
        assert said(gateway.post("/studios/a%20b/funds/2025", {}, STAFF), 400)["type"] == "/problems/ill-formed"

    @pytest.mark.parametrize(
        ("trouble", "status", "name"),
        [
            (Conflict("s is at version 2, not 1"), 409, "conflict"),
            (StoreUnavailable("postgresql://db.internal/studio: connection failed"), 503, "store-unavailable"),
            (ZeroDivisionError("db.internal"), 500, "fault"),
            (KeyError("db.internal"), 500, "fault"),
        ],
    )
    def test_of_the_store(self, gateway: Gateway, store: Weak, trouble: Exception, status: int, name: str) -> None:
        founded(gateway)
        store.trouble = trouble
        assert said(gateway.post(f"{FUND}/claims", a_claim(), STAFF), status)["type"] == f"/problems/{name}"

    def test_a_history_that_makes_no_sense(self, gateway: Gateway, store: Weak) -> None:
        founded(gateway)
        context = Context(
            occurred=TODAY, by=PersonId("p-9"), role="staff", org=CARRIER, command="c", rules="guideline/1"
        )
        studio = StudioApp(store)
        version = sum(1 for _ in studio.journal.read(f"{STUDIO}/fund/2025"))
        senseless = fund.ClaimReviewed("c-none", PersonId("p-9"))
        studio.journal.append([Change(f"{STUDIO}/fund/2025", version, (senseless,))], context)
        problem = said(gateway.post(f"{FUND}/claims", a_claim(), STAFF), 500)
        assert problem["type"] == "/problems/broken-history"
        assert f"{STUDIO}/fund/2025@{version + 1}" in problem["detail"]

    @pytest.mark.parametrize("name", KINDS)
    def test_each_kind_says_what_to_do(self, gateway: Gateway, name: str) -> None:
        meant = gateway.get(f"/problems/{name}").json()
        assert (meant["type"], meant["status"]) == (f"/problems/{name}", KINDS[name].status)
        assert meant["advice_zh"]
        assert meant["advice_en"].isascii()


class TestAppointments:
    def test_asked_for_and_agreed(self) -> None:
        """A studio that takes appointments, its clients on record; what is agreed stands in the diaries."""
        tuesday, thursday = date(2025, 3, 4), date(2025, 3, 6)
        time = Time(at(tuesday, 10))
        with StudioApp("memory:", clock=time) as studio:
            Practice(studio, time)
            with served(studio) as address, closing(Gateway(address)) as gateway:
                desk, path = (DESK.id, "staff", CARRIER), f"/studios/{A}/appointments/a-1"
                start, end = at(thursday, 9), at(thursday, 10)
                wanted = {
                    "client": CLIENTS[0], "mode": "visit", "start": start.isoformat(), "end": end.isoformat()
                }  # fmt: skip
                done(gateway.post(path, wanted, desk))
                agreed = done(gateway.post(f"{path}/confirmation", {"mentor": LU.id, "room": ROOM}, desk))
                assert agreed["last"] - agreed["first"] == 2, "the agreement, and both diaries"
                other = f"/studios/{A}/appointments/a-2"
                done(gateway.post(other, {**wanted, "client": CLIENTS[1]}, desk))
                problem = said(gateway.post(f"{other}/confirmation", {"mentor": LU.id, "room": "activity"}, desk), 422)
                assert problem["type"] == "/problems/rules/diary/MENTOR_FREE"
                done(gateway.post(f"{path}/cancellation", {"party": "client", "reason": "有事"}, desk))
                done(gateway.post(f"{other}/confirmation", {"mentor": LU.id, "room": "activity"}, desk))
                naive = {**wanted, "start": "2025-03-06T09:00:00"}
                problem = said(gateway.post(f"/studios/{A}/appointments/a-3", naive, desk), 400)
                assert [one["where"] for one in problem["errors"]] == ["body.start"]
                calendar = gateway.get(f"/studios/{A}/registers/appointment_calendar", desk).json()
                assert calendar[0]["rows"]
                time.now += timedelta(days=1)


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    with StudioApp("memory:") as studio:
        return create_app(studio).openapi()


class TestOpenAPI:
    def test_each_decision_names_its_clauses_and_who_may_decide(self, document: dict[str, Any]) -> None:
        paths = set(_rules())
        taken = [one for methods in document["paths"].values() for verb, one in methods.items() if verb == "post"]
        assert len(taken) == 16
        for one in taken:
            found = entries(*one["x-studio-decision"].split("."))
            assert one["x-studio-roles"] == list(found[0].roles)
            assert set(one["x-studio-clauses"]) == {clause for entry in found for clause in entry.clauses} != set()
            assert {rule.rpartition("/")[2] for rule in one["x-studio-rules"]} == {
                rule for entry in found for rule in entry.rules
            }
            assert set(one["x-studio-rules"]) <= paths
            for clause in one["x-studio-clauses"]:
                assert f"- {clause} {READINGS[Clause(clause)].heading}" in one["description"]
            for role in found[0].roles:
                assert role in one["description"]
            assert {"400", "401", "403", "404", "409", "422", "503"} < set(one["responses"])
            assert one["responses"]["422"]["content"] == {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }

    def test_operations_are_told_apart_by_short_names(self, document: dict[str, Any]) -> None:
        names = [one["operationId"] for methods in document["paths"].values() for one in methods.values()]
        assert len(set(names)) == len(names)
        assert "approve_claim" in names

    def test_the_page_shows_them_all_and_loads_nothing(self, gateway: Gateway, document: dict[str, Any]) -> None:
        for language, word in (("zh", "可由"), ("en", "rules that may refuse it")):
            shown = gateway.get("/", Accept_Language=language)
            assert shown.headers["Content-Type"] == "text/html; charset=utf-8"
            assert shown.headers["Content-Security-Policy"].startswith("default-src 'none'")
            assert word in shown.text
            for path in document["paths"]:
                assert path in shown.text
            for loading in ("<script", "src=", "http://", "https://", "@import", "<link"):
                assert loading not in shown.text
        english = gateway.get("/", Accept_Language="en")
        assert gateway.get("/?lang=en", Accept_Language="zh").text == english.text


def _rules() -> Iterator[str]:
    return (f"/problems/rules/{one.kind}/{one.name}" for one in catalog.rules())


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        (None, "zh"), ("", "zh"), ("*", "zh"), ("fr", "zh"), ("zh-CN,en;q=0.8", "zh"), ("en", "en"),
        ("en-US,zh;q=0.9", "en"),
        ("zh;q=0.2, en;q=0.3", "en"), ("en;q=0", "zh"), ("en;q=x", "zh"), ("EN", "en"), ("zh;q=0,*", "en"),
    ],
)  # fmt: skip
def test_the_language_that_the_client_prefers(accept: str | None, language: str) -> None:
    assert preferred(accept) == language


def test_it_starts_with_one_command_and_keeps_what_it_was_told(tmp_path: Path) -> None:
    """In a process of its own on loopback, over a file; a second one goes on with it."""
    key, receipts = a_key(), []
    mandate = {"mandate_id": "m-1", "role": "carrier-head", "org": CARRIER, "first": "2025-01-01", "document": "任1"}
    for _ in range(2):
        store = ("--store", str(tmp_path / "s.db"), "--port", "0")
        with started(*store) as address, closing(Gateway(address)) as gateway:
            assert gateway.get("/").status_code == 200
            receipts.append(done(gateway.post(f"/studios/{STUDIO}/mandates/p-101", mandate, HEAD, key)))
    assert receipts[0] == receipts[1]


def test_a_store_that_cannot_be_opened_is_one_line(tmp_path: Path) -> None:
    asked = [*COMMAND, "--store", str(tmp_path / "no/s.db"), "--port", "0"]
    ended = subprocess.run(asked, capture_output=True, text=True, env=environment(), timeout=60, check=False)
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert "no such directory" in ended.stderr
