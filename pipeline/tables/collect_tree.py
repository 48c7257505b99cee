"""From the pillars and measures of one document to the rows of its pillar tree."""
from __future__ import annotations

from pipeline.extract import pillar_tree
from pipeline.extraction import Extraction
from pipeline.tables.link_rows import PillarTreeRow
from pipeline.tables.places import Ids, in_order


def rows(found: Extraction, ids: Ids, rank: list[int]) -> tuple[PillarTreeRow, ...]:
    """The rows of one document; `rank`: for each of its measures the place in the order of the source."""
    document = found.document
    nodes = pillar_tree.find(document, found.pillars, found.measures)
    placed = in_order(document, nodes)
    order = {id(node): index for index, (_, node) in enumerate(placed)}
    return tuple(
        PillarTreeRow(node_id=ids.of("t", index), doc_id=ids.doc_id,
                      parent_id=ids.of("t", order[id(nodes[node.parent])]) if node.parent >= 0 else "", level=node.level,
                      label=document.sections[node.section].label if node.section >= 0 and not node.rule.startswith("table") else "",
                      name=_node_name(found, node), pillar_id=ids.of("p", node.pillar),
                      measure_id=ids.of("m", rank[node.measure] if node.measure >= 0 else -1),
                      section_id=ids.of("s", node.section), start=place.start, end=place.end, spans=place.spans,
                      surface=place.surface, rule=node.rule)
        for index, (place, node) in enumerate(placed))


def _node_name(found: Extraction, node: pillar_tree.Node) -> str:
    if node.level == 1:
        return found.pillars[node.pillar].name
    named = found.measures[node.measure].name if node.measure >= 0 else ""
    return named or found.document.reading.value(node.start, node.end)
