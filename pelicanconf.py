"""Settings for writing on your own machine. publishconf.py holds what differs in public."""

import sys
from pathlib import Path

from jinja2 import StrictUndefined

ROOT = Path(__file__).resolve().parent
sys.path[:] = [*(folder for folder in sys.path if folder != str(ROOT)), str(ROOT)]  # last: a file here is no library
from plugins.engine import Engine  # noqa: E402  (the project's folder must be on the path)
from plugins.site import routes  # noqa: E402

# -- Who speaks ------------------------------------------------------------------------------------------------------
SITENAME = "Save Advanced Education"
SITEURL = ""
DEFAULT_LANG = "en"
TIMEZONE = "America/Edmonton"
ORGANISATION = {
    "name": "Alberta Union of Provincial Employees",
    "short": "AUPE",
    "address": ["10025 182 Street NW", "Edmonton, AB T5S 0P7"],
    "telephone": "1-800-232-7284",
    "email": "privacy@example.org",
}
SIGN_IN = {"text": "Sign in", "url": "https://members.example.org/"}
PROMISE = "This site contacts no one but itself. No cookies. Pictures only with consent."
PRIVACY = "/privacy/"  # the statement; and below it the part on taking a picture down, to which every wall leads
TAKE_DOWN = "/privacy/#having-your-picture-taken-down"
NAVIGATION = [  # an entry whose page does not exist is not shown
    ("The campaign", "/save-advanced-education/"),
    ("The wall", "/save-advanced-education/wall/"),
    ("Where things stand", "/matters/"),
    ("News", "/news/"),
    ("Events", "/events/"),
    ("Search", "/search/"),
]

# -- What is read ----------------------------------------------------------------------------------------------------
PATH = "content"
ARTICLE_PATHS = ["news"]
PAGE_PATHS: list[str] = []  # and the folder of each kind with pages (plugins/kinds/)
STATIC_PATHS: list[str] = []
SELFIES_PATH = "content/selfies"
SELFIES_ARE_DRAWINGS = True  # nobody real is in them, so git may keep the folder
SELFIES_EXECUTOR = None  # or "package.module:function": it gives the executor that pictures are made on
IGNORE_FILES = [".*"]
READERS = dict.fromkeys(["markdown", "mkd", "mdown", "rst", "html", "htm"])  # .md is read by plugins.engine
FILENAME_METADATA = ""
SLUGIFY_SOURCE = "basename"
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = ""
FORMATTED_FIELDS: list[str] = []
PAGE_TRANSLATION_ID = ["slug", "address_group"]  # an event does not translate the campaign of its name
EXTRA_PATH_METADATA = {
    "campaigns": {"template": "campaign"},
    "matters": {"template": "matter"},
    "pages/home.md": {"template": "home", "save_as": routes.FRONT_PAGE, "url": ""},
}
AS_OF = None  # the moment a build speaks for, for example "2026-11-22 09:00"; None for now
SHOW_UNPUBLISHED = True  # drafts and stories dated in the future
STAGES = [  # through which bargaining goes; a long matter of another kind tells its own
    "Preparing",
    "Exchanging proposals",
    "Negotiating",
    "Mediation",
    "Tentative agreement",
    "Ratification vote",
    "Agreement in force",
]

# -- How text becomes pages ------------------------------------------------------------------------------------------
MARKDOWN: dict[str, dict[str, dict[str, str]]] = {
    "extension_configs": {
        "markdown.extensions.tables": {},
        "markdown.extensions.footnotes": {},
        "markdown.extensions.attr_list": {},
        "markdown.extensions.abbr": {},
        "markdown.extensions.def_list": {},
        "markdown.extensions.fenced_code": {},
        "markdown.extensions.sane_lists": {},
        "markdown.extensions.toc": {},
    }
}
TYPOGRIFY_IGNORE_TAGS = ["script", "style", "svg", "textarea"]
TYPOGRIFY_OMIT_FILTERS = ["amp", "caps", "initial_quotes"]

# -- Where pages are: the addresses stand in plugins/site/routes.py --------------------------------------------------
OUTPUT_PATH = ".preview"
ARTICLE_URL, ARTICLE_SAVE_AS = routes.url_and_file(routes.STORY)
PAGE_URL, PAGE_SAVE_AS = routes.url_and_file(routes.PAGE)
ARTICLE_LANG_URL, ARTICLE_LANG_SAVE_AS = routes.url_and_file(routes.STORY + routes.IN_LANGUAGE)
PAGE_LANG_URL, PAGE_LANG_SAVE_AS = routes.url_and_file(routes.PAGE + routes.IN_LANGUAGE)
DRAFT_URL, DRAFT_SAVE_AS = routes.url_and_file(routes.DRAFT)
DRAFT_PAGE_URL, DRAFT_PAGE_SAVE_AS = routes.url_and_file(routes.DRAFT_PAGE)
DRAFT_LANG_URL, DRAFT_LANG_SAVE_AS = routes.url_and_file(routes.DRAFT + routes.IN_LANGUAGE)
DRAFT_PAGE_LANG_URL, DRAFT_PAGE_LANG_SAVE_AS = routes.url_and_file(routes.DRAFT_PAGE + routes.IN_LANGUAGE)
CATEGORY_URL, CATEGORY_SAVE_AS = routes.url_and_file(routes.CAMPAIGN_NEWS)
TAG_URL, TAG_SAVE_AS = routes.url_and_file(routes.TAG)
AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["news", "search", "404"]
NEWS_URL, NEWS_SAVE_AS = routes.url_and_file(routes.NEWS)
SEARCH_URL, SEARCH_SAVE_AS = routes.url_and_file(routes.SEARCH)
DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = dict.fromkeys(["news", "category", "tag", "year", "person", "events", "past-events"])
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{url}" + routes.FURTHER, "{base_name}/" + routes.file_of(routes.FURTHER)),
]

# -- How it looks ----------------------------------------------------------------------------------------------------
THEME = "theme"
JINJA_ENVIRONMENT = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
THEME_STATIC_PATHS: list[str] = []  # plugins.assets joins the stylesheets and copies what the pages use
THEME_TEMPLATES_OVERRIDES = [str(ROOT / "theme/components")]

# -- Feeds -----------------------------------------------------------------------------------------------------------
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

# -- Programs --------------------------------------------------------------------------------------------------------
PELICAN_CLASS = Engine
PLUGIN_PATHS: list[str] = []
PLUGINS = ["plugins.engine.plugin", "plugins.checks.plugin"]
