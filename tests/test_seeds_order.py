"""Lines of order and of lives in seeds become the order of a record, and their faults are reported with the word."""

from pathlib import Path

import pytest
from support.seed_texts import BATTLE, BOUGHT, EVENT, TIE, add, faults_in, the_fault

from afghanwar import (
    Dataset,
    Order,
    OrderWord,
    read,
)


def test_order_lines_become_order(world: Dataset) -> None:
    (meeting,) = world.events["voss-meets-reed"].order
    assert meeting == Order(word=OrderWord.AFTER, other=world.events["siege-of-greymoor"].id)
    (march,) = world.events["march-on-harbour"].order
    assert (march.word, march.other, march.evidence) == (
        OrderWord.AFTER,
        "red-courier",
        ("red-courier/riders-will-march",),
    )
    (tie,) = world.relationships["voss-leads-league"].order
    assert (tie.word, tie.other, tie.evidence) == (
        OrderWord.THROUGHOUT,
        "salt-war",
        ("harbour-chronicle/voss-led-league",),
    )
    assert world.events["salt-war"].order == world.battles["siege-of-greymoor"].order == ()


@pytest.mark.parametrize("folder", ["events", "battles", "relationships"])
def test_every_word_may_name_several_others(seeds_folder: Path, folder: str) -> None:
    content = {"events": EVENT, "battles": BATTLE, "relationships": f'kind = "alliance"\n{TIE}'}[folder]
    words = [word.value for word in OrderWord]
    # They are read in the order of the words, whatever that of the lines.
    for word in reversed(words):
        others = "'salt-war'", "'siege-of-greymoor'", "'red-courier'"
        content += f"{word} = {{ {', '.join(f'{other} = []' for other in others)} }}\n"
    # To come after and before the same is a ring.
    content = content.replace("before = { 'salt-war' = [], 'siege-of-greymoor' = [], 'red-courier' = [] }", "")
    words.remove("before")
    add(seeds_folder, f"{folder}/x.toml", f"[x]\n{content}inferred = {words}")
    dataset = read(seeds_folder)
    record = dataset.relationships["x"] if folder == "relationships" else dataset.events["x"]
    assert [(line.word.value, line.other) for line in record.order] == [
        (word, other) for word in words for other in ("salt-war", "siege-of-greymoor", "red-courier")
    ]
    assert {line.evidence for line in record.order} == {()}


def test_the_actors_whose_life_an_event_begins_or_ends_are_read(seeds_folder: Path, world: Dataset) -> None:
    ends = (("ostrel-guard", ("harbour-chronicle/guards-fled", "red-courier/guards-ran")),)
    assert world.events["fall-of-ostrel"].ends == ends
    assert world.events["fall-of-ostrel"].begins == ()
    assert world.events["guild-buys-ships"].begins == (("harbour-guild", ()),)
    content = f"{BATTLE}begins.crown = []\nends = {{ riders = ['almanac-1905/guild-bought-ships'], crown-army = [] }}"
    add(seeds_folder, "battles/x.toml", f"[x]\n{content}\ninferred = ['begins', 'ends']")
    battle = read(seeds_folder).battles["x"]
    assert battle.begins == (("crown", ()),)
    assert battle.ends == (("riders", ("almanac-1905/guild-bought-ships",)), ("crown-army", ()))


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        # Their form.
        ('after = "salt-war"', "after", "'salt-war' does not name another record; write after.<event or source>"),
        ('after = ["salt-war"]', "after", "['salt-war'] does not name another record"),
        ("throughout = 3", "throughout", "3 does not name another record"),
        ('closed_by = [{ event = "salt-war" }]', "closed_by", "does not name another record"),
        (f'after.salt-war = "{BOUGHT}"', "after.salt-war", f"{BOUGHT!r} is not a list"),
        ("until.salt-war = {}", "until.salt-war", "{} is not a list"),
        ("until.salt-war = [3]", "until.salt-war[0]", "3 is not a string"),
        (f"since.salt-war = ['{BOUGHT}']\nafter.salt-war = [3]", "after.salt-war[0]", "3 is not a string"),
        ("during.salt-war = 2001-12-06", "during.salt-war", "2001, 12, 6"),
        (
            "order = []",
            "order",
            "is not a field of a seed; write lines such as after.ID = [claims], with one of after, since, before",
        ),
        ('order = [{ word = "after", other = "salt-war" }]', "order", "is not a field of a seed"),
        ("begins = 'crown'", "begins", "'crown' does not name an actor; write begins.<actor> = [claims], or ends"),
        ("ends = ['crown']", "ends", "['crown'] does not name an actor"),
        (f"begins.crown = '{BOUGHT}'", "begins.crown", f"{BOUGHT!r} is not a list"),
        ("ends.crown = [3]", "ends.crown[0]", "3 is not a string"),
        # What they say.
        (f"after.nowhere = ['{BOUGHT}']", "order", "no event or source has the id 'nowhere'"),
        (f"after.crown = ['{BOUGHT}']", "order", "'crown'"),
        (f"begins.nobody = ['{BOUGHT}']", "begins", "no actor has the id 'nobody'"),
        (f"ends.salt-war = ['{BOUGHT}']", "ends", "no actor has the id 'salt-war'"),
        (f"during.x = ['{BOUGHT}']", "during", "'x' is the record itself"),
        ("after.salt-war = []", "after", "no claim is given for 'salt-war'"),
        ("opened_by.red-courier = []", "opened_by", "list 'opened_by' in inferred"),
        ("begins.crown = []", "begins", "no claim is given for 'crown'"),
        ("after.salt-war = ['harbour-chronicle/war-dates']", "after", "'harbour-chronicle/war-dates' is not in the"),
        ("ends.crown = ['harbour-chronicle/war-dates']", "ends", "'harbour-chronicle/war-dates' is not in the"),
        (f"begins.crown = ['{BOUGHT}']\nends.crown = ['{BOUGHT}']", "ends", "'crown' both begins and ends"),
        (f"since.salt-war = ['{BOUGHT}']\ninferred = ['after']", "inferred", "'after'"),
        (f"since.salt-war = ['{BOUGHT}']\ninferred = ['order']", "inferred", "'order'"),
        ("since.salt-war = []\ninferred = ['since', 'begins']", "inferred", "'begins'"),
    ],
)
def test_a_fault_of_an_order_line_is_reported_with_its_word(
    seeds_folder: Path, lines: str, field: str, value: str
) -> None:
    where, record, at, message = the_fault(seeds_folder, "events/x.toml", f"[x]\n{EVENT}{lines}")
    assert (where, record, at) == ("events/x.toml", "x", field)
    assert value in message


def test_a_fault_of_an_order_line_of_a_battle_or_a_relationship_is_reported(seeds_folder: Path) -> None:
    fault = the_fault(seeds_folder, "battles/x.toml", f"[x]\n{BATTLE}since.salt-war = 'x'")
    assert fault[:3] == ("battles/x.toml", "x", "since.salt-war")
    (seeds_folder / "battles/x.toml").unlink()
    tie = f'[x]\nkind = "alliance"\n{TIE}'
    fault = the_fault(seeds_folder, "relationships/x.toml", f"{tie}closed_by.salt-war = []")
    assert fault[:3] == ("relationships/x.toml", "x", "closed_by")
    fault = the_fault(seeds_folder, "relationships/x.toml", f"{tie}begins.crown = []")
    assert fault[3].startswith("'begins' is not a field; use one of ")


def test_an_order_line_that_is_written_twice_is_not_toml(seeds_folder: Path) -> None:
    lines = f"after.salt-war = ['{BOUGHT}']\nafter.salt-war = []"
    assert "TOML" in the_fault(seeds_folder, "events/x.toml", f"[x]\n{EVENT}{lines}")[3]


def test_an_unknown_word_of_an_order_line_is_an_unknown_field(seeds_folder: Path) -> None:
    _, record, field, message = the_fault(seeds_folder, "events/x.toml", f"[x]\n{EVENT}while.salt-war = []")
    assert (record, field) == ("x", "")
    assert message.startswith("'while' is not a field; use one of ")
    assert message.endswith("after, since, before, until, during, throughout, opened_by, closed_by")


def test_events_that_come_after_one_another_are_reported(seeds_folder: Path) -> None:
    one, two = (f"[{id}]\n{EVENT}after.{other} = ['{BOUGHT}']\n" for id, other in (("x", "y"), ("y", "x")))
    add(seeds_folder, "events/x.toml", one)
    add(seeds_folder, "events/y.toml", two)
    found = faults_in(seeds_folder)
    assert [fault[:3] for fault in found] == [("events/x.toml", "x", "order"), ("events/y.toml", "y", "order")]
    assert all("is after itself, through 'x', 'y'" in message for *_, message in found)
