#!/usr/bin/env python3
"""Bootstrap on bare Python: `python3 run.py demo`, `python3 run.py test`.

Makes `.venv` beside this file, installs what is needed into it, and runs. Needs Python 3.11 or later and pip,
nothing else: no ensurepip, no make, no git. A second run uses the `.venv` that is there.
"""

import hashlib
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
PYTHON = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin", "python.exe" if os.name == "nt" else "python")
STAMP = os.path.join(VENV, "installed")
USAGE = """用法: python3 run.py demo [--lang en] [--out DIR] …   演示
      python3 run.py test [pytest 参数] …            全部测试
      python3 run.py service [--store URL] [--port N]  示例服务, 仅在本机
      python3 run.py audit|history|show|export|import|schema|catalog|doctor …   各命令加 --help 看说明
usage: python3 run.py demo|test|service|<command of studio-domain> [arguments]"""


def stop(zh, en):
    """One clear line, and no more."""
    sys.stderr.write("run.py: %s / %s\n" % (zh, en))
    raise SystemExit(2)


def wanted(extra):
    """What an installation with *extra* rests on; a change of it asks for a new one."""
    with open(os.path.join(HERE, "pyproject.toml"), "rb") as file:
        text = file.read()
    named = "%s\n%s\n%s\n" % (HERE, sys.version, extra)
    return hashlib.sha256(named.encode() + text).hexdigest()


def installed(extra):
    """Whether `.venv` already has it; the extra `test` contains everything."""
    try:
        with open(STAMP) as file:
            have = file.read().split()
    except OSError:
        return False
    return os.path.exists(PYTHON) and (wanted(extra) in have or wanted("test") in have)


def of_this_python():
    """Whether the Python of `.venv` is the one that runs this; after an upgrade of Python it is not."""
    command = [PYTHON, "-c", "import sys; print(sys.version)"]
    try:
        said = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout
    except OSError:
        return False
    return said.decode("utf-8", "replace").strip() == sys.version.strip()


def why(said):
    """The line of pip's that names the cause: the last error, which the earlier ones only lead up to."""
    lines = [" ".join(line.split()) for line in said.splitlines() if line.strip()] or ["?"]
    marked = [line for line in lines if line.startswith("ERROR: ") and line != "ERROR: Exception:"]
    return (marked or lines)[-1][:300]


def quiet(command, zh, en):
    """Run *command*; if it fails say what was tried, and the line of why."""
    done = subprocess.run(command, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        hint = why(done.stdout.decode("utf-8", "replace"))
        stop("%s: %s" % (zh, hint), "%s: %s" % (en, hint))


def install(extra):
    """Make `.venv`, and install the library and *extra* into it."""
    if not os.access(HERE, os.W_OK):
        stop("目录不可写: %s" % HERE, "no write access to this directory")
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        stop("缺少 pip (Debian: apt-get install python3-pip)", "pip is missing (Debian: apt-get install python3-pip)")
    sys.stderr.write("正在准备 .venv … / preparing .venv …\n")
    anew = [] if of_this_python() else ["--clear"]
    quiet([sys.executable, "-m", "venv", "--without-pip", *anew, VENV], "无法建立 .venv", "cannot make .venv")
    what = HERE + ("[%s]" % extra if extra else "")
    pip = [sys.executable, "-m", "pip", "--python", PYTHON, "--disable-pip-version-check", "install"]
    quiet([*pip, "--quiet", "-e", what], "安装失败, 请检查网络", "the installation failed, check the network")
    with open(STAMP, "a") as file:
        file.write(wanted(extra) + "\n")


def main(arguments):
    if sys.version_info < (3, 11):
        have = "%d.%d" % sys.version_info[:2]
        stop("需要 Python 3.11 或更高版本, 现为 %s" % have, "Python 3.11 or later is needed, this is %s" % have)
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(USAGE)
        return 0 if arguments else 64
    testing, serving = arguments[0] == "test", arguments[0] == "service"
    extra = "test" if testing else "service" if serving else "report"
    if not installed(extra):
        try:
            install(extra)
        except OSError as problem:
            stop("无法写入 .venv: %s" % problem.strerror, "cannot write .venv: %s" % problem.strerror)
    command = ["-m", "pytest", *arguments[1:]] if testing else ["-m", "studio_adapters", *arguments]
    if serving:
        command = ["-m", "studio_service", *arguments[1:]]
    if testing:
        os.chdir(HERE)
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    environment["STUDIO_DOMAIN_COMMAND"] = "python3 run.py"
    if serving:
        environment["PYTHONPATH"] = os.path.join(HERE, "examples", "service")
    if os.name == "nt":
        return subprocess.run([PYTHON, *command], env=environment, check=False).returncode
    sys.stdout.flush()
    os.execve(PYTHON, [PYTHON, *command], environment)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
