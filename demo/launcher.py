"""`make demo`: from a checkout to a running HongLin, and back to nothing at Ctrl-C.

Order: lock, own PostgreSQL and Redis (unless DATABASE_URL and REDIS_URL name others) under
`supervisord`, tables, rights, demo data once, then web, worker and beat. Everything that dies is
restarted by supervisord, and supervisord by us; everything dies with us, even at a kill -9.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType
from typing import IO

import environ

from demo import instance
from demo.embedded import home, postgres, redis
from demo.embedded.home import CannotStart
from demo.supervision import Program, Supervisor, configuration

ROOT = Path(__file__).resolve().parent.parent
FIRST_PORT = 8000
WITHOUT_DEMO_DATA = "without-demo-data"
ACCOUNTS = (
    ("admin", "系统管理员"),
    ("official", "街道干部"),
    ("secretary", "社区书记"),
    ("branch", "支部书记"),
    ("manager", "物业经理"),
    ("steward", "管家"),
    ("leader", "志愿队长"),
    ("elder", "长者"),
    ("resident", "居民"),
    ("outsider", "另一街道的干部"),
)


class Stopped(BaseException):
    """Ctrl-C or SIGTERM: not an error, and not to be caught on the way out."""


class Launcher:
    def __init__(self, var: Path, wanted_port: int) -> None:
        self.wanted_port = wanted_port
        self.own_postgres = not os.environ.get("DATABASE_URL")
        self.own_redis = not os.environ.get("REDIS_URL")
        self.place = home.open_home(var, postgres.installed_binaries())
        self.var = self.place.var
        self.logs = self.var / "log"
        self.control = self.place.run / "supervisor.sock"
        self.supervisor = Supervisor(self.control, self.var / "supervisord.lock")
        self.daemon: subprocess.Popen[bytes] | None = None
        self.lock: IO[str] | None = None

    def run(self) -> None:
        self.take_lock()
        self.end_orphans()
        self.port = free_port(self.wanted_port)
        self.export_environment()
        static = self.collect_static()
        try:
            self.start_supervisor()
            self.prepare_database()
            if static is not None:
                self.finish_static(static)
        finally:
            if static is not None and static.poll() is None:
                static.kill()
                static.wait()
        self.start_programs()
        self.say_hello()
        self.watch()

    def take_lock(self) -> None:
        self.lock = home.hold_lock(self.var / "lock")
        if self.lock is None:
            where = instance.read(self.var).get("SITE_URL", "")
            raise CannotStart(f"这个文件夹的演示已在运行：{where}\n请先停止它。")
        if self.place.moved:
            say(
                f"数据库账号 {self.place.account and self.place.account.pw_name} 进不了这个文件夹，"
                f"数据库和 Redis 的数据放在 {self.place.data}"
            )

    def end_orphans(self) -> None:
        """What a killed launcher left behind must be gone before anything is started again."""
        self.supervisor.end_orphan()
        postgres.stop_orphan(self.place)
        redis.stop_orphan(self.place)

    def export_environment(self) -> None:
        """Everything below us inherits it; a bare `manage.py` finds the same in the file."""
        given = {
            name: os.environ[name]
            for name in ("SECRET_KEY", "FIELD_KEYS", "PHONE_HMAC_KEY", "DEMO_PASSWORD")
            if os.environ.get(name)
        }
        values = instance.keys(instance.read(self.var) | given)
        if self.own_postgres:
            values["DATABASE_URL"] = postgres.url(self.place, postgres.APPLICATION)
            values["DATABASE_OWNER_URL"] = postgres.url(self.place, postgres.OWNER)
        else:
            values["DATABASE_URL"] = os.environ["DATABASE_URL"]
            values["DATABASE_OWNER_URL"] = (
                os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
            )
        values["REDIS_URL"] = redis.url(self.place) if self.own_redis else os.environ["REDIS_URL"]
        values["SITE_URL"] = f"http://127.0.0.1:{self.port}"
        values["DEMO_DATA_BANNER"] = "false" if self.without_demo_data else "true"
        values["STAFF_SECOND_FACTOR_REQUIRED"] = "false"
        instance.write(self.var, values)
        os.environ.update(values)
        os.environ.update(
            HONGLIN_VAR=str(self.var),
            DJANGO_SETTINGS_MODULE="config.settings.dev",
            PYTHONUTF8="1",
            PYTHONUNBUFFERED="1",
        )

    def programs(self) -> list[Program]:
        """Servers first in, last out."""
        python = sys.executable
        account = self.place.account.pw_name if self.place.account else None
        wanted = []
        if self.own_postgres:
            settle = ("--postgres", str(postgres.data_folder(self.place)), str(self.place.run))
            wanted.append(
                Program(
                    "postgres",
                    postgres.command(self.place),
                    priority=10,
                    autostart=True,
                    stop_signal="INT",
                    with_parent="INT",
                    account=account,
                    child_options=settle,
                    environment={"LC_ALL": "C", "LANG": "C", "TZ": "UTC"},
                )
            )
        if self.own_redis:
            command = redis.command(self.place)
            wanted.append(Program("redis", command, priority=20, autostart=True, account=account))
        web = [python, "-m", "gunicorn", "config.wsgi:application", "--worker-class", "gthread"]
        # Two, for a rush needs both cores; loaded once and forked, for the sake of the start.
        web += ["--workers", "2", "--preload", "--threads", "8"]
        web += ["--timeout", "60", "--graceful-timeout", "5"]
        web += ["--bind", f"127.0.0.1:{self.port}", "--no-control-socket"]
        celery = [python, "-m", "celery", "-A", "config"]
        worker = [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"]
        worker += ["--without-gossip", "--without-mingle"]
        beat = [*celery, "beat", "--loglevel", "WARNING", "--pidfile="]
        return [
            *wanted,
            Program("beat", beat, priority=60, with_parent="KILL"),
            Program("worker", worker, priority=70, with_parent="KILL"),
            Program("web", web, priority=80),
        ]

    def start_supervisor(self) -> None:
        """supervisord with the servers; web, worker and beat wait until they are told."""
        if self.own_postgres:
            postgres.prepare(self.place)
        if self.own_redis:
            redis.prepare(self.place)
        self.logs.mkdir(exist_ok=True)
        written = self.var / "supervisord.conf"
        written.write_text(
            configuration(self.programs(), root=ROOT, logs=self.logs, control=self.control),
            encoding="utf-8",
        )
        with (self.logs / "supervisord.out").open("ab") as output:
            self.daemon = self.supervisor.run(written, root=ROOT, output=output)
        self.supervisor.wait_until_it_answers(self.daemon, self.logs)
        if self.own_postgres:
            postgres.wait_until_ready(self.place)
            postgres.ensure_roles_and_database(self.place)
        if self.own_redis:
            redis.wait_until_ready(self.place)

    @property
    def without_demo_data(self) -> bool:
        """Because somebody said so, or because it was removed (settings.WITHOUT_DEMO_DATA)."""
        asked = os.environ.get("DEMO_DATA", "").lower() in {"no", "0", "false"}
        return asked or (self.var / WITHOUT_DEMO_DATA).exists()

    def prepare_database(self) -> None:
        """Demo data once a database: the mark lies with the data, so that both go together.

        A checkout without the command starts empty, and so does one that was told `DEMO_DATA=no`.
        """
        name = hashlib.sha256(os.environ["DATABASE_URL"].encode()).hexdigest()[:12]
        seeded = (self.place.data if self.own_postgres else self.var) / f"seeded-{name}"
        command = ROOT / "demo" / "management" / "commands" / "seed_demo.py"
        seed = command.exists() and not seeded.exists() and not self.without_demo_data
        manage("prepare_demo", *(["--seed"] if seed else []))
        if seed:
            seeded.touch()

    def collect_static(self) -> subprocess.Popen[bytes] | None:
        """Needs no database, so it runs beside the migration; only when a file has changed."""
        if self._static_stamp().exists():
            return None
        self.logs.mkdir(exist_ok=True)
        with (self.logs / "collectstatic.log").open("wb") as output:
            return subprocess.Popen(
                [sys.executable, "manage.py", "collectstatic", "--no-input"],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def finish_static(self, collecting: subprocess.Popen[bytes]) -> None:
        if collecting.wait() != 0:
            raise CannotStart(f"静态文件没有收集成功，请看 {self.logs / 'collectstatic.log'}")
        for old in self.var.glob("static-*.stamp"):
            old.unlink()
        self._static_stamp().touch()

    def _static_stamp(self) -> Path:
        """Named by what goes in: our files, and the lock that stands for everybody else's."""
        known = hashlib.sha256((ROOT / "requirements" / "embedded.txt").read_bytes())
        for path in sorted((ROOT / "static").rglob("*")):
            found = path.stat()
            name = path.relative_to(ROOT)
            known.update(f"{name} {found.st_size} {found.st_mtime_ns}".encode())
        return self.var / f"static-{known.hexdigest()[:12]}.stamp"

    def start_programs(self) -> None:
        """The web first: the three starting at once would keep the first page waiting."""
        self.supervisor.start("web")
        deadline = time.monotonic() + 120
        while not page_answers(f"{os.environ['SITE_URL']}/healthz"):
            if time.monotonic() > deadline:
                raise CannotStart(f"网页没有启动，请看 {self.logs / 'web.log'}")
            time.sleep(0.2)
        self.supervisor.start("worker", "beat")

    def say_hello(self) -> None:
        say("")
        if self.port != self.wanted_port:
            say(f"端口 {self.wanted_port} 已被占用，改用 {self.port}。")
        say(f"红邻已启动：{os.environ['SITE_URL']}/")
        if self.without_demo_data:
            say(
                "没有演示数据。第一次用：.venv/bin/python manage.py first_run，会打印开通街道的链接。"
            )
        else:
            say(f"演示账号的密码都是：{os.environ['DEMO_PASSWORD']}")
            for name, role in ACCOUNTS:
                say(f"  {name:<10} {role}")
        say(f"日志在 {self.logs}，按 Ctrl-C 停止。")

    def watch(self) -> None:
        """supervisord restarts the others; nobody but us restarts supervisord."""
        while self.daemon is not None:
            self.daemon.wait()
            say("监护进程意外停止，正在重新启动……")
            self.end_orphans()
            self.start_supervisor()
            self.start_programs()
            say("已重新启动。")

    def stop(self) -> None:
        """Workers before servers: supervisord goes down the priorities, one after the other."""
        if self.daemon is None or self.daemon.poll() is not None:
            return
        say("正在停止……")
        self.daemon.terminate()
        try:
            self.daemon.wait(timeout=90)
        except subprocess.TimeoutExpired:
            self.daemon.kill()
            self.daemon.wait()
        say("已停止。")


def manage(*words: str) -> None:
    done = subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, check=False)
    if done.returncode != 0:
        raise CannotStart(f"manage.py {' '.join(words)} 没有成功，原因见上。")


def free_port(wanted: int) -> int:
    for port in range(wanted, min(wanted + 100, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise CannotStart(f"从 {wanted} 起的端口都被占用，请用 PORT= 另选一个。")


def page_answers(url: str) -> bool:
    """Any answer counts, even an error page: what is wrong then is read there, not here."""
    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=5).close()
    except urllib.error.HTTPError as error:
        error.close()
        return True
    except OSError:
        return False
    return True


def say(sentence: str) -> None:
    print(sentence, flush=True)


def wanted_port() -> int:
    typed = os.environ.get("PORT") or str(FIRST_PORT)
    if not typed.isdecimal() or not 0 < int(typed) < 65536:
        raise CannotStart(f"PORT={typed} 不是端口号（1 到 65535）。")
    return int(typed)


def var_folder() -> Path:
    return (ROOT / os.environ.get("HONGLIN_VAR", "var")).absolute()


def reset(launcher: Launcher) -> None:
    """`make reset`: drops the embedded data of this checkout, wherever it lies."""
    launcher.take_lock()
    launcher.end_orphans()
    place = launcher.place
    for folder in {place.run, place.data, place.var}:
        shutil.rmtree(folder, ignore_errors=True)
    say("演示数据已删除。")


def _raise_stopped(_signal: int, _frame: FrameType | None) -> None:
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)  # stopping is under way; a second one changes nothing
    raise Stopped


def main(words: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    environ.Env.read_env(ROOT / ".env")
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _raise_stopped)
    launcher = None
    try:
        home.refuse_unusable_path(ROOT)
        launcher = Launcher(var_folder(), wanted_port())
        if words == ["reset"]:
            reset(launcher)
        else:
            launcher.run()
    except CannotStart as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    except Stopped:
        return 0
    finally:
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_IGN)
        if launcher is not None:
            launcher.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
