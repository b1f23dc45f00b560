"""A process that may write only small files makes a backup: `python -m … full_disk URL FILE BYTES`.

The limit of the process stands in for a disk that is full: the same calls fail at the same places.
"""

import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

import django

from okienko.actions.upkeep.backup import back_up

if __name__ == "__main__":
    django.setup()
    url, path, most = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    try:
        back_up(url, path, at=datetime.now(UTC))
    except OSError as error:
        print(f"OSError {error}")
        sys.exit(3)
