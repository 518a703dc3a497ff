"""The built wheel works in an empty environment, on this Python and on the newest one that is installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEWER = ("3.15", "3.14", "3.13", "3.12")


def newest() -> str | None:
    """The newest Python on this machine that runs, if it is newer than this one."""
    for version in NEWER:
        found = shutil.which(f"python{version}")
        if found and version > f"{sys.version_info.major}.{sys.version_info.minor:02d}":
            works = subprocess.run([found, "-c", "import venv, ensurepip"], capture_output=True, check=False)
            if works.returncode == 0:
                return found
    return None


PYTHONS = [sys.executable, *([held] if (held := newest()) else [])]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of the sources, so that the checkout stays as it is."""
    source = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__", "out"))
    target = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    options = ["--no-deps", "--no-build-isolation", "--wheel-dir", str(target)]
    subprocess.run([*pip, "wheel", *options, str(source)], check=True)
    (made,) = target.glob("wigmore-*.whl")
    return made


@pytest.mark.parametrize("python", PYTHONS)
def test_demo_runs_from_the_wheel_alone(python: str, wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "empty"
    subprocess.run([python, "-m", "venv", str(home)], check=True)
    pip = [str(home / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "install", "--only-binary", ":all:", str(wheel)], check=True)
    work = tmp_path / "work"
    work.mkdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C", "LC_ALL": "C"}
    command = str(home / "bin" / "wigmore")
    done = subprocess.run(
        [command, "demo"], cwd=work, env=environment, capture_output=True, text=True, check=True
    )
    report = work / "wigmore-demo" / "report.html"
    assert str(report) in done.stdout.replace("/private", "")
    assert report.stat().st_size > 10_000
    assert (work / "wigmore-demo" / "compiled.json").is_file()
    explained = subprocess.run(
        [command, "explain", "C008"], cwd=work, env=environment, capture_output=True, text=True, check=True
    )
    assert explained.stdout.startswith("# C008")
    subprocess.run([command, "init", "mine"], cwd=work, env=environment, capture_output=True, check=True)
    checked = subprocess.run(
        [command, "check", "mine"], cwd=work, env=environment, capture_output=True, text=True, check=True
    )
    assert checked.stdout.strip() == "nothing to report"
