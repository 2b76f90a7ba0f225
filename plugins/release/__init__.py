"""What a build's files are, the manifest that every output holds; and what was published, the log in content/."""
