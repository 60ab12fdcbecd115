"""Finds a Chromium and a Chinese font for the browser tests, and installs them where it may.

In order: CHROMIUM, one on the PATH, Playwright's own, `apt-get` as root, Playwright's download.
`python -m tests.ensure_browser` prints the path, or the sentence that says what to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONT_PACKAGE = "fonts-wqy-microhei"
INSTALL_SECONDS = 300


def find() -> str | None:
    """The executable to give to Playwright."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def has_chinese_font() -> bool:
    try:
        shown = subprocess.run(
            ["fc-list", ":lang=zh"], capture_output=True, text=True, check=False
        ).stdout
    except FileNotFoundError:
        return False
    return bool(shown.strip())


def install_system_packages(*packages: str) -> None:
    """Only as root on a system that has apt; failure is told by what is still missing."""
    if not packages or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        _try(["apt-get", "-qq", *words], quiet)


def _try(command: list[str], environment: dict[str, str] | None = None) -> None:
    try:
        subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            timeout=INSTALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        _say(f"{command[0]}: gave up after {INSTALL_SECONDS} s")


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


def main() -> int:
    browser, font = find(), has_chinese_font()
    missing = [*([] if browser else ["chromium"]), *([] if font else [FONT_PACKAGE, "fontconfig"])]
    install_system_packages(*missing)
    if not find() and not os.environ.get("CHROMIUM"):
        _try([sys.executable, "-m", "playwright", "install", "chromium"])
    found = find()
    if not found:
        _say("没有找到 Chromium：请安装 chromium，或用环境变量 CHROMIUM 指出它。")
        return 1
    if not has_chinese_font():
        _say(f"没有找到中文字体：请安装 {FONT_PACKAGE}。")
        return 1
    _say(f"Chromium: {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
