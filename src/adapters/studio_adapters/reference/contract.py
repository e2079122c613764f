"""The end of the page on the command line: what scripts outside may rest on."""

from __future__ import annotations

from typing import Final

CONTRACT: Final = """\
## 退出码 Exit codes

| 退出码 code | 中文 | English |
|---|---|---|
| 0 | 成功; 审计没有未整改的违规 | done; the audit found no open violation |
| 1 | 审计有未整改的违规; `adapters`: 有适配器未通过 | the audit found open violations; `adapters`: one failed |
| 2 | 无法读取或核验, 什么也没有写入 (`registers`: 有台账停下, 其余照常写入) | unreadable or not verifiable, nothing was written (`registers`: one stopped, the others were written) |
| 64 | 用法错误 | usage |
| 70 | 本软件的错误, 请报告 | a fault of this software, please report it |
| 130 | 被中断 | interrupted |

坏输入只得到标准错误上的一行说明: 文件、行、字段、原因。
Bad input is answered by one line on standard error: file, line, field, reason.

## SOURCE

SQLite 文件、`sqlite:///相对路径` (`sqlite:////绝对路径`)、`postgresql://…`, 或 `export` 写出的 `.jsonl`; 结果逐字节相同。
A SQLite file, `sqlite:///relative` (`sqlite:////absolute`), `postgresql://…`, or a `.jsonl` that `export` wrote; the answers are the same byte for byte. Reading a source never makes one.
已安装的其他适配器, 以其名称开头的地址也可以 (`adapters` 列出)。 So may an address with the scheme of another adapter that is installed (`adapters` lists them).

## 审计 JSON: `audit --format json`

`history_digest, events, studios, as_of, known_at, clauses, findings, obligations`。每一行先按叶哈希核验, 再检查。
Every row is verified against its leaf before anything is judged.

| 部分 part | 键 keys |
|---|---|
| `findings` | `id, check, clause, clause_ref, severity, status, rule_source, policy, subjects, interval, evidence, expected, actual, delta, remedy, message_zh, message_en` |
| `clauses` | `id, clause_ref, title_zh, title_en, modality, verdict, open, remedied, explained` |
| `obligations` | `key, clause, clause_ref, title_zh, title_en, subject, opened, opened_by, due, provisional, discharged, discharged_by, standing, overdue_days` |

- `severity`: violation, warning, advice; `status`: open, remedied, explained
- `verdict`: violated, warned, advised, holds, unchecked (本版本没有为它写检查 no check is written for it)
- `standing`: open, discharged, late, overdue
- `evidence`: `[{"stream", "version"}]`, 第一条即违规之事 (the first is the fact that breached)
- `expected`, `actual`, `delta`: `{"value", "unit"}`, `unit`: fen, days, count, date, text
- `interval`: 从 `first` 起, 至 `until` 前一日 (from `first` up to, not including, `until`; null 为未止 open)
- `events`: 当时所知的事实数 (facts known at `known_at`)
- `history_digest`: 各流最后一条的 `流 版本 叶`, 按流排序逐行 SHA-256, 与 `doctor` 打印的相同 (SHA-256 over lines `stream version leaf`, as `doctor` prints it); `--studio` 只计该工作室及其各级地区 (with `--studio`, of it and its regions)

## 交换格式 Interchange

JSON Lines, 见 [ADR 0001](../adr/0001-stored-forms.md)。 `import` 只接受叶哈希相符的行, 写入空的存储, 导出逐字节相同。
`import` takes only lines whose leaves verify, into an empty store, and the export comes back identical.

`import --legacy` 接收没有叶的历史资料: 不拦违规 (由审计发现), 标注批次, 按 `claimed_at` 先后记入; 同一文件第二次导入不再写入。
`import --legacy` takes old records without leaves: guards off, audit on, marked with the batch, in the order of `claimed_at`; the same file a second time writes nothing.

一行至少有 a line needs: `stream, type, occurred, by, role, org, fact`; 还可有 it may have: `schema, version, claimed_at, reason, on_behalf_of, corrects, correlation, causation, rules`.

截去文件末尾若干整行, 各叶仍然相符: 收到导出时请一并取得对方 `doctor` 打印的历史摘要。
A file that lost whole lines at its end still verifies: ask for the history digest that `doctor` prints, beside an export."""  # noqa: E501
