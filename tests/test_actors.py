"""The bundled actors."""

import re

import afghanwar as aw

# Words that take a side; a source's use of them is a quoted wording of its claim.
LOADED = re.compile(r"\b(terror\w*|extremis\w*|puppet\w*|regime|jihadis\w*|occupiers?|imperialis\w*)\b", re.I)


def test_no_two_actors_share_a_wikidata_item_or_iso_code() -> None:
    for scheme in ("wikidata", "iso3"):
        values = [getattr(actor.identifiers, scheme) for actor in aw.load().actors]
        known = [value for value in values if value is not None]
        assert len(known) == len(set(known)), scheme


def test_descriptions_are_one_plain_sentence() -> None:
    for actor in aw.load().actors:
        assert re.fullmatch(r"[A-Z\"(].*\.\)?", actor.description), actor.id


def test_the_name_of_every_actor_finds_it() -> None:
    for actor in aw.load().actors:
        assert aw.load().actors.find(actor.name) is actor


def test_names_are_neutral() -> None:
    loaded = [actor.id for actor in aw.load().actors if LOADED.search(actor.name)]
    assert loaded == []


def test_every_actor_is_named_by_a_claim_or_has_a_part() -> None:
    dataset = aw.load()
    named = {actor for claim in dataset.claims for actor in (*claim.actors, claim.attributed_to)}
    wholes = {whole for actor in dataset.actors for whole in actor.part_of}
    assert [actor.id for actor in dataset.actors if actor.id not in named | wholes] == []
