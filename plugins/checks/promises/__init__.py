"""What the privacy page may promise, one file each, proved on the finished site.

PROMISE: the words that declare it
check_page(page), check_site(site): clauses that say where it does not hold ("/events/ loads fonts.example")
"""
