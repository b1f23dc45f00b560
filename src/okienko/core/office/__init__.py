"""The description of an office: what a city writes in its files.

`load` makes an `Office` of plain tables, `check` finds every fault in them, `plan` says what a change
touches. The files themselves are read in `links/files.py`.
"""

from okienko.core.description.fault import Fault, FaultyDescription
from okienko.core.office.office import Office
from okienko.core.office.reading import check, load

__all__ = ["Fault", "FaultyDescription", "Office", "check", "load"]
