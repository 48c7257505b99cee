"""Review: what a person should look at first, and what people decided, applied to what the pipeline found."""
