"""Whether the words of a picture have their room."""

import itertools

from matplotlib.backends.backend_agg import FigureCanvasAgg


def have_room(page, boxes, *, slack, part):
    """Boxes stand on the page, and none covers another by a part of its height; both but for some pixels."""
    for box in boxes:
        assert page.x0 - slack <= box.x0
        assert box.x1 <= page.x1 + slack
        assert page.y0 - slack <= box.y0
        assert box.y1 <= page.y1 + slack
    for a, b in itertools.combinations(boxes, 2):
        across, down = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        assert across < slack or down < min(a.height, b.height) / part


def nothing_covers_anything(axes):
    """Every text stands on the sheet, and no two texts cover each other."""
    figure = axes.get_figure()
    pen = FigureCanvasAgg(figure).get_renderer()
    boxes = [one.get_window_extent(pen) for one in axes.texts if one.get_text().strip()]
    have_room(figure.bbox, boxes, slack=1, part=3)
