"""Cells (ADR 0011): what is sealed opens at its place by its key, and anything else is told as what it is."""

from __future__ import annotations

import hmac
import json
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
import pytest
from Crypto.Cipher import AES
from hypothesis import given
from hypothesis import strategies as st

from studio_adapters.sealing import Address, CellError, CellMisplaced, CellTampered, UnknownSuite
from studio_adapters.sealing.cells import commitment_of, seal, unseal
from studio_domain.values import Erased, Opened, Sealed

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "storage" / "cells.json").read_text(encoding="utf-8")
)
SECRET, OTHER = bytes(range(32)), bytes(32)
KEY = "00112233445566778899aabbccddeeff"
HERE = Address("hz-xihu-001/client/k-1", 1, "client-record.registered", "name")
each_vector = pytest.mark.parametrize("vector", VECTORS, ids=lambda one: f"{one['stream']}@{one['version']}")


def address(vector: dict[str, Any]) -> Address:
    return Address(vector["stream"], vector["version"], vector["type"], vector["path"])


class TestVectors:
    @each_vector
    def test_a_cell_is_sealed_as_it_is_for_ever(self, vector: dict[str, Any]) -> None:
        secret, salt = bytes.fromhex(vector["secret"]), bytes.fromhex(vector["salt"])
        cell = seal(vector["text"], vector["key"], secret, address(vector), salt)
        assert attrs.asdict(cell) == vector["cell"]
        assert commitment_of(secret) == vector["key_commitment"]
        assert unseal(cell, secret, address(vector)) == vector["text"]

    @each_vector
    def test_another_implementation_opens_it_by_the_recipe_of_the_adr(self, vector: dict[str, Any]) -> None:
        cell = vector["cell"]
        lines = [
            "studio-domain/cell/v1", cell["suite"], vector["stream"], str(vector["version"]), vector["type"],
            vector["path"], cell["sealed_by"],
        ]  # fmt: skip
        bound = "".join(f"{line}\n" for line in lines).encode()
        cell_key = hmac.new(bytes.fromhex(vector["secret"]), b64decode(cell["salt"]) + bound, sha256).digest()
        assert sha256(b"studio-domain/kc/v1\0" + cell_key).digest() == b64decode(cell["commitment"])
        sealed = b64decode(cell["ciphertext"])
        opener = AES.new(cell_key, AES.MODE_GCM, nonce=bytes(12))
        opener.update(bound)
        assert opener.decrypt_and_verify(sealed[:-16], sealed[-16:]).decode() == vector["text"]


texts = st.text(st.characters(codec="utf-8"))


class TestOpening:
    @given(texts)
    def test_what_is_sealed_opens(self, text: str) -> None:
        opened = unseal(seal(text, KEY, SECRET, HERE), SECRET, HERE)
        assert opened == text
        assert isinstance(opened, Opened)

    @given(texts.filter(bool))
    def test_equal_texts_are_sealed_differently(self, text: str) -> None:
        one, other = seal(text, KEY, SECRET, HERE), seal(text, KEY, SECRET, HERE)
        assert not {one.salt, one.commitment, one.ciphertext} & {other.salt, other.commitment, other.ciphertext}

    @given(texts)
    def test_a_text_without_its_key_says_its_length_and_nothing_else(self, text: str) -> None:
        assert len(b64decode(seal(text, KEY, SECRET, HERE).ciphertext)) == len(text.encode()) + 16

    @pytest.mark.parametrize(
        "elsewhere",
        [
            attrs.evolve(HERE, stream="hz-xihu-001/client/k-2"),
            attrs.evolve(HERE, version=2),
            attrs.evolve(HERE, type="client-record.enterprise-updated"),
            attrs.evolve(HERE, path="phone"),
        ],
        ids=str,
    )
    def test_a_cell_from_elsewhere_is_misplaced(self, elsewhere: Address) -> None:
        with pytest.raises(CellMisplaced, match="not sealed here by this key"):
            unseal(seal("王小明", KEY, SECRET, elsewhere), SECRET, HERE)

    def test_another_key_does_not_open_it(self) -> None:
        with pytest.raises(CellMisplaced):
            unseal(seal("王小明", KEY, SECRET, HERE), OTHER, HERE)

    @pytest.mark.parametrize(
        ("part", "error"), [("salt", CellMisplaced), ("commitment", CellMisplaced), ("ciphertext", CellTampered)]
    )
    @given(st.integers(0, 200), st.integers(1, 255))
    def test_a_changed_byte_is_found_in_the_part_where_it_is(
        self, part: str, error: type[CellError], at: int, by: int
    ) -> None:
        cell = seal("王小明", KEY, SECRET, HERE)
        data = bytearray(b64decode(getattr(cell, part)))
        data[at % len(data)] ^= by
        with pytest.raises(error):
            unseal(attrs.evolve(cell, **{part: b64encode(bytes(data)).decode()}), SECRET, HERE)

    def test_another_key_id_is_found(self) -> None:
        with pytest.raises(CellMisplaced):
            unseal(attrs.evolve(seal("王小明", KEY, SECRET, HERE), sealed_by="0" * 32), SECRET, HERE)

    @pytest.mark.parametrize("part", ["salt", "commitment", "ciphertext"])
    @pytest.mark.parametrize("spelt", ["!", "YQ", "YQ==\n", "YR==", "王"])
    def test_another_spelling_is_no_cell(self, part: str, spelt: str) -> None:
        with pytest.raises(CellError):
            unseal(attrs.evolve(seal("王小明", KEY, SECRET, HERE), **{part: spelt}), SECRET, HERE)

    def test_an_unknown_suite_is_told(self) -> None:
        with pytest.raises(UnknownSuite):
            unseal(attrs.evolve(seal("王小明", KEY, SECRET, HERE), suite="sm4-gcm/1"), SECRET, HERE)

    def test_no_error_tells_the_text(self) -> None:
        cell = seal("王小明", KEY, SECRET, HERE)
        for broken in (attrs.evolve(cell, ciphertext="YWJj"), attrs.evolve(cell, salt="YWJj")):
            with pytest.raises(CellError) as refused:
                unseal(broken, SECRET, HERE)
            assert "王" not in str(refused.value)
            assert str(HERE) in str(refused.value)

    def test_no_ciphertext_opens_to_two_texts(self) -> None:
        """AES-GCM alone would let a writer craft one for two keys; the commitment fits one of them at most."""
        one = seal("付款人王小明", KEY, SECRET, HERE)
        assert unseal(one, SECRET, HERE) == "付款人王小明"
        with pytest.raises(CellMisplaced):
            unseal(attrs.evolve(one, commitment=seal("付款人李四", KEY, OTHER, HERE).commitment), SECRET, HERE)


class TestValues:
    def test_nothing_prints_what_it_holds(self) -> None:
        assert repr(Opened("王小明")) == "<personal>"
        assert f"{[Opened('王小明')]}" == "[<personal>]"
        cell = seal("王小明", KEY, SECRET, HERE)
        assert repr(cell) == f"<sealed by {KEY}>"
        assert repr(Erased(**attrs.asdict(cell))) == f"<erased with {KEY}>"

    def test_what_is_erased_is_not_what_is_sealed(self) -> None:
        cell = seal("王小明", KEY, SECRET, HERE)
        erased = Erased(**attrs.asdict(cell))
        assert erased != cell
        assert isinstance(erased, Sealed)
        assert Opened("王小明") == "王小明"
