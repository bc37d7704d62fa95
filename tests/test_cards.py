"""Cards: what a notebook shows of a record and of an answer."""

import re
from html import unescape
from html.parser import HTMLParser

import attrs
import pytest
from support.datasets import passage_of

import afghanwar as aw
from afghanwar.cards import Display
from afghanwar.kinds import KINDS


class Elements(HTMLParser):
    """The elements of HTML, which have to be closed in their order, and the texts in them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.links: list[str | None] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def card(record: object) -> Elements:
    """The card that a notebook shows of a record."""
    return Elements(record._repr_html_())  # type: ignore[attr-defined]


@pytest.mark.parametrize("shelf", aw.load().shelves, ids=lambda shelf: shelf.kind)
def test_every_record_has_a_card_of_valid_html(shelf: aw.Shelf[aw.Event]) -> None:
    for record in shelf[:40]:
        found = card(record)
        assert any(found.texts)
        assert aw.show(record).html == record._repr_html_()  # type: ignore[attr-defined]


def test_the_card_of_an_event_names_its_time_and_links_to_the_words_of_every_claim() -> None:
    event = aw.load().events["evacuation-of-bagram"]
    found = card(event)
    assert {"Evacuation of Bagram Airbase", "2 July 2021", "Bagram Airfield"} <= set(found.texts)
    assert {"by Historica Wiki, Afghanistan War", "by socialistworld.net 2021"} <= set(found.texts)
    assert "Historica Wiki, Afghanistan War, paragraph 2" in found.texts
    for claim in aw.evidence_for(event):
        assert any(claim.says in text for text in found.texts)
    assert len(found.links) == len(event.evidence)
    assert (
        "https://historica.fandom.com/wiki/Afghanistan_War#:~:text=evacuating%20Bagram%20Airbase%20on%202%20July"
        in (found.links)
    )


def test_a_claim_whose_source_has_no_address_has_no_link() -> None:
    claim = aw.claims_by_source("stein-2021")[0]
    assert card(claim).links == []
    assert f"Stein 2021, paragraph {passage_of(claim).paragraph}" in "".join(card(claim).texts)


def test_the_card_of_a_relationship_names_both_ends_and_its_direction() -> None:
    dataset = aw.load()
    assert "Pakistan to Taliban" in card(dataset.relationships["pakistan-supports-taliban"]).texts
    hostility = aw.relationships_of("Taliban", other="United States", kinds="hostility")[0]
    assert any(" and " in text for text in card(hostility).texts[:1])


def test_the_card_of_a_disagreement_has_its_answers() -> None:
    found = card(aw.load().disagreements["number-of-districts"])
    assert "350; 407" in found.texts


def test_a_card_of_what_the_bundled_dataset_does_not_have_shows_ids(world: aw.Dataset) -> None:
    for kind in KINDS:
        for record in getattr(world, kind.shelf)[:5]:
            found = card(record)
            for id in getattr(record, "evidence", ()):
                assert id in found.texts
    place = next(place for place in world.places if place.within is not None)
    assert place.within in card(place).texts
    tie = world.relationships[:1][0]
    assert any(tie.subject in text for text in card(tie).texts)
    assert world.actors[tie.subject].name in aw.show(tie, dataset=world).html


def test_a_name_is_escaped(world: aw.Dataset) -> None:
    event = attrs.evolve(world.events[:1][0], name='<b onclick="x">&')
    assert "&lt;b onclick=&quot;x&quot;&gt;&amp;" in event._repr_html_()  # type: ignore[attr-defined]


def rows(shown: Display) -> list[list[str]]:
    """The cells of a table, row by row, the heads first."""
    Elements(shown.html)
    return [
        [unescape(cell) for cell in re.findall(r"<t[hd]>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", shown.html)
    ]


def test_an_answer_is_a_table_with_a_row_for_each_record_and_people_s_names() -> None:
    events = aw.events_between("2021-07-02", "2021-07-02", match="certain", relation="within")
    table = rows(aw.show(events))
    assert table[0] == ["Event", "Kind", "Where", "When", "Sources", "Asserted"]
    assert ["Evacuation of Bagram Airbase", "withdrawal", "Bagram Airfield", "2 July 2021",
            "Historica Wiki, Afghanistan War, socialistworld.net 2021", "yes"] in table  # fmt: skip
    assert len(table) == 1 + len(events)
    assert repr(aw.show(events)).splitlines() == [repr(event) for event in events]
    assert aw.show(events)._repr_html_() == aw.show(events).html


@pytest.mark.parametrize("shelf", aw.load().shelves, ids=lambda shelf: shelf.kind)
def test_records_of_every_kind_are_a_table(shelf: aw.Shelf[aw.Event]) -> None:
    table = rows(aw.show(shelf[:30]))
    assert len(table) == 1 + len(shelf[:30])
    assert all(len(row) == len(table[0]) for row in table)


def test_numbers_and_comparisons_are_tables_of_claims() -> None:
    numbers = aw.quantities_of("districts-of-afghanistan")
    assert len(rows(aw.show(numbers))) == 1 + len(numbers)
    compared = aw.compare("historica-war", "stein-2021", about="Kabul")
    table = rows(aw.show(compared))
    assert table[0][-2:] == ["Question", "Answer"]
    assert len(table) == 1 + sum(map(len, compared.claims))


def test_the_table_of_a_view_needs_its_sources() -> None:
    events = aw.events_between("2021-07", "2021-07", according_to="stein-2021")
    table = rows(aw.show(events, according_to="stein-2021"))
    assert {row[4] for row in table[1:]} == {"Stein 2021"}
    with pytest.raises(ValueError, match="differs from the record of the dataset"):
        aw.show(aw.events_between(place="Bagram Airfield", according_to="historica-war"))


def test_no_records_give_no_table_and_other_values_are_an_error() -> None:
    assert aw.show(()).text == "no records"
    assert "no records" in aw.show([]).html
    for wrong in ("taliban", 5):
        with pytest.raises(TypeError, match="expected several records"):
            aw.show(wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="of several kinds"):
        aw.show([*aw.load().actors[:1], *aw.load().places[:1]])
