"""What the sources disagree about: each contradiction, with the answers and the sources that give them."""

import afghanwar as aw

dataset = aw.load()
for disagreement in aw.disagreements_about(kinds="contradiction"):
    print(f"\n{disagreement.question}")
    for position in disagreement.positions:
        sources = sorted({dataset.claims[claim].source for claim in position.claims})
        print(f"  {position.answer} ({', '.join(sources)})")
    if disagreement.note:
        print(f"  Note: {disagreement.note}")
