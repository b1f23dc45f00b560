"""The sentences of faults in what an office chooses: its catalogue, its rules, itself."""

from typing import Final

from okienko.core.description.sentence import Wording

CATALOGUE: Final = {
    "series-prefix-twice": Wording(
        "The series “{other}” has the prefix “{prefix}” too.",
        "Give each series its own prefix: two people would hold the same ticket.",
    ),
    "series-looks-alike": Wording(
        "A ticket of this series may look like one of “{other}”: {ticket}.",
        "Change a prefix, or the ranges of numbers: no two tickets of a day look the same.",
    ),
    "series-bad-prefix": Wording(
        "“{prefix}” cannot be the prefix of a ticket.", "Use one to four letters or digits, as people read them out."
    ),
    "series-shared": Wording("The queue “{other}” uses the series “{series}” too.", "Give each queue its own series."),
    "series-empty": Wording("The series ends at {last}, before its first number {first}.", "Put the numbers in order."),
    "series-too-short": Wording(
        "The series has {count} numbers; when they are used up nobody gets a ticket that day.",
        "Give it at least {least}.",
    ),
    "series-unused": Wording("No queue uses the series “{series}”.", "Remove it, or name it in a queue."),
    "queue-empty": Wording("No service belongs to the queue “{queue}”.", "Remove it, or name it in a service."),
    "board-name-missing": Wording(
        "The label of the queue “{queue}” hides its name, but nothing is there to show instead.",
        "Add board_name.",
    ),
    "service-name-twice": Wording(
        "The service “{other}” is called “{name}” too.",
        "Give each its own name: clients choose by it.",
    ),
    "guarantee-twice": Wording(
        "“{other}” is the conversation with the officer already.",
        "Leave `guarantee` at one service; the client says there with which department.",
    ),
    "minutes-out-of-order": Wording(
        "The minutes do not stand in order: {shortest}, {minutes}, {longest}.",
        "The usual time lies between the shortest and the longest.",
    ),
    "name-not-translated": Wording(
        "The name lacks the language “{language}”, which the office offers.",
        "Add it, or take the language out of [office] languages.",
    ),
    "group-unknown": Wording(
        "No group is called “{value}”, so the kiosk would not show the service in one.",
        "Write the Polish name of a [groups.…]: {known}.",
    ),
    "phrase-twice": Wording("The phrase “{other}” is the same sentence.", "Keep one of the two."),
    "id-shared": Wording(
        "There is a service “{id}” too.",
        "Give the referral another id: addresses and the journal tell them apart by it.",
    ),
    "online-not-http": Wording(
        "“{value}” is no address of a page.", "Write one that begins with https://, or only the name of the service."
    ),
    "language-unknown": Wording(
        "“{value}” is no code of a language.",
        "Write it as ISO 639 does, for example pl, en or uk; pjm is Polish sign language.",
    ),
    "shares-over-hundred": Wording("The shares of the services sum to {sum} per cent.", "They may be at most 100."),
}

RULES: Final = {
    "regimes-overlap": Wording(
        "“{other}” is in force by its dates on the same days.",
        "Change the dates: one set of rules of contact is in force at a time.",
    ),
    "regime-over-capacity": Wording(
        "{value} persons at once are more than fit in “{area}” at any time ({capacity}).",
        "Write fewer, or put the capacity of the area right.",
    ),
    "ratio-not-positive": Wording("In a row means at least one, not {value}.", "Write 1 or more."),
    "ratios-differ": Wording(
        "{value} in a row here, {other} for {priority}: all who go first are one class and share one ratio.",
        "Write the same number for every lawful ground.",
    ),
    "quantile-out-of-range": Wording(
        "A time is measured at a quantile between 0 and 1, not {value}.",
        "Write for example 0.9: nine of ten.",
    ),
    "standard-twice": Wording(
        "“{other}” measures the same in the same queues.", "Keep one of the two: the same promise has one target."
    ),
    "share-for-nobody-else": Wording(
        "All places inside are kept for those who came without a phone: who has one would never be let in.",
        "Write less than 1, for example 0.5.",
    ),
    "target-not-positive": Wording("A time of {value} minutes cannot be kept.", "Write a target above 0."),
    "target-not-share": Wording(
        "The measure “{measure}” is a share of cases, and {value} is more than all of them.",
        "Write a number from 0 to 1.",
    ),
}

ITSELF: Final = {
    "no-languages": Wording("The office speaks no language.", "Write at least one, for example languages = [\"pl\"]."),
    "polish-missing": Wording(
        "The office does not speak Polish.", "Add \"pl\" to the languages: it is the first one here."
    ),
    "person-not-fictional": Wording(
        "This is a demonstration, and “{person}” is not marked as made up.",
        "Write fictional = true, or take `demonstration` out of [office]: nobody real belongs in a demonstration.",
    ),
    "slug-reserved": Wording(
        "“{value}” is an address of the program itself.", "Choose another short name: it stands in the addresses."
    ),
    "text-too-long": Wording("The text has {count} characters.", "Write at most {most}."),
}
