"""Signs that readers would see: what was meant is told with its line; what is meant as it is stays quiet."""

import re

import pytest

from plugins.core.findings import Finding
from plugins.markup.extension import BodyReader

LINK = "is no link: readers would see its brackets. Write "
ENDS = "Nothing ends what the signs in"
NO_LIST = "would not be shown as a list"
FAILED = {
    "a link of reStructuredText": ("See `the plan <https://a.example/b>`_.", f"{LINK} [the plan](https://a.example/b)"),
    "the same without a name": ("See `the plan </news/>`__ now.", f"{LINK} [the plan](/news/)"),
    "the same in an item": ("- `The plan <b.md>`_", f"{LINK} [The plan](b.md)"),
    "the same in bold": ("**`The plan <#top>`_**", f"{LINK} [The plan](#top)"),
    "an address of reStructuredText": ("See `<https://a.example>`_", f"{LINK} [https://a.example](https://a.example)"),
    "an e-mail address of it": ("`write <mailto:a@b.example>`_", f"{LINK} [write](mailto:a@b.example)"),
    "a document of reStructuredText": ("See :doc:`the plan </news/a>` now.", f"{LINK} [the plan](/news/a)"),
    "an address that it names": (".. _the plan: https://a.example/", "Write  [the plan]: https://a.example/"),
    "a space before the address": ("[x y] (/news/)", f"{LINK} [x y](/news/)"),
    "a line end before the address": ("[x y]\n(/news/)", f"{LINK} [x y](/news/)"),
    "brackets the other way round": ("(x)[/news/]", f"{LINK} [x](/news/)"),
    "a bracket that is missing": ("[x(/news/)", f"{LINK} [x](/news/)"),
    "a bracket that never ends": ("[x](/news/ today", f"{LINK} [x](/news/)"),
    "other brackets": ("[x]{/news/}", f"{LINK} [x](/news/)"),
    "a whole address behind a space": ("[x] (https://example.org/a)", f"{LINK} [x](https://example.org/a)"),
    "bold words as a link": ("[**x**] (/news/)", f"{LINK} [x](/news/)"),
    "a wiki's link": ("[[The plan]]", f"{LINK} [The plan](/the-plan/)"),
    "a wiki's link with words": ("[[plan|The plan]]", f"{LINK} [The plan](/plan/)"),
    "an encyclopedia's link": ("[https://example.org/ x y]", f"{LINK} [x y](https://example.org/)"),
    "another wiki's link": ("https://example.org/a[x y]", f"{LINK} [x y](https://example.org/a)"),
    "a file's name alone": ("See {filename}x.md", f"{LINK} [words]({{filename}}x.md)"),
    "a picture of a wiki": (
        "![[x.jpg]]",
        "is no picture: readers would see its brackets. Write  ![what one sees](/images/x.jpg)",
    ),
    "a picture behind a space": ("![x] (/images/x.jpg)", "![x](/images/x.jpg)"),
    "a name that nobody explains": ("[more][gone]", '"gone" leads'),
    "a note that is missing": ("x[^1]", "[^1]: The words of the note."),
    "bold": ("a **b c", f'{ENDS} "**b c"'),
    "bold around a link": ("**[x](/y/) and", f'{ENDS} "**x and"'),
    "bold and slanted": ("a ***b c", f'{ENDS} "***b c"'),
    "bold with lines": ("a __b c", f'{ENDS} "__b c"'),
    "slanted": ("a *b c", f'{ENDS} "*b c"'),
    "slanted with lines": ("_a b", f'{ENDS} "_a b"'),
    "struck": ("a ~~b c", f'{ENDS} "~~b c"'),
    "bold and a space": ("**a ** b", "Write  **a**"),
    "bold and two spaces": ("** a ** b", "Write  **a**"),
    "slanted and a space": ("*a * b", "Write  *a*"),
    "struck and a space": ("~~ a ~~ b", "Write  ~~a~~"),
    "marked": ("==a b==", "Write  **a b**"),
    "put in": ("++a b++", "Write  *a b*"),
    "hidden": ("||a b||", "Write  a b"),
    "above the line": ("m^2^", "Write  <sup>2</sup>"),
    "below the line": ("H~2~O", "Write  <sub>2</sub>"),
    "a wiki's bold": ("'''a'''", "Write  **a**"),
    "a forum's bold": ("[b]a[/b]", "Write  **a**"),
    "a forum's link": ("[url=https://a.example/]b[/url]", "Write  [b](https://a.example/)"),
    "a wiki's list of contents": ("[[_TOC_]]", "Write  [TOC]"),
    "a short name of a picture": ("a :smile: b", "Paste the sign itself"),
    "a film of Hugo": ("{{< youtube abc >}}", "is meant for another program"),
    "a part of Jekyll among words": ("Put {% if a %} there", "write  `{% if a %}`"),
    "a film of Hugo in an item": ("- say {{< youtube abc >}}", "write  `{{< youtube abc >}}`"),
    "a part of Jekyll": ("{% include x.html %}", "is meant for another program"),
    "a value of Jinja": ("a {{ page.title }}", "that another program fills in"),
    "a part of WordPress": ("[gallery ids=1,2]", "is meant for another program"),
    "a box of GitHub": ("> [!NOTE]\n> a", "begins no box here"),
    "a box of Python's": ("!!! note\n    a", "begins no box here"),
    "a box of Sphinx": (".. note:: a", "begins no box here"),
    "code within a line that never ends": ("a ```b c", "has no other end"),
    "code that ends with fewer signs": ("````\na\n```", "has no other end"),
    "code in a quotation that ends with fewer signs": ("> ````\n> a\n> ```", "has no other end"),
    "brackets the other way round and a space": ("(x y) [/news/]", f"{LINK} [x y](/news/)"),
    "two pairs of square brackets": ("[x y][https://example.org/a_b]", f"{LINK} [x y](https://example.org/a_b)"),
    "two pairs of square brackets and a space": ("[x y] [/news/a/]", f"{LINK} [x y](/news/a/)"),
    "a space before the colon": ("[x] : https://example.org/", f"{LINK} [x](https://example.org/)"),
    "a command of TeX": ("a \\textbf{b} c", "is meant for another program"),
    "a quotation of Org": ("#+BEGIN_QUOTE\na", "is meant for another program"),
    "bold that never begins": ("The plan** is", 'Nothing begins what the signs in "plan**"'),
    "bold that never begins before a stop": ("The plan.** And", "as in  **plan**"),
    "bold and a hard space": ("**\u00a0a** b", "Write  **a**"),
    "bold and a hard space behind": ("**a\u00a0** b", "Write  **a**"),
    "a list in a list of Org": ("* a\n** b\n** c", f'begin with "** b" {NO_LIST}'),
    "a list in a list of wikis": ("- a\n-- b\n-- c", f'begin with "-- b" {NO_LIST}'),
    "a list of arrows": ("-> a\n-> b", f'begin with "-> a" {NO_LIST}'),
    "a table that is drawn": ("┌──┬──┐\n│a │b │\n└──┴──┘", "would lose its lines"),
    "a tree that is drawn": ("├── a\n└── b", "would lose its lines"),
    "a row below an empty line": ("| a | b |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |", "is no row of a table"),
    "columns with spaces between": (
        "Name      Wage\nAnn       24.00",
        "| Name | Wage |  and below the first row:  |---|---|",
    ),
    "lines of a form": ("Date:     5 May\nPlace:    The hall", "| Date: | 5 May |"),
    "a speaker in brackets": ("[Ann]: Yes!\n\n[Bob]: But we do.", "Write  \\[Ann]: Yes!"),
    "a speaker in a quotation": ("> [Ann]: Yes!", "Write  \\[Ann]: Yes!"),
    "two notes of one name": ("a[^1] b[^1]\n\n[^1]: c\n[^1]: d", "one of them is lost"),
    "two addresses of one name": ("[a][x] [b][X]\n\n[x]: /c/\n[X]: /d/", "one of them is lost"),
    "attributes": ("a {.x} b", "it changes nothing where it stands"),
    "a heading of a wiki": ("== A b ==", "Write  ## A b"),
    "a heading of Textile": ("h2. A b", "Write  ## A b"),
    "code that names a language that few know": ("```\n:::kotlin\nval a = 1\n```", "```kotlin  alone"),
    "code that names Haskell": ("```\n:::haskell\nmain\n```", "```haskell  alone"),
    "code that names PowerShell": ("    :::PowerShell\n    Get-Item", "```PowerShell  alone"),
    "code that names C++": ("```\n:::c++\nint a;\n```", "```c++  alone"),
    "code that names its own": ("```\n#!r-session\n> 1\n```", "```r-session  alone"),
    "code in an item that names a language": ("- a\n\n  ```\n  :::nix\n  { }\n  ```", "```nix  alone"),
    "a bracket of its address that is missing": ("[x]/news/)", f"{LINK} [x](/news/)"),
    "the first bracket is missing": ("See x](/news/)", f"{LINK} [x](/news/)"),
    "one bracket too many": ("[x]](/news/)", f"{LINK} [x](/news/)"),
    "a bracket that is turned": ("[x[(/news/)", f"{LINK} [x](/news/)"),
    "one line and two": ("a _b__ c", "as in  **b**"),
    "one wave and two": ("a ~b~~ c", "Write  ~~b~~"),
    "a comment of Obsidian": ("a %%ask Ann%% b", "is meant for another program"),
    "a link to code": ("See [`x`][] here.", '"name"'),
    "a link to code by code": ("[`x`][`y`]", '"name"'),
    "a link to a sign": ("[&amp;][]", '"name"'),
    "a link to nothing": ("[ ][]", '"name"'),
    "a link to code and words": ("[`a` b][]", '"b"'),
    "ticks and crosses": ("✅ a\n❌ b", "- a"),
    "numbers in boxes": ("1️⃣ a\n2️⃣ b", "1. a"),
    "one bracket too many before": ("[[x](/news/) y", "Delete it, or write a ] behind the link."),
    "three signs and two": ("***a** b", "as in  **a**"),
    "two signs and one": ("a **b* c", "as in  **b**"),
    "one sign and two": ("a *b** c", "as in  **b**"),
    "bold with lines and a space before": ("a __ b__", "Write  *b*"),
    "slanted with lines and spaces": ("a _ b _ c", "Write  *b*"),
    "bold, a space, and words at once": ("**a **b", "Write  **a**"),
    "a note in its place": ("a^[b c]", "below the text:  [^1]: b c"),
    "one wave on each side": ("a ~b c~ d", "Write  ~~b c~~"),
    "raised alone": ("a ^b^ c", "Write  <sup>b</sup>"),
    "a list of contents in small letters": ("[toc]", "Write  [TOC]"),
    "a list of contents, as some write it": ("[Toc]", "Write  [TOC]"),
    "a value of Ruby": ("a <%= x %> b", "is meant for another program"),
    "a part of Ruby": ("<% if x %>", "is meant for another program"),
    "tags with nothing between": ("a [divider][/divider]", "Delete them."),
    "tags with a space between": ("a [button link='/x/'] [/button]", "Write  [words](/x/)"),
    "tags of a forum with nothing between": ("a [u][/u]", "Delete them."),
    "a line of MDX": ("export const a = 1", "is meant for another program"),
    "another line of MDX": ("import A from './a'", "is meant for another program"),
    "one more line of MDX": ('import { A, B } from "../a"', "is meant for another program"),
    "a table drawn with signs": ("+---+---+\n| a | b |\n+---+---+", "write below the first row:  |---|---|"),
    "a table of two rows and a short rule": ("| a | b |\n|---|\n| c | d |", "write below the first row:  |---|---|"),
    "stars of another kind": ("★ a\n★ b", "- a"),
    "triangles": ("▶ a\n▶ b", "- a"),
    "fists": ("✊ a\n✊ b", "- a"),
    "arrows": ("⇒ a\n⇒ b", "- a"),
    "diamonds": ("◆ a\n◆ b", "- a"),
    "small letters": ("a. pay\nb. hours", "1. pay"),
    "large letters": ("A. pay\nB. hours", "1. pay"),
    "Roman numbers": ("i. pay\nii. hours", "1. pay"),
    "large Roman numbers": ("IV. pay\nV. hours", "1. pay"),
    "letters from the middle": ("We ask:\nc. pay\nd. hours", "1. pay"),
    "slanted words in HTML": ("<div>\n*a b*\n</div>", "stands inside HTML"),
    "code in HTML": ("<div>\n`a b`\n</div>", "stands inside HTML"),
    "a numbered item in HTML": ("<div>\n1. a\n</div>", "stands inside HTML"),
    "a quotation in HTML": ("<div>\n> a\n</div>", "stands inside HTML"),
    "a title in HTML": ("<div>\n# A\n</div>", "stands inside HTML"),
    "an item in HTML": ("<div>\n- a\n</div>", "stands inside HTML"),
    "a table in HTML": ("<div>\n| a | b |\n|---|---|\n| c | d |\n</div>", "stands inside HTML"),
    "a film in HTML": ("<div>\n{{< youtube x >}}\n</div>", "is meant for another program"),
    "a name that nobody explains, in HTML": ("<div>\n[more][gone]\n</div>", "stands inside HTML"),
    "a space before the address in HTML": ("<div>\n[x] (/news/)\n</div>", "stands inside HTML"),
    "struck words in HTML": ("<p>~~a~~</p>", "stands inside HTML"),
    "marked words in HTML": ("<p>==a==</p>", "stands inside HTML"),
    "bold that never ends in HTML": ("<p>a **b c</p>", "stands inside HTML"),
    "an address in HTML": (
        "<p>See https://example.org/a.</p>",
        'Write  <a href="https://example.org/a">https://example.org/a</a>',
    ),
    "an e-mail address in HTML": ("<div>a@example.org</div>", '<a href="mailto:a@example.org">a@example.org</a>'),
    "bold in a box": ("<details>\n<summary>A</summary>\n**b** c\n</details>", "Write  <strong>b</strong>"),
    "a link in a box": ("<details>\n[a](/b/)\n</details>", 'Write  <a href="/b/">a</a>'),
    "slanted words below a picture": ("<figure>\n<figcaption>*a*</figcaption>\n</figure>", "Write  <em>a</em>"),
    "a list in a box": ("<details>\n- a\n</details>", "Write  <ul><li>a</li></ul>"),
    "a heading in a box": ("<details>\n\n## A\n\n</details>", "Write  <h2>A</h2>"),
    "code in a table of HTML": ("<table><tr><td>`a`</td></tr></table>", "Write  <code>a</code>"),
    "code that never ends": ("```python\na", "begins or ends code that has no other end"),
    "code with another end": ("a\n~~~ sh\nb", "begins or ends code that has no other end"),
    "a language in code": ("```\n:::python\na\n```", "```python  alone"),
    "a language in indented code": ("    #!python\n    a", "```python  alone"),
    "a table without a rule": ("| a | b |\n| c | d |", "write below the first row:  |---|---|"),
    "a table with another rule": ("| a | b |\n|---|\n| c | d |", "is no table"),
    "a list of one": ("a\n- b", NO_LIST),
    "letters": ("a) b\nb) c", "1. b"),
    "numbers in brackets": ("(1) b\n(2) c", "1. b"),
    "no space behind a dash": ("-b\n-c", "- b"),
    "no space behind a number": ("1.b\n2.c", "1. b"),
    "dashes": ("– b\n– c", "- b"),
    "ticks": ("✔ b\n✔ c", "- b"),
    "in HTML": ("<div>\n**a**\n</div>", "stands inside HTML"),
    "a link in HTML": ("<p>[a](/b/)</p>", "stands inside HTML"),
    "a heading in HTML": ("<div>\n\n## A\n\n</div>", "stands inside HTML"),
    "bold and a star": ("a **b*** c", "as in  **b**"),
    "braces for brackets": ("{x}(/news/)", f"{LINK} [x](/news/)"),
    "a brace for a bracket": ("[x}(/news/)", f"{LINK} [x](/news/)"),
    "round brackets twice": ("(x y)(/news/)", f"{LINK} [x y](/news/)"),
    "an address without brackets": ("[x y] /news/", f"{LINK} [x y](/news/)"),
    "an address without brackets, glued": ("see [x y]/news/a.", f"{LINK} [x y](/news/a)"),
    "a whole address without brackets": ("[x] https://example.org/a.", f"{LINK} [x](https://example.org/a)"),
    "a link of Jira": ("[x|/news/]", f"{LINK} [x](/news/)"),
    "a link of Textile": ('"x y":/news/ z', f"{LINK} [x y](/news/)"),
    "a wiki's link with an address": ("[[/news/|x]]", f"{LINK} [x](/news/)"),
    "spaces around an address behind a space": ("[x] ( /news/ )", f"{LINK} [x](/news/)"),
    "a picture without brackets": ("![x]/images/x.jpg", "Write  ![x](/images/x.jpg)"),
    "a picture with a space": ("![x] /images/x.jpg", "Write  ![x](/images/x.jpg)"),
    "a picture in braces": ("![x]{/images/x.jpg}", "Write  ![x](/images/x.jpg)"),
    "a picture the other way round": ("!(x)[/images/x.jpg]", "Write  ![x](/images/x.jpg)"),
    "a picture that never ends": ("![x](/images/x.jpg", "Write  ![x](/images/x.jpg)"),
    "a picture without an address": ("![x]", "Write  ![x](/images/name.jpg)"),
    "a picture of Textile": ("!images/x.jpg!", "Write  ![what one sees](/images/x.jpg)"),
    "a colleague's note": ("a {>> b c <<} d", "readers would see it. Delete it."),
    "a word put in": ("a {++b++} d", "Write  b"),
    "a word taken out": ("a {--b--} d", "Delete it."),
    "a word for another": ("a {~~b~>c~~} d", "Write  c"),
    "a marked word": ("a {==b==} d", "Write  b"),
    "a note that never ends": ("a <!-- b\n\nc", "Write  -->  behind its last word"),
    "a task given up": ("- [-] a", "Write  - [ ] a"),
    "a task that is ticked": ("- [✓] a", "Write  - [x] a"),
    "a task without a space": ("- [x]a", "Write  - [x] a"),
    "tasks in no list": ("[ ] a\n[x] b", "- [ ] a"),
    "tasks glued to their dashes": ("-[ ] a\n-[x] b", "- [ ] a"),
    "degrees": ("1° a\n2° b", "1. a"),
    "strokes": ("1/ a\n2/ b", "1. a"),
    "colons behind numbers": ("1: a\n2: b", "1. a"),
    "dashes behind numbers": ("1 - a\n2 - b", "1. a"),
    "points and dashes": ("1.- a\n2.- b", "1. a"),
    "square brackets": ("[1] a\n[2] b", "1. a"),
    "signs for numbers": ("#1 a\n#2 b", "1. a"),
    "numbers in circles": ("① a\n② b", "1. a"),
    "paragraphs of a law": ("§ 1 Name\n§ 2 Sitz", "- § 1 Name"),
    "numbers with their word": ("No. 1 a\nNo. 2 b", "- No. 1 a"),
    "steps": ("Step 9: a\nStep 10: b", "- Step 9: a"),
    "ordinals": ("1st a\n2nd b", "- 1st a"),
    "notes below the text": ("† a\n‡ b", "- † a"),
    "raised numbers": ("¹ a\n² b", "- ¹ a"),
    "waves": ("~ a\n~ b", "- a"),
    "a sign that lacks its end": ("a&nbsp b", "Write  &nbsp;"),
    "a list of contents in braces": ("{toc}", "Write  [TOC]"),
    "a page's end of TeX": ("\\newpage", "is meant for another program"),
    "a table drawn with signs, of one row": ("+---+\n| a |\n+---+", "Delete the lines that begin with +"),
    "a table without a first row": (
        "|---|---|\n| a | b |",
        "Write what the columns are called in the line right above",
    ),
    "a table that is cut in two": ("| a | b |\n\n|---|---|\n| c | d |", "Write what the columns are called"),
    "a table without its last bars": ("| a | b\n| c | d", "write below the first row:  |---|---|"),
    "a table without outer bars or a rule": ("Room | Seats\nHall | 40\nAttic | 12", "first row:  ---|---"),
    "a condition of Word's": ("<![if !supportLists]>a", "is meant for another program"),
    "a table of tabs in a quotation": ("> Name\tSeat\n> Ana\tHall", "write each row like this:  | Name | Seat |"),
    "a table of hours": ("10:00\tDoors\n10:30\tVote", "write each row like this:  | 10:00 | Doors |"),
    "a table of tabs": ("Name\tSeat\nAna\tHall", "write each row like this:  | Name | Seat |"),
    "a picture in a box": ("<details>\n![a](/b.jpg)\n</details>", "Write it below the last tag, after an empty line."),
    "a picture in a figure": ("<figure>\n![a](/b.jpg)\n</figure>", "Write it below the last tag, after an empty line."),
    "steps in a box": (
        "<details>\n1. a\n2. **b**\n</details>",
        "in place of all up to line 3:  <ol><li>a</li><li><strong>b</strong></li></ol>",
    ),
    "a table in a box": (
        "<details>\n| a | b |\n|---|---|\n| [c](/d/) | |\n</details>",
        'line 4:  <table><tr><th>a</th><th>b</th></tr><tr><td><a href="/d/">c</a></td><td></td></tr></table>',
    ),
    "an item with marks in a box": (
        "<details>\n- **a** [b](/c/) `d`\n</details>",
        'Write  <ul><li><strong>a</strong> <a href="/c/">b</a> <code>d</code></li></ul>',
    ),
    "marked words in a box": ("<details>\n==a==\n</details>", "Write  <strong>a</strong>"),
    "a list in HTML": ("<div>\n- a\n- b\n</div>", "stands inside HTML"),
}
FOR_PROGRAMS = [
    *("export const a = 1", "export default Plan;", "export default function Plan() {", "export function a() {"),
    *('import Plan from "./plan"', "import {A, b} from 'c';", 'import * as a from "b"', "import './style.css'"),
    *("Words. ^abc123", "Words. ^the-plan", "%%a note%%", "See `the plan.", "See `it's plan"),
]
HONEST = [
    *("Type `a_b <c>` there.", "Type `` `words <https://a.example>`_ `` there.", "See `the plan`_ there.", "`a <b>`_"),
    *(
        "    `words <https://a.example>`_",
        "```\n`words <https://a.example>`_\n```",
        "See `<div>`_ and snake_case_ names.",
    ),
    *(
        "A. Smith spoke.\nB. Jones, too.",
        "J. Doe\nK. Roe",
        "I. Kant\nJ. Fichte",
        "☎ 780 123\n✉ info",
        "📅 Monday\n📍 Hall A",
    ),
    *(
        "★★★ good\n★★ fair",
        "The set ^[0-9] matches.",
        "<p>1. Mai ist frei.</p>",
        "<p>* Required</p>",
        "<p># 1 in care</p>",
    ),
    *(
        "<footer>- Ann Lee</footer>",
        "<blockquote><p>x</p><span>- Ann Lee</span></blockquote>",
        "<table><td>* below</td></table>",
    ),
    "5 * 3 = 15 * 2, 2**10, x^2 + y^2, {x}, {a, b}, a || b, C++ and D++, i++, One == two, a[0], f(x)[1]",
    "**** of five, Sh*t, f**k, snake_case, file_name.md, Name ____, __/__/____, ^_^ :-) $HOME_DIR",
    "[sic] [...] [they] (2019) [pdf] [1] [2][3] [as amended] [ ] yes [x] no",
    "From ~5 to ~10. 3:2:1 at 10:30:15. See: this: that. A | B, Mon | Tue. !!! Wow ??? what",
    "*Terms apply. Fees* rise. Footnote* and another**.",
    "#Strike\n\n#SaveIt #Now\n\n#1 of all",
    "Press * then #. \\[x\\] (/y/) \\*\\*a \\~~b",
    "`**a` and `[x] (/y/)`\n\n```\n**a [x] (/y/) {{ b }}\n```\n\n    [x] (/y/)",
    "([our plan](/plan/)) [more](/m/) (c) and [a](/b/) [sic]",
    "**a** *b* ***c*** _d_ __e__ ~~f~~ **g *h* i** **[x](/y/)**",
    "One[^1]\n\n[^1]: Two\n\n[x][y] and [y]\n\n[y]: /z/",
    "Text\n{: .lead }\n\n## Head {: #head }\n\n[x](/y/){: .z }",
    "we met at noon\n(the hall was full)\nand left.\nA. Smith was there.\nI. Newton was not.",
    "It fell\n-5 at noon\n-10 at night, 12 -\n15 per cent",
    "<pre>\n**a** [x](/y/)\n</pre>\n\n<p>a <code>**b**</code></p>\n\n<!-- **a [x] (/y/) -->",
    "- [ ]  two\n- [x] three\n\n1. [ ] call\n2. [x] write",
    "#Strike today",
    "<p>Pay: $5 *before tax</p>\n\n<p>_Well, (*not yet)</p>",
    "[TOC]\n\n## A\n\n100%% sure, 5 %% of it",
    "- [] a\n- [ ] b",
    "– Vous venez ?\n– Oui.\n– Non !",
    "??? was the answer. !!! was another",
    "https://example.org/?q=a+b%20c&x=[1] and https://example.org/a[1]/b",
    "```\n:::note\n\nWords\n:::\n```\n\n```\na\n:::kotlin\n```",
    "[[our plan](/plan/), as amended] ([x](/y/)) [sic]",
    "**Fees*** rise. *Terms apply.",
    "A. Smith was there.\nC. Newton was not.",
    "<p>5 * 3 * 2, snake_case_name, 2021-05-01, #1, a_b_c</p>",
    '<p><a href="https://example.org/">https://example.org/</a> and <code>https://example.org/</code></p>',
    "<table>\n<tr><td>-5</td></tr>\n<tr><td>* 3</td></tr>\n</table>".replace("* 3", "3"),
    "<ul>\n<li>a</li>\n</ul>\n\n<details>\n<summary>A</summary>\n<p>b</p>\n</details>",
    "I import my own coffee. The export of it is banned: export const",
    "^_^ and ~ 5 ~ and x ^ y",
    *("What she said ^this", "a^[ ] b"),
    'import duties on "dual-use" goods rise\n\nexport default is what lenders fear\n\nimport \'em all',
    "We grew by 5%%, they by 7%%; we agree %%; 100%%",
    *("He said `yes' and left.", "A `true story’ of Maui", "At `Iolani Palace", "Our `ohana", "`Tis time", "`Til then"),
    "```\n::: note\n\nWords\n:::\n```\n\n```\n#!/bin/sh\n```",
    "| a * | b_ |\n|---|---|\n| [c] | d |",
    "**Fees*** rise.\n\n*Terms apply.",
    "1.\tOne\n2.\tTwo\n\n*\tOne\n*\tTwo\n\n<div>\nHall\t40\nAttic\t12\n</div>",
    "Home | News  \nAbout | Contact",
    "::: story-card\nstory:\ta\n:::\n\n- a\tb\n- c\td\n\n```\na\tb\nc\td\n```\n\n\tcode\tx\n\tb\tc\n\nOne\ttwo\nthree",
    "**Fees***, a\n\n\\* Terms apply.",
    "[1] https://example.org/a and [PDF] https://example.org/b",
    "1/2 of all\n2/3 of some\n3 of 4",
    "We met on\n1 May and\n2 June in\nRoom 2",
    "a -- b, {a}, {1, 2}, {a: b}, (a) (b), f(x)(y), AT&T, R&D, &c., x&copyright=1",
    "Local 6  \nLocal 7 won",
    "1° a  \n2° b",
    "a) b<br>\nb) c",
    "[x] yes, [ ] no, [v] so; Wow! [x](/y/) “a”: /b/ is where",
    "At 5 o'clock\n6. We go",
    "10 Main St\n11 Main St",
    "https://example.org/?a=1&copy=2 and <https://example.org/?b&reg=1> and https://example.org/a~b~c",
    "https://example.org/==a== and https://example.org/{{b}}",
    "Hours** apply.\n\n** Not on Sundays",
    "An A** grade, f** and sh**, 5** stars",
    "-- Vous venez ?\n-- Oui.",
    "-- Ann Example",
    "https://example.org/a[1] and (https://example.org/)[12]",
    "|x| and ── a",
    "[a][x] [b][x]\n\n[x]: /c/\n[x]: /c/",
    "```\n[x]: /c/\n[x]: /d/\n```",
    "[Ann]: hello there\n\n[Bob]: hi there",
    "[Ann][a]\n\n[a]: plan.md",
    "[Ann][a]\n\n[A]: plan",
    "One.   Two.\nThree",
    "12 Main Street   \nEdmonton   \nCanada",
    "```bash code``` and `` `a` ``",
]


def told(reader: BodyReader, body: str) -> list[str]:
    return [str(finding) for finding in reader.read(body, "x.md", 1).findings]


@pytest.mark.parametrize(("body", "words"), FAILED.values(), ids=FAILED)
def test_a_mark_that_failed_is_told_once_with_what_to_type(reader: BodyReader, body: str, words: str) -> None:
    findings = told(reader, body)

    assert len(findings) == 1
    assert words in findings[0]
    assert findings[0].endswith("[C100]")


def typed_back(body: str, told: list[Finding]) -> str:
    """A text in which every remedy that says what to write is typed as it is told."""
    lines = body.split("\n")
    for one in reversed(told):
        values = dict(one.values)
        right, text, line = str(values.get("right", "")), str(values["text"]), one.where.line - 1
        if one.variant in ("table", "drawn-table"):
            below = [row for row in lines[line:] if not re.fullmatch(r"[\s|:+=-]*", row)]
            lines[line:] = ["", below[0], right, *below[1:]]
        elif one.variant == "table-without-head" and lines[line - 2 : line - 1] == ["| a | b |"]:
            del lines[line - 1]  # what the columns are called stands there
        elif one.variant == "table-of-tabs":
            rows = [f"| {' | '.join(CELL_EDGE.split(row))} |" for row in lines[line:]]
            lines[line:] = ["", rows[0], str(values["rule"]), *rows[1:]]
        elif one.variant in ("picture-in-html", "table-without-head", "changes") and text in lines[line]:
            above = ["", "| h | i |"] if one.variant == "table-without-head" else []
            rest = lines[line].replace(text, right) if one.variant == "changes" else lines[line] if above else ""
            lines[line : line + 1] = [*above, rest]
            lines += ["", text] if one.variant == "picture-in-html" else []
        elif "last" in values:
            lines[line : int(str(values["last"]))] = [right]
        elif text in lines[line]:
            lines[line] = lines[line].replace(text, right)
    return "\n".join(lines)


CELL_EDGE = re.compile("\t| {3,}")
WRITTEN = [
    *("never-begins", "no-address"),
    *("in-box", "link", "picture", "other-sign", "spaces-inside", "uneven", "heading", "address-in-html", "changes"),
    *("table", "drawn-table", "table-of-tabs", "table-without-head", "picture-in-html"),
]
BOXES = [
    "<details>\n<summary>**A**</summary>\n\n## B\n\n- a **b**\n  - c\n\n> *d*\n\n1. e\n2. f\n</details>",
    "<details>\n<summary>A</summary>\nhttps://example.org/a and a@b.example\n</details>",
    "<table>\n<tr><td>**a**</td><td>[b](/c/)</td></tr>\n</table>",
    "<figure>\n![x](/images/a.jpg)\n<figcaption>*a* ~~b~~</figcaption>\n</figure>",
    "<details>\na | b\n--- | ---\nc | **d**\n\n- [x](/y/) and `z`\n</details>",
]


@pytest.mark.parametrize("body", [*(body for body, _ in FAILED.values()), *BOXES])
def test_what_is_typed_as_it_is_told_is_well(reader: BodyReader, body: str) -> None:
    found = reader.read(body, "x.md", 1).findings
    again = typed_back(body, [one for one in found if one.variant in WRITTEN])

    assert again == body or told(reader, again) == []


@pytest.mark.parametrize("body", FOR_PROGRAMS)
def test_what_other_programs_read_is_told(reader: BodyReader, body: str) -> None:
    assert len(told(reader, body)) == 1


@pytest.mark.parametrize("body", HONEST)
def test_signs_that_mean_themselves_are_well(reader: BodyReader, body: str) -> None:
    assert told(reader, body) == []


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("a\n**b** c\n[x] (/y/)", 3),
        ("`[x] (/y/)`\n\n- a\n  - b\n    c [x] (/y/)", 5),
        ("a[^n]\n\n[^n]: b\n    [x] (/y/)", 4),
        ("::: note\n\na\n[x] (/y/)\n:::", 4),
        ("| a | b |\n|---|---|\n| c | [x] (/y/) |", 3),
        ("> a\n> - b\n> - [x] (/y/)", 3),
        ("a\n\n<div>\n<b>b</b>\n\n[x](/y/)\n</div>", 6),
        ("a\n\n> ```\n> b\n> ```\n> [x] (/y/)", 6),
        ("a\n\nb\n\n    :::sh\n    c", 5),
        ("a <b\ntitle='x'>c</b>\n[x] (/y/)", 3),
    ],
)
def test_it_is_told_with_its_line(reader: BodyReader, body: str, line: int) -> None:
    assert [finding.where.line for finding in reader.read(body, "x.md", 1).findings] == [line]


def test_words_behind_a_sign_of_a_heading_are_told_where_there_are_several(reader: BodyReader) -> None:
    findings = told(reader, "#First things\n\nText.\n\n#Second things\n\nText.")

    assert [finding.rpartition("Write")[2] for finding in findings] == [
        "  ## First things  [C100]",
        "  ## Second things  [C100]",
    ]


def test_each_mark_in_a_box_is_told_with_its_form_in_html(reader: BodyReader) -> None:
    findings = told(reader, "<details>\n<summary>*A*</summary>\n\n**b** and [c](/d/)\n\n- e\n- f\n</details>")

    assert [(finding.split()[1], finding.partition("Write  ")[2].removesuffix("  [C100]")) for finding in findings] == [
        ("x.md:2", "<em>A</em>"),
        ("x.md:4", "<strong>b</strong>"),
        ("x.md:4", '<a href="/d/">c</a>'),
        ("x.md:6", "<ul><li>e</li></ul>"),
        ("x.md:7", "<ul><li>f</li></ul>"),
    ]
