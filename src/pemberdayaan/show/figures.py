"""Pictures as SVG that stands in a page: the same bytes every time, and nothing that is fetched."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..errors import MissingLibraryError
from .markup import Markup, tag
from .plots.sheet import own_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["drawable", "figure"]

BARE = {"Date": None, "Creator": None, "Format": None, "Type": None}


def drawable() -> bool:
    """Whether pictures can be drawn."""
    try:
        own_axes()
    except MissingLibraryError:
        return False
    return True


def figure(draw: Callable[[Axes], Any], name: str, caption: str, alternative: str) -> Markup:
    """A picture with its caption and its text alternative; nothing without matplotlib.

    Parameters
    ----------
    draw
        Draws on the axes that it is given.
    name
        Unlike that of any other picture of the page: it begins the ids within.
    caption, alternative
        What stands below it, and what is read out in its place.
    """
    try:
        axes = own_axes()
    except MissingLibraryError:
        return Markup("")
    draw(axes)
    picture = tag("div", _svg(axes, name), role="img", aria_label=alternative)
    return tag("figure", picture, tag("figcaption", caption))


def _svg(axes: Axes, name: str) -> Markup:
    page = io.StringIO()
    drawn = axes.get_figure(root=True)
    assert drawn is not None  # they were made with one
    drawn.savefig(page, format="svg", metadata=BARE)
    text = page.getvalue()
    text = text[text.index("<svg") :].strip()
    text = re.sub(r"<metadata>.*?</metadata>\s*|<!--.*?-->\s*", "", text, flags=re.DOTALL)
    text = re.sub(r' xmlns(:xlink)?="[^"]*"| version="1.1"', "", text).replace("xlink:href", "href")
    return Markup(_own_ids(text, name).replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))


def _own_ids(text: str, name: str) -> str:
    """The picture with ids that count from 1; matplotlib's are not the same from one time to the next."""
    used = dict.fromkeys(re.findall(r'(?:href="|url\()#([^")]+)', text))
    text = re.sub(r' id="([^"]+)"', lambda match: match[0] if match[1] in used else "", text)
    new = {old: f"{name}-{i}" for i, old in enumerate(used, 1)}
    return re.sub(r'( id="|href="#|url\(#)([^")]+)', lambda match: match[1] + new.get(match[2], match[2]), text)
