"""Draw what certainly happened in July and August 2021, as an SVG: python examples/timeline.py > timeline.svg."""

import sys

import afghanwar as aw
from afghanwar.charts import timeline

events = aw.events_between("2021-07", "2021-08", match="certain", relation="within")
timeline(events, start="2021-07", end="2021-08").save(sys.stdout, format="svg")
