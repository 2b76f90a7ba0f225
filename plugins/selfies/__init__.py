"""Submissions and consent in, a wall of faces and signs out. Consent is decided from text before a pixel is read.

submission     a member's text file -> what they told, or why it cannot be read
answers        what a free answer may be: the way a consent came, a name, a workplace. Pure
taking_back    words by which a yes is taken back, and what is more than the words of one sign; remarks. Pure
lexicon, names the words that both go by; languages: those of others than English. Data
copies         files that sync programs and people make beside a member's; contradictions reads them
elsewhere      members' files that lie where none should
mentioned      whom any other file mentions, who is not shown: notes and office read it, people finds them
unnamed        lists of those who took back, by names of nobody known. Pure
letters        pictures without a text that may be letters to us
consent        what they told -> cleared for a purpose, or refused. Pure
withdrawals    content/withdrawn.toml: whose picture was taken back, and what looks like it; lists finds it in any place
roster         everybody: who may be shown and why others may not, by text alone
portraits      cleared members' pictures, opened: what cannot be shown, is back, or was sent twice
uncleared      the files of whoever is not shown, by their bytes
members        all of the above in one go
wall, naming   tiles in a fair order, workplaces; what pages may say of a wall
pages          the pages below a wall's address
rows, layout, slicing_tree   where whole pictures go, from ratios alone. Pure
composed       one picture of all, for shares and heroes
folder, new, withdraw        the folder; a member comes in; a member takes their picture back
"""
