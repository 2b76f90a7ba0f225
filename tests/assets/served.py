"""A site as Apache, nginx and Caddy serve it, set up as docs/publishing.md tells an administrator to do."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs/publishing.md"
MODULES = "/usr/lib/apache2/modules"

NGINX = """\
daemon off;
{user}
worker_processes 1;
pid {here}/nginx.pid;
error_log {here}/log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {here}/body;
    proxy_temp_path {here}/proxy;
    fastcgi_temp_path {here}/fastcgi;
    uwsgi_temp_path {here}/uwsgi;
    scgi_temp_path {here}/scgi;
{told}
}}
"""
APACHE = """\
ServerRoot {here}
PidFile {here}/apache.pid
ErrorLog {here}/log
Listen 127.0.0.1:{port}
ServerName localhost
{user}
{modules}
TypesConfig /etc/mime.types
{told}
"""
CADDY = """\
{{
	admin off
	auto_https off
}}
{told}
"""
NEEDED = ("mpm_event", "authz_core", "dir", "mime", "headers", "rewrite")


class Answer(NamedTuple):
    """What a server answers."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Server(NamedTuple):
    """One that runs. root: below which path the site lies; folder: where its files are"""

    name: str
    port: int
    root: str
    folder: Path

    @property
    def url(self) -> str:
        """The site's address."""
        return f"http://127.0.0.1:{self.port}{self.root}"

    def get(self, path: str, **headers: str) -> Answer:
        """The answer to a path below the site's root, sent as it is written here."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", f"{self.root}{path}", headers={"Accept-Encoding": "identity", **sent})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        several = [name.lower() for name, _ in answer.getheaders()]
        assert len(several) == len(set(several)), f"{self.name} sends a header twice: {several}"
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)


def told(language: str) -> str:
    """The lines that the guide gives for a server."""
    (block,) = re.findall(rf"^```{language}\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return str(block)


def settings_of(name: str, here: Path, port: int, folder: Path, root: str) -> tuple[str, list[str]]:
    """A server's settings, and the command that starts it. folder: of the host; root: where the site lies in it"""
    is_root, site = os.geteuid() == 0, f"{folder}{root}"
    if name == "nginx":
        lines = told("nginx").replace("/srv/campaign/nginx.conf", f"{site}/nginx.conf")
        lines = lines.replace("/srv/campaign", str(folder)).replace("listen 443 ssl", f"listen 127.0.0.1:{port}")
        text = NGINX.format(here=here, told=lines, user="user root;" if is_root else "")
        return text, ["nginx", "-p", str(here), "-c", f"{here}/settings", "-e", f"{here}/log"]
    if name == "apache":
        lines = told("apache").replace("/srv/campaign", str(folder)).replace("*:443", f"127.0.0.1:{port}")
        modules = "\n".join(f"LoadModule {module}_module {MODULES}/mod_{module}.so" for module in NEEDED)
        user = "User www-data\nGroup www-data" if is_root else ""
        text = APACHE.format(here=here, port=port, told=lines, user=user, modules=modules)
        return text, ["apache2", "-X", "-d", str(here), "-f", f"{here}/settings"]
    lines = told("caddyfile").replace("/srv/campaign/Caddyfile", f"{site}/Caddyfile")
    lines = lines.replace("/srv/campaign", str(folder)).replace("campaign.example.org", f"http://127.0.0.1:{port}")
    return CADDY.format(told=lines), ["caddy", "run", "--config", f"{here}/settings", "--adapter", "caddyfile"]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def running(name: str, output: Path, root: str = "") -> Iterator[Server]:
    """A server with a copy of a finished site, below a path of its host; ended with the block."""
    with tempfile.TemporaryDirectory() as temporary:
        here = Path(temporary)
        here.chmod(0o755)  # Apache's own user reads there
        folder, port = here / "www", free_port()
        shutil.copytree(output, f"{folder}{root}")
        text, command = settings_of(name, here, port, folder, root)
        (here / "settings").write_text(text)
        env = {
            **os.environ,
            "PATH": f"{os.environ['PATH']}:/usr/sbin",
            "HOME": str(here),
            "XDG_DATA_HOME": str(here),
            "XDG_CONFIG_HOME": str(here),
        }
        with (here / "said").open("wb") as said, subprocess.Popen(command, stdout=said, stderr=said, env=env) as server:
            try:
                wait_for(port, server, here)
                yield Server(name, port, root, Path(f"{folder}{root}"))
            finally:
                server.terminate()
                try:
                    server.wait(10)
                except subprocess.TimeoutExpired:
                    server.kill()


def wait_for(port: int, server: "subprocess.Popen[bytes]", here: Path) -> None:
    """Until a server answers, or has ended."""
    for _ in range(600):
        if server.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    said = [(here / name).read_text(errors="replace") for name in ("said", "log") if (here / name).is_file()]
    raise AssertionError("\n".join(said))
