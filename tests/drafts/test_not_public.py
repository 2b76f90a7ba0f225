"""A text whose writer does not want it to be public is kept back, wherever and however they say so; others are not."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from plugins.core.header import split
from plugins.drafts.not_public import MAX_FINDINGS, not_public
from plugins.kinds.page import PAGE
from plugins.kinds.story import STORY
from plugins.site.live import is_kept_back as kept_back_at
from plugins.site.live import wishes_at
from tests.fuzz import scaled
from tests.kinds.parsed import findings_of, parsed

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("America/Edmonton"))
TOP = "Title: A plan\nDate: 2026-10-05\n"
WORDS = "\nThe words of the story, which come first.\n"
AT_LAST = "Until then nobody can see this story.  [C86]"

# Fields in any form, of any program; each is tried in the header, and below an empty line.
FIELDS = [
    "<meta name=status content=draft>",
    '<meta content="draft" name="status">',
    "<div data-draft>",
    '<div class="draft">',
    "<article data-status=draft>",
    '<section data-embargo="2027-01-01">',
    "<p data-private>",
    "    Status: draft",
    "\tStatus: draft",
    "Status\uff1a draft",
    "status=draft",
    "Status draft",
    "# draft: true",
    "- draft: true",
    "<!-- draft -->",
    "> Status: draft",
    "**Status:** draft",
    "Statsu: draft",
    "Stauts: draft",
    "State: draft",
    "Statsu: Drafft",
    "Status\u200b: draft",
    "St\u0430tus: draft",
    "Draft: true",
    "Draft: yes",
    "Draft: 1",
    "Draft:",
    "Draft: not yet",
    "Published: false",
    "published: no",
    "Publish: 0",
    'publish: "false"',
    "Public: no",
    "Visibility: private",
    "Visibility: password",
    "Visibility: Protected",
    "Access: logged-in users",
    "Visibilit\xe9: prot\xe9g\xe9 par mot de passe",
    "Private: yes",
    "Hidden: true",
    "hide: on",
    "Unlisted: true",
    "Embargo: 2027-03-03",
    "Embargoed-until: 2027-03-03",
    "Embargo: Friday",
    "Embargo: until 3 March 2027",
    "Publish-on: 2027-03-03",
    "Publish-on: next Friday",
    "Publish-after: 2027-01-01 09:00",
    "Publication-date: 2027-01-01",
    "Not-before: 2027-01-01",
    "_build: {render: never}",
    "build: {render: never, list: never}",
    "visible: no",
    "unpublished: true",
    "brouillon: oui",
    "publier: non",
    "Statut: brouillon",
    "Publi\xe9: non",
    "\xc9tat: brouillon",
    "Estado: borrador",
    "Zustand: unver\xf6ffentlicht",
    "\xd6ffentlich: nein",
    "Oeffentlich: nein",
    "P\xfablico: no",
    "Versteckt: ja",
    "Oculto: s\xed",
    "Masqu\xe9e: oui",
    "Masqu\xe9: oui",
    "Statut: masqu\xe9",
    "Privado: verdadero",
    "Vertraulich: ja",
    "Visibilit\xe9: priv\xe9e",
    "Sichtbarkeit: intern",
    "ist-entwurf: wahr",
    "Nicht ver\xf6ffentlicht: ja",
    "draft = true",
    '{ "draft": true }',
    '{"title": "x", "status": "draft", "a": 1}',
    '"draft": true,',
    "params: { draft: true }",
    "#+DRAFT: true",
    ":status: draft",
    "isDraft: true",
    "is_published: false",
    "post_status: draft",
    "<status>draft</status>",
    "| Status | draft |",
    "Author: Ana | Status: draft",
    "Author: Ana    Status: draft",
    "Note: do not publish",
    "Summary: DRAFT - do not publish",
    "[x] Draft",
    "- [ ] Published",
    "Darft: true",
    "Pubished: false",
    "expiryDate: 2020-01-01",
    "Visible: nobody",
    "Access: members only",
    "Scheduled: 2027-02-02",
    "Live: no",
    "Ready: no",
    "Approved: not yet",
    "DRAFT",
    "D R A F T",
    "\U0001f173\U0001f181\U0001f170\U0001f175\U0001f183",
    "\u1d05\u0280\u1d00\ua730\u1d1b: true",
    "Title: Another  (Status: draft)",
    "%% draft",
    "// draft: true",
    "Do-not-publish: yes",
    "wip: true",
    "Statut : brouillon",
    "Hidden-until: 2027-01-01",
    "<p hidden>draft: true</p>",
    "<span>Status: draft</span>",
    '<div hidden class="x">published: false</div>',
    "<p><b>Status:</b> draft</p>",
    "[comment]: <> (status: draft)",
]
# These mean something in the header only.
IN_THE_HEADER = [
    "Freigabe: nein",
    "Aprobado: no",
    "Pr\xeat: non",
    "Intern: ja",
    "Do-not-post: yes",
    "Never-publish: yes",
    "No-pub: true",
    "Veröffentlichen: nein",
    "Unpublished-because: legal",
    "Private-reason: talks go on",
    "Go-public: Friday",
    "Story-status: on hold",
    "Publication-state: scheduled",
    "Approval: awaiting the board",
    "Note: hold until the vote",
    "My-status: pending",
    "Story-state: waiting",
    "Editorial-status: in review",
    "Review-status: open",
    "Post-state: future",
    "State-of-text: unfinished",
    "Draft-status: yes",
    "Moderation: pending",
    "OK-from: nobody",
    "Ok: no",
    "Go-live: tbd",
    "Legal: pending",
    "Executive: not yet",
    "Status-note: do not run",
    "Comments: wait for Ana",
    "Todo: get approval",
    "Public-from: tbd",
    "Readers: staff",
    "Circulation: members",
    "Published-on: never",
    "Live: pending",
    "Show-on-site: no",
    "Web: no",
    "On-web: false",
    "Version: 0.1 draft",
    "Marking: OFFICIAL-SENSITIVE",
    "Sichtbarkeit: privat",
    "Summary: TBD",
    "Summary: (to be approved)",
    "Tags: members, draft",
    "Tags: [draft]",
    "Category: Drafts",
    "Draft; true",
    "Hold: until Friday",
    "Hold: vote result",
    "Members-only: yes",
    "Staff-only: yes",
    "Committee only: true",
    "Password: secret",
    "Archived: true",
    "Deleted: yes",
    "Trashed: 1",
    "Retracted: yes",
    "Withdrawn: 2022-01-01",
    "Removed: by Ana",
    "Robots: noindex",
    "Robots: noindex, nofollow",
    "Sitemap: false",
    "Search: no",
    "Sensitive: yes",
    "Test: yes",
    "Only-preview: yes",
    "Preview-only: yes",
    "Approved-by: nobody yet",
    "Approved by: pending",
    "Reviewed-by: not yet",
    "Signed-off-by:",
    "Proofread: no",
    "Cleared: not yet",
    "Entwurf: ja",
    "Borrador: s\xed",
    "Publicado: no",
    "Ver\xf6ffentlicht: nein",
    "Restricted: yes",
    "Embargo-lifts: 2027-03-03",
    "Release: 5 December 2026",
    "Expiry: 2020-03-31",
    "Approval: pending",
    "Approval: none",
    "Approval: rejected",
    "Approvals: waiting for Ana",
    "Approval-status: pending",
    "Approved: pending",
    "Approved-by-board: no",
    "Board-approval: awaiting",
    "Legal-review: pending",
    "Reviewed: not by legal",
    "Sign-off: outstanding",
    "Clearance: requested",
    "Slug: draft-a28",
    "Slug: a28-do-not-publish",
    "Slug: a28-wip",
    "Slug: a28-not-yet-approved",
    "Save-as: drafts/x.html",
]
# Lines that are no more than such words, which may stand anywhere in the text.
LINES = [
    "<!-- wait -->",
    "Får inte publiceras",
    "Ej för publicering",
    "Do not leak.",
    "Please don't leak this",
    "TLP:RED",
    "TLP:AMBER+STRICT",
    "In strict confidence.",
    "Privileged and confidential.",
    "Under publication ban.",
    "Under a publication ban",
    "Nothing goes out before the vote.",
    "Nothing may go online until Friday",
    "Keep this quiet until Friday.",
    "Hold this piece for Thursday",
    "This one is not ready.",
    "{: data-draft }",
    "Words {: .draft }",
    "NOT FOR ATTRIBUTION OR PUBLICATION",
    "<!-- keep offline -->",
    "<!-- waiting for ok from Ana -->",
    "DRAFT",
    "Draft",
    "draft",
    "DRAFT - do not publish",
    "Do not publish",
    "DO NOT PUBLISH!",
    "Please do not publish this yet.",
    "Not for publication",
    "NOT FOR PUBLICATION",
    "Not yet for release",
    "EMBARGOED until 3 March",
    "EMBARGO: noon on Friday",
    "Embargoed for release until 3 March 2027, 9 a.m.",
    "Under embargo",
    "Confidential",
    "**CONFIDENTIAL**",
    "Internal only",
    "For internal use only",
    "Off the record",
    "# DRAFT",
    "## Draft 2",
    "[DRAFT]",
    "(draft)",
    "*** DRAFT ***",
    "=== DRAFT ===",
    "First draft",
    "DRAFT v0.3, 22 November 2026",
    "Draft for review by Ana",
    "Draft - please don't share",
    "Not for public release",
    "Not ready to publish",
    "Do not post before Friday",
    "Don't publish!",
    "WORK IN PROGRESS",
    "WIP",
    "Brouillon",
    "NE PAS PUBLIER",
    "Sous embargo jusqu'au 3 mars",
    "Confidentiel",
    "<!-- Do not publish before Friday -->",
    "<!-- status: draft -->",
    "Ana's version - do not publish",
    "D R A F T",
    "&#68;RAFT",
    "<center>DRAFT</center>",
    "~~DRAFT~~",
    "Strictly confidential",
    "Awaiting approval",
    "Not yet approved",
    "Hold for release",
    "Publish after 3 March 2027",
    "NOT FINAL",
    "Dr\u0430ft",
    "DRAFT!!!",
    "\U0001f6a7 DRAFT \U0001f6a7",
    "For your eyes only",
    "published: false",
    "Publish: no",
    "- Status: draft",
    "* draft: true",
    "EMBARGOED UNTIL 2027-03-03",
    "Not to be published before March",
    "private: true",
    "HOLD",
    "HOLD!!",
    "NOT YET",
    "STAFF ONLY",
    "HOLD FOR VOTE RESULT",
    "Do not put this online yet.",
    "Don't put it up until Monday",
    "Please don't put this on the website until Monday",
    "Never show this story on our homepage",
    "Please do not make this public",
    "Do not send this out before Friday",
    "Please hold off publishing this",
    "Keep this back until the vote is counted.",
    "Please keep this story off the website for now",
    "Hold this until Friday",
    "This story is not public yet.",
    "This text is not to be published before Ana has read it.",
    "This article must not go live before the 3rd.",
    "This document is not for public release.",
    "This page isn't ready to go online.",
    "This article should not be released until Monday",
    "This can't go out before the vote.",
    "This post has not been approved yet.",
    "This is still a draft.",
    "This text is only a draft",
    "This story is embargoed until Friday.",
    "This page is for internal use only",
    "Internal \u2013 for the bargaining committee",
    "INTERNAL",
    "FOR REVIEW",
    "PREVIEW ONLY",
    "Not approved by the executive.",
    "Please wait with publishing until Friday",
    "Publish on Friday at noon",
    "Publish next Monday",
    "Goes live on Tuesday at 9 a.m.",
    "To be published on Friday",
    "For release: 5 January 2027",
    "Not before 5 January 2027",
    "ENTWURF",
    "Bitte nicht ver\xf6ffentlichen",
    "Noch nicht freigegeben",
    "No publicar",
    "BORRADOR",
    "No publicar antes del viernes",
    "Ne pas mettre en ligne avant vendredi",
    "Ne publiez pas encore",
    "TK TK",
    "<!-- not to go out before Friday -->",
    "<!-- hold -->",
    "<!-- Members only -->",
    "{% comment %}draft{% endcomment %}",
    "{# do not publish #}",
    "Embargo lifts Friday",
    "Do not go live with this",
    "Do not post this on Facebook yet",
    "Please wait for Ana's OK before publishing",
    "Waiting for Ana's OK",
    "Needs Ana's approval before it goes online",
    "To be published after the vote",
    "Publish only when Ana says so",
    "Publish once ratified",
    "Release after ratification",
    "This story must be kept back until Friday.",
    "This story should be held until Friday.",
    "Leave this offline until the vote.",
    "We can't publish this yet.",
    "Nobody outside the committee should see this yet.",
    "Remove before publishing",
    "Check with Ana before publishing",
    "Unver\xf6ffentlicht",
    "Nur f\xfcr Mitglieder",
    "Pas encore public",
    "A\xfan no publicar",
    "Not live until Monday",
    "XXX NOT READY XXX",
    "xxx not ready xxx",
    "!!! TODO: NOT READY !!!",
    "URGENT DO NOT PUBLISH YET",
    "NB not for publication",
    "Please hold until after the vote on Thursday.",
    "Kindly hold until Friday",
    "Pls hold for Ana",
    "Please embargo until Thursday",
    "To be held until the vote",
    "Do not use before Friday",
    "- [ ] ready to publish",
    "- [ ] approved by the board",
    "* [ ] Legal sign-off",
    "1. [ ] Published on the site",
    "[] approved by Ana",
    "( ) ready for publication",
    "- [_] Approval from the executive",
    "\u2610 approved by the board",
    "\u2b1c Go live",
    "\u274c approved by Ana",
    "[x]: http://x.example 'do not publish'",
    '[x]: http://x.example "do not publish"',
    "[x]: <http://x.example> (not for publication)",
    "[//]: # (draft)",
    "[//]: # 'hold until Friday'",
]
# Of a paragraph a part, whatever its length.
PARTS = [
    "DO NOT PUBLISH THIS BEFORE FRIDAY.",
    "DO NOT PUBLISH.",
    "NOT FOR RELEASE until Friday,",
    "(EMBARGOED UNTIL FRIDAY)",
    "THIS STORY IS NOT PUBLIC YET.",
    "**NOT YET APPROVED**",
    "PLEASE HOLD UNTIL THURSDAY -",
    "ANA: DO NOT PUBLISH, EMBARGOED UNTIL THE VOTE!",
    "XXX NOT READY XXX.",
    "Please do not publish this before Friday.",
    "This story is not public yet.",
]
HONEST_PARTS = [
    "The memo was marked NOT FOR PUBLICATION.",
    "The stamp said DO NOT PUBLISH.",
    '"Do not publish this before Friday."',
    "The NHL DRAFT 2026 is on.",
    "We will NOT PUBLISH names.",
    "WE ARE NOT READY TO GIVE UP.",
    "Do not publish members' names without asking them.",
    "NOT YET!",
    "STAFF ONLY",
]
# What may mean something else within a story, but not in its first or last line.
LINES_AT_AN_END = [
    "[check with Ana]",
    "[wait]",
    "草稿",
    "初稿",
    "Не публиковать",
    "Черновик",
    "Legal hasn't approved this",
    "Ana hasn't approved this story",
    "Ana must sign off this page first",
    "[Ana to approve]",
    "[[awaiting the executive's decision]]",
    "Under legal review",
    "@ana please check this first",
    "Editor: hold until Friday",
    "PLEASE HOLD THE STORY",
    "Legal to check",
    "For the executive to approve",
    "Board approval pending",
    "Approved? Not yet",
    "Parked until the vote",
    "On hold pending legal",
    "Under construction",
    "HOLD THIS STORY",
    "Hold this story",
    "Spike this.",
    "Please sit on this until Monday",
    "Please kill this page",
    "Don't run",
    "[[ do not run ]]",
    "Pending approval from the executive",
    "(Waiting on legal)",
    "*To be approved by the board*",
    "Needs sign-off from Ana",
    "Sign-off needed",
    "Approval outstanding",
    "Subject to board approval",
    "Under review by legal",
    "Ana, can you check this?",
    "EDITOR: WAIT FOR MY GO",
    "NOTE TO EDITOR: legal has to look at this",
    "To the editor: please wait",
    "Dear editor, please hold this one.",
    "@ana please check",
    "-30- HOLD",
    "[TO BE CONFIRMED]",
    "To be reviewed",
    "[awaiting photos]",
    "WAITING FOR PHOTOS",
    "[Insert quote here]",
    "**UNVERIFIED**",
    "Working copy",
    "[ROUGH]",
    "Version 0.3",
    "Lorem ipsum dolor sit amet",
    "PENDING",
    "PRIVATE",
    "**SPIKE**",
    "Not yet.",
    "For members only.",
    "For the committee's eyes only",
    "Staff only",
    "Top secret",
    "Internal",
    "On hold",
    "A draft",
    "Do not print.",
    "Please do not share this.",
    "Not proofread yet!!",
    "Not checked by legal.",
    "For comment",
    "Approved: no",
    "Final: no",
    "Our status: unpublished",
    "Status: on hold",
    '"Do not publish"',
    "> Do not publish",
]
# Within a story these are honest: in a list, a quotation or a table.
HONEST_WITHIN = [
    *LINES_AT_AN_END,
    "Release date: 5 December 2026",
    "Ready: no",
    "- Members only",
    "The stamp said \u201cNot for publication\u201d.",
    "> Not for publication",
    "> This story is not public yet.",
    "| Draft | yes |",
    "| Public | no |",
    "| Published | no |",
    "| Released | not yet |",
    "| Status | Draft |",
]
TABLES = [
    "| Bill | State |\n|---|---|\n| Draft | yes |\n| Public | no |\n| Published | no |",
    "| Bill | Public |\n| --- | :-: |\n| Released | not yet |\n| Bill 5 | not public |\n",
    "| Status | Draft |\n|:--|--:|\n| Bill 5 | DRAFT |\n| Bill 6 | unpublished |\n",
]
TITLES = [
    "[Privado] El plan",
    "(priv\xe9) Le plan",
    "Der Plan [nicht \xf6ffentlich]",
    "[Oculto] El plan",
    "A plan (to be edited)",
    "A plan [placeholder]",
    "A plan - pending approval",
    "A plan (to be approved)",
    "A plan - DRAFT - part 2",
    "DO NOT RUN - A plan",
    "UNAPPROVED: a plan",
    "A plan #draft",
    "DRAFT: A plan",
    "[DRAFT] A plan",
    "A plan (draft)",
    "WIP: a plan",
    "EMBARGOED: a plan",
    "Draft - A plan",
    "A plan - DRAFT",
    "A plan DRAFT",
    "DRAFT A plan",
    "[Do not publish] A plan",
    "A plan [WIP]",
    "Private: A plan",
    "PRIVATE: a plan",
    "Embargoed until 3 March: a plan",
    "**DRAFT** A plan",
    "draft",
    "Brouillon : un plan",
    "A plan \u2014 draft",
    "\uff5bdraft\uff5d plan",
    "\u3010DRAFT\u3011 A plan",
    "A plan, draft 2",
    "DRAFT_A plan",
    "Confidential: A plan",
    "CONFIDENTIAL: a plan",
    "A plan (not for publication)",
    "A plan (first draft)",
    "A plan | draft",
    "DRAFT: Rally on Friday",
    "DRAFT: rally on Friday",
    "draft: rally on friday",
    "Draft: Rally on Friday",
    "EMBARGOED: a plan",
    "TEST do not publish",
    "A plan, please do not publish yet",
    "A plan NOT FOR PUBLICATION",
    "TEST of a plan",
    "[HOLD] A plan",
    "HOLD: a plan",
    "Internal: Minutes of the committee",
    "A plan: draft",
    "A plan (Entwurf)",
    "ENTWURF: ein Plan",
    '"DRAFT" A plan',
]
TAGS = [
    "vertraulich",
    "Entwurf",
    "borrador",
    "priv\xe9",
    "versteckt",
    "no publicar",
    "draft",
    "Drafts",
    "unpublished",
    "private",
    "do not publish",
    "DRAFT",
    "wip",
    "dr\u200baft",
    "#draft",
    "not for publication",
]
NAMES = [
    "privado/x",
    "versteckt/x",
    "oculto/x",
    "geheim/x",
    "our drafts/x",
    "draft numbers/x",
    "Drafts of 2026/x",
    "ana's private notes/x",
    "unpublished stories/x",
    "embargoed/2026/x",
    "not public/x",
    "plan (draft)/x",
    "old (private)/x",
    "wip-2026/x",
    "my-drafts/x",
    "_drafts2/x",
    "ana's drafts/x",
    "old drafts/x",
    "draft.folder/x",
    "draftstuff/x",
    "news drafts/x",
    "held/x",
    "hold-for-board/x",
    "privat/x",
    "confidential-files/x",
    "WIP-ana/x",
    "staging/x",
    "to-review/x",
    "embargoed until friday/x",
    "secret/x",
    "x-embargoed-friday",
    "x-donotpublish",
    "x-draftv2",
    "draft-x",
    "x.draft",
    "x-DRAFT",
    "_x",
    "x (draft)",
    "x - draft",
    "drafts/x",
    "_drafts/x",
    "draft/x",
    "unpublished/x",
    "private/x",
    "wip/x",
    "embargo/x",
    "embargoed/x",
    "brouillons/x",
    "x_draft",
    "draft_x",
    "x-draft-2",
    "x.draft.v2",
    "2026-11-22-draft-x",
    "xDRAFT",
    "DRAFTx",
    "x [draft]",
    "Draft x",
    "x draft",
    "x draft final",
    "drafts/2026/x",
    "2026/drafts/x",
    "Drafts 2026/x",
    "1 - Drafts/x",
    "(drafts)/x",
    "x-do-not-publish",
    "x-wip",
    "draft",
    "x-draft3",
    "dr\u0430ft-x",
    "do not publish/x",
    "not for publication/x",
    "DRAFT-x-y",
    "in progress/x",
    "todo/x",
    "to-do/x",
    "not-yet/x",
    "for review/x",
    "for-review/x",
    "later/x",
    "ideas/x",
    "Entw\xfcrfe/x",
    "borradores/x",
    "on hold/x",
    "Trash/x",
    "pending/x",
    "members only/x",
    "x-hold",
    "x-on-hold",
    "~x",
    "x~",
    "draftnews-x",
    "draftplan",
    "plandraft",
    "x-PRIVATE",
    "x (hidden)",
    "x-entwurf",
    "x-not-for-publication",
    "x (NOT FOR RELEASE)",
    "x_NOT_YET",
    "x-NOT-READY",
    "NOT YET x",
    "x (not approved)",
    "x [for review]",
    "x-awaiting-approval",
    "x - do not share",
    "x-not-for-release",
    "not-yet-approved-x",
    "x (not yet)/y",
    "x - DO NOT PUBLISH/y",
]
# What only speaks of such things.
HONEST_LINES = [
    "Lorem ipsum is a dummy text.",
    "@premier stop!",
    "Needs no approval",
    "[to be continued]",
    "<!-- stop -->",
    "To the editor: wait times are a scandal.",
    "To the editor: legal aid is broken.",
    "To the editor: stop calling it a raise.",
    "Editor's note: legal names were changed.",
    "Team, hold on!",
    "Team, check your pay stubs!",
    "Ottawa has not approved this.",
    "Edmonton did not approve this.",
    "The government has not reviewed it.",
    "The members must approve it.",
    "The Senate must still approve this.",
    "*Requires registration.*",
    "*Needs batteries.*",
    "*Awaiting results.*",
    "(Awaiting trial.)",
    "(Waiting for comment.)",
    "*Pending ratification.*",
    "STOP!",
    "WAIT!",
    "STOP THIS!",
    "Scrap this.",
    "TEST",
    "ARCHIVED",
    "*Rejected.*",
    "(Withdrawn.)",
    "**EXPIRED**",
    "RETRACTED",
    "SECRET",
    "Under review.",
    "To be confirmed.",
    "(TBA)",
    "TBA",
    "(until May 31)",
    "(Until Friday)",
    "(for members)",
    "(for the committee)",
    "NOT OK!",
    "KEEP PRIVATE CLINICS OUT",
    "TIME TO CHECK YOUR PAY",
    "(Members to approve the budget in May)",
    "Ready? Never!",
    "Security clearance required.",
    "Prior approval required",
    "Legal aid needed",
    "Ana hasn't approved this",
    "Minister, can you approve this?",
    "Pre-release",
    '<p class="private-care">Words</p>',
    '<p class="private-sector draft-beer">Words</p>',
    '<span class="draft-pick">Words</span>',
    "Words {: .draft-animal }",
    "Words {: #draft }",
    '<p data-topic="private">Words</p>',
    '<div class="not-confidential">Words</div>',
    "<!-- not yet: above -->",
    "<!-- the vote: pending -->",
    "The name is under a publication ban.",
    "Oil may leak.",
    "Nothing goes on forever",
    "Keep quiet until Friday",
    "This one is not about money.",
    "The board is to decide on Friday.",
    "The road is under construction.",
    "Tell us the story",
    "Read the story",
    "*With files from the Canadian Press.*",
    "**Join us on Friday!**",
    "(This story was updated on 3 March.)",
    "SOLIDARITY FOREVER",
    "HOLD THE LINE",
    "STOP THE CUTS",
    "STOP THIS BILL",
    "Kill this bill",
    "Remove this minister",
    "(Photo: Ana Reyes)",
    "*Photo by Ana, used with permission.*",
    "(Names withheld on request)",
    "The deal still needs approval by members.",
    "The agreement is subject to approval by members.",
    "To the editor:",
    "Dear editor,",
    "Editor's note: this story was corrected on Monday.",
    "NOTE: THE OFFICE IS CLOSED",
    "NEEDED: VOLUNTEERS",
    "VOTE NO",
    "[Applause]",
    "Waiting for justice",
    "(Waiting for news in Calgary)",
    "Pending further talks, members stay at work.",
    "Under review: the minister's promises",
    "Could you read this letter to your children?",
    "The minister should read this.",
    "Tell the minister: stop this now",
    "*To be continued*",
    "To be honest, we expected more.",
    "Approval needed from members: vote on Friday",
    "Decision due on Friday",
    "CONSENT IS REQUIRED",
    "Ratification required",
    "RATIFICATION VOTE OPEN",
    "**Insert your ballot here**",
    "*Waiting for the bus at 5 a.m.*",
    "-30-",
    "@aupe on Instagram",
    "PRIVATE CLINICS",
    "**RAW DEAL**",
    "SECRET BALLOT",
    "{fact:members}",
    '<p class="visually-hidden">Words</p>',
    '<a href="/drafts/" title="draft">Bills</a>',
    '<span lang="fr">Words</span>',
    "The draft agreement was reached on Friday.",
    "Draft collective agreement reached",
    "The embargo was lifted on Monday.",
    "A confidential settlement ended the case.",
    "Status: it's complicated",
    "Status: draft agreement reached",
    "The status of the draft is unclear.",
    "Our members' status: unchanged",
    "Nothing about this is off the record, she said.",
    "Do not share your password with anyone.",
    "Do not publish members' names without asking them.",
    "This is not for sale.",
    "We will not publish the names.",
    "Embargo on arms lifted",
    "- Draft: 14 May",
    "- Public: 300 members",
    "Public: members and students",
    "Private: those who pay",
    "## Draft agreement",
    "## Public and private",
    "Hold the line",
    "Hold the date",
    "Publish the numbers",
    "Confidential counselling for members",
    "Internal elections are over",
    "## Not for profit",
    "Not for us, not for you",
    "Live: the rally at noon",
    "Final: Edmonton 3, Calgary 2",
    "Ready? Yes!",
    "Approved: the new budget",
    "Release the report",
    "Work in progress on the bridge goes on.",
    "Off the record, ministers say more.",
    "Draft resolutions are due on 3 March.",
    "Visible minorities in the workplace",
    "Progress: 40 per cent",
    "Show: all of it",
    "Available: online and in print",
    "Expires: 30 June 2027",
    "Hidden costs of cuts",
    "Unfinished business",
    "First, do no harm",
    "Please post it on the wall.",
    "Internal use of force",
    "Status quo",
    "State of the union",
    "Stage: main hall",
    "Access: members and guests",
    "Next: the draft",
    "Is it public? No.",
    "Public? No",
    "Online: yes",
    "Published: 3 March 2021",
    "Complete: 12 of 30",
    "Embargoes hurt workers",
    "Category: dangerous",
    "| Draft | 3 May |",
    "Do not cite the poll alone",
    "*Draft horses at the fair*",
    '> "Do not release the hounds"',
    "Is the record public: no",
    "",
    "Release: 5 December 2026",
    "- Release: 5 December 2026",
    "Schedule: 7 December 2026, 7 p.m.",
    "Public: 12 December 2026",
    "Hold: 12 December 2026, 9 a.m.",
    "Expiry: 2020-03-31",
    "Live: 5 December 2026, 8 p.m.",
    "Available: 5 December 2026",
    '"Do not publish," the minister wrote.',
    'The minister wrote: "Do not publish."',
    "\u201cNot for publication,\u201d it says on every page.",
    "\xabNe pas publier\xbb, says the letter.",
    "This is not a public inquiry.",
    "This is not about the public.",
    "This is not for sale, and never will be.",
    "This story is not over.",
    "This article was first published in March.",
    "The report is not public yet.",
    "The list must not go online, members say.",
    "Keep this date free.",
    "Keep it up!",
    "Do not put your name on the website.",
    "Do not make it easy for them.",
    "Don't show up late.",
    "Put this on the wall.",
    "Wait for the release of the report.",
    "Stop publishing our names.",
    "Publish the contract on time",
    "Publish it now",
    "Members voted not to publish.",
    "Not before time",
    "For all members and their families",
    "For women only shifts are safe.",
    "The draft is not public.",
    "It is still a draft.",
    "It should not be released.",
    "It is confidential.",
    "It must not be published before Friday, the court said.",
    "The deal is not final yet.",
    "No release date yet.",
    "Not on our watch",
    "Not until we win",
    "Hold on to your hats",
    "This page is not available in French.",
    "Check your pay before signing",
    "Ask your steward before posting pictures.",
    "We must not see this happen again.",
    "You should read this.",
    "We can share this now.",
    "Ask members before publishing their pictures",
    "Publish next year's numbers now",
    "Post on the wall.",
    "Password: members get it by mail",
    "Test: 12 questions",
    "Archived: the minutes of 1999",
    "Withdrawn: two of five motions",
    "In progress: the repair of the hall",
    "No publicity is bad publicity",
    "The minister's office said: do not publish this.",
    "She wrote: not for publication.",
    "The memo says: do not publish before Friday",
    "- [ ] Bring a sign",
    "- [ ] Ready to strike?",
    "- [x] Approved by the board",
    "[ ] Vote yes",
    "Approval: 64 per cent",
    "[1]: https://x.example 'Draft horses'",
    "[approved by all](https://x.example/)",
]
HONEST_TITLES = [
    "Privat: Das Leben der Pflegekr\xe4fte",
    "Privado o p\xfablico: qui\xe9n paga",
    "Privé (ou public)?",
    "Bereit (zum Streik)",
    "Un film (in\xe9dit)",
    "Un poema (in\xe9dito)",
    "Se prot\xe9ger (masque)",
    "TODO list of a minister",
    "Power (unchecked)",
    "Rates (to be confirmed)",
    "Budget (pending)",
    "Strike: PENDING",
    "Interview (unedited)",
    "Tapes (unreleased)",
    "Numbers (unverified)",
    "Count (rough)",
    "Policy v0.9",
    "Software version 0.3",
    "Town hall (TBC)",
    "Rally: TBA",
    "AGM (to be rescheduled)",
    "Vote (held)",
    "Bridge (under construction)",
    "Pay raise (under review)",
    "Super Bowl XXX",
    "XXX Olympiad",
    "UNAPPROVED overtime",
    "Waiting for justice",
    "Pending: 400 cases",
    "WAIT TIMES UP",
    "A plan (confirmed)",
    "Raise (for members)",
    "Strike vote: NO",
    "SECRET MEMO: what it says",
    "Hold the line (video)",
    "What ministers hide (secret)",
    "News - Edmonton - HOLD THE LINE",
    "Under review: the budget",
    "TK at the rally",
    "Draft collective agreement reached",
    "NHL draft",
    "Workers and the NHL draft",
    "Status: it's complicated",
    "The draft that was never signed",
    "Embargo lifted",
    "Confidential settlement ends strike",
    "Private care, public money",
    "Public good is not private",
    "Hold the line",
    "DRAFT AGREEMENT REACHED",
    "Internal memo shows cuts",
    "Hidden costs",
    "Draft-dodgers remembered",
    "Not for sale",
    "We will not publish names",
    "A work in progress",
    "Off the record with Ana Reyes",
    "Unfinished business",
    "Public: what it means",
    "Do not privatize",
    "Publish or perish",
    "Stop the draft",
    "From draft to law",
    "Members only get what they fight for",
    "Now hiring: draft horses",
    "Confidential: what the memo says",
    'The memo was marked "CONFIDENTIAL".',
    "The memo was marked \u201cDRAFT\u201d",
    "Private: who profits from our hospitals",
    "Hidden: 400 jobs",
    "Hidden",
    "Internal: a memo shows what is planned",
    "Draft: what the bill says",
    "DRAFT BILL: what it says",
    "DRAFT HEALTH BILL: 40 pages of cuts",
    "Unpublished: the report on wages",
    "Status of bargaining: on hold",
    "Talks in Calgary: not final",
    "Unfinished",
    "Off the record",
    "Off the record: what ministers say",
    "Top secret",
    "Members only: who may vote",
    "What ministers do not publish",
    "Numbers they do not publish",
    "Pilots on hold",
    "Later is too late",
]

HONEST_TAGS = [
    "masque",
    "in\xe9dit",
    "hold",
    "on hold",
    "pending",
    "held",
    "TBA",
    "tbc",
    "xxx",
    "unapproved",
    "NHL draft",
    "draft agreement",
    "privatization",
    "private sector",
    "embargo",
    "public",
    "hidden costs",
]
HONEST_NAMES = [
    ("masque/a", "A story"),
    ("inedito/a", "A story"),
    ("conference-held", "A story"),
    ("vote-held", "A story"),
    ("ratification-pending", "A story"),
    ("members-deal-pending", "A story"),
    ("todo-list", "A story"),
    ("unapproved-overtime", "A story"),
    ("unreleased-report", "A story"),
    ("STOP Bill 32", "A story"),
    ("NO cuts", "A story"),
    ("SECRET-ballot", "A story"),
    ("TEST-kits", "A story"),
    ("PROOF-of-vaccination", "A story"),
    ("WAIT-times", "A story"),
    ("CHECK-your-pay", "A story"),
    ("ROUGH-sleepers", "A story"),
    ("super-bowl-xxx", "A story"),
    ("rally-tba", "A story"),
    ("meeting-tbc", "A story"),
    ("plan-tk", "A story"),
    ("private-care/a-plan", "A plan"),
    ("private-sector/a-plan", "A plan"),
    ("private-schools/a-plan", "A plan"),
    ("hidden-costs/a-plan", "A plan"),
    ("secret-ballot/a-plan", "A plan"),
    ("secret-service/a-plan", "A plan"),
    ("draft-bill/a-plan", "A plan"),
    ("draft-agreements/a-plan", "A plan"),
    ("nhl-draft/a-plan", "A plan"),
    ("draft-beer/a-plan", "A plan"),
    ("oil-embargo/a-plan", "A plan"),
    ("embargoes/a-plan", "A plan"),
    ("confidentiality/a-plan", "A plan"),
    ("internal-affairs/a-plan", "A plan"),
    ("internal-medicine/a-plan", "A plan"),
    ("internal-elections/a-plan", "A plan"),
    ("held-in-trust/a-plan", "A plan"),
    ("reviews/a-plan", "A plan"),
    ("approvals/a-plan", "A plan"),
    ("previews/a-plan", "A plan"),
    ("preview/a-plan", "A plan"),
    ("test/a-plan", "A plan"),
    ("tests/a-plan", "A plan"),
    ("inbox/a-plan", "A plan"),
    ("pending-bills/a-plan", "A plan"),
    ("secteur-prive/a-plan", "A plan"),
    ("gesetzentwurf/a-plan", "A plan"),
    ("congres-xxx/a-plan", "A plan"),
    ("hold-the-line/a-plan", "A plan"),
    ("private-members-bills/a-plan", "A plan"),
    ("spike-lee/a-plan", "A plan"),
    ("hidden-stories/a-plan", "A plan"),
    ("staging-area/a-plan", "A plan"),
    ("draft-agreement-reached", "Draft agreement reached"),
    ("nhl-draft", "The NHL draft"),
    ("drafting-a-letter", "How to write"),
    ("overdraft", "Fees"),
    ("private-care", "Private care"),
    ("embargo-lifted", "The embargo is lifted"),
    ("draughts", "Games"),
    ("2026-11-22-a-plan", "A plan"),
    ("the-draft-law", "A law"),
    ("publications", "Writings"),
    ("agreements/a-plan", "A plan"),
    ("international/a-plan", "A plan"),
    ("privatization/a-plan", "A plan"),
    ("household/a-plan", "A plan"),
    ("secretary/a-plan", "A plan"),
    ("pending-bills", "Bills"),
    ("held-hostage", "Hostages"),
    ("TK-speech", "A speech"),
    ("board/a-plan", "A plan"),
    ("2026/a-plan", "A plan"),
    ("hidden-figures", "Women who counted"),
    ("private-colleges", "Who pays"),
    ("confidential-memo", "What the memo says"),
    ("internal-memo", "What they planned"),
    ("unfinished-bridge", "A bridge"),
    ("hold-the-line", "Strike at the plant"),
    ("overdrafts", "Fees"),
    ("drafters", "Who writes laws"),
    ("draftsperson", "A day at work"),
    ("to-do-list/a-plan", "A plan"),
    ("ideas-for-cities/a-plan", "A plan"),
    ("test-results", "Air in schools"),
    ("not-yet-free", "Not yet free"),
    ("not-for-sale", "Our parks"),
    ("what-ministers-do-not-publish", "What ministers do not publish"),
    ("members-only-vote", "Who votes"),
    ("NHL-TEAM-2026", "Who plays"),
    ("NOT-YET-FREE", "A history"),
]
# Where no line can overrule it.
PLAINLY_NOT_PUBLIC = [
    "DRAFT",
    "Draft 2",
    "Do not publish",
    "DO NOT PUBLISH before Friday",
    "Please do not publish this yet.",
    "Not for publication",
    "Not to be published before March",
    "Embargoed until Friday",
    "This announcement must not go live before Friday.",
    "NE PAS PUBLIER",
    "Brouillon",
    "Nicht veröffentlichen",
    "Draft: true",
    "Published: no",
    "Status: draft",
    "Embargo: Friday",
    "<!-- do not publish -->",
    "<div data-draft>",
    "- [ ] approved by the board",
]
LINES_THAT_WAIT = [
    "Under review.",
    "Members only.",
    "For members only.",
    "(members only)",
    "For review",
    "Not yet.",
    "Not confirmed yet.",
    "The new hall is NOT READY",
    "On hold",
    "On hold until Monday.",
    "Please hold the date",
    "Hold for Ana",
    "Pending approval by the city",
    "Approval pending.",
    "Approval outstanding",
    "Awaiting approval",
    "Goes live on Tuesday at 9 a.m.",
    "To be released on Friday",
    "Not before Friday",
    "Ready: no",
    "Access: members only",
    "Status: on hold",
    "Please do not share this.",
    "Off the record",
    "Under construction",
    "This is for members only.",
    "Réservé aux membres",
    "Ne partagez pas vos mots de passe",
    "Nur für Mitglieder",
]
TITLES_THAT_WAIT = [
    "AGM (to be rescheduled)",
    "Town hall: TBA",
    "Town hall (TBC)",
    "Vote (pending)",
    "Vote (pending approval)",
    "Town hall (on hold)",
    "Meeting (members only)",
    "Meeting - members only",
    "Hours (under review)",
    "TEST your alarm",
    "HOLD the date",
    "Talks: ON HOLD",
    "Not yet",
]
HEADINGS = ["## Not yet", "# Hold", "### On hold", "## For review", "## Internal"]


def read(text: str, path: str = "content/news/plan.md") -> tuple[str | None, list[str]]:
    """The status with which Pelican would get it, and what is told."""
    story = parsed(STORY, text, path)
    assert story.item
    status = "draft" if kept_back_at(story, NOW) else story.item.header.get("status")
    of_header = replace(story, findings=tuple(one for one in story.findings if one not in story.item.body.findings))
    return (str(status) if status else None), findings_of(of_header, NOW)


def codes_of(kind: str, text: str) -> list[str]:
    """The codes of what is told of a text that is no story."""
    wishes = not_public(split(text, "content/people/ana.md"), kind, [], NOW.tzinfo)
    return [finding.code for finding in wishes_at(NOW, wishes)]


def is_kept_back(text: str, path: str = "content/news/plan.md") -> bool:
    """Whether it is a draft, and one thing is told of it, besides signs that readers would see (C101).

    Of a line with signs that look like others, these are told (C44), with the line to type.
    """
    status, findings = read(text, path)
    codes = [line.rpartition("[")[2] for line in findings]
    return status == "draft" and [code for code in codes if code != "C101]"] in (["C86]"], ["C44]"])


@pytest.mark.parametrize("line", [*FIELDS, *IN_THE_HEADER])
def test_a_field_of_the_header_that_asks_for_it_keeps_a_text_back(line: str) -> None:
    assert is_kept_back(f"{TOP}{line}\n{WORDS}")


@pytest.mark.parametrize("line", FIELDS)
def test_such_a_field_below_an_empty_line_keeps_a_text_back(line: str) -> None:
    assert is_kept_back(f"{TOP}\n{line}\n{WORDS}")


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("place", ["{line}\n\n{words}", "{words}\n{line}\n\n{words}", "{words}\n{line}"])
def test_a_line_of_such_words_keeps_a_text_back(line: str, place: str) -> None:
    assert is_kept_back(f"{TOP}\n{place.format(line=line, words=WORDS)}")


@pytest.mark.parametrize("line", LINES_AT_AN_END)
@pytest.mark.parametrize("place", ["{line}\n\n{words}", "{words}\n{line}"])
def test_a_line_at_an_end_that_says_so_less_clearly_keeps_a_text_back(line: str, place: str) -> None:
    assert is_kept_back(f"{TOP}\n{place.format(line=line, words=WORDS)}")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("place", ["{part}", "{more} {part}", "{more} {part} {more}", "{part} {more}\n\n{more}"])
def test_a_part_of_a_paragraph_that_says_so_keeps_a_text_back(part: str, place: str) -> None:
    more = "The story goes on and on and on with words. " * 6

    assert is_kept_back(f"{TOP}{WORDS}\n{place.format(part=part, more=more.strip())}\n{WORDS}")


@pytest.mark.parametrize("part", HONEST_PARTS)
def test_a_part_of_a_paragraph_that_speaks_of_such_things_is_published(part: str) -> None:
    more = "The story goes on and on and on with words. " * 6

    assert read(f"{TOP}{WORDS}\n{more}{part} {more}\n{WORDS}") == (None, [])


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("place", ["{heading}\n{words}", "{words}\n{heading}\n{words}"])
def test_a_heading_names_what_follows_it(heading: str, place: str) -> None:
    assert read(f"{TOP}\n{place.format(heading=heading, words=WORDS)}") == (None, [])
    assert is_kept_back(f"{TOP}{WORDS}\n{heading}\n")


@pytest.mark.parametrize("line", ["- [ ] approved by the board", "Please hold until Thursday.", "XXX NOT READY XXX"])
def test_such_a_line_at_the_end_of_a_page_is_told_of(line: str) -> None:
    assert codes_of("page", f"Title: A plan\n{WORDS}\n{line}\n") == ["C86"]


@pytest.mark.parametrize("kind", ["announcement", "person"])
@pytest.mark.parametrize("line", PLAINLY_NOT_PUBLIC)
def test_what_has_no_status_is_kept_back_by_what_plainly_says_so(kind: str, line: str) -> None:
    assert codes_of(kind, f"Title: A plan\n\n{line}\n") == ["C86"]


@pytest.mark.parametrize("title", ["DRAFT: AGM", "[Draft] AGM", "AGM (draft)", "AGM - DRAFT", "AGM (do not publish)"])
def test_a_title_of_an_announcement_keeps_it_back_that_plainly_says_so(title: str) -> None:
    assert codes_of("announcement", f"Title: {title}\n\nCome all.\n") == ["C86"]


@pytest.mark.parametrize("kind", ["announcement", "person"])
@pytest.mark.parametrize("line", [*LINES_THAT_WAIT, *HONEST_LINES])
def test_what_has_no_status_may_speak_of_what_waits_since_no_line_could_overrule_it(kind: str, line: str) -> None:
    assert codes_of(kind, f"Title: A plan\n\n{line}\n") == []


@pytest.mark.parametrize("title", TITLES_THAT_WAIT)
def test_a_title_of_an_announcement_may_speak_of_what_waits(title: str) -> None:
    assert codes_of("announcement", f"Title: {title}\n\nCome all.\n") == []


@pytest.mark.parametrize("line", HONEST_WITHIN)
def test_the_same_words_within_a_story_are_published(line: str) -> None:
    assert read(f"{TOP}{WORDS}\n{line}\n{WORDS}") == (None, [])


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("place", ["\n{table}\n{words}", "{words}\n{table}\n{words}", "{words}\n{table}\n"])
def test_a_table_of_such_words_is_published(table: str, place: str) -> None:
    assert read(TOP + place.format(table=table, words=WORDS)) == (None, [])


@pytest.mark.parametrize("title", TITLES)
def test_a_title_with_such_a_word_set_apart_keeps_a_text_back(title: str) -> None:
    assert is_kept_back(f"Title: {title}\nDate: 2026-10-05\n{WORDS}")


@pytest.mark.parametrize("tag", TAGS)
def test_such_a_tag_keeps_a_text_back(tag: str) -> None:
    assert is_kept_back(f"{TOP}Tags: members, {tag}\n{WORDS}")


@pytest.mark.parametrize("name", NAMES)
def test_such_a_name_of_a_file_or_folder_keeps_a_text_back(name: str) -> None:
    assert is_kept_back(TOP + WORDS, f"content/news/{name}.md")


HEADERS = {
    "YAML": "---\nTitle: A plan\nDate: 2026-10-05\ndraft: true\n---\n",
    "YAML in parts": "---\nTitle: A plan\nDate: 2026-10-05\nparams:\n  draft: true\n---\n",
    "YAML deeper": "---\nTitle: A plan\nDate: 2026-10-05\nextra:\n  - a\n  - draft: true\n---\n",
    "YAML that builds nothing": "---\nTitle: A plan\nDate: 2026-10-05\nbuild:\n  render: never\n  list: never\n---\n",
    "YAML list of tags": "---\nTitle: A plan\nDate: 2026-10-05\ntags:\n  - draft\n---\n",
    "YAML never closed": "---\nTitle: A plan\nDate: 2026-10-05\ndraft: true\n",
    "YAML in quotation marks": "---\nTitle: A plan\nDate: 2026-10-05\n\"draft\": 'yes'\n---\n",
    "second header": "Title: A plan\nDate: 2026-10-05\n\n---\ndraft: true\n---\n",
    "second header, unclear": "Title: A plan\nDate: 2026-10-05\n\n---\npublish: some day\n---\n",
    "after a comment": "Title: A plan\nDate: 2026-10-05\n\n<!-- header -->\n---\nstatus: draft\n---\n",
    "TOML": 'Title: A plan\nDate: 2026-10-05\n\n+++\ntitle = "A plan"\ndraft = true\n+++\n',
    "TOML in parts": "Title: A plan\nDate: 2026-10-05\n\n+++\n[params]\npublished = false\n+++\n",
    "JSON": 'Title: A plan\nDate: 2026-10-05\n\n{\n  "title": "A plan",\n  "draft": true\n}\n',
    "JSON in a line": 'Title: A plan\nDate: 2026-10-05\n\n{"title": "A plan", "params": {"draft": true}, "a": [1]}\n',
    "semicolons": "Title: A plan\nDate: 2026-10-05\n\n;;;\ndraft: true\n;;;\n",
    "in code, on top": "Title: A plan\nDate: 2026-10-05\n\n```yaml\ndraft: true\n```\n",
    "comment of several lines": "Title: A plan\nDate: 2026-10-05\n\nWords.\n\n<!--\nstatus: draft\n-->\n",
    "below a title": "Title: A plan\n    Status: draft\nDate: 2026-10-05\n",
    "below a date": "Title: A plan\nDate: 2026-10-05\n\tStatus: draft\n",
    "below an empty title": "Title:\n    Status: draft\nDate: 2026-10-05\n",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
def test_a_header_of_another_program_keeps_a_text_back_and_no_line_is_told_twice(header: str) -> None:
    status, findings = read(header + WORDS)

    assert status == "draft"
    assert any(line.endswith("[C86]") for line in findings)
    assert len({line.partition("  ")[0].partition(" ")[2] for line in findings}) == len(findings)


@pytest.mark.parametrize("header", ["+++\ntitle = 'A'\ndraft = true\n+++\n", '{ "title": "A", "draft": true }\n'])
def test_a_header_that_is_none_of_ours_is_told_of_its_draft_with_what_it_lacks(header: str) -> None:
    status, findings = read(header + WORDS)

    assert status == "draft"
    assert {line.rpartition("[")[2] for line in findings} >= {"C03]", "C86]"}


@pytest.mark.parametrize("line", HONEST_LINES)
@pytest.mark.parametrize("place", ["{line}\n", "{words}\n{line}\n\n{words}"])
def test_a_line_that_speaks_of_such_things_is_published(line: str, place: str) -> None:
    assert read(f"{TOP}\n{place.format(line=line, words=WORDS)}") == (None, [])


@pytest.mark.parametrize("title", HONEST_TITLES)
def test_a_title_that_speaks_of_such_things_is_published(title: str) -> None:
    assert read(f"Title: {title}\nDate: 2026-10-05\n{WORDS}") == (None, [])


@pytest.mark.parametrize("tag", HONEST_TAGS)
def test_a_tag_that_speaks_of_such_things_is_published(tag: str) -> None:
    assert read(f"{TOP}Tags: members, {tag}\n{WORDS}") == (None, [])


@pytest.mark.parametrize(("name", "title"), HONEST_NAMES)
def test_a_file_whose_name_speaks_of_such_things_is_published(name: str, title: str) -> None:
    assert read(f"Title: {title}\nDate: 2026-10-05\n{WORDS}", f"content/news/{name}.md") == (None, [])


@pytest.mark.parametrize(
    "line",
    [
        "Draft: false",
        "Draft: no",
        "Published: true",
        "published: 2020-03-04",
        "Private: no",
        "Embargo: 2020-03-04",
        "Embargo: 3 March 2020",
        "Embargoed-until: none",
        "Publish-on: 2026-11-22",
        "Visibility: public",
        "unlisted: off",
        "Entwurf: falsch",
        "Borrador: no",
        "Publi\xe9: oui",
        "Versteckt: nein",
        "Visibilit\xe9: publique",
        "Estado: publicado",
        "Freigabe: ja",
    ],
)
def test_the_contrary_keeps_nothing_back(line: str) -> None:
    status, findings = read(f"{TOP}{line}\n{WORDS}")

    assert status is None
    assert [text[-4:-1] for text in findings] == ["C06"]


@pytest.mark.parametrize(
    "line",
    [
        "Subtitle: No to cuts",
        "Legal-status: pending",
        "Board: not yet elected",
        "Do-not-print: yes",
        "Marital-status: single",
        "Order-status: shipped",
        "Order-status: pending",
        "Strike-status: ongoing",
        "Bill-stage: second reading",
        "Member-state: active",
        "Home-state: Ohio",
        "State-of-origin: Ohio",
        "Show-toc: no",
        "Show-date: no",
        "Live-blog: no",
        "Live-stream: no",
        "Website: none",
        "Website: pending",
        "Web-app: no",
        "Legal: none",
        "Legal-fees: none",
        "Board: none",
        "Board-room: none",
        "Executive: none",
        "Editor: none",
        "Editor: staff",
        "Sector: private",
        "Note: check with Ana",
        "Notes: edited by Ana",
        "Notes: approved budget of 2020",
        "Comment: reviewed by Ana",
        "Memo: signed off by Ana",
        "Private-care: yes",
        "Private-parking: yes",
        "Draft-pick: yes",
        "Hidden-costs: yes",
        "Release-form: no",
        "Publication: none",
        "Online-only: no",
        "Public-transit: no",
        "Access-road: no",
        "Final-score: 0",
        "Progress: none",
        "Outcome: pending",
        "Cover: waiting-room.jpg",
        "Hero: hold-the-line.jpg",
        "Location: Members' hall",
        "Lead: Nobody asked us",
        "Toc: false",
        "Featured: no",
        "Comments: closed",
        "Place: TBD",
        "Note: photo by Ana",
        "Website: https://example.org",
        "Web: www.example.org",
        "Board-member: Ana",
        "Editor: Ana",
        "Review-of: A book",
        "Status-page: /status/",
        "Story-status: published",
        "Review-status: done",
        "Version: 2",
        "Final-score: 3",
    ],
)
def test_a_field_of_no_use_that_speaks_of_something_else_keeps_nothing_back(line: str) -> None:
    status, findings = read(f"{TOP}{line}\n{WORDS}")

    assert status is None
    assert [text[-4:-1] for text in findings] == ["C06"]


@pytest.mark.parametrize(
    "body",
    ["```\nStatus: draft\n```\n", "    draft: true\n", "Write `Status: draft` for that.\n", "`Do not publish`\n"],
)
def test_what_stands_in_code_below_the_first_words_keeps_nothing_back(body: str) -> None:
    assert read(f"{TOP}{WORDS}\n{body}") == (None, [])


def test_what_is_a_draft_already_is_told_nothing_more() -> None:
    assert read("Title: [DRAFT] A plan\nDate: 2026-10-05\nStatus: draft\n\nDO NOT PUBLISH\n") == ("draft", [])
    assert read(TOP + "Status: hidden\nUnlisted: true\n" + WORDS)[0] == "hidden"


@pytest.mark.parametrize(
    ("title", "more", "name"),
    [
        ("Draft: the musical", "", "plan"),
        ("A plan", "Tags: draft\n", "plan"),
        ("A plan", "", "drafts/plan"),
        ("A plan", "", "draft-plan"),
        ("A plan", "\nDraft\n", "plan"),
    ],
)
def test_words_that_are_honest_are_published_by_a_line_that_says_so(title: str, more: str, name: str) -> None:
    text = f"Title: {title}\nDate: 2026-10-05\nStatus: published\n{more}{WORDS}"

    assert read(text, f"content/news/{name}.md") == ("published", [])


@pytest.mark.parametrize(
    ("title", "name"),
    [("Hidden", "plan"), ("hidden", "plan"), ("[Hidden] A plan", "hidden/x"), ("A plan", "x (unlisted)")],
)
def test_what_says_the_very_status_contradicts_nothing(title: str, name: str) -> None:
    text = f"Title: {title}\nDate: 2026-10-05\nStatus: hidden\n{WORDS}"

    assert read(text, f"content/news/{name}.md") == ("hidden", [])


@pytest.mark.parametrize("title", ["[Draft] A plan", "[Hidden] [Draft] A plan", "CONFIDENTIAL: a plan"])
def test_a_title_that_asks_for_more_than_the_status_keeps_a_text_back(title: str) -> None:
    assert is_kept_back(f"Title: {title}\nDate: 2026-10-05\nStatus: hidden\n{WORDS}")


@pytest.mark.parametrize("status", ["published", "Published", "hidden"])
@pytest.mark.parametrize("line", ["Draft: true", "Status: draft", "    Status: draft", "Embargo: 2027-03-03"])
def test_a_field_that_contradicts_the_status_keeps_a_text_back(line: str, status: str) -> None:
    assert is_kept_back(f"{TOP}Status: {status}\n{line}\n{WORDS}")


DRAFT = "Status: draft  at the top of the file"


@pytest.mark.parametrize(
    ("header", "problem", "remedy"),
    [
        ("Draft: true\n", '"Draft: true" is not how a story', f"Write  {DRAFT}, or delete the line."),
        (
            "Embargo: 2027-03-03\n",
            '"Embargo: 2027-03-03" is not how a story',
            f"Write  Date: 2027-03-03  or  {DRAFT}, or delete the line.",
        ),
        (
            "Unlisted: yes\n",
            '"Unlisted: yes" is not how a story',
            f"Write  Status: hidden  (no list shows it) or  {DRAFT}, or delete the line.",
        ),
        (
            "unlisted\n",
            '"unlisted" is not how a story',
            f"Write  Status: hidden  (no list shows it) or  {DRAFT}, or delete the line.",
        ),
        (
            "\nUnlisted\n",
            '"Unlisted" is not how a story',
            f"Write  Status: hidden  (no list shows it) or  {DRAFT}, or delete the line.",
        ),
        (
            "\n(unlisted)\n",
            '"(unlisted)" is not how a story',
            f"Write  Status: hidden  (no list shows it) or  {DRAFT}, or delete the line.",
        ),
        (
            "\nunlisted post\n",
            '"unlisted post" is not how a story',
            f"Write  Status: hidden  (no list shows it) or  {DRAFT}, or delete the line.",
        ),
        (
            "noindex\n",
            '"noindex" is not how a story',
            f"Write  Status: hidden  (no list shows it) or  {DRAFT}, or delete the line.",
        ),
        (
            "\nNon répertorié\n",
            '"Non répertorié" is not how a story',
            f"Write  Status: hidden  (no list shows it) or  {DRAFT}, or delete the line.",
        ),
        (
            "\nunlisted:\n",
            '"unlisted:" is not how a story',
            f"Write  Status: hidden  (no list shows it) or  {DRAFT}, or delete the line.",
        ),
        ("\nDO NOT PUBLISH\n", '"DO NOT PUBLISH" reads', f"Write  {DRAFT}, or  Status: published  if it is"),
        ("Tags: members, Draft\n", 'The tag "Draft" reads', f"Write  {DRAFT}, or  Status: published  if it is"),
    ],
)
def test_what_is_told_is_where_and_what_to_type(header: str, problem: str, remedy: str) -> None:
    line = 3 + header.startswith("\n")
    problem += " as if this story were not for the public." if problem.endswith("reads") else " is kept back."
    remedy += " for the public." if remedy.endswith("if it is") else ""

    assert read(f"{TOP}{header}{WORDS}")[1] == [f"error content/news/plan.md:{line}  {problem} {remedy} {AT_LAST}"]


def test_a_contradiction_names_both_lines() -> None:
    remedy = 'Delete one of the two, or write "Status: draft".'
    problem = f'"draft: true" contradicts "Status: published". {remedy}'

    assert read(f"{TOP}Status: published\ndraft: true\n{WORDS}")[1] == [
        f"error content/news/plan.md:4  {problem} {AT_LAST}"
    ]


def test_a_page_is_kept_back_too() -> None:
    page = parsed(PAGE, "Title: About\nEmbargo: 2027-03-03\n\nWords.\n", "content/pages/about.md")

    assert kept_back_at(page, NOW)
    assert "Write  Date: 2027-03-03  or  Status: draft" in findings_of(page, NOW)[0]


def test_thousands_of_such_lines_are_told_in_a_few() -> None:
    assert len(read(TOP + "\n" + "DRAFT\n\n" * 5_000)[1]) == MAX_FINDINGS


@pytest.mark.parametrize(
    "piece",
    [
        "{a: b}, ",
        "a: ",
        "AB ",
        "! ",
        "!",
        "[ ",
        "<p ",
        "[x]: ",
        "NOT YET ",
        "(draft ",
        "status ",
        "<!-- until ",
        "*",
        '"',
        "{a: ",
    ],
)
@pytest.mark.parametrize("place", ["{}", "\n{}", "\nWords.\n\n{}"])
def test_a_very_long_line_is_read_to_its_end(piece: str, place: str) -> None:
    """One that took the square of its length would keep this from ever ending."""
    text = piece * (scaled(400_000) // len(piece))

    assert read(f"{TOP}{place.replace('{}', text)}\n")[0] in (None, "draft")
