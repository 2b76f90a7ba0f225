"""What differs in public: the address, the feeds, nothing early, and where the site is sent."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from pelicanconf import *  # noqa: F403  (Pelican's own convention)
from plugins.site import routes

SITEURL = "https://campaign.example.org"
OUTPUT_PATH = "output"

# -- Nothing early ---------------------------------------------------------------------------------------------------
SHOW_UNPUBLISHED = False
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_LANG_SAVE_AS = ""

# -- Feeds -----------------------------------------------------------------------------------------------------------
FEED_ALL_ATOM = routes.NEWS_FEED
CATEGORY_FEED_ATOM = routes.CAMPAIGN_FEED
FEED_MAX_ITEMS = 30

# -- Where `publish` sends it ----------------------------------------------------------------------------------------
PUBLISH_REMOTE = "origin"
PUBLISH_BRANCH = "gh-pages"
PUBLISH_DOMAIN = ""  # a domain of your own, for example "campaign.example.org"
# Other places, by names of your own for  publish NAME : of each one of rclone, folder, zip, and "url", where readers
# find it, if not at SITEURL. For example {"host": {"rclone": "union:public_html"}}; see docs/publishing.md.
PUBLISH_TARGETS = {}
