"""`schema` and `catalog`: the form of facts, and everything that the library knows, for people and programs."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from studio_adapters import catalog as entries
from studio_adapters import codec
from studio_adapters.cli.output import emit
from studio_adapters.cli.tables import table
from studio_adapters.cli.words import pick
from studio_adapters.plain import json_text, plain
from studio_adapters.problems import Problem, file_problem
from studio_domain.audit import ALL_PREDICATES
from studio_domain.guideline import OBLIGATIONS, SEPARATIONS, Language, heading
from studio_domain.policy import KEYS


def schema(asked: Namespace) -> int:
    """JSON Schema of one type of fact (`name` or `name/schema`), or of all, by topic."""
    if asked.type is None:
        said: Any = {topic: codec.json_schema(topic) for topic in codec.topics()}
    else:
        said = codec.json_schema(_topic(asked.type))
    emit([json_text(said, indent=1)], exact=True)
    return 0


def _topic(asked: str) -> str:
    name, _, version = asked.partition("/")
    stored = codec.BY_NAME.get(name)
    if stored is not None and not version:
        return stored.topic
    if stored is not None and asked in codec.topics():
        return asked
    near = get_close_matches(name, codec.BY_NAME, n=3, cutoff=0.5)
    if stored is not None:
        near = [stored.topic]
    elif not near:
        near = sorted({one.partition(".")[0] + ".…" for one in codec.BY_NAME})
    raise Problem(
        f"没有事实类型 {asked}; 相近的有: {', '.join(near)}",
        f"there is no type of fact {asked}; near are: {', '.join(near)}",
    )


def catalog(asked: Namespace) -> int:
    """Clauses, facts, decisions, rules, checks, obligations, separation of duties, policy keys."""
    if asked.out is not None:
        if asked.format != "markdown":
            raise Problem("--out 只用于 --format markdown", "--out goes with --format markdown")
        return _pages(asked)
    if asked.format == "json":
        emit([json_text(_everything(), indent=1)], exact=True)
    elif asked.format == "markdown":
        from studio_adapters.reference import pages

        emit("\n".join(pages().values()).splitlines(), exact=True)
    elif asked.format == "html":
        from studio_adapters.reference import html, pages

        emit(html.page(pages()).splitlines(), exact=True)
    else:
        emit(_text(asked.lang))
    return 0


def _pages(asked: Namespace) -> int:
    from studio_adapters.reference import write

    try:
        written = write(asked.out)
    except OSError as problem:
        raise file_problem(asked.out, problem) from problem
    emit(str(file) for file in written)
    return 0


def _everything() -> dict[str, Any]:
    return {
        "clauses": [
            {
                **plain(one.reading),
                "limit": plain(one.reading.limit),
                "clause": one.reading.clause.value,
                "homes": list(one.homes),
                "rules": list(one.rules),
                "checks": list(one.checks),
                "obligations": list(one.obligations),
                "policies": list(one.keys),
                "registers": list(one.registers),
                "questions": list(one.questions),
            }
            for one in entries.clauses()
        ],
        "roles": {role.value: list(names) for role, names in entries.roles().items()},
        "facts": plain(entries.facts()),
        "parts": plain(entries.parts()),
        "decisions": plain(entries.decisions()),
        "rules": plain(entries.rules()),
        "checks": [
            {**plain(one), "severity": one.severity().value, "clause_ref": heading(one.clause)}
            for _, one in sorted(ALL_PREDICATES.items())
        ],
        "obligations": plain(tuple(OBLIGATIONS.values())),
        "separations": plain(tuple(SEPARATIONS.values())),
        "policies": [
            {**plain(one), "bound": str(one.bound), "tightens_only": one.tightens_only} for one in KEYS.values()
        ],
    }


def _text(language: Language) -> Iterator[str]:
    def title(zh: str, en: str, count: int) -> str:
        return f"== {pick(language, zh, en)} ({count})"

    def words(one: Any) -> str:
        return pick(language, one.zh, one.en)

    yield title("条款", "Clauses", len(entries.clauses()))
    yield from table(
        (
            one.reading.clause.value,
            one.reading.heading,
            one.reading.modality.value,
            words(one.reading),
            ", ".join(one.homes) or "-",
        )
        for one in entries.clauses()
    )
    housed = sum(bool(one.homes) for one in entries.clauses())
    yield pick(language, f"有去处的 {housed} 条", f"{housed} have a home")
    yield ""
    yield title("角色", "Roles", len(entries.roles()))
    yield from table((role.value, len(names)) for role, names in entries.roles().items())
    facts, decisions, rules = entries.facts(), entries.decisions(), entries.rules()
    yield ""
    yield title("事实", "Facts", len(facts))
    yield from table((f"{one.type}/{one.schema}", ", ".join(one.decisions), one.says) for one in facts)
    yield ""
    yield title("决定与报告", "Decisions and reports", len(decisions))
    yield from table((one.kind, one.name, one.emits, ", ".join(one.roles)) for one in decisions)
    yield ""
    yield title("规则", "Rules", len(rules))
    yield from table((one.kind, one.name, one.clause, words(one)) for one in rules)
    yield ""
    yield title("检查", "Checks", len(ALL_PREDICATES))
    yield from table(
        (
            (name, one.clause.value, one.kind.value, one.severity().value, one.policy or "-", words(one))
            for name, one in sorted(ALL_PREDICATES.items())
        ),
    )
    yield ""
    yield title("义务", "Obligations", len(OBLIGATIONS))
    yield from table((one.key, one.clause.value, one.due.counting.value, words(one)) for one in OBLIGATIONS.values())
    yield ""
    yield title("不相容岗位", "Separation of duties", len(SEPARATIONS))
    yield from table((one.id, one.clause.value, words(one)) for one in SEPARATIONS.values())
    yield ""
    yield title("政策项", "Policy keys", len(KEYS))
    yield from table(
        (one.name, one.clause.value, one.certainty.value, plain(one.default), words(one)) for one in KEYS.values()
    )
