"""What one source reports, separated from what it judges, expects and rejects."""

import afghanwar as aw

SOURCE = "socialistworld-2021"
SUBJECT = "Pakistan"

dataset = aw.load()
print(f"{dataset.sources[SOURCE].title}\n{dataset.sources[SOURCE].stance}")
for heading, modalities in (
    ("It reports", ["asserted", "hedged"]),
    ("It judges", ["judged"]),
    ("It expects, or reports plans", ["predicted", "planned"]),
    ("It rejects", ["rejected"]),
):
    print(f"\n{heading}:")
    for claim in aw.claims_by_source(SOURCE, modality=modalities, about=SUBJECT):
        speaker = f" [{dataset.actors[claim.attributed_to].name}]" if claim.attributed_to else ""
        print(f"  {claim.says}{speaker}")
