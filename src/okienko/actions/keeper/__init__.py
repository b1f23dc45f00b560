"""The hall keeper: decides what people ask of the halls, stores it, answers, and shows what changed."""

from okienko.actions.keeper.answer import Answer, Failed, NotNow, Overloaded, Then, Unavailable
from okienko.actions.keeper.keeper import Keeper, digest_of
from okienko.actions.keeper.show import State

__all__ = ["Answer", "Failed", "Keeper", "NotNow", "Overloaded", "State", "Then", "Unavailable", "digest_of"]
