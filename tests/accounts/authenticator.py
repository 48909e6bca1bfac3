"""A key ring that answers in the test's own process, honestly or not."""

import hashlib
import json
import struct

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class Authenticator:
    def __init__(self, site="localhost", origin="http://localhost:8000"):
        self.site, self.origin, self.count = site, origin, 0
        self.key, self.id = ec.generate_private_key(ec.SECP256R1()), b"ring-key-1"

    def client(self, kind, challenge):
        return json.dumps({"type": f"webauthn.{kind}", "challenge": challenge, "origin": self.origin}).encode()

    def data(self, flags, more=b""):
        return hashlib.sha256(self.site.encode()).digest() + bytes([flags]) + struct.pack(">I", self.count) + more

    def made(self, question, flags=PRESENT | VERIFIED):
        numbers = self.key.public_key().public_numbers()
        key = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        held = bytes(16) + struct.pack(">H", len(self.id)) + self.id + cbor2.dumps(key)
        attested = {"fmt": "none", "attStmt": {}, "authData": self.data(flags | ATTESTED, held)}
        client = self.client("create", question["publicKey"]["challenge"])
        said = {"clientDataJSON": client, "attestationObject": cbor2.dumps(attested)}
        return self.answer(question, said)

    def shown(self, question, flags=PRESENT | VERIFIED):
        client = self.client("get", question["publicKey"]["challenge"])
        data = self.data(flags)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self.answer(question, {"clientDataJSON": client, "authenticatorData": data, "signature": signature})

    def answer(self, question, said):
        name = bytes_to_base64url(self.id)
        response = {part: bytes_to_base64url(value) for part, value in said.items()}
        credential = {"id": name, "rawId": name, "type": "public-key", "response": response}
        return json.dumps({"ticket": question["ticket"], "credential": credential})
