ARTICLE_PATHS = ["news", "minutes"]
