PUBLISH_TARGETS = {"host": {"folder": "../public", "zip": "../site.zip"}}
