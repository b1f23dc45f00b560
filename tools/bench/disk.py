"""What one flush of this disk costs, measured beside the load: append a page, fdatasync, rest, again."""

import os
import tempfile
import threading
import time
from pathlib import Path
from statistics import median

PAGE = b"\0" * 8192
REST_SECONDS = 0.05


class FlushProbe:
    """Flushes a file of its own in a folder until it is stopped; `milliseconds` are what each flush took."""

    def __init__(self, folder: Path) -> None:
        self.milliseconds: list[float] = []
        self._folder = folder
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "FlushProbe":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        with tempfile.TemporaryFile(dir=self._folder, buffering=0) as file:
            while not self._stop.is_set():
                began = time.perf_counter()
                file.write(PAGE)
                os.fdatasync(file.fileno())
                self.milliseconds.append((time.perf_counter() - began) * 1000)
                self._stop.wait(REST_SECONDS)

    @property
    def typical(self) -> float:
        """The median flush in milliseconds; 0 before the first."""
        return median(self.milliseconds) if self.milliseconds else 0.0
