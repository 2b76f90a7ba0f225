"""Hosts as rclone plays them on this machine: a folder served by SFTP, WebDAV or S3, and rclone's settings for it."""

import hashlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

RCLONE = str(Path(sys.executable).with_name("rclone"))
USER, KEY = "union", "a-key-of-nobody-1234"
KINDS = ("sftp", "webdav", "s3")
# What a server remembers of its folder is soon forgotten; with 0s it has no time for anything else.
SERVED = ("--dir-cache-time", "200ms", "--quiet")
SETTINGS = {
    "sftp": "host = 127.0.0.1\nport = {port}\nuser = {user}\npass = {password}\n",
    "webdav": "url = http://127.0.0.1:{port}\nvendor = other\nuser = {user}\npass = {password}\n",
    "s3": "provider = Other\nendpoint = http://127.0.0.1:{port}\naccess_key_id = {user}-1234567890\n"
    "secret_access_key = {key}\n",
}


@dataclass
class Host:
    """A served folder. folder: where its files are; place: as rclone calls it"""

    kind: str
    root: Path
    settings: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def folder(self) -> Path:
        return self.root / "bucket/www"

    @property
    def place(self) -> str:
        return f"{self.kind}-host:bucket/www"

    @property
    def env(self) -> dict[str, str]:
        """An environment in which rclone knows this host."""
        return os.environ | {"RCLONE_CONFIG": str(self.settings)}

    def start(self, *more: str) -> None:
        """Begins to serve, on the same port each time."""
        login = ["--auth-key", f"{USER}-1234567890,{KEY}"] if self.kind == "s3" else ["--user", USER, "--pass", KEY]
        address = ["--addr", f"127.0.0.1:{self.port}"]
        command = [RCLONE, "serve", self.kind, str(self.root), *address, *SERVED, *login, *more]
        env = {**os.environ, "RCLONE_CONFIG": os.devnull, "HOME": str(self.root.parent)}
        self.process = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)
        while self.process.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.1)
        raise AssertionError("rclone serves nothing")

    def stop(self) -> None:
        """Ends at once."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def files(self) -> dict[str, bytes]:
        """All that lies there."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def host(kind: str, folder: Path) -> Iterator[Host]:
    """A host of a kind, with an empty folder, and rclone's settings for it in `settings`."""
    (folder / "served/bucket").mkdir(parents=True)
    port = free_port()
    password = subprocess.run([RCLONE, "obscure", KEY], capture_output=True, text=True, check=True).stdout.strip()
    text = f"[{kind}-host]\ntype = {kind}\n{SETTINGS[kind].format(port=port, user=USER, password=password, key=KEY)}"
    (folder / "rclone.conf").write_text(text)
    made = Host(kind, folder / "served", folder / "rclone.conf", port)
    made.start()
    try:
        yield made
    finally:
        made.stop()


def write_site(folder: Path, files: Mapping[str, bytes]) -> None:
    """A finished site with a manifest, in place of the one that was there."""
    for path in [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []:
        path.unlink()
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    for name, data in {**files, "manifest.json": (json.dumps(hashes, indent=0) + "\n").encode()}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
