"""Who was allied with the Taliban in 2005, 2016 and 2021, how certain that is, and according to which sources."""

import afghanwar as aw

for day in ("2005-06", "2016-06", "2021-07"):
    print(f"\n{aw.TimeSpan(day).humanize()}")
    certain = aw.actors_allied_with("Taliban", on=day, match="certain")
    for ally in aw.actors_allied_with("Taliban", on=day):
        ties = aw.relationships_of("Taliban", other=ally, on=day, kinds=aw.ALLIED)
        sources = sorted({source.id for tie in ties for source in aw.told_by(tie)})
        kinds = sorted({tie.kind.value for tie in ties})
        print(f"  {'certain' if ally in certain else 'possible'}: {ally.name}, {' and '.join(kinds)}")
        print(f"      according to {', '.join(sources)}")
