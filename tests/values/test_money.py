"""Money: whole fen, read from text, rounded only at a rate, written in words, taxed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_domain.fund_account import FundSource, SourceAmount
from studio_domain.values import at_rate, gross_of, in_capitals, withholding, yuan, yuan_text

amounts = st.integers(-(10**15), 10**15)


class TestReading:
    """What people write is read to the fen or not at all."""

    @pytest.mark.parametrize(
        ("text", "fen"),
        [
            ("4,419.50", 441_950),
            ("¥600.00", 60_000),
            ("￥ 600", 60_000),
            ("-0.5", -50),
            ("-¥1,000,000.01", -100_000_001),
            (" ０．０１ ", 1),
            ("１，２３４．５６", 123_456),
            ("12345.67", 1_234_567),
            ("0", 0),
        ],
    )
    def test_read(self, text: str, fen: int) -> None:
        assert yuan(text) == fen

    @pytest.mark.parametrize(
        "text",
        ["", "¥", ".5", "5.", "1.005", "1,00", "12,34.00", "1,2345", "1234,567", "1e3",
         "--1", "¥¥1", "+1", "一百", "٣", "1 000", "1\n2", "0x1"],
    )  # fmt: skip
    def test_not_read(self, text: str) -> None:
        with pytest.raises(ValueError, match="not an amount in yuan"):
            yuan(text)

    @pytest.mark.parametrize("number", [600.0, 600, True, None, b"600"])
    def test_a_number_is_no_text(self, number: object) -> None:
        with pytest.raises(TypeError):
            yuan(number)  # type: ignore[arg-type]

    @settings(deadline=None)
    @given(amounts)
    def test_what_is_written_is_read_again(self, fen: int) -> None:
        assert yuan(yuan_text(fen)) == fen


class TestRate:
    """Half a fen goes away from zero; nothing is ever a float."""

    @pytest.mark.parametrize(
        ("fen", "basis_points", "part"),
        [
            (100, 50, 1),  # 0.50 fen
            (100, 49, 0),
            (-100, 50, -1),
            (-100, 49, 0),
            (300, 50, 2),  # 1.50 fen, where banker's rounding gives 2 as well
            (500, 50, 3),  # 2.50 fen, where banker's rounding gives 2
            (-500, 50, -3),
            (500, -50, -3),
            (26_650, 100, 267),  # 2.665 yuan
            (12_345, 10_000, 12_345),
            (0, 600, 0),
        ],
    )
    def test_half_up(self, fen: int, basis_points: int, part: int) -> None:
        assert at_rate(fen, basis_points) == part

    @settings(deadline=None)
    @given(amounts, st.integers(-20_000, 20_000))
    def test_never_off_by_more_than_half_a_fen(self, fen: int, basis_points: int) -> None:
        off = 2 * (at_rate(fen, basis_points) * 10_000 - fen * basis_points)
        assert -10_000 <= off <= 10_000
        assert at_rate(-fen, basis_points) == -at_rate(fen, basis_points)

    @pytest.mark.parametrize(("fen", "rate"), [(1.0, 100), (True, 100), (100, 0.06), (100, False)])
    def test_whole_numbers_only(self, fen: int, rate: int) -> None:
        with pytest.raises(TypeError):
            at_rate(fen, rate)


def in_figures(words: str) -> int:
    """Fen from words, by reading them and not by undoing how they were made."""
    digit = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}

    def number(text: str) -> int:
        for unit, weight in (("亿", 10**8), ("万", 10**4), ("仟", 1000), ("佰", 100), ("拾", 10)):
            head, found, tail = text.rpartition(unit)
            if found:
                return number(head) * weight + (number(tail) if tail else 0)
        return digit[text[-1]]

    sign, words = (-1, words[1:]) if words.startswith("负") else (1, words)
    parts = re.fullmatch(r"(?:(.+)元)?零?(?:(.)角)?(?:(.)分)?整?", words)
    assert parts is not None
    whole, jiao, fen = parts.groups()
    return sign * (
        (number(whole) * 100 if whole else 0) + (digit[jiao] * 10 if jiao else 0) + (digit[fen] if fen else 0)
    )


class TestWords:
    """大写: as it stands on a receipt."""

    @pytest.mark.parametrize(
        ("fen", "words"),
        [
            (1_234_567, "壹万贰仟叁佰肆拾伍元陆角柒分"),
            (140_950, "壹仟肆佰零玖元伍角"),
            (600_714, "陆仟零柒元壹角肆分"),
            (168_032, "壹仟陆佰捌拾元叁角贰分"),
            (10_700_053, "壹拾万柒仟元伍角叁分"),
            (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
            (32_504, "叁佰贰拾伍元零肆分"),
            (10_050_000, "壹拾万零伍佰元整"),
            (10_000_000_100, "壹亿零壹元整"),
            (1_000_100_000_000_00, "壹万零壹亿元整"),
            (10**15, "壹拾万亿元整"),
            (0, "零元整"),
            (5, "伍分"),
            (50, "伍角"),
            (-800, "负捌元整"),
        ],
    )
    def test_written(self, fen: int, words: str) -> None:
        assert in_capitals(fen) == words

    @settings(deadline=None)
    @given(amounts)
    def test_read_again_it_is_the_same(self, fen: int) -> None:
        words = in_capitals(fen)
        assert in_figures(words) == fen
        assert "零零" not in words
        assert words.endswith(("整", "角", "分"))

    def test_neither_float_nor_beyond_all_words(self) -> None:
        for number in (1.5, True):
            with pytest.raises(TypeError):
                in_capitals(number)  # type: ignore[arg-type]
        assert in_capitals(10**18 - 1).startswith("玖仟玖佰玖拾玖万")
        with pytest.raises(ValueError, match="too large"):
            in_capitals(10**18)


@pytest.mark.parametrize("number", [True, 1.0, "1", None])
def test_money_in_a_fact_is_whole_fen(number: Any) -> None:
    with pytest.raises(TypeError, match="money is integer fen"):
        SourceAmount(FundSource.CARRIER, number)


class TestWithholding:
    """劳务报酬: ¥800 or a fifth is free; 20, 30 and 40 percent; no jump where a band begins."""

    @pytest.mark.parametrize(
        ("gross", "tax"),
        [
            ("800.00", "0.00"),
            ("800.03", "0.01"),
            ("1,675.00", "175.00"),
            ("2,300.00", "300.00"),
            ("4,000.00", "640.00"),
            ("4,000.01", "640.00"),
            ("4,285.72", "685.72"),
            ("24,950.00", "3,992.00"),
            ("25,000.00", "4,000.00"),
            ("25,000.02", "4,000.00"),
            ("25,000.03", "4,000.01"),
            ("30,000.00", "5,200.00"),
            ("62,450.00", "12,988.00"),
            ("62,500.00", "13,000.00"),
            ("62,550.00", "13,016.00"),
            ("70,000.00", "15,400.00"),
        ],
    )
    def test_withheld(self, gross: str, tax: str) -> None:
        assert yuan_text(withholding(yuan(gross))) == tax

    @pytest.mark.parametrize(
        ("net", "gross"),
        [("1,500", "1,675.00"), ("2,000", "2,300.00"), ("2,400", "2,800.00"), ("3,000", "3,550.00"),
         ("3,600", "4,285.72"), ("0", "0.00"), ("800", "800.00")],
    )  # fmt: skip
    def test_before_tax(self, net: str, gross: str) -> None:
        assert yuan_text(gross_of(yuan(net))) == gross

    @settings(deadline=None)
    @given(st.integers(0, 20_000_000))
    def test_the_inverse_is_one(self, net: int) -> None:
        gross = gross_of(net)
        assert gross - withholding(gross) == net
        assert gross + 1 - withholding(gross + 1) > net

    def test_nobody_is_paid_less_than_nothing(self) -> None:
        for wrong in (withholding, gross_of):
            with pytest.raises(ValueError, match="less than nothing"):
                wrong(-1)
