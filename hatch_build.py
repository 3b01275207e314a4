"""Compiles the shipped grammars into a wheel, so that those who install it need not wait for it.

The programs are for any Python on any machine: a wheel stays one for all. An editable install takes
grammars as they are edited, so it gets none; with HATCH_BUILD_NO_HOOKS=true no wheel does.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_CODE = "import sys; from tradefacts.tools.programs import write_programs as w; w(sys.argv[1])"


class ProgramsHook(BuildHookInterface[Any]):
    """Puts programs into the wheel, and nothing into the tree that it is built from."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, for a minute; `version` is what the wheel is for."""
        if version == "editable":
            return
        folder = TemporaryDirectory()
        atexit.register(folder.cleanup)  # the wheel is written when this has returned
        # where pip builds alone, its path is what finds the requirements
        path = [str(Path(self.root, "src")), os.environ.get("PYTHONPATH")]
        env = {"PYTHONPATH": os.pathsep.join(filter(None, path)), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-c", _CODE, folder.name]
        subprocess.run(command, env={**os.environ, **env}, check=True)  # noqa: S603  # our own
        build_data["force_include"][folder.name] = "tradefacts/programs"
