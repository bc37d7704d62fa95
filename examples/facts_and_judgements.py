"""What one source reports, set apart from what it judges, expects and wants."""

import afghanwar as aw

SOURCE = "socialistworld-2021"
SUBJECT = "Pakistan"

print(f"{aw.load().sources[SOURCE].title}\n{aw.load().sources[SOURCE].stance}")
for heading, modalities in (
    ("It reports", ["asserted", "hedged"]),
    ("It judges", ["judged"]),
    ("It speaks of what is to come", ["predicted", "planned"]),
    ("It rejects", ["rejected"]),
):
    print(f"\n{heading}:")
    for claim in aw.claims_by_source(SOURCE, modality=modalities, about=SUBJECT):
        speaker = f" [{aw.load().actors[claim.attributed_to].name}]" if claim.attributed_to else ""
        print(f"  {claim.says}{speaker}")
