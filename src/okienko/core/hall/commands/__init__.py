"""What may be asked of a hall: one command is one intention of one person.

A command names things by their ids in the office's files; visits and wishes by
their numbers. Moments are aware and in UTC. `COMMANDS` maps the name under which
a command travels (`call_next`) to its class.
"""

from __future__ import annotations

import re

from okienko.core.hall.commands.base import (
    Command,
)
from okienko.core.hall.commands.contact import (
    AgreeDate,
    AnswerWish,
    AskOfficer,
    ChooseContact,
    DeferWish,
    EndMeeting,
    LapseWish,
    LeaveNumber,
    SeekAgain,
    StartMeeting,
    WithdrawWish,
)
from okienko.core.hall.commands.day import (
    CloseDay,
    OpenDay,
    RenewRules,
    ResumeTickets,
    SetPresence,
    SetRegime,
    StopTickets,
    Tick,
)
from okienko.core.hall.commands.desk import (
    CallNext,
    CallVisit,
    Finish,
    Hand,
    LeaveDesk,
    Miss,
    OpenDesk,
    Park,
    PauseDesk,
    Recall,
    ReleaseDesk,
    ResumeDesk,
    Send,
    SendAway,
    Start,
    UndoCall,
    UndoFinish,
)
from okienko.core.hall.commands.door import (
    AddMatter,
    Leave,
    Move,
    Reinstate,
    Resume,
    StepOut,
    Take,
)

__all__ = [
    "COMMANDS",
    "INTERNAL",
    "AddMatter",
    "AgreeDate",
    "AnswerWish",
    "AskOfficer",
    "CallNext",
    "CallVisit",
    "ChooseContact",
    "CloseDay",
    "Command",
    "DeferWish",
    "EndMeeting",
    "Finish",
    "Hand",
    "LapseWish",
    "Leave",
    "LeaveDesk",
    "LeaveNumber",
    "Miss",
    "Move",
    "OpenDay",
    "OpenDesk",
    "Park",
    "PauseDesk",
    "Recall",
    "Reinstate",
    "ReleaseDesk",
    "RenewRules",
    "Resume",
    "ResumeDesk",
    "ResumeTickets",
    "SeekAgain",
    "Send",
    "SendAway",
    "SetPresence",
    "SetRegime",
    "Start",
    "StartMeeting",
    "StepOut",
    "StopTickets",
    "Take",
    "Tick",
    "UndoCall",
    "UndoFinish",
    "WithdrawWish",
    "command_name",
]


def command_name(kind: type[Command]) -> str:
    """`CallNext` → `call_next`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


COMMANDS: dict[str, type[Command]] = {command_name(kind): kind for kind in Command.__subclasses__()}
#: Commands of the program itself: of the clock, and of what is done beside the journal. None is taken from outside.
INTERNAL = frozenset({Tick, RenewRules, LeaveNumber})
