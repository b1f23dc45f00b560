"""Followers: what reads the journal behind a durable cursor and makes what is derived from it."""

from okienko.actions.followers.departments import described_department
from okienko.actions.followers.finished import FinishedFollower
from okienko.actions.followers.following import Follower, FollowerThread, catch_up, rebuild
from okienko.actions.followers.numbers import NumbersFollower
from okienko.core.standards.finished import Departments

__all__ = [
    "Departments",
    "FinishedFollower",
    "Follower",
    "FollowerThread",
    "NumbersFollower",
    "catch_up",
    "described_department",
    "rebuild",
]
