"""A socket between the web and PostgreSQL that makes the database as slow as one likes."""

import socket
import threading
import time
from contextlib import suppress
from pathlib import Path

NAME = ".s.PGSQL.5432"


class SlowLine:
    """Every answer of the server is held back for ``delay`` seconds."""

    def __init__(self, folder: Path, server: Path) -> None:
        folder.mkdir(mode=0o700)
        self.server, self.delay = server / NAME, 0.0
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(folder / NAME))
        self.listener.listen(64)
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _address = self.listener.accept()
                threading.Thread(target=self.join, args=[client], daemon=True).start()

    def join(self, client: socket.socket) -> None:
        with client, socket.socket(socket.AF_UNIX) as server:
            try:
                server.connect(str(self.server))
            except OSError:
                return
            asking = threading.Thread(target=self.pump, args=[client, server, False], daemon=True)
            asking.start()
            self.pump(server, client, True)
            asking.join()

    def pump(self, source: socket.socket, target: socket.socket, slowly: bool) -> None:
        with suppress(OSError):
            while piece := source.recv(65536):
                if slowly and self.delay:
                    time.sleep(self.delay)
                target.sendall(piece)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        with suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
