"""How much CPU and memory the plan of a publish takes: 10,000 pages and 30,000 pictures, of which one story changed.

python3 scripts/bench_publish.py
"""

import argparse
import hashlib
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from plugins.publish.plan import Live, plan_of, what_changes
from plugins.site.routes import STATIC, STORY, file_of

PAGES, PICTURES = 10_000, 30_000
PROMISED_S, PROMISED_MB = 5, 300


def site(number: int) -> dict[str, str]:
    """A manifest: SHA-256 by path. number: of the release, by which one story differs"""
    names = [file_of(STORY.format(slug=f"story-{one:05}")) + end for one in range(PAGES) for end in ("", ".br", ".gz")]
    names += [f"{STATIC}{hashlib.sha256(str(one).encode()).hexdigest()[:16]}-320.avif" for one in range(PICTURES)]
    hashes = {name: hashlib.sha256(name.encode()).hexdigest() for name in names}
    return hashes | {names[0]: hashlib.sha256(str(number).encode()).hexdigest()}


def main() -> None:
    """Measures and tells."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    old, new = site(1), site(2)
    begun = time.process_time()
    edit = plan_of(Live(old), new, datetime.now(UTC))
    words = what_changes(old, new)
    first = plan_of(Live(), new, datetime.now(UTC))
    taken_s = time.process_time() - begun
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    comes = [sum(map(len, plan.passes)) for plan in (first, edit)]
    print(f"plan of {len(new):,} files, of which {comes[0]:,} come at first, then {comes[1]:,}: {words}")
    print(f"  {taken_s:.2f} s of CPU of {PROMISED_S} promised, {peak_mb:.0f} MB of {PROMISED_MB}")


if __name__ == "__main__":
    main()
