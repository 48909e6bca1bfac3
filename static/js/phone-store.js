// What lies on the phone: sealed contacts, and small facts about the phone itself. Only what phone-seal.js has closed is
// ever put into the first.
(() => {
  "use strict";
  const opened = () => new Promise((resolve, reject) => {
    const asked = indexedDB.open("vagtplan", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("sealed", { keyPath: "key" });
      asked.result.createObjectStore("facts");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const done = (asked) => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

  // Resolves when what was written is on the disk, as far as the browser can say.
  const within = async (store, mode, act) => {
    const base = await opened();
    try {
      const transaction = base.transaction(store, mode, { durability: "strict" });
      const finished = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onerror = transaction.onabort = () => reject(transaction.error);
      });
      const answer = await act(transaction.objectStore(store));
      await finished;
      return answer;
    } finally {
      base.close();
    }
  };

  const oldest = (one, other) => one.at - other.at;
  const all = () => within("sealed", "readonly", (store) => done(store.getAll()));
  window.vagtplan = {
    // A contact belongs to who recorded it: nobody else's are listed.
    waiting: async (user) => (await all()).filter((one) => one.user === user).sort(oldest),
    others: async (user) => (await all()).some((one) => one.user !== user),
    get: (key) => within("sealed", "readonly", (store) => done(store.get(key))),
    keep: (item) => within("sealed", "readwrite", (store) => done(store.put(item))),
    // Received is taken away, unless it was mended while it was on its way.
    received: (item) => within("sealed", "readwrite", async (store) => {
      const now = await done(store.get(item.key));
      if (now?.body === item.body) await done(store.delete(item.key));
    }),
    fact: (name) => within("facts", "readonly", (store) => done(store.get(name))),
    facts: () => within("facts", "readonly", async (store) => {
      const [names, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
      return new Map(names.map((name, number) => [name, values[number]]));
    }),
    note: (name, value) => within("facts", "readwrite", (store) => done(store.put(value, name))),
    forget: (name) => within("facts", "readwrite", (store) => done(store.delete(name))),
  };
})();
