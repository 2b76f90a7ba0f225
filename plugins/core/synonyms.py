"""What other programs, and people in other languages, call the fields of a header, and what the blocks of a text."""

from collections.abc import Mapping

# What other programs, and people, call a field: the first counts that the kind of file has. Names are folded.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("updated", "update", "lastmod", "lastmodified", "changed", "revised", "edited"), ("Modified",)),
    **dict.fromkeys(("headline", "heading", "name"), ("Title",)),
    **dict.fromkeys(("description", "excerpt", "abstract", "lead", "lede", "standfirst", "teaser"), ("Summary",)),
    **dict.fromkeys(("intro", "metadescription", "blurb"), ("Summary",)),
    **dict.fromkeys(("published", "publishdate", "pubdate", "publishedon", "created"), ("Date",)),
    "day": ("Starts", "Date"),
    **dict.fromkeys(("byline", "writer", "writtenby", "by", "creator"), ("Author",)),
    **dict.fromkeys(("topics", "topic", "labels", "label", "tagged"), ("Tags",)),
    **dict.fromkeys(("picture", "photo", "cover", "coverimage", "thumbnail", "thumb", "portrait"), ("Image",)),
    **dict.fromkeys(("src", "img", "file", "poster", "still"), ("Image",)),
    **dict.fromkeys(("featuredimage", "heroimage", "featureimage", "headerimage"), ("Image",)),
    **dict.fromkeys(("alt", "alttext", "imagealt", "picturedescription", "caption"), ("Image-description",)),
    **dict.fromkeys(("focus", "focalpoint", "crop", "imageposition"), ("Image-focus",)),
    **dict.fromkeys(("permalink", "path", "filename"), ("Slug",)),
    "address": ("Place", "Link", "Slug"),
    **dict.fromkeys(("aliases", "alias", "redirectfrom", "redirects", "oldaddress", "oldurls"), ("Old-addresses",)),
    **dict.fromkeys(("language", "locale"), ("Lang",)),
    **dict.fromkeys(("state", "visibility"), ("Stage", "Status")),
    **dict.fromkeys(("start", "begins", "begin", "from", "date"), ("Starts", "Role-from")),
    **dict.fromkeys(("end", "ends", "until", "till", "to", "expires", "expirydate"), ("Ends", "Expires", "Role-until")),
    "since": ("Stage-since", "Role-from"),
    **dict.fromkeys(("expiry", "unpublishdate", "unpublish", "publicuntil", "validuntil"), ("Expires", "Ends")),
    **dict.fromkeys(("review", "reviewon", "reviewdate", "checkby", "checkagain"), ("Review-by",)),
    **dict.fromkeys(("correction", "corrections", "changes", "changelog", "editorsnote"), ("Change-note",)),
    **dict.fromkeys(("url", "href", "leadsto"), ("Link",)),
    **dict.fromkeys(("location", "venue", "where"), ("Place",)),
    **dict.fromkeys(("timezone", "tz", "zone"), ("Time-zone",)),
    **dict.fromkeys(("phone", "tel", "dialin"), ("Telephone",)),
    **dict.fromkeys(("previously", "formerstart", "postponedfrom"), ("Formerly",)),
    **dict.fromkeys(("linkwords", "button", "buttontext"), ("Link-text",)),
    "when": ("Starts",),
    # As people say it in German, French and Spanish.
    **dict.fromkeys(("datum", "fecha", "jour"), ("Starts", "Date")),
    **dict.fromkeys(("uberschrift", "überschrift", "titre", "titulo", "título"), ("Title",)),
    **dict.fromkeys(
        ("zusammenfassung", "kurzfassung", "resume", "résumé", "resumen", "chapeau", "chapô"), ("Summary",)
    ),
    **dict.fromkeys(("autor", "autorin", "auteur", "autora"), ("Author",)),
    **dict.fromkeys(
        ("schlagworte", "schlagwörter", "stichworte", "etiquetas", "étiquettes", "motsclés", "motscles"), ("Tags",)
    ),
    **dict.fromkeys(("bild", "foto", "imagen"), ("Image",)),
    **dict.fromkeys(("sprache", "langue", "idioma"), ("Lang",)),
    **dict.fromkeys(("kampagne", "campagne", "campaña"), ("Campaign",)),
    **dict.fromkeys(("beginn", "anfang", "début", "debut", "inicio", "desde"), ("Starts", "Role-from")),
    **dict.fromkeys(("ende", "bis", "fin", "hasta"), ("Ends", "Expires", "Role-until")),
    **dict.fromkeys(("ort", "lieu", "endroit", "lugar"), ("Place",)),
    **dict.fromkeys(("verweis", "lien", "enlace"), ("Link",)),
    **dict.fromkeys(("telefon", "téléphone", "teléfono"), ("Telephone",)),
    **dict.fromkeys(("nom", "nombre"), ("Name", "Title")),
    **dict.fromkeys(("rôle", "poste", "fonction", "amt", "cargo"), ("Role",)),
    "title": ("Name", "Role"),
    **dict.fromkeys(("job", "jobtitle", "position", "function", "office"), ("Role",)),
}

# Fields of headers by the names that blocks have for them; others have the same. And what only blocks have.
OF_BLOCKS: Mapping[str, tuple[str, ...]] = {
    "image-description": ("description",),
    "link-text": ("text",),
    "author": ("name",),
    "summary": ("text", "intro"),
}
ONLY_OF_BLOCKS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("number", "limit", "max", "amount", "howmany"), ("count",)),
    **dict.fromkeys(("subtitles", "subtitle", "cc", "vtt", "track"), ("captions",)),
    **dict.fromkeys(("size",), ("width",)),
    **dict.fromkeys(("movie", "mp4", "source", "src", "file"), ("film",)),
    **dict.fromkeys(("tags", "topic"), ("tag",)),
    **dict.fromkeys(("by", "who", "speaker", "cite", "attribution"), ("name",)),
}

# What other programs, and people, call a kind of content that `new` begins.
KINDS: Mapping[str, str] = {
    **dict.fromkeys(("article", "post", "news", "entry", "blog", "item", "stories", "update", "release"), "story"),
    **dict.fromkeys(("bar", "banner", "notice", "alert"), "announcement"),
    **dict.fromkeys(("author", "bio", "profile", "staff", "speaker", "member"), "person"),
    **dict.fromkeys(("rally", "meeting", "townhall", "date"), "event"),
    **dict.fromkeys(("photo", "picture", "portrait"), "selfie"),
}

# What other programs, and people, call a block.
BLOCKS: Mapping[str, str] = {
    **dict.fromkeys(("info", "tip", "warning", "important", "caution", "danger", "callout", "admonition"), "note"),
    **dict.fromkeys(("aside", "box", "alert", "hint", "attention", "success"), "note"),
    **dict.fromkeys(("quote", "blockquote", "quotation", "testimonial"), "pull-quote"),
    **dict.fromkeys(("button", "cta", "action", "petition", "sign-up", "signup"), "call-to-action"),
    **dict.fromkeys(("image", "picture", "photo", "img"), "figure"),
    **dict.fromkeys(("faq", "accordion", "details", "toggle", "q-and-a"), "questions"),
    **dict.fromkeys(("gallery", "wall", "selfies", "members", "portraits"), "collage"),
    **dict.fromkeys(("contact", "card"), "contact-card"),
    **dict.fromkeys(("youtube", "vimeo", "film", "embed"), "video"),
    **dict.fromkeys(("downloads", "files", "attachments", "papers"), "documents"),
    **dict.fromkeys(("news", "posts", "articles", "latest"), "stories"),
    **dict.fromkeys(("calendar", "agenda"), "events"),
    **dict.fromkeys(("banner", "jumbotron", "header"), "hero"),
    **dict.fromkeys(("numbers", "stats", "statistics"), "figures"),
    **dict.fromkeys(("dates", "milestones", "history"), "timeline"),
    **dict.fromkeys(("letter", "email", "mail"), "write-to"),
}

# What is a field of some kind of file is a slip of the pen in no other.
SOMEWHERE = frozenset(name.casefold() for names in SYNONYMS.values() for name in names)
