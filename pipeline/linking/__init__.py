"""Links: mentions of projects in the text, names that mean the same measure, and the programs that projects belong to."""
