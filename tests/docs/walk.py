"""Walks through a page as its reader would: runs each command, makes each edit, and compares what is printed.

A block ```console holds commands behind `$ ` with what they print, both streams together, to the letter.
A block ```diff names one file in its line `--- FILE`; its lines take the place of those marked `-` and must
be found once. `cd` holds for the rest of the page. With UPDATE_GOLDENS=1 the output is written anew.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.docs import pages

FAULTS = re.compile(r"^Usage: |own-fault|^Traceback|not found$|No such file", re.MULTILINE)
"""What no page means to show: wrong usage, faults of ours, commands that a machine lacks."""


@dataclass
class Reader:
    """Somebody at a terminal, in a folder."""

    here: Path
    tools: Path

    @classmethod
    def begin(cls, folder: Path) -> "Reader":
        """A reader in an empty folder, with `wigmore` at hand and a home of their own."""
        tools, here = folder / "tools", folder / "here"
        tools.mkdir()
        here.mkdir()
        shim = tools / "wigmore"
        shim.write_text(
            f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -P -m wigmore "$@"\n', encoding="utf-8"
        )
        shim.chmod(0o755)
        return cls(here, tools)

    def run(self, command: str) -> str:
        """What a command prints."""
        if command.startswith("cd "):
            self.here = (self.here / command.removeprefix("cd ")).resolve()
            return ""
        keep = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "FORCE_COLOR")}
        more = {
            "PATH": f"{self.tools}:{os.environ['PATH']}",
            "XDG_STATE_HOME": f"{self.tools}/state",
            "LC_ALL": "C.UTF-8",
        }
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=self.here,
            env=keep | more,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return done.stdout

    def edit(self, diff: str) -> None:
        """Make the edit that a diff describes."""
        head, *lines = diff.split("\n")[:-1]
        path = self.here / head.removeprefix("--- ")
        old = "".join(f"{line[1:]}\n" for line in lines if line[:1] in (" ", "-"))
        new = "".join(f"{line[1:]}\n" for line in lines if line[:1] in (" ", "+"))
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path.name} holds these lines {text.count(old)} times:\n{old}"
        path.write_text(text.replace(old, new), encoding="utf-8")


def commands(block: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with what the page says it prints."""
    for part in block.removeprefix("$ ").split("\n$ "):
        command, _, output = part.partition("\n")
        yield command, output if output.endswith("\n") or not output else output + "\n"


def walk(page: Path, folder: Path) -> int:
    """Walk through a page from an empty folder; gives the number of commands that were run."""
    reader, text, count = Reader.begin(folder), pages.read(page), 0
    made: dict[str, str] = {}
    for found in pages.FENCE.finditer(text):
        language, body = found[1], found[2]
        if language == "diff":
            reader.edit(body)
        if language != "console":
            continue
        written = []
        for command, output in commands(body):
            said = reader.run(command)
            assert pages.UPDATES or said == output, f"{page.name}, $ {command}\n{pages.TOLD}\nprints:\n{said}"
            assert not FAULTS.search(said), (
                f"{page.name}, $ {command}\nshows a fault, not its subject:\n{said}"
            )
            written.append(f"$ {command}\n{said}")
            count += 1
        made[found[0]] = f"```console\n{''.join(written)}```"
    if pages.UPDATES:
        pages.write(page, lambda now: pages.FENCE.sub(lambda block: made.get(block[0], block[0]), now))
    return count
