"""What a drawing (SVG 1.1, SVG 2) may be made of: shapes, words, paint and what they are cut by.

Nothing here runs, moves, loads a file or leads to another page.
"""

import re

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
LEFT_OUT = frozenset({"metadata", "filter", "font"})  # no browser reads the letters that LibreOffice writes

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
# What a style may say besides, of words or of what no browser paints.
_OF_WORDS = """
    font-feature-settings font-kerning font-optical-sizing font-synthesis font-variation-settings font-variant-caps
    font-variant-east-asian font-variant-ligatures font-variant-numeric font-variant-position font-variant-alternates
    hyphens line-height line-break overflow-x overflow-y overflow-wrap r rx ry cx cy x y d width height tab-size
    text-align text-decoration-color text-decoration-line text-decoration-style text-decoration-thickness text-indent
    text-orientation text-overflow text-transform text-underline-offset text-underline-position transform-box
    vertical-align word-break
"""
STYLE_PROPERTIES = frozenset([*_STYLES.split(), *_OF_WORDS.split()]) - {"style"}
# What decides how long a shape takes: counted where it stands at the shape, refused in a sheet that holds for many.
OF_ONE_ELEMENT = frozenset(
    {"r", "rx", "ry", "cx", "cy", "x", "y", "d", "width", "height", "transform", "clip-path", "mask", "isolation"}
    | {"mix-blend-mode", "marker-start", "marker-end", "stroke-dasharray", "vector-effect"}
)
FROM_ABOVE = frozenset({"inherit", "unset", "revert", "revert-layer"})
# What would have a browser blur, move, or keep a picture of every part; anything else that is not listed is left out.
TAKES_LONG = re.compile(
    r".*(?:shadow|filter|animation|transition|will-change|mask|image|perspective|clip|reflect|contain|content|offset"
    r"|backface|zoom|columns?|rotate|scale|translate|motion)|--"
)
# Filters are left out wherever they stand; what Inkscape, Sketch and others keep for themselves, too.
STYLE_LEFT_OUT = re.compile(r"-(?!webkit-|moz-|ms-|o-)[a-z].*|(?:-[a-z]+-)?filter|color-interpolation-filters|clip")
WITHOUT_EFFECT = frozenset(
    ["none", "normal", "auto", "initial", "inherit", "unset", "revert", "all", "0", "0s", "all 0s"]
)
# What paints on a layer of its own, as large as the drawing: how many plain elements that costs, of shapes and others.
LAYERS = {"mask": (100, 100), "mix-blend-mode": (100, 100), "isolation": (100, 100), "opacity": (2, 100)}
# By name: whether its value is a style.
ATTRIBUTES = dict.fromkeys(_PLAIN.split(), False) | dict.fromkeys(_STYLES.split(), True)

# What a style may call; "" is a bracket alone. url(#here) is looked at before.
FUNCTIONS = frozenset(
    {"", "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch"}
    | {"matrix", "translate", "translatex", "translatey", "scale", "scalex", "scaley", "rotate"}
    | {"skew", "skewx", "skewy"}
)
