"""What browsers may do with the site's pages (CSP 3, Referrer Policy, Permissions Policy), said in one place.

Each page says its own policy, since some hosts send no headers. A host that can sends ON_EVERY_FILE with every file:
browsers keep to both at once, so it allows what any page of the site needs, and each page's own allows less.
"""

OWN_FILES_ALONE = "default-src 'self'; base-uri 'none'; form-action 'self'"
# The search runs a program of its own, WebAssembly, in its page and where a browser can in a worker beside that.
RUN_THE_SEARCH = "script-src 'self' 'wasm-unsafe-eval'"

ON_EVERY_PAGE = OWN_FILES_ALONE
ON_SEARCH_PAGES = f"{OWN_FILES_ALONE}; {RUN_THE_SEARCH}"
# No page can say of itself who may have it in a frame: nobody but the site, since buttons in a frame can be covered.
ON_EVERY_FILE = f"{OWN_FILES_ALONE}; {RUN_THE_SEARCH}; frame-ancestors 'self'"

# Sites that a reader goes on to do not learn which page they read.
REFERRER = "same-origin"
# No page asks for any of these, and nothing that somebody smuggled into one is to.
PERMISSIONS = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi",
        "payment", "usb",
    )
)  # fmt: skip
