"""A finding about the journal as a line of text, and what to do about it."""

from okienko.actions.verify import Finding
from okienko.core.journal.findings import MENDS, SENTENCES
from okienko.faces.console.words import say


def as_line(finding: Finding) -> str:
    """Office, place, what is wrong."""
    place = finding.stream if finding.seq is None else f"{finding.stream} {finding.seq}"
    return f"{finding.office}  {place}  {say(SENTENCES[finding.code]).format(**finding.params)}"


def mend_of(finding: Finding) -> str:
    """What to do."""
    return say(MENDS[finding.code]).format(office=finding.office)
