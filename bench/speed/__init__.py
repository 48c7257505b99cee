"""Speed: time, memory and growth of Keikaku beside the tokenizer that it stands on and beside other tools, in one run.

`python -m bench.speed` measures and writes benchmarks/latest.json, `python -m bench.speed.publish` puts that file into the
README and the chart. The process that measures imports neither the product nor a tool: the peak memory of a child counts
what its parent held when it was started."""
