"""What a fault says: two English sentences, which are message ids for the faces."""

from typing import NamedTuple


class Wording(NamedTuple):
    """Two sentences with {parameters}."""

    what: str
    mend: str
