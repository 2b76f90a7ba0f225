"""Cards that stand for a page wherever its link is shared: words fitted into a box, drawn beside a picture."""
