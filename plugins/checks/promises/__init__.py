"""What the privacy page may promise, one file each, proved on the finished site.

PROMISE: the words that declare it
check_page(page), check_site(site): C31 where it does not hold, a clause each ("/events/ loads fonts.example")
"""
