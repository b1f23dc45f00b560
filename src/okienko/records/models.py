"""Every table, for Django to find; each stands in the file of its noun."""

from okienko.records.contact.number import CallbackNumber
from okienko.records.devices import Device
from okienko.records.finished import FinishedStep, FinishedVisit, FinishedWish
from okienko.records.follower import FollowerCursor
from okienko.records.hall import DeskRow, Entry, HallRow, StreamHead, VisitRow, WishRow
from okienko.records.office import Office, OfficeRevision
from okienko.records.people import Account

__all__ = [
    "Account",
    "CallbackNumber",
    "DeskRow",
    "Device",
    "Entry",
    "FinishedStep",
    "FinishedVisit",
    "FinishedWish",
    "FollowerCursor",
    "HallRow",
    "Office",
    "OfficeRevision",
    "StreamHead",
    "VisitRow",
    "WishRow",
]
