"""How good the suggestions for misspelt names are, compared with the matchers of rapidfuzz, in one run.

    pip install rapidfuzz && python benchmarks/names.py

Every name of an actor or a place gets one to three random typing errors. Thirty names that are not in the dataset
should get no suggestion. It prints the table of the documentation.
"""

import random
import time
from collections.abc import Callable
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, JaroWinkler, Levenshtein

import afghanwar as aw
from afghanwar.dataset import names

UNKNOWN = """
Angela Merkel, Winston Churchill, Emmanuel Macron, Tony Blair, Boutros Ghali, Nelson Mandela, Vienna, Tokyo,
Buenos Aires, Norway, Brazil, Elvis, Spider-Man, OPEC, FIFA, Greenpeace, Lord Byron, Napoleon, Cleopatra, Galileo,
Lagos, Lima, Ottawa, Mozart, Beethoven, Sherlock Holmes, xyzzy, qwerty, lorem ipsum, foo
"""


def with_errors(name: str, errors: int, dice: random.Random) -> str:
    """A name in which some letters are dropped, inserted, replaced or swapped."""
    letters = list(name)
    for _ in range(errors):
        at = dice.randrange(len(letters))
        change = dice.choice(["drop", "insert", "replace", "swap"])
        if change == "drop" and len(letters) > 1:
            del letters[at]
        elif change == "insert":
            letters.insert(at, dice.choice("abcdefghijklmnopqrstuvwxyz"))
        elif change == "replace":
            letters[at] = dice.choice("abcdefghijklmnopqrstuvwxyz")
        else:
            letters[at : at + 2] = letters[at : at + 2][::-1]
    return "".join(letters)


def misspelt(errors: int) -> list[tuple[aw.Shelf[Any], str, set[str]]]:
    """Every name of five letters or more with some errors, and the records that have this name."""
    dice = random.Random(7)
    found = []
    for shelf in (aw.load().actors, aw.load().places):
        for name in (name for record in shelf for name in record.names if len(name) >= 5):
            text = with_errors(name, errors, dice)
            if not shelf.candidates(text):
                found.append((shelf, text, {record.id for record in shelf.candidates(name)}))
    return found


def matcher(scorer: Any, best: float) -> Callable[..., list[str]]:
    """Rapidfuzz as a replacement for the library's function that looks for similar names."""

    def similar(key: str, candidates: Any, cutoff: float) -> list[str]:
        return [
            match[0]
            for match in process.extract(key, [*candidates], scorer=scorer, limit=3, score_cutoff=cutoff * best)
        ]

    return similar


def main() -> None:
    """Print the share of names whose record is suggested first, and how many unknown names get a suggestion."""
    cases = [misspelt(errors) for errors in (1, 2, 3)]
    methods = {
        "the standard library (used)": names._similar,
        "rapidfuzz: ratio": matcher(fuzz.ratio, 100),
        "rapidfuzz: WRatio": matcher(fuzz.WRatio, 100),
        "rapidfuzz: Levenshtein": matcher(Levenshtein.normalized_similarity, 1),
        "rapidfuzz: Levenshtein with swaps": matcher(OSA.normalized_similarity, 1),
        "rapidfuzz: Jaro-Winkler": matcher(JaroWinkler.normalized_similarity, 1),
    }
    print("| | 1 error | 2 errors | 3 errors | unknown names | ms |\n|---|---:|---:|---:|---:|---:|")
    for name, method in methods.items():
        names._similar = method
        start = time.perf_counter()
        firsts = [sum((*shelf.nearest(text), "")[0] in ids for shelf, text, ids in some) / len(some) for some in cases]
        taken = (time.perf_counter() - start) / sum(map(len, cases))
        guessed = sum(
            any(shelf.nearest(text.strip()) for shelf in (aw.load().actors, aw.load().places))
            for text in UNKNOWN.split(",")
        )
        print(f"| {name} | {' | '.join(f'{each:.1%}' for each in firsts)} | {guessed} | {1000 * taken:.1f} |")


if __name__ == "__main__":
    main()
