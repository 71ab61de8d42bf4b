"""The fill of each light and phase in a chart, and the ink upon it; page and report."""

from .models import Light, Phase

LIGHT_FILLS = {
    Light.GREEN: ("#157b31", "#ffffff"),
    Light.ORANGE: ("#f7a928", "#2e1508"),
    Light.RED: ("#c4232a", "#ffffff"),
}
"""As in the stylesheet; they print well in grey."""

PHASE_FILLS = {
    Phase.NOT_STARTED: ("#ffffff", "#0b2a4a"),
    Phase.PREPARING: ("#dcebf6", "#0b2a4a"),
    Phase.RUNNING: ("#a9cfe9", "#0b2a4a"),
    Phase.DONE: ("#2f6f9f", "#ffffff"),
    Phase.EMBEDDED: ("#0b3f66", "#ffffff"),
}
"""One hue that deepens with the work; phases in which it stopped are grey."""

STOPPED_FILL = ("#c9d2de", "#0b2a4a")
SILENT_FILL = ("#ffffff", "#3d5374")
