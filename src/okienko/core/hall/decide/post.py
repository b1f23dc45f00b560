"""Meeting posts: each is one client's at a time, from the officer's promise until they have met.

A promise for which no post is free waits for one, in the order of the promises;
the post that is free next is given to it at once, so that the board calls the
client there. Whoever was promised a post and is long overdue gives it up to
somebody who waits for one: a post that only seems to be used stops nobody.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from okienko.core.contact import wish as contact
from okienko.core.contact.wish import Wish
from okienko.core.hall.decide.act import Act, Decision
from okienko.core.hall.hall import Hall
from okienko.core.hall.refusals import DeskNotUsed, PostTaken, UnknownThing
from okienko.core.hall.rules import HallRules


def posts_in_use(hall: Hall, rules: HallRules) -> list[str]:
    """The meeting posts that the present rules of contact leave open, in the office's order."""
    regime = rules.regimes.get(hall.regime or "")
    closed = regime.closed_desks if regime is not None else frozenset[str]()
    return [desk.id for desk in rules.desks.values() if desk.kind == "meeting" and desk.id not in closed]


def awaits_post(hall: Hall, wish: Wish, rules: HallRules) -> bool:
    """Is the officer coming down to a client for whom every meeting post is taken?"""
    return wish.lacks_post and bool(posts_in_use(hall, rules))


def free_posts(act: Act, wish: Wish | None = None) -> list[str]:
    """The meeting posts that nobody else uses or expects."""
    taken = {other.post for other in act.hall.wishes.values()
             if other.state in (contact.PROMISED, contact.MEETING) and (wish is None or other.number != wish.number)}
    return [post for post in posts_in_use(act.hall, act.rules) if post not in taken]


def free_post(act: Act, wish: Wish) -> str | None:
    """The post that this wish has already, or the first free one; None while all are taken."""
    free = free_posts(act, wish)
    return wish.post if wish.post in free else next(iter(free), None)


def check_post(act: Act, post: str | None, wish: Wish) -> None:
    """May this wish have this post? Raises UnknownThing, DeskNotUsed, PostTaken."""
    if post is None:
        return
    if post not in act.rules.desks or act.rules.desks[post].kind != "meeting":
        raise UnknownThing(post=post)
    if post not in posts_in_use(act.hall, act.rules):
        raise DeskNotUsed(desk=post)
    if post not in free_posts(act, wish):
        raise PostTaken(post=post, free=free_post(act, wish))


def placing(act: Act) -> Decision:
    """Give the posts that are free to the promises that wait for one, the oldest first."""
    for wish in sorted((act.hall.wishes[number] for number in act.hall.unplaced), key=_waits_since):
        post = free_post(act, wish)
        overdue = _overdue(act, wish) if post is None else None
        if overdue is not None:
            post = overdue.post
            yield act.entry("wish_placed", visit=overdue.visit, wish=overdue.number, post=None)
        if post is None:
            return
        yield act.entry("wish_placed", visit=wish.visit, wish=wish.number, post=post)


def post_moments(hall: Hall, rules: HallRules) -> list[datetime]:
    """When a post that is not used in time is free for whoever waits for one."""
    if not any(awaits_post(hall, hall.wishes[number], rules) for number in hall.unplaced):
        return []
    return [moment for moment, _ in _given_up(hall, rules)]


def _waits_since(wish: Wish) -> tuple[datetime, int]:
    return wish.placed_at or wish.answered_at or wish.asked_at, wish.number


def _given_up(hall: Hall, rules: HallRules) -> list[tuple[datetime, int]]:
    """From which moment on a promised post is not kept any more, by the number of the wish; the earliest first."""
    usable, patience = posts_in_use(hall, rules), timedelta(seconds=rules.wish_target)
    return sorted((max(wish.due_at, wish.placed_at or wish.due_at) + patience, wish.number)
                  for wish in hall.wishes.values()
                  if wish.state == contact.PROMISED and wish.post in usable and wish.due_at is not None)


def _overdue(act: Act, waiting: Wish) -> Wish | None:
    """The promise that has kept a post without use for longest."""
    late = [number for moment, number in _given_up(act.hall, act.rules)
            if moment <= act.at and number != waiting.number]
    return act.hall.wishes[late[0]] if late else None
