"""Bytes in, safe pictures out: every published picture, portraits and content pictures alike, is made here.

normalise      a file's bytes -> upright sRGB pixels, or a reason why not
gps            whether an original tells where it was taken; `tiff_tables` reads Exif. Pure
photographs    whether a file is evidently a photograph, by what a camera wrote into it. Pure
copies         whether a file holds one that must not be published: as itself, in an archive, embedded, as text
unpacking      what can be taken out of an archive; `pdf_streams` out of a PDF; `frames` out of a moving picture;
               `text_encodings` out of a text. Pure
known_kinds    whether a file is of a kind into which one can look. Pure
pdf_objects    a PDF, opened, for `pdf_pixels`, `document_facts` and `programs_within`
pixel_bytes    what a picture's file says of its pixels; `heif_items` what a HEIC is made of. Pure
derivatives    the recipe: pixels -> AVIF and JPEG at several widths. Pure
svg            drawings: what is drawn of an SVG file, unless it would come out other than its maker sees it. Pure
svg_pixels     drawings -> pixels by resvg, in faces of ours -> AVIF and PNG, transparent where they are
fingerprint    how a picture looks, in hashes; `borders` finds what was put around it
resemblance    which pictures were made of one that is known by its hashes. Pure
executors      where originals are opened: this machine's cores, or an executor that the settings name
workers        the default: one process for each core, with a limit on memory
limited        for drawings: a process for each, with a limit on the processor's time, too
store          a folder of finished derivatives, one record for each picture
index          one file that says which original is which picture
cache          the front: prepare, picture, publish, prune
originals      what staff should know of an original that is shown
containers     all that a finished file may hold, which is pixels and a colour profile
ratios, focus  aspect ratios, and places to crop around, as classes of a stylesheet
"""
