"""A page of everything that may be asked, made from the OpenAPI document; no script, no network."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any, Final

from studio_domain.guideline import READINGS, Clause, Language

_STYLE: Final = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; }
body { font: 15px/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; max-width: 60rem; margin: 0 auto;
  padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2.2rem 0 .4rem; }
article { border-top: 1px solid var(--line); padding: .8rem 0; }
h3 { font-size: 1rem; margin: 0; } h3 code { font-weight: 400; overflow-wrap: anywhere; }
p { margin: .3rem 0; } dl { display: grid; grid-template-columns: 6rem 1fr; gap: .15rem .8rem; margin: .4rem 0 0; }
dt { opacity: .7; } dd { margin: 0; overflow-wrap: anywhere; }
code { font: .9em/1.5 ui-monospace, monospace; background: var(--soft); padding: .05em .3em; border-radius: 3px; }
.verb { opacity: .7; } a { color: inherit; } summary { cursor: pointer; }
@media (max-width: 36rem) { dl { grid-template-columns: 3.5rem 1fr; } }
"""


def page(document: dict[str, Any], language: Language) -> str:
    """The page in one language."""
    return "\n".join(_page(document, language))


def _page(document: dict[str, Any], language: Language) -> Iterator[str]:
    chinese = language == "zh"
    title = "创业指导师工作室：可以请求的决定" if chinese else "Mentor studios: what may be decided"
    other = '<a href="/?lang=en">English</a>' if chinese else '<a href="/?lang=zh">中文</a>'
    yield f'<!doctype html><html lang="{"zh-Hans" if chinese else "en"}"><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title><style>{_STYLE}</style><main>"
    yield f'<h1>{title}</h1><p>{other} · <a href="/openapi.json">openapi.json</a></p>'
    yield (
        "<p>每个决定须有行为人（由网关认证后给出 <code>X-Studio-Person</code>、<code>-Role</code>、<code>-Org</code>）"
        "和 <code>Idempotency-Key</code>。被拒绝时, 答复写明条款与数值（RFC 9457）。</p>"
        if chinese
        else "<p>A decision needs an acting person (<code>X-Studio-Person</code>, <code>-Role</code>, "
        "<code>-Org</code>, from a gateway that authenticates) and an <code>Idempotency-Key</code>. "
        "A refusal names its clause and figures (RFC 9457).</p>"
    )
    group = ""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            (tag,) = operation["tags"]
            if tag != group:
                group = tag
                yield f"<h2>{escape(tag)}</h2>"
            yield from _operation(method, path, operation, document, chinese)
    yield "</main></html>"


def _operation(
    method: str, path: str, operation: dict[str, Any], document: dict[str, Any], chinese: bool
) -> Iterator[str]:
    yield f'<article id="{escape(operation["operationId"])}">'
    address = f"<code><span class=verb>{method.upper()}</span> {escape(path)}</code>"
    yield f"<h3>{escape(operation['summary'])} {address}</h3>"
    roles, clauses = operation.get("x-studio-roles"), operation.get("x-studio-clauses", ())
    if roles is None:
        yield f"<p>{escape(operation['description'])}</p></article>"
        return
    kind = (
        ("报告" if operation["x-studio-report"] else "决定")
        if chinese
        else ("report" if operation["x-studio-report"] else "decision")
    )
    yield f"<dl><dt>{kind}</dt><dd><code>{escape(operation['x-studio-decision'])}</code></dd>"
    yield f"<dt>{'可由' if chinese else 'by'}</dt><dd>{escape(', '.join(roles))}</dd>"
    yield f"<dt>{'条款' if chinese else 'clauses'}</dt><dd>{'<br>'.join(_clause(one, chinese) for one in clauses)}</dd>"
    if fields := _fields(operation, document):
        yield f"<dt>{'内容' if chinese else 'body'}</dt><dd>{' '.join(fields)}</dd>"
    yield "</dl>"
    rules = operation["x-studio-rules"]
    links = " · ".join(f'<a href="{escape(rule)}">{escape(rule.rpartition("/")[2])}</a>' for rule in rules)
    said = f"可能依据的 {len(rules)} 条规则" if chinese else f"{len(rules)} rules that may refuse it"
    yield f"<details><summary>{said}</summary><p>{links}</p></details></article>"


def _clause(number: str, chinese: bool) -> str:
    reading = READINGS[Clause(number)]
    return escape(f"{reading.heading} {reading.zh if chinese else reading.en} ({number})")


def _fields(operation: dict[str, Any], document: dict[str, Any]) -> list[str]:
    """The fields of the body; those that may be left out in brackets."""
    if "requestBody" not in operation:
        return []
    reference: str = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    schema = document["components"]["schemas"][reference.rpartition("/")[2]]
    needed = schema.get("required", ())
    return [f"<code>{name if name in needed else f'[{name}]'}</code>" for name in schema["properties"]]
