"""A page of the preview's own as a tree, in the words that tests have for it."""

from selectolax.lexbor import LexborHTMLParser, LexborNode


def first(tree: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The first element that a selector finds; there must be one."""
    found = tree.css_first(selector)
    assert found, selector
    return found


def attribute(node: LexborNode, name: str) -> str:
    """The value of an attribute; it must have one."""
    value = node.attributes[name]
    assert value is not None
    return value


def words(node: LexborNode) -> str:
    """All that a reader sees of an element, on one line."""
    return " ".join(node.text().split())
