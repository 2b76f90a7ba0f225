from plugins.core.findings import Level, SiteError, Where, errors, in_order, in_own_words, quoted

UNCLOSED = in_own_words(
    Level.ERROR, Where("content/news/plan.md", 14), "It never ends.", 'Add a line with only ":::".', "C32"
)


def test_a_finding_says_where_what_is_wrong_and_what_to_do():
    assert str(UNCLOSED) == 'error content/news/plan.md:14  It never ends. Add a line with only ":::".  [C32]'


def test_a_finding_without_a_remedy_has_no_gap():
    assert str(in_own_words(Level.NOTE, Where("a.md"), "It is over.", "", "C24")) == "note a.md:1  It is over.  [C24]"


def test_findings_are_shown_once_each_by_file_and_line():
    late = in_own_words(Level.WARNING, Where("b.md", 2), "x", "", "C06")
    early = in_own_words(Level.WARNING, Where("b.md", 1), "x", "", "C27")
    first = in_own_words(Level.NOTE, Where("a.md", 10), "x", "", "C90")

    assert in_order([late, UNCLOSED, early, late, first]) == [first, early, late, UNCLOSED]


def test_findings_alike_but_for_their_remedy_keep_one_order():
    alike = [in_own_words(Level.ERROR, Where("a.md"), "x", remedy, "C10") for remedy in "abcdefgh"]

    assert in_order(reversed(alike)) == alike


def test_a_site_error_carries_every_finding():
    wrong = SiteError([UNCLOSED, in_own_words(Level.NOTE, Where("a.md"), "x", "", "C26")])

    assert [finding.code for finding in wrong.findings] == ["C26", "C32"]
    assert str(wrong).count("\n") == 1
    assert errors(wrong.findings) == [UNCLOSED]


def test_a_quotation_stays_on_one_line_and_short():
    assert quoted("a\n  b") == '"a b"'
    assert quoted("a" * 60) == f'"{"a" * 60}"'
    assert quoted("a" * 61) == f'"{"a" * 60} …"'


def test_no_files_name_breaks_the_line_or_turns_it_round():
    name = "two\nlines \x1b[2J\u202egnp\udce9 é.md"

    told = str(
        in_own_words(Level.WARNING, Where(f"content/{name}"), "Nobody will see this text.", f"Rename {name}", "C60")
    )

    assert told == (
        r"warning content/two\nlines \x1b[2J\u202egnp\udce9 é.md:1  Nobody will see this text. "
        r"Rename two\nlines \x1b[2J\u202egnp\udce9 é.md  [C60]"
    )
