"""What can be asked: one subparser a command, each naming the module and function that run it.

The modules are imported when they run, so that `--help` is quick.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from studio_adapters.cli.values import Values
from studio_adapters.cli.words import speak
from studio_domain.guideline import Language


def parse(given: Sequence[str], language: Language) -> argparse.Namespace:
    """The arguments understood; `SystemExit` with argparse's one line for what is not."""
    return build(language).parse_args(given)


def build(language: Language) -> argparse.ArgumentParser:
    """The parser, speaking *language*."""
    speak(language)
    return _Parser(language).build()


class _Parser(Values):
    """The parser in one language."""

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        self.common = argparse.ArgumentParser(add_help=False)
        self.common.add_argument(
            "--lang", choices=["zh", "en"], default=language, help=self.say("语言（默认 zh）", "language (default zh)")
        )

    def build(self) -> argparse.ArgumentParser:
        parser = argparse.ArgumentParser(
            prog="studio-domain",
            description=self.say(
                "创业指导师工作室建设技术指引的事件溯源程序库", "the guideline on mentor studios, event-sourced"
            ),
            parents=[self.common],
            allow_abbrev=False,
        )
        parser.add_argument("--version", action="version", version=f"studio-domain {version('studio-domain')}")
        self.commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
        for add in (
            self.demo, self.audit, self.ask, self.diff, self.history, self.show, self.export, self.import_, self.schema,
            self.catalog, self.doctor, self.backup, self.registers, self.ddl, self.pack, self.adapters,
        ):  # fmt: skip
            add()
        return parser

    def command(self, name: str, zh: str, en: str) -> argparse.ArgumentParser:
        said = self.say(zh, en)
        return self.commands.add_parser(name, help=said, description=said, parents=[self.common], allow_abbrev=False)

    def source(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "source",
            metavar="SOURCE",
            help=self.say(
                "SQLite 文件、sqlite:///…、postgresql://… 或导出的 .jsonl",
                "a SQLite file, sqlite:///…, postgresql://… or an exported .jsonl",
            ),
        )

    def output(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("-o", "--output", type=Path, help=self.say("写入文件", "write to a file"))

    def studio(self, parser: argparse.ArgumentParser) -> None:
        said = self.say("只看一个工作室", "one studio only")
        parser.add_argument("--studio", type=self.an_id, metavar="ID", help=said)

    def times(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--as-of",
            type=self.a_day,
            metavar="DATE",
            help=self.say("截至日期（默认今天）", "as of a day (default today)"),
        )
        parser.add_argument(
            "--known-at",
            type=self.an_instant,
            metavar="INSTANT",
            help=self.say("按当时所知（带时区的时刻）", "as known at an instant (with its zone)"),
        )

    # -- the commands

    def demo(self) -> None:
        parser = self.command("demo", "写出演示数据并审计", "write a demonstration, and audit it")
        parser.add_argument("--out", type=Path, default=Path("demo-out"), help=self.say("目录", "directory"))
        parser.add_argument("--seed", type=self.a_count, default=1, help=self.say("随机种子", "seed"))
        parser.add_argument(
            "--size", type=self.a_count, default=1, help=self.say("规模", "how many times the ordinary life")
        )
        parser.set_defaults(run="demo.run")

    def audit(self) -> None:
        parser = self.command("audit", "逐条审计", "audit clause by clause")
        self.source(parser)
        self.studio(parser)
        self.times(parser)
        parser.add_argument(
            "--format", choices=["text", "json", "html", "xlsx"], default="text", help=self.say("格式", "format")
        )
        parser.add_argument(
            "--jobs",
            type=self.a_count,
            metavar="N",
            help=self.say("几个进程同时审计（默认按规模）", "how many processes judge (default by size)"),
        )
        self.output(parser)
        parser.set_defaults(run="audit.run")

    def ask(self) -> None:
        parser = self.command(
            "ask", "审计提问（不带参数列出全部问题）", "an auditor's questions (without arguments: which there are)"
        )
        parser.add_argument(
            "source", metavar="SOURCE", nargs="?", help=self.say("数据源，同 audit", "the source, as for audit")
        )
        parser.add_argument(
            "question", metavar="QUESTION", nargs="?", help=self.say("问题的代号或中文名", "the name of a question")
        )
        self.studio(parser)
        self.times(parser)
        parser.add_argument(
            "--least",
            type=self.an_amount,
            metavar="YUAN",
            help=self.say("大额的起点（元，默认 10000）", "from how much on money is large (yuan, 10000 by default)"),
        )
        parser.add_argument(
            "--format", choices=["text", "json", "csv"], default="text", help=self.say("格式", "format")
        )
        self.output(parser)
        parser.set_defaults(run="ask.run")

    def diff(self) -> None:
        parser = self.command(
            "diff",
            "两次审计有何不同（两个日期或两个时刻）",
            "what two audits say differently (two days, or two instants)",
        )
        self.source(parser)
        for name, zh, en in (("before", "前", "earlier"), ("after", "后", "later")):
            parser.add_argument(
                name,
                type=self.a_moment,
                metavar=name.upper(),
                help=self.say(f"{zh}一个日期，或带时区的时刻（当时所知）", f"the {en} day, or instant (as known then)"),
            )
        self.studio(parser)
        parser.add_argument(
            "--as-of", type=self.a_day, metavar="DATE", help=self.say("两个时刻同看的日期", "the day of two instants")
        )
        parser.add_argument(
            "--known-at",
            type=self.an_instant,
            metavar="INSTANT",
            help=self.say("两个日期同按何时所知", "as known at which instant, of two days"),
        )
        parser.add_argument("--format", choices=["text", "json"], default="text", help=self.say("格式", "format"))
        self.output(parser)
        parser.set_defaults(run="diff.run")

    def history(self) -> None:
        parser = self.command("history", "按记录顺序列出事实", "list the facts in the order of recording")
        self.source(parser)
        self.studio(parser)
        parser.add_argument(
            "--after", type=self.a_count, default=0, metavar="N", help=self.say("从第 N 条之后", "after position N")
        )
        parser.add_argument("--format", choices=["text", "json"], default="text", help=self.say("格式", "format"))
        parser.set_defaults(run="reading.history")

    def show(self) -> None:
        parser = self.command("show", "显示一个流在某日的状态", "show the state of a stream on a day")
        self.source(parser)
        parser.add_argument("stream", metavar="STREAM", help=self.say("如 hz-xihu-001/fund/2025", "a stream's name"))
        parser.add_argument("--as-of", type=self.a_day, metavar="DATE", help=self.say("截至日期", "as of a day"))
        parser.add_argument("--format", choices=["text", "json"], default="text", help=self.say("格式", "format"))
        parser.set_defaults(run="reading.show")

    def export(self) -> None:
        parser = self.command("export", "导出为 JSON Lines", "export as JSON Lines")
        self.source(parser)
        self.studio(parser)
        self.output(parser)
        parser.set_defaults(run="moving.export")

    def import_(self) -> None:
        parser = self.command("import", "导入 JSON Lines", "import JSON Lines")
        parser.add_argument("file", type=Path, metavar="FILE", help=self.say("文件", "the file"))
        parser.add_argument("--to", required=True, metavar="STORE", help=self.say("目标存储", "the store to fill"))
        parser.add_argument("--legacy", action="store_true", help=self.say("历史资料", "old records, without leaves"))
        parser.add_argument(
            "--keys",
            metavar="KEYS",
            help=self.say("密钥库, 用于加密历史资料中的个人信息", "key store to seal personal data of old records"),
        )
        parser.add_argument("--dry-run", action="store_true", help=self.say("只检查, 不写入", "check, write nothing"))
        parser.set_defaults(run="moving.import_")

    def schema(self) -> None:
        parser = self.command("schema", "打印事实的 JSON Schema", "print the JSON Schema of facts")
        parser.add_argument("type", nargs="?", metavar="TYPE", help=self.say("类型名", "a type's name"))
        parser.set_defaults(run="reference.schema")

    def catalog(self) -> None:
        parser = self.command(
            "catalog",
            "列出条款、事实、决定、规则、检查、政策",
            "list clauses, facts, decisions, rules, checks, policies",
        )
        parser.add_argument(
            "--format", choices=["text", "json", "markdown", "html"], default="text", help=self.say("格式", "format")
        )
        parser.add_argument(
            "--out",
            type=Path,
            metavar="DIR",
            help=self.say("把 markdown 参考手册写入目录", "write the reference as markdown into a directory"),
        )
        parser.set_defaults(run="reference.catalog")

    def doctor(self) -> None:
        parser = self.command("doctor", "核验存储的完整性", "verify the integrity of a store")
        self.source(parser)
        parser.add_argument(
            "--registers",
            metavar="R",
            help=self.say("并核对保存在此的台账", "and the registers that are kept there"),
        )
        parser.add_argument(
            "--keys",
            metavar="KEYS",
            help=self.say(
                "并核对密钥库: 历史中已销毁的密钥是否都不在",
                "and the key store: no destroyed key is there",
            ),
        )
        parser.add_argument(
            "--destroy-restored-keys",
            action="store_true",
            help=self.say(
                "密钥库是恢复的旧副本时, 照历史再次销毁 (须同时给出 --keys)",
                "where --keys is an older copy put back: destroy again what the history says was destroyed",
            ),
        )
        parser.set_defaults(run="moving.doctor")

    def backup(self) -> None:
        parser = self.command("backup", "在线备份 SQLite 存储", "back up an SQLite store while it is in use")
        self.source(parser)
        parser.add_argument(
            "--to",
            type=Path,
            required=True,
            metavar="FILE",
            help=self.say("新文件, 不覆盖", "a new file, never over one"),
        )
        parser.set_defaults(run="moving.backup")

    def registers(self) -> None:
        parser = self.command("registers", "把台账保存到数据库并跟上", "keep registers in a database, up to date")
        self.source(parser)
        parser.add_argument(
            "--to",
            required=True,
            metavar="R",
            help=self.say(
                "保存台账的 SQLite 文件（不是存储本身）、sqlite:///… 或 postgresql://…",
                "where: a SQLite file (not the store itself), sqlite:///… or postgresql://…",
            ),
        )
        parser.add_argument(
            "--rebuild",
            action="append",
            default=[],
            metavar="NAME",
            help=self.say("另行重建, 跟上后切换; 可多次", "build anew beside it, then switch; may be repeated"),
        )
        parser.add_argument(
            "--resume",
            action="append",
            default=[],
            metavar="NAME",
            help=self.say("让停下的台账再试; 可多次", "let one that stopped try again; may be repeated"),
        )
        parser.add_argument(
            "--follow", action="store_true", help=self.say("持续跟上, 直到中断", "go on until interrupted")
        )
        parser.set_defaults(run="registers.run")

    def ddl(self) -> None:
        parser = self.command(
            "ddl", "打印数据库的表与各角色的权限", "print the tables of a database, and the rights of its roles"
        )
        parser.add_argument("kind", choices=["postgresql"], help=self.say("数据库", "the database"))
        parser.add_argument(
            "--schema", type=self.a_name, default="studios", metavar="NAME", help=self.say("模式", "the schema")
        )
        parser.add_argument(
            "--part",
            choices=["all", "store", "roles"],
            default="all",
            help=self.say("全部、仅存储、仅角色与权限", "all, the store only, roles and rights only"),
        )
        for kind, zh, en in (
            ("writer", "写入者的角色名", "what the role that writes is called"),
            ("reader", "读取者的角色名", "what the role that reads is called"),
            ("auditor", "审计者的角色名", "what the role that audits is called"),
        ):
            parser.add_argument(
                f"--{kind}", type=self.a_name, default=f"studio_{kind}", metavar="ROLE", help=self.say(zh, en)
            )
        self.output(parser)
        parser.set_defaults(run="ddl.run")

    def pack(self) -> None:
        parser = self.command("pack", "检查政策包文件", "check the file of a policy pack")
        parser.add_argument("file", type=Path, metavar="FILE", help=self.say("TOML 文件", "a TOML file"))
        parser.set_defaults(run="packs.run")

    def adapters(self) -> None:
        parser = self.command("adapters", "列出并自检存储适配器", "list and self-test the storage adapters")
        parser.add_argument(
            "--at",
            action="append",
            default=[],
            metavar="URL",
            help=self.say(
                "在此处自检: 服务器上另建、随后删除; 可多次",
                "test there: in a place made apart, removed afterwards; may be repeated",
            ),
        )
        parser.add_argument("--format", choices=["text", "json"], default="text", help=self.say("格式", "format"))
        parser.set_defaults(run="adapters.run")
