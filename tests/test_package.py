"""The wheel holds all that is needed to run, and the README's commands do what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
PINNED = re.compile(r"^([\w.-]+)(?:\[(.*?)\])?==", re.MULTILINE)
# Set up the environment or run these very tests; `make run` is run by hand and by the build.
LEFT_OUT = ("make ", "git ", "cd ", "pip ", "python -m eval", "onrecord serve", "onrecord demo")


def commands() -> list[str]:
    """The commands of the README's console blocks."""
    lines = (line for block in BLOCK.findall(README) for line in block.splitlines())
    found = (line.removeprefix("$ ") for line in lines if line.startswith("$ "))
    return [command for command in found if not command.startswith(LEFT_OUT)]


def clean_environment(folder: Path) -> dict[str, str]:
    """An environment with nothing of this one but where programs are found and how packages are fetched."""
    kept = ("PIP_CERT", "PIP_INDEX_URL", "PIP_FIND_LINKS", "SSL_CERT_FILE", "HTTPS_PROXY", "https_proxy")
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "HOME": str(folder), "LANG": "C.UTF-8",
    }  # fmt: skip


def done(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    """What a command prints; the test fails with its errors if it fails."""
    result = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, check=False)
    assert result.returncode == 0, f"{command}:\n{result.stdout[-2000:]}\n{result.stderr[-2000:]}"
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from this tree."""
    folder = tmp_path_factory.mktemp("dist")
    done([sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder)], ROOT, dict(os.environ))
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_data_samples_templates_and_licence(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "onrecord/data/SOURCES.yaml", "onrecord/data/gazetteer/gazetteer.sqlite", "onrecord/py.typed",
        "onrecord/export/templates/dossier.html.j2", "onrecord/samples/01-harbour-shelling.txt",
        "onrecord/web/page/index.html", "onrecord/store/migrations/versions/first.py",
    ):  # fmt: skip
        assert needed in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert not any(name.startswith(("tests/", "eval/", "tools/")) for name in names)


def test_the_wheel_runs_in_a_clean_environment(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    done([sys.executable, "-m", "venv", str(home)], tmp_path, clean_environment(tmp_path))
    environment = clean_environment(home)
    pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done([*pip, "--require-hashes", "-r", str(ROOT / "requirements" / "run.lock")], tmp_path, environment)
    done([*pip, "--no-deps", str(wheel)], tmp_path, environment)
    report = tmp_path / "x.txt"
    report.write_text("date 2021-05-17\n\nAt least 12 people were killed in Geneva, the mayor said.", encoding="utf-8")
    onrecord = str(home / "bin" / "onrecord")
    assert "at least 12" in done([onrecord, "read", "x.txt"], tmp_path, environment)
    done([onrecord, "add", "x.txt", "--to", "news.db"], tmp_path, environment)
    assert "at least 12" in done([onrecord, "figures", "news.db"], tmp_path, environment)


def test_no_lock_names_a_registry() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        assert "://" not in lock.read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", ["run.lock", "dev.lock"])
def test_a_lock_pins_the_extras_that_packages_ask_for(lock: str) -> None:
    """Without them pip takes the newest release of such a package for its extra, and refuses it as not pinned."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    pinned = {canonicalize_name(name): extras for name, extras in PINNED.findall(text)}
    asked = [
        (name, wanted)
        for one in distributions()
        if (name := canonicalize_name(one.metadata["Name"])) in pinned
        for wanted in map(Requirement, one.requires or ())
        if wanted.extras and (wanted.marker is None or wanted.marker.evaluate({"extra": ""}))
    ]
    assert asked
    for name, wanted in asked:
        have = {canonicalize_name(extra) for extra in pinned[canonicalize_name(wanted.name)].split(",")}
        assert {canonicalize_name(extra) for extra in wanted.extras} <= have, f"{name} asks for {wanted}"


def test_the_readme_has_commands() -> None:
    assert len(commands()) >= 5


@pytest.fixture(scope="module")
def filled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the README's commands work on."""
    folder = tmp_path_factory.mktemp("readme")
    text = "date 2021-05-17\n\nThe mayor said 12 people were injured on the bridge on Sunday."
    (folder / "report.txt").write_text(text, encoding="utf-8")
    (folder / "reports").mkdir()
    (folder / "reports" / "one.txt").write_text(text, encoding="utf-8")
    done([str(Path(sys.executable).parent / "onrecord"), "add", "reports", "--to", "news.db"], folder, dict(os.environ))
    return folder


@pytest.mark.parametrize("command", commands())
def test_a_command_of_the_readme_runs(command: str, filled_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "here"
    shutil.copytree(filled_folder, folder)
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done(["bash", "-euo", "pipefail", "-c", command], folder, environment)
