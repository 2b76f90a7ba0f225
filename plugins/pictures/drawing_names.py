"""What a drawing (SVG 1.1, SVG 2) may be made of: shapes, words, paint and what they are cut by.

Nothing here runs, moves, loads a file or leads to another page.
"""

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

# What programs keep for themselves in a drawing; nobody sees it.
NAMESPACES_OF_EDITORS = (
    "http://sodipodi.sourceforge.net/",
    "http://www.inkscape.org/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns",
    "http://creativecommons.org/",
    "http://web.resource.org/cc/",
    "http://purl.org/dc/",
    "http://ns.adobe.com/",
    "http://www.bohemiancoding.com/sketch/",
    "http://www.serif.com/",
    "http://vectornator.io",
    "http://xml.openoffice.org/",
    "http://www.figma.com/",
)
# What is left out with all that is in it. Blurs and shadows (filters) take a browser minutes when they are large.
LEFT_OUT = frozenset({"metadata", "filter"})

ELEMENTS = frozenset(
    {"svg", "g", "defs", "symbol", "use", "title", "desc", "style"}
    | {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath"}
    | {"linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "switch"}
)
# Of what others refer to: costs nothing, however often it is used.
CHEAP = frozenset({"linearGradient", "radialGradient"})
# These hold no others.
SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
# Attributes that hold for all that is inside, too, so that what they refer to may be drawn once for each.
INHERITED = frozenset({"fill", "stroke", "marker-start", "marker-end", "style"})
# In these a space is a space.
WORDS = frozenset({"title", "desc", "text", "tspan", "textPath"})

# Attributes whose value is words or numbers, in which no address can be meant.
_PLAIN = """
    id class lang role aria-label aria-hidden aria-labelledby aria-describedby version type media
    d points pathLength x y x1 x2 y1 y2 cx cy r rx ry fx fy fr dx dy width height viewBox preserveAspectRatio rotate
    textLength lengthAdjust startOffset method spacing side offset gradientUnits spreadMethod
    patternUnits patternContentUnits clipPathUnits maskUnits maskContentUnits
    markerHeight markerUnits markerWidth orient refX refY
"""
# Attributes that are styles, too, or hold functions: what they say is looked at.
_STYLES = """
    style transform gradientTransform patternTransform transform-origin
    alignment-baseline baseline-shift clip-path clip-rule color color-interpolation
    direction display dominant-baseline fill fill-opacity fill-rule font font-family
    font-size font-size-adjust font-stretch font-style font-variant font-weight image-rendering isolation
    letter-spacing marker-end marker-start mask mask-type mix-blend-mode opacity overflow paint-order
    shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
    stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering unicode-bidi vector-effect
    visibility white-space word-spacing writing-mode
"""
# By name: whether its value is a style.
ATTRIBUTES = dict.fromkeys(_PLAIN.split(), False) | dict.fromkeys(_STYLES.split(), True)

# What a style may call; "" is a bracket alone. url(#here) is looked at before.
FUNCTIONS = frozenset(
    {"", "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "calc", "min", "max", "clamp"}
    | {"matrix", "translate", "translatex", "translatey", "scale", "scalex", "scaley", "rotate"}
    | {"skew", "skewx", "skewy"}
)
