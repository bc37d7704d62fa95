"""A small made-up world, in which every rule of the library has something to hold on to.

Three invented works tell of an invented war. The texts below are seeds, but for the lines ``passage:`` and
``aside:``, which are turned into offsets by looking the words up in the document.
"""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from written import write

from afghanwar import Dataset, read

# Machines are noisy; how long an example takes is no test.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.register_profile(
    "fuzz",
    deadline=None,
    max_examples=100_000,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile(
    "mutants",
    deadline=None,
    max_examples=30,
    # That a mutant is found is enough; the smallest example of it is not asked for.
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.reuse, hypothesis.Phase.generate],
)
hypothesis.settings.load_profile("untimed")

CHRONICLE = (
    "The Salt War\n"
    "\n"
    "The Salt War lasted from 1901 to 1904. Gen. Mira Voss led the Red League throughout.\n"
    "On 5 March 1902 the League’s Riders took Ostrel, and about 300 guards fled. “We shall keep it,” Voss said.\n"
    " \u00a0 \n"
    "The Crown reportedly paid the Harbour Guild in 1902 and 1903. "
    "From 10 to 20 May 1903 the League besieged the Crown’s fort at\u00a0Greymoor. The League won.\n"
    "In April 1904 the Riders marched on the harbour. Voss and Reed are said to have met in June 1903.\n"
    "Please support this page!\n"
)

COURIER = (
    "NEWS FROM OSTREL\n"
    "Ostrel fell on 7 March 1902, when 450 guards ran away. "
    "The Northern Kingdom has armed the Red League since 1900, and still does.\n"
    "Tolan Reed commanded the Crown's men at Greymoor, and the Northern Kingdom fought beside the League there. "
    "Boatmen of the Harbour Guild joined in for themselves.\n"
    "The Riders will march on the harbour next spring. Reed fears that the Crown will sell Fenland.\n"
)

ALMANAC = (
    "Greymoor, a fort in Fenland, was besieged in the spring of 1903. "
    "It is not true that the Crown paid the Guild. "
    "The Crown and the Guild were friends. The Guild bought two ships.\n"
)

DOCUMENTS = {"chronicle.txt": CHRONICLE, "courier.txt": COURIER, "almanac.txt": ALMANAC}

SOURCES = {
    "harbour-chronicle": """
title = "The Harbour Chronicle"
authors = ["A. Scribe"]
kind = "encyclopedia"
stance = "None declared."
document: chronicle.txt
aside: The Salt War
aside: Please support this page!

[claims.war-dates]
says = "The Salt War began in 1901 and ended in 1904."
passage: The Salt War lasted from 1901 to 1904
modality = "asserted"
when = "1901/1904"

[claims.voss-led-league]
says = "Mira Voss was the leader of the Red League during the Salt War."
passage: Mira Voss led the Red League throughout
modality = "asserted"
when = "1901/1904"
actors = ["mira-voss", "red-league"]
inferred = ["when"]

[claims.riders-took-ostrel]
says = "The Riders captured Ostrel on 5 March 1902."
passage: On 5 March 1902 the League’s Riders took Ostrel
modality = "asserted"
when = "1902-03-05"
actors = ["riders", "red-league"]
places = ["ostrel"]

[claims.guards-fled]
says = "About 300 guards fled from Ostrel on 5 March 1902."
passage: On 5 March 1902 the League’s Riders took Ostrel, and about 300 guards fled
modality = "asserted"
when = "1902-03-05"
actors = ["ostrel-guard"]
places = ["ostrel"]
quantities = [{ measure = "guards", low = 300, high = 300, approximate = true, wording = "about 300" }]

[claims.voss-means-to-keep-ostrel]
says = "Mira Voss said that the Red League would keep Ostrel."
passage: “We shall keep it,” Voss said
modality = "planned"
attributed_to = "mira-voss"
actors = ["red-league"]
places = ["ostrel"]
wording = "We shall keep it"
inferred = ["actors", "places"]

[claims.crown-paid-guild]
says = "The Crown is reported to have paid the Harbour Guild in 1902 and 1903."
passage: The Crown reportedly paid the Harbour Guild in 1902 and 1903
modality = "hedged"
when = "1902/1903"
actors = ["crown", "harbour-guild"]

[claims.siege-dates]
says = "The Red League laid siege to the fort of the Crown at Greymoor from 10 to 20 May 1903."
passage: From 10 to 20 May 1903 the League besieged the Crown’s fort at\u00a0Greymoor
modality = "asserted"
when = "1903-05-10/1903-05-20"
actors = ["red-league", "crown"]
places = ["greymoor"]

[claims.league-won]
says = "The Red League won the siege of Greymoor."
passage: The League won
modality = "asserted"
actors = ["red-league"]
places = ["greymoor"]
inferred = ["places"]

[claims.riders-marched]
says = "The Riders marched on the harbour in April 1904."
passage: In April 1904 the Riders marched on the harbour
modality = "asserted"
when = "1904-04"
actors = ["riders"]
places = ["harbour"]

[claims.voss-met-reed]
says = "Mira Voss and Tolan Reed are said to have met in June 1903."
passage: Voss and Reed are said to have met in June 1903
modality = "hedged"
when = "1903-06"
actors = ["mira-voss", "tolan-reed"]
""",
    "red-courier": """
title = "News from Ostrel"
publisher = "The Red Courier"
published = "1903-06"
kind = "news-article"
stance = "For the Red League."
document: courier.txt
aside: NEWS FROM OSTREL

[claims.ostrel-fell]
says = "Ostrel fell on 7 March 1902."
passage: Ostrel fell on 7 March 1902
modality = "asserted"
when = "1902-03-07"
places = ["ostrel"]

[claims.guards-ran]
says = "450 guards ran away from Ostrel on 7 March 1902."
passage: Ostrel fell on 7 March 1902, when 450 guards ran away
modality = "asserted"
when = "1902-03-07"
actors = ["ostrel-guard"]
places = ["ostrel"]
quantities = [{ measure = "guards", low = 450, high = 450, wording = "450" }]

[claims.kingdom-arms-league]
says = "The Northern Kingdom has given arms to the Red League since 1900."
passage: The Northern Kingdom has armed the Red League since 1900, and still does
modality = "asserted"
when = "1900/[1903-06..]"
actors = ["northern-kingdom", "red-league"]

[claims.reed-commanded]
says = "Tolan Reed commanded the men of the Crown at Greymoor."
passage: Tolan Reed commanded the Crown's men at Greymoor
modality = "asserted"
actors = ["tolan-reed", "crown"]
places = ["greymoor"]

[claims.kingdom-fought]
says = "The Northern Kingdom fought at the side of the Red League at Greymoor."
passage: the Northern Kingdom fought beside the League there
modality = "asserted"
actors = ["northern-kingdom", "red-league"]
places = ["greymoor"]

[claims.boatmen-joined]
says = "Boatmen of the Harbour Guild joined in the siege of Greymoor for themselves."
passage: Boatmen of the Harbour Guild joined in for themselves
modality = "asserted"
actors = ["harbour-guild"]
places = ["greymoor"]

[claims.riders-will-march]
says = "The Riders will march on the harbour in the spring of 1904."
passage: The Riders will march on the harbour next spring
modality = "predicted"
when = "1904-21"
actors = ["riders"]
places = ["harbour"]
inferred = ["when"]

[claims.reed-fears-sale]
says = "Tolan Reed fears that the Crown will sell Fenland."
passage: Reed fears that the Crown will sell Fenland
modality = "predicted"
attributed_to = "tolan-reed"
actors = ["crown"]
places = ["fenland"]
""",
    "almanac-1905": """
title = "Almanac for 1905"
kind = "analysis"
stance = "For good weather."
document: almanac.txt

[claims.siege-in-spring]
says = "The fort of Greymoor in Fenland was under siege in the spring of 1903."
passage: Greymoor, a fort in Fenland, was besieged in the spring of 1903
modality = "asserted"
when = "1903-21"
places = ["greymoor", "fenland"]

[claims.crown-did-not-pay]
says = "The Crown paid the Harbour Guild, which is not so."
passage: It is not true that the Crown paid the Guild
modality = "rejected"
actors = ["crown", "harbour-guild"]

[claims.crown-and-guild-friends]
says = "The Crown and the Harbour Guild were friends."
passage: The Crown and the Guild were friends
modality = "judged"
actors = ["crown", "harbour-guild"]

[claims.guild-bought-ships]
says = "The Harbour Guild bought two ships."
passage: The Guild bought two ships
modality = "asserted"
actors = ["harbour-guild"]
quantities = [{ measure = "ships", low = 2, high = 2, wording = "two" }]
""",
}

OTHERS = {
    "actors/states.toml": """
[crown]
name = "Crown of Lowmark"
kind = "government"
aliases = ["The Crown"]
description = "The government of Lowmark."
part_of = ["lowmark"]

[lowmark]
name = "Lowmark"
kind = "state"
description = "A state by the sea."

[northern-kingdom]
name = "Northern Kingdom"
kind = "state"
description = "The neighbour of Lowmark."
identifiers = { wikidata = "Q1", ucdp = 1 }
""",
    "actors/people-and-groups.toml": """
mira-voss = { name = "Mira Voss", kind = "person", aliases = ["Voss"], description = "Leads the Red League." }
tolan-reed = { name = "Tolan Reed", kind = "person", description = "An officer of the Crown." }
red-league = { name = "Red League", kind = "armed-group", aliases = ["The League"], description = "Rebels." }
riders = { name = "Riders", kind = "force", description = "Its horsemen.", part_of = ["red-league"] }
ostrel-guard = { name = "Guard of Ostrel", kind = "force", aliases = ["The Guard"], description = "Watchmen." }
crown-army = { name = "Army", kind = "force", aliases = ["The Guard"], description = "Soldiers.", part_of = ["crown"] }
harbour-guild = { name = "Harbour Guild", kind = "organisation", description = "Boatmen." }
""",
    "places/places.toml": """
lowmark = { name = "Lowmark", kind = "country" }
fenland = { name = "Fenland", kind = "province", within = "lowmark" }
ostrel = { name = "Ostrel", kind = "city", within = "fenland", latitude = 10, longitude = 20.5 }
greymoor = { name = "Greymoor", kind = "base", aliases = ["Fort Grey"], within = "fenland" }
harbour = { name = "The Harbour", kind = "settlement", within = "lowmark", identifiers = { iso3 = "XXX" } }
""",
    "measures/measures.toml": """
guards = { name = "guards who fled Ostrel", unit = "people", description = "Armed watchmen of Ostrel." }
ships = { name = "ships of the guild", unit = "ships", description = "Ships that the guild owned." }
""",
    "events/events.toml": """
[salt-war]
name = "Salt War"
kind = "war"
dates.harbour-chronicle = "1901/1904"
places = ["lowmark"]
participants = [{ actor = "red-league", role = "belligerent" }, { actor = "crown", role = "belligerent" }]
evidence = ["harbour-chronicle/war-dates"]
inferred = ["places", "participants"]

[fall-of-ostrel]
name = "Fall of Ostrel"
kind = "capture"
dates.harbour-chronicle = "1902-03-05"
dates.red-courier = "1902-03-07"
places = ["ostrel"]
participants = [
    { actor = "riders", role = "attacker" },
    { actor = "ostrel-guard", role = "defender" },
    { actor = "crown-army", role = "defender" },
]
part_of = "salt-war"
evidence = [
    "harbour-chronicle/riders-took-ostrel",
    "harbour-chronicle/guards-fled",
    "red-courier/ostrel-fell",
    "red-courier/guards-ran",
]
inferred = ["participants", "part_of"]
note = "That the army stood there too is common knowledge."

[march-on-harbour]
name = "March on the harbour"
kind = "campaign"
dates.harbour-chronicle = "1904-04"
dates.red-courier = "1904-21"
places = ["harbour"]
participants = [{ actor = "riders", role = "attacker" }]
part_of = "salt-war"
evidence = ["harbour-chronicle/riders-marched", "red-courier/riders-will-march"]

[voss-meets-reed]
name = "Meeting of Voss and Reed"
kind = "talks"
dates.harbour-chronicle = "1903-06"
participants = [{ actor = "mira-voss", role = "speaker" }, { actor = "tolan-reed", role = "speaker" }]
evidence = ["harbour-chronicle/voss-met-reed"]

[guild-buys-ships]
name = "Purchase of two ships"
kind = "other"
participants = [{ actor = "harbour-guild", role = "buyer" }]
evidence = ["almanac-1905/guild-bought-ships"]
""",
    "battles/battles.toml": """
[siege-of-greymoor]
name = "Siege of Greymoor"
dates.harbour-chronicle = "1903-05-10/1903-05-20"
dates.almanac-1905 = "1903-21"
places = ["greymoor", "fenland"]
sides = [
    { name = "League", actors = ["red-league", "northern-kingdom"], commanders = ["mira-voss"] },
    { name = "Crown", actors = ["crown"], commanders = ["tolan-reed"] },
    { name = "Guild", actors = ["harbour-guild"] },
]
outcome = ["harbour-chronicle/league-won"]
victor = "League"
part_of = "salt-war"
evidence = [
    "harbour-chronicle/siege-dates",
    "harbour-chronicle/league-won",
    "red-courier/reed-commanded",
    "red-courier/kingdom-fought",
    "red-courier/boatmen-joined",
    "almanac-1905/siege-in-spring",
]
inferred = ["sides"]
""",
    "relationships/relationships.toml": """
[voss-leads-league]
kind = "leadership"
subject = "mira-voss"
object = "red-league"
dates.harbour-chronicle = "1901/1904"
evidence = ["harbour-chronicle/voss-led-league"]

[crown-supports-guild]
kind = "support"
subject = "crown"
object = "harbour-guild"
dates.harbour-chronicle = "1902/1903"
forms = ["funding"]
evidence = ["harbour-chronicle/crown-paid-guild", "almanac-1905/crown-did-not-pay"]

[kingdom-supports-league]
kind = "support"
subject = "northern-kingdom"
object = "red-league"
dates.red-courier = "1900/[1903-06..]"
forms = ["weapons"]
evidence = ["red-courier/kingdom-arms-league"]

[kingdom-allied-with-league]
kind = "alliance"
subject = "northern-kingdom"
object = "red-league"
dates.red-courier = "1903-05"
evidence = ["red-courier/kingdom-fought"]
inferred = ["when"]

[crown-allied-with-guild]
kind = "alliance"
subject = "crown"
object = "harbour-guild"
evidence = ["almanac-1905/crown-and-guild-friends"]

[league-fights-crown]
kind = "hostility"
subject = "red-league"
object = "crown"
dates.harbour-chronicle = "1903-05-10/1903-05-20"
evidence = ["harbour-chronicle/siege-dates", "red-courier/reed-commanded", "red-courier/kingdom-fought"]
""",
    "disagreements/disagreements.toml": """
[guards-of-ostrel]
question = "How many guards fled from Ostrel?"
positions = [
    { answer = "about 300", claims = ["harbour-chronicle/guards-fled"] },
    { answer = "450", claims = ["red-courier/guards-ran"] },
]

[day-of-ostrel]
question = "On which day did Ostrel fall?"
positions = [
    { answer = "5 March", claims = ["harbour-chronicle/riders-took-ostrel", "harbour-chronicle/guards-fled"] },
    { answer = "7 March", claims = ["red-courier/ostrel-fell", "red-courier/guards-ran"] },
]

[guild-paid]
question = "Did the Crown pay the Harbour Guild?"
positions = [
    { answer = "yes", claims = ["harbour-chronicle/crown-paid-guild"] },
    { answer = "no", claims = ["almanac-1905/crown-did-not-pay"] },
]
note = "A contradiction."
""",
}


def _seed(text: str) -> str:
    """Turn the lines of a source that are no TOML into it."""
    file = re.findall(r"^document: (.*)$", text, re.M)[0]
    document = DOCUMENTS[file]
    plain = document.translate(str.maketrans("\u00a0‘’“”", " ''\"\""))

    def passage(found: re.Match[str]) -> str:
        words = found[1]
        start = document.index(words)
        end = start + len(words)
        paragraph = sum(bool(line.strip()) for line in document[:end].split("\n"))
        first, last = (" ".join(part) for part in (plain[start:end].split()[:6], plain[start:end].split()[-6:]))
        return f"passage = {{start={start}, end={end}, paragraph={paragraph}, begins='''{first}''', ends='''{last}'''}}"

    def aside(found: re.Match[str]) -> str:
        start = document.index(found[1])
        return f'[[document.asides]]\nstart = {start}\nend = {start + len(found[1])}\nreason = "no assertion"'

    digest = hashlib.sha256(document.encode()).hexdigest()
    table = f'[document]\nfile = "{file}"\nsha256 = "{digest}"\ncharacters = {len(document)}'
    text = re.sub(r"^document: .*$", table, text, flags=re.M)
    return re.sub(r"^aside: (.*)$", aside, re.sub(r"^passage: (.*)$", passage, text, flags=re.M), flags=re.M)


SEEDS = {**{f"sources/{id}.toml": _seed(text) for id, text in SOURCES.items()}, **OTHERS}


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The made-up world; nothing can change it, so all tests share it."""
    return read(write(tmp_path_factory.mktemp("world"), SEEDS))


@pytest.fixture
def seeds_folder(tmp_path: Path) -> Path:
    """The seeds of the world, to break."""
    return write(tmp_path / "seeds", SEEDS)


@pytest.fixture
def documents_folder(tmp_path: Path) -> Path:
    """The documents of the world, to break."""
    return write(tmp_path / "documents", DOCUMENTS)


@pytest.fixture
def mend(seeds_folder: Path) -> Callable[[str, str, str], None]:
    """Replace a text, which stands once in a file of the seeds, by another."""

    def replace(file: str, old: str, new: str) -> None:
        path = seeds_folder / file
        text = path.read_bytes().decode()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_bytes(text.replace(old, new).encode())

    return replace
