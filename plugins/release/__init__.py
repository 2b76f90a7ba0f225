"""What a build's files are: the manifest that every output holds."""
