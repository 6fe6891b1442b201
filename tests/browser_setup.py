"""Chromium and a Chinese font for the browser tests: Debian's packages as root, else Playwright's Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PACKAGES = ["chromium", "fonts-noto-cjk"]


def has_chinese_font() -> bool:
    """Whether fontconfig knows a font with Chinese glyphs."""
    if shutil.which("fc-list") is None:
        return False
    found = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, text=True, check=False)
    return bool(found.stdout.strip())


def has_playwright_chromium() -> bool:
    """Whether Playwright's own Chromium is installed."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        return os.path.exists(p.chromium.executable_path)


def main() -> int:
    """Install what is missing; return the exit status of the last installer."""
    chromium = shutil.which("chromium")
    if chromium and has_chinese_font():
        return 0
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=env, check=True)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
        return subprocess.run(command, env=env, check=False, stdout=subprocess.DEVNULL).returncode
    if not has_chinese_font():
        print(
            "No Chinese font: install one (Debian: fonts-noto-cjk), or screenshots show empty boxes.", file=sys.stderr
        )
    if chromium or has_playwright_chromium():
        return 0
    return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
