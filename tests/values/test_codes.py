"""Codes that others issue, and names that we give: regions, organisations, citizens, persons, streams."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_domain.values import (
    Region,
    check_stream,
    check_uscc,
    citizen_id_is_valid,
    person_id,
    region_chain,
    region_stream,
    stream_name,
    stream_owner,
    uscc_is_valid,
)

FICTIONAL = (
    "91000000MA00000157", "12000000MB0000027M", "52000000MJ0000034P", "91000000MA000004XL",
    "12000000MB00000516", "1100000000000006XU", "91000000MA0000074A",
)  # fmt: skip
REAL = "9144030071526726XG"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class TestRegion:
    """Six digits, and all that a region lies in."""

    @pytest.mark.parametrize(
        ("code", "chain"),
        [
            ("330106", ("000000", "330000", "330100", "330106")),
            ("330100", ("000000", "330000", "330100")),
            ("330000", ("000000", "330000")),
            ("000000", ("000000",)),
            ("429004", ("000000", "420000", "429000", "429004")),
        ],
    )
    def test_chain(self, code: str, chain: tuple[str, ...]) -> None:
        assert region_chain(code) == Region(code, "").chain == chain

    @pytest.mark.parametrize(
        "code", ["", "33010", "3301060", "33010a", "３３０１０６", "33010６", " 330106", "330106\n"]
    )
    def test_not_a_code(self, code: str) -> None:
        for make in (region_chain, lambda written: Region(written, "西湖区")):
            with pytest.raises(ValueError, match="six digits"):
                make(code)


class TestUnifiedSocialCreditCode:
    """GB 32100: the check character finds every single wrong one; no region is looked up."""

    @pytest.mark.parametrize("code", [*FICTIONAL, REAL])
    def test_valid(self, code: str) -> None:
        assert uscc_is_valid(code)
        assert check_uscc(code) == code

    def test_stored_in_one_form(self) -> None:
        written = "９１44 0300 7152 6726 xg"
        assert check_uscc(written) == REAL
        assert not uscc_is_valid(written)

    @pytest.mark.parametrize(
        ("code", "wrong"),
        [
            ("", "has 0"),
            (REAL[:-1], "has 17"),
            (REAL + "0", "has 19"),
            ("I" + REAL[1:], "character 1 of"),
            (REAL[:-1] + "Z", "character 18 of"),
            (REAL[:4] + "三" + REAL[5:], "character 5 of"),
            (REAL[:-1] + "H", "should be 'G'"),
        ],
    )
    def test_says_what_is_wrong(self, code: str, wrong: str) -> None:
        with pytest.raises(ValueError, match=wrong):
            check_uscc(code)
        assert not uscc_is_valid(code)

    @settings(deadline=None)
    @given(st.sampled_from([*FICTIONAL, REAL]), st.integers(0, 17), st.sampled_from(ALPHABET))
    def test_one_wrong_character_is_found(self, code: str, place: int, other: str) -> None:
        corrupted = code[:place] + other + code[place + 1 :]
        assert uscc_is_valid(corrupted) == (corrupted == code)

    @settings(deadline=None)
    @given(st.sampled_from([*FICTIONAL, REAL]), st.integers(0, 16))
    def test_two_neighbours_exchanged_are_found(self, code: str, place: int) -> None:
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert uscc_is_valid(swapped) == (swapped == code)


class TestCitizenId:
    """GB 11643: the check digit decides, not whether the region still exists."""

    SAMPLE = "11010519491231002X"

    @pytest.mark.parametrize("number", [SAMPLE, "11010519491231002x", "440524188001010014"])
    def test_valid(self, number: str) -> None:
        assert citizen_id_is_valid(number)

    @pytest.mark.parametrize(
        "number", ["", SAMPLE[:-1], SAMPLE + "0", "X1010519491231002X", "１" + SAMPLE[1:], "110105491231002"]
    )
    def test_not_valid(self, number: str) -> None:
        assert not citizen_id_is_valid(number)

    @settings(deadline=None)
    @given(st.sampled_from([SAMPLE, "440524188001010014"]), st.integers(0, 17), st.sampled_from("0123456789X"))
    def test_one_wrong_digit_is_found(self, number: str, place: int, other: str) -> None:
        corrupted = number[:place] + other + number[place + 1 :]
        assert citizen_id_is_valid(corrupted) == (corrupted == number)


class TestPersonId:
    """Random ids in one form; a name is none, and is not repeated in the refusal."""

    @pytest.mark.parametrize("text", ["p-1", "p-017", "p-" + "z" * 32])
    def test_form(self, text: str) -> None:
        assert person_id(text) == text

    @pytest.mark.parametrize(
        "text", ["", "p-", "017", "P-017", "p-A", "p-" + "z" * 33, "p-1\n", "p-周明远", "周明远", "p-0_1"]
    )
    def test_no_other(self, text: str) -> None:
        with pytest.raises(ValueError, match="a person's id is") as refused:
            person_id(text)
        assert "周明远" not in str(refused.value)


class TestStreams:
    """Readable ASCII, the owner first."""

    @pytest.mark.parametrize(
        "stream",
        [
            "hz-xihu-001/fund/2025",
            "hz-xihu-001/case/2024-0017",
            "region-330100/diary/p-017/2025-04-01",
            "a/b/" + "c" * 196,
        ],
    )
    def test_names(self, stream: str) -> None:
        assert check_stream(stream) == stream_name(*stream.split("/")) == stream

    @pytest.mark.parametrize(
        "stream",
        ["", "a", "a/b", "a/b/", "/b/c", "a//c", "a/b/c/", "a/b/c d", "a/b/周", "a/b/.c", "a/-b/c", "a/b/c\n", "a/b/％",
         "a/b/..", "a/b/" + "c" * 197],
    )  # fmt: skip
    def test_not_names(self, stream: str) -> None:
        with pytest.raises(ValueError, match="a stream"):
            check_stream(stream)

    def test_owner(self) -> None:
        assert stream_owner("hz-xihu-001/fund/2025") == "hz-xihu-001"
        shared = region_stream("330106", "invoice", "25332000000012345678")
        assert shared == "region-330106/invoice/25332000000012345678"
        assert stream_owner(shared) == "region-330106"
        with pytest.raises(ValueError, match="six digits"):
            region_stream("33", "invoice", "1")
