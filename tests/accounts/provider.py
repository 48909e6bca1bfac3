"""A log-in of an organisation that really answers over HTTP, and can be made to say anything."""

import base64
import hashlib
import hmac
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from cryptography.hazmat.primitives import serialization
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

HIGH, LOW = "https://data.gov.dk/concept/core/nsis/loa/High", "https://data.gov.dk/concept/core/nsis/loa/Low"
CLIENT, SECRET, SUBJECT = "registret", "en-hemmelighed", "medarbejder-7f3a"
OURS = RSAKey.generate_key(2048, {"kid": "ours", "use": "sig"})
THEIRS = RSAKey.generate_key(2048, {"kid": "ours", "use": "sig"})
CURVED = ECKey.generate_key("P-256", {"kid": "curved", "use": "sig"})


@dataclass
class Fake:
    """What the token endpoint gives for each code, once, to whoever keeps PKCE's promise and knows the secret."""

    address: str = ""
    tokens: dict[str, dict[str, Any]] = field(default_factory=dict)
    promised: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def settings(self, **changed: Any) -> dict[str, Any]:
        told = {"organisation": "us", "name": "Udlændingestyrelsen", "issuer": self.address, "client_id": CLIENT}
        told |= {"client_secret": SECRET, "authorization_endpoint": f"{self.address}/authorize", "acr": [HIGH]}
        return told | {"token_endpoint": f"{self.address}/token", "jwks_uri": f"{self.address}/keys"} | changed

    def answer_to(self, form: dict[str, list[str]], authorization: str) -> dict[str, Any] | None:
        code = form["code"][0]
        self.asked.append(code)
        hashed = hashlib.sha256(form["code_verifier"][0].encode()).digest()
        known = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if (
            authorization != f"Basic {known}"
            or base64.urlsafe_b64encode(hashed).decode().rstrip("=") != self.promised[code]
        ):
            return None
        return self.tokens.pop(code, None)


@contextmanager
def running():
    fake = Fake()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            keys = [key.as_dict(private=False) for key in (OURS, CURVED)]
            self.give({"keys": keys} if self.path == "/keys" else None)

        def do_POST(self):
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.give(fake.answer_to(form, self.headers["Authorization"]))

        def give(self, told):
            text = json.dumps(told or {"error": "invalid_grant"}).encode()
            self.send_response(200 if told else 400)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    fake.address = f"http://127.0.0.1:{server.server_port}"
    yield fake
    server.shutdown()
    server.server_close()


def claims(fake, asked_with, **changed):
    """Those of an honest token; None takes one away."""
    now = int(time.time())
    told = {
        "iss": fake.address,
        "aud": CLIENT,
        "sub": SUBJECT,
        "nonce": asked_with,
        "acr": HIGH,
        "iat": now,
        "exp": now + 300,
    }
    return {name: value for name, value in (told | changed).items() if value is not None}


def token(told, key=OURS, **head):
    return jwt.encode({"alg": "RS256", "kid": "ours"} | head, told, key, algorithms=[head.get("alg", "RS256")])


def by_hand(told, sign, **head):
    """A token no honest library makes."""
    parts = [part({"alg": "RS256", "kid": "ours"} | head), part(told)]
    text = ".".join(parts)
    return f"{text}.{base64.urlsafe_b64encode(sign(text.encode())).decode().rstrip('=')}"


def part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def signed_with_public_key(told):
    """The old trick: the key everybody may read, taken for a shared secret."""
    public = OURS.public_key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return by_hand(told, lambda text: hmac.new(public, text, hashlib.sha256).digest(), alg="HS256")
