"""`ask`: an auditor's named questions, answered by rows that each lead to their facts."""

from __future__ import annotations

import csv
import io
from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain

from studio_adapters.asking import Told, ask
from studio_adapters.cli.output import emit, spare
from studio_adapters.cli.tables import table
from studio_adapters.cli.words import pick
from studio_adapters.plain import json_text, plain, unformulated, visible
from studio_adapters.problems import Problem
from studio_adapters.sources import open_source
from studio_domain.guideline import Language, heading
from studio_domain.questions import LARGE, Asked, Question, questions
from studio_domain.values import legal_day, yuan_text
from studio_domain.views.register import Column


def run(asked: Namespace) -> int:
    """The answer to a question, or the questions that there are; 0 whatever it is."""
    if asked.question is None:
        emit(_listed(asked.lang))
        return 0
    question = _named(asked.question)
    if asked.source is None:
        raise Problem("没有指定数据源", "no source is named")
    spare(asked.source, asked.output)
    as_of = asked.as_of or legal_day(datetime.now(UTC))
    wanted = Asked(as_of, LARGE if asked.least is None else asked.least)
    studios = [asked.studio] if asked.studio else None
    with open_source(asked.source) as journal:
        told = list(ask(journal, question, wanted, studios=studios, known_at=asked.known_at))
    if asked.format == "json":
        emit(_json(question, told, asked), asked.output, exact=True)
    elif asked.format == "csv":
        emit(_csv(question, told, asked.lang), asked.output, exact=True)
    else:
        emit(_text(question, told, as_of.isoformat(), asked.lang), asked.output)
    return 0


def _named(name: str) -> Question:
    """The question by its stable name or its Chinese one; `Problem` with the names that there are."""
    for one in questions().values():
        if name in (one.name, one.zh):
            return one
    said = ", ".join(questions())
    raise Problem(f"没有问题 {visible(name)}; 有: {said}", f"there is no question {visible(name)}; there are: {said}")


def _listed(language: Language) -> Iterator[str]:
    head = pick(language, "问题", "question"), pick(language, "名称", "name"), pick(language, "条款", "clause")
    rows = [(one.name, pick(language, one.zh, one.en), heading(one.clause)) for one in questions().values()]
    yield from table([head, *rows])


def _columns(question: Question) -> tuple[Column, ...]:
    studio, evidence = Column("studio", "工作室", "studio"), Column("evidence", "凭据", "evidence")
    return (studio, *question.columns, evidence)


def _cells(question: Question, told: Told) -> list[str]:
    shown = (_cell(column, cell) for column, cell in zip(question.columns, told.answer.cells, strict=True))
    return [told.studio, *shown, _evidence(told)]


def _cell(column: Column, value: str | int | None) -> str:
    if value is None:
        return ""
    return yuan_text(value) if column.unit == "fen" and isinstance(value, int) else str(value)


def _evidence(told: Told) -> str:
    return ", ".join(f"{place.stream}@{place.version}" for place in told.answer.evidence)


def _text(question: Question, told: Sequence[Told], as_of: str, language: Language) -> Iterator[str]:
    yield f"{pick(language, question.zh, question.en)} [{heading(question.clause)}] {as_of}"
    yield pick(language, question.says_zh, question.says_en)
    yield ""
    if not told:
        yield pick(language, "没有。", "None.")
        return
    head = [pick(language, column.zh, column.en) for column in _columns(question)]
    yield from table([head, *(_cells(question, one) for one in told)])
    yield ""
    yield pick(language, f"共 {len(told)} 行。", f"{len(told)} rows.")


def _csv(question: Question, told: Sequence[Told], language: Language) -> Iterator[str]:
    """For a spreadsheet: a byte order mark, so that it is read as UTF-8, and no cell that would be run as a formula."""
    head = [pick(language, column.zh, column.en) for column in _columns(question)]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerows([unformulated(visible(cell)) for cell in row] for row in chain([head], _rows(question, told)))
    yield from ("\ufeff" + written.getvalue()).splitlines()


def _rows(question: Question, told: Sequence[Told]) -> Iterator[list[str]]:
    for one in told:
        yield _cells(question, one)


def _json(question: Question, told: Sequence[Told], asked: Namespace) -> Iterator[str]:
    body = {
        "question": question.name,
        "clause": question.clause.value,
        "clause_ref": heading(question.clause),
        "title_zh": question.zh,
        "title_en": question.en,
        "as_of": plain(asked.as_of),
        "known_at": plain(asked.known_at),
        "columns": [column.name for column in question.columns],
        "rows": [
            {
                "studio": one.studio,
                "cells": list(one.answer.cells),
                "evidence": [{"stream": place.stream, "version": place.version} for place in one.answer.evidence],
            }
            for one in told
        ],
    }
    yield from json_text(body, indent=1).split("\n")
