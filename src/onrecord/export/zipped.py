"""A folder of files as one zip archive that is the same, byte for byte, whenever its files are."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import BinaryIO

# The earliest time that a zip archive can hold.
NO_TIME = (1980, 1, 1, 0, 0, 0)


def zip_folder(folder: Path, out: BinaryIO) -> None:
    """Write the files of a folder, in the order of their names, as a zip archive."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            about = zipfile.ZipInfo(path.name, NO_TIME)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o644 << 16
            with archive.open(about, "w", force_zip64=True) as inside, path.open("rb") as file:
                shutil.copyfileobj(file, inside)
