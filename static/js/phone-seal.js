// Closes a contact for the server: AES-256-GCM under a key drawn for it, and that key for the organisation's public key
// (ECDH P-256, HKDF-SHA-256), both bound to who recorded it, for which key, and under which number. The same as
// cmm/crypto/envelopes.py. What is closed here cannot be opened here, but by the key that comes back: it is kept in the
// page's memory for a quarter of an hour, and nowhere else.
(() => {
  "use strict";
  const bytes = (text) => new TextEncoder().encode(text);
  const base64 = (buffer) => btoa(Array.from(buffer, (byte) => String.fromCharCode(byte)).join(""));
  const unbase64 = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const place = (item) => bytes(`outreach.contact:${item.user}:${item.seal}:${item.key}`);
  const HEAD = 1 + 65 + 12 + 48; // what stands before the contact's own nonce
  const EC = { name: "ECDH", namedCurve: "P-256" };

  const closedKey = async (raw, publicKey, bound) => {
    const ours = await crypto.subtle.generateKey(EC, false, ["deriveBits"]);
    const theirs = await crypto.subtle.importKey("raw", unbase64(publicKey), EC, false, []);
    const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours.privateKey, 256);
    const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: bound };
    const key = await crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const closed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound }, key, raw);
    const point = await crypto.subtle.exportKey("raw", ours.publicKey);
    return [point, iv, closed];
  };

  // Blanks after JSON mean nothing, and lengths tell contacts apart.
  const rounded = (text) => text + " ".repeat(-bytes(text).length & 511);

  // The item as it is kept and sent, and what opens it while it may be mended.
  vagtplan.seal = async (fields, { key, user, seal, publicKey }) => {
    const item = { key, user, seal, at: Date.now() };
    const bound = place(item);
    const raw = crypto.getRandomValues(new Uint8Array(32));
    const parts = await closedKey(raw, publicKey, bound);
    const edit = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
    raw.fill(0);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = bytes(rounded(JSON.stringify({ at: item.at, fields })));
    const body = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound }, edit, plain);
    const whole = new Uint8Array(await new Blob([new Uint8Array([1]), ...parts, iv, body]).arrayBuffer());
    return { item: { ...item, body: base64(whole) }, edit };
  };

  vagtplan.reopen = async (item, edit) => {
    const whole = unbase64(item.body);
    const iv = whole.slice(HEAD, HEAD + 12);
    const how = { name: "AES-GCM", iv, additionalData: place(item) };
    const plain = await crypto.subtle.decrypt(how, edit, whole.slice(HEAD + 12));
    return JSON.parse(new TextDecoder().decode(plain)).fields;
  };
})();
