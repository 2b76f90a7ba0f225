"""Rules about what was read: one file each, with `check(read: Read) -> Iterator[Finding]`."""
