"""Actors with names, for tests of names."""

from afghanwar.actors import Actor, ActorId, ActorKind
from afghanwar.dataset.shelf import Shelf


def actor(id: str, name: str, *aliases: str) -> Actor:
    return Actor(id=ActorId(id), name=name, kind=ActorKind.GROUP, aliases=aliases, description="An actor.")


def shelf_of(*actors: Actor) -> Shelf[Actor]:
    return Shelf("actor", lambda: actors)


TALIBAN = actor("taliban", "Taliban", "Taleban", "the Taliban", "Islamic Emirate")
JAMIAT = actor("jamiat-e-islami", "Jamiʿat-e Islami", "Jamiat")
ALLIANCE = actor("northern-alliance", "Northern\N{NO-BREAK SPACE}Alliance", "United Front")
US = actor("united-states", "United States", "U.S.", "America")
GUARDS = actor("iran-revolutionary-guards", "Iran's Revolutionary Guards", "Sepāh-e Pāsdārān")
ASHRAF = actor("ashraf-ghani", "Ashraf Ghani", "Ghani")
USMAN = actor("usman-ghani", "Usman Ghani", "Ghani")
EVERYBODY = [TALIBAN, JAMIAT, ALLIANCE, US, GUARDS, ASHRAF, USMAN]
