"""Hosts on this machine: a folder served by rclone's SFTP, WebDAV or S3, or OpenSSH, and rclone's settings for it."""

import getpass
import hashlib
import http.client
import http.server
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

RCLONE = str(Path(sys.executable).with_name("rclone"))
# Root lists every folder, whatever its mode is: a server that is to be kept from one has not got that right.
AS_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
USER, KEY = "union", "a-key-of-nobody-1234"
KINDS = ("sftp", "webdav", "s3")
# A file of WebDAV takes the place of another when it is whole. rclone's SFTP and S3 delete that one first, as OpenSSH
# and S3 do not.
WHOLE_FILES = {"webdav": ("--vfs-cache-mode", "writes", "--vfs-write-back", "0s", "--cache-dir", "{folder}/cache")}
# What a server remembers of its folder is soon forgotten; with 0s it has no time for anything else.
SERVED = ("--dir-cache-time", "200ms", "--quiet")
SETTINGS = {
    "sftp": "host = 127.0.0.1\nport = {port}\nuser = {user}\npass = {password}\n",
    "openssh": "host = 127.0.0.1\nport = {port}\nuser = {me}\nkey_file = {folder}/of-user\nshell_type = none\n"
    "disable_hashcheck = true\n",
    "webdav": "url = http://127.0.0.1:{port}\nvendor = other\nuser = {user}\npass = {password}\n",
    "s3": "provider = Other\nendpoint = http://127.0.0.1:{port}\naccess_key_id = {user}-1234567890\n"
    "secret_access_key = {key}\n",
}


@dataclass
class Host:
    """A served folder. folder: where its files are; place: as rclone calls it; started_by: what starts the server"""

    kind: str
    root: Path
    settings: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None
    started_by: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        return self.root / "bucket/www"

    @property
    def place(self) -> str:
        return f"{self.kind}-host:{self.folder if self.kind == 'openssh' else 'bucket/www'}"

    @property
    def env(self) -> dict[str, str]:
        """An environment in which rclone knows this host."""
        return os.environ | {"RCLONE_CONFIG": str(self.settings)}

    def start(self, *more: str) -> None:
        """Begins to serve, on the same port each time."""
        if self.kind == "openssh":
            self.start_openssh()
            return
        login = ["--auth-key", f"{USER}-1234567890,{KEY}"] if self.kind == "s3" else ["--user", USER, "--pass", KEY]
        address = ["--addr", f"127.0.0.1:{self.port}"]
        whole = [word.format(folder=self.root.parent) for word in WHOLE_FILES.get(self.kind, ())]
        served = ["serve", self.kind, str(self.root), *address, *SERVED, *whole, *login, *more]
        env = {**os.environ, "RCLONE_CONFIG": os.devnull, "HOME": str(self.root.parent)}
        command = [*self.started_by, RCLONE, *served]
        self.process = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)
        self.wait_until_served()

    def start_openssh(self) -> None:
        """Debian's server, for whoever runs this, with a key of their own for this once."""
        folder = self.root.parent
        for name in ("of-host", "of-user"):
            if not (folder / name).exists():
                command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
                subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)  # which it wants, and Debian makes with the service
        settings = folder / "sshd_config"
        settings.write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {folder}/of-host\nPidFile none\nUsePAM no\n"
            f"AuthorizedKeysFile {folder}/of-user.pub\nStrictModes no\nPermitRootLogin yes\n"
            "Subsystem sftp internal-sftp\n"
        )
        sshd = str(shutil.which("sshd", path="/usr/sbin:/usr/bin"))
        command = [*self.started_by, sshd, "-D", "-e", "-f", str(settings)]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        self.wait_until_served()

    def wait_until_served(self) -> None:
        """Until it answers."""
        assert self.process
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
def host(kind: str, folder: Path, started_by: tuple[str, ...] = ()) -> Iterator[Host]:
    """A host of a kind, with an empty folder, and rclone's settings for it in `settings`. started_by: see Host"""
    (folder / "served/bucket").mkdir(parents=True)
    port = free_port()
    password = subprocess.run([RCLONE, "obscure", KEY], capture_output=True, text=True, check=True).stdout.strip()
    values = {"port": port, "user": USER, "password": password, "key": KEY, "me": getpass.getuser(), "folder": folder}
    protocol = "sftp" if kind == "openssh" else kind
    text = f"[{kind}-host]\ntype = {protocol}\n{SETTINGS[kind].format(**values)}"
    (folder / "rclone.conf").write_text(text)
    made = Host(kind, folder / "served", folder / "rclone.conf", port, started_by=started_by)
    made.start()
    try:
        yield made
    finally:
        made.stop()


@contextmanager
def taking_whole_files(there: Host) -> Iterator[None]:
    """Before a server that rclone plays, and that shows a file whose new bytes were cut short, or deletes it.

    It gets what came whole alone, as S3 takes it, and Apache and Nextcloud by WebDAV.
    """

    class Whole(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_PUT(self) -> None:
            size_bytes = int(self.headers.get("Content-Length") or 0)
            data = self.rfile.read(size_bytes)
            if len(data) < size_bytes:
                self.close_connection = True
                return
            server = http.client.HTTPConnection("127.0.0.1", there.port, timeout=60)
            server.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                server.putheader(name, value)
            server.endheaders(data or None)
            answer = server.getresponse()
            body = answer.read()
            self.send_response_only(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("transfer-encoding", "connection", "content-length"):
                    self.send_header(name, value)
            length = answer.getheader("Content-Length") if self.command == "HEAD" else str(len(body))
            self.send_header("Content-Length", length or "0")
            self.end_headers()
            self.wfile.write(body)
            server.close()

        do_GET = do_HEAD = do_POST = do_DELETE = do_PUT  # noqa: N815
        do_OPTIONS = do_PROPFIND = do_PROPPATCH = do_MKCOL = do_MOVE = do_COPY = do_PUT  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    front = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Whole)
    thread = threading.Thread(target=front.serve_forever)
    thread.start()
    text = there.settings.read_text()
    there.settings.write_text(text.replace(f":{there.port}", f":{front.server_address[1]}"))
    try:
        yield
    finally:
        front.shutdown()
        thread.join()
        front.server_close()


def write_site(folder: Path, files: Mapping[str, bytes]) -> None:
    """A finished site with a manifest, in place of the one that was there."""
    for path in [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []:
        path.unlink()
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    for name, data in {**files, "manifest.json": (json.dumps(hashes, indent=0) + "\n").encode()}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
