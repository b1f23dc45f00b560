"""What a process costs: CPU and memory as the kernel has counted them, its children's too."""

import os
import time
from collections import defaultdict
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
UTIME, STIME, CUTIME, CSTIME = 11, 12, 13, 14
PARENT = 1


def fields(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name, which may hold blanks and brackets; state is field 0."""
    return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()


def family(pid: int) -> list[int]:
    """The process and all that descend from it and live."""
    children = defaultdict(list)
    for entry in PROC.iterdir():
        if not entry.name.isdigit():
            continue
        try:
            children[int(fields(int(entry.name))[PARENT])].append(int(entry.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    found = [pid]
    for member in found:
        found += children[member]
    return found


def cpu_seconds(pid: int) -> float:
    """CPU of the process and all its descendants; of the dead, too, once their parent has noticed."""
    ticks = 0
    for member in family(pid):
        try:
            counted = fields(member)
        except (FileNotFoundError, ProcessLookupError):
            continue
        ticks += sum(int(counted[place]) for place in (UTIME, STIME, CUTIME, CSTIME))
    return ticks / TICKS


def fine_cpu_seconds(pid: int) -> float:
    """CPU of the living threads of one process, to the nanosecond where the kernel tells."""
    try:
        threads = list((PROC / str(pid) / "task").iterdir())
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9
    except FileNotFoundError:
        return cpu_seconds(pid)


def resident_megabytes(pid: int) -> float:
    """Memory that the process and its descendants hold, in MB; shared pages count in each."""
    total = 0
    for member in family(pid):
        status = (PROC / str(member) / "status").read_text()
        total += sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))
    return total * 1024 / 1e6


class Meter:
    """CPU and time spent between two looks at a set of processes."""

    def __init__(self, *pids: int) -> None:
        self.pids = pids
        self.start()

    def start(self) -> None:
        """Begin to count here."""
        self.at, self.spent = time.monotonic(), self._sum()

    def _sum(self) -> float:
        return sum(cpu_seconds(pid) for pid in self.pids)

    def cpu(self) -> float:
        """Seconds of CPU since the start."""
        return self._sum() - self.spent
