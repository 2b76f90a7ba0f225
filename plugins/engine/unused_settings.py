"""Pelican's settings that do nothing here, since the program does it in another way: whoever sets one is told."""

from collections.abc import Iterator
from typing import Any

from pelican.settings import DEFAULT_CONFIG

# By name, the clause of messages.toml that says what counts instead.
UNUSED = {
    **dict.fromkeys(("FILENAME_METADATA", "PATH_METADATA", "DEFAULT_METADATA"), "setting.header"),
    **dict.fromkeys(("DEFAULT_DATE", "DEFAULT_DATE_FORMAT", "DATE_FORMATS", "LOCALE"), "setting.dates"),
    **dict.fromkeys(("SUMMARY_MAX_LENGTH", "SUMMARY_MAX_PARAGRAPHS", "SUMMARY_END_SUFFIX"), "setting.summary"),
    **dict.fromkeys(("TYPOGRIFY", "TYPOGRIFY_DASHES", "FORMATTED_FIELDS"), "setting.typography"),
    **dict.fromkeys(("INTRASITE_LINK_REGEX", "RELATIVE_URLS", "STATIC_SAVE_AS", "STATIC_URL"), "setting.links"),
    **dict.fromkeys(("CACHE_CONTENT", "LOAD_CONTENT_CACHE", "CONTENT_CACHING_LAYER", "CACHE_PATH"), "setting.cache"),
    **dict.fromkeys(("GZIP_CACHE", "CHECK_MODIFIED_METHOD"), "setting.cache"),
    **dict.fromkeys(("NEWEST_FIRST_ARCHIVES", "REVERSE_CATEGORY_ORDER", "PAGE_ORDER_BY"), "setting.lists"),
    **dict.fromkeys(("DEFAULT_ORPHANS", "ARTICLE_TRANSLATION_ID"), "setting.lists"),
    **dict.fromkeys(("YEAR_ARCHIVE_SAVE_AS", "MONTH_ARCHIVE_SAVE_AS", "DAY_ARCHIVE_SAVE_AS"), "setting.archives"),
    **dict.fromkeys(("YEAR_ARCHIVE_URL", "MONTH_ARCHIVE_URL", "DAY_ARCHIVE_URL"), "setting.archives"),
    **dict.fromkeys(("FEED_RSS", "FEED_ALL_RSS", "CATEGORY_FEED_RSS", "AUTHOR_FEED_RSS"), "setting.feeds"),
    **dict.fromkeys(("TAG_FEED_RSS", "TAG_FEED_ATOM", "RSS_FEED_SUMMARY_ONLY", "FEED_APPEND_REF"), "setting.feeds"),
    **dict.fromkeys(("AUTHOR_URL", "INDEX_SAVE_AS", "TEMPLATE_PAGES", "SLUGIFY_USE_UNICODE"), "setting.addresses"),
    **dict.fromkeys(("OUTPUT_SOURCES", "OUTPUT_SOURCES_EXTENSION", "STATIC_EXCLUDES"), "setting.files"),
    **dict.fromkeys(("STATIC_EXCLUDE_SOURCES", "STATIC_CREATE_LINKS", "STATIC_CHECK_IF_MODIFIED"), "setting.files"),
    **dict.fromkeys(("DOCUTILS_SETTINGS", "PYGMENTS_RST_OPTIONS"), "setting.markdown"),
    "TEMPLATE_EXTENSIONS": "setting.theme",
    **dict.fromkeys(("DELETE_OUTPUT_DIRECTORY", "OUTPUT_RETENTION"), "setting.output"),
    "WITH_FUTURE_DATES": "setting.unpublished",
    **dict.fromkeys(("MENUITEMS", "DISPLAY_PAGES_ON_MENU", "DISPLAY_CATEGORIES_ON_MENU"), "setting.menu"),
    **dict.fromkeys(("THEME_STATIC_DIR", "THEME_STATIC_PATHS"), "setting.stylesheet"),
    **dict.fromkeys(("LINKS", "SOCIAL", "GITHUB_URL", "TWITTER_USERNAME", "FACEBOOK_APP_ID"), "setting.theme"),
    **dict.fromkeys(("GOOGLE_ANALYTICS", "ANALYTICS", "DISQUS_SITENAME", "PIWIK_URL", "MATOMO_URL"), "setting.others"),
}
# What pelicanconf.py says itself of some, so that Pelican keeps its hands off.
AS_HERE: dict[str, Any] = {"FILENAME_METADATA": "", "FORMATTED_FIELDS": [], "THEME_STATIC_PATHS": []}


def unused(settings: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each that is set to something else than what Pelican or this program has, and the clause that says what counts.

    Then it is as if it were not.
    """
    for name, instead in UNUSED.items():
        if name not in settings:
            continue
        default = DEFAULT_CONFIG.get(name)
        if settings[name] not in (default, AS_HERE.get(name, default), None):
            yield name, instead
        if name in AS_HERE or name in DEFAULT_CONFIG:
            settings[name] = AS_HERE.get(name, default)
