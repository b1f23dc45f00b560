"""The sentences of faults in where an office is, and in what stands there."""

from typing import Final

from okienko.core.description.sentence import Wording

PLACES: Final = {
    "capacity-below-one": Wording(
        "{value} persons means that nobody may come in.",
        "Write at least 1: an office may be crowded, never closed.",
    ),
    "hall-missing": Wording("There is no area of kind “hall”.", "Say in which area clients are received."),
    "hall-not-step-free": Wording(
        "The hall “{area}” has no way without steps.",
        "Describe it in step_free; a client who cannot climb must get in.",
    ),
    "building-not-step-free": Wording(
        "The building “{building}” of the hall has no entrance without steps.",
        "Add an [entrances.…] with step_free = true.",
    ),
    "two-sites": Wording(
        "Clients are received at the site “{site}” and at “{first}” too: a ticket taken at one would be called at the "
        "other.",
        "Write an office of its own for “{site}”, in a directory of its own with its own slug: one installation runs "
        "both. Departments without a hall or desks may stay here.",
    ),
    "seats-over-capacity": Wording(
        "There are {seats} seats where at most {capacity} persons may be.", "Put the two numbers right."
    ),
    "overflow-to-itself": Wording("The overflow of “{area}” comes back to itself.", "Name another area, or none."),
    "desk-label-twice": Wording(
        "The desk “{other}” has the label “{label}” too.", "Give each desk its own label: people look for it."
    ),
    "nobody-sits": Wording(
        "There is no seat for anybody who waits: the halls and waiting rooms have none.",
        "Write in `seats` of a hall or waiting room how many there are; who waits for a call waits seated.",
    ),
    "size-not-positive": Wording(
        "The width and the depth are {value} metres, and nothing can be drawn of that.",
        "Write both in metres, above 0.",
    ),
    "off-the-floor": Wording(
        "[{value}] does not lie on the floor “{floor}”, which is {width} m wide and {depth} m deep.",
        "Count from its north-west corner in metres, or put the size of the floor right.",
    ),
    "plans-on-one-spot": Wording(
        "On the plan it lies where “{other}” lies.", "Give each area its own place, or take one of the plans away."
    ),
    "level-twice": Wording(
        "The floor “{other}” of this building has the level {level} too.",
        "Give each floor its own level; areas of one floor need no floor of their own.",
    ),
    "printer-for-all-twice": Wording(
        "The printer “{other}” serves all devices already, so this one would never print.",
        "Name in `serves` the devices that print here, or remove it.",
    ),
    "port-out-of-range": Wording(
        "There is no port {value}.", "Write one from 1 to 65535; many printers listen at 9100."
    ),
    "paper-width": Wording("Rolls are not {value} mm wide.", "Write 80 or 58."),
}
