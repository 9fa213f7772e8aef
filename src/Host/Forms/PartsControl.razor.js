// Chosen files lie in the browser's own database, so that a reload loses none of them; a part is cut out when it is asked for.
const files = new Map();

function store(mode, act) {
  return new Promise((resolve, reject) => {
    const open = indexedDB.open("uploads", 1);
    open.onupgradeneeded = () => open.result.createObjectStore("files", { keyPath: "key" });
    open.onerror = () => reject(open.error);
    open.onsuccess = () => {
      const transaction = open.result.transaction("files", mode);
      const request = act(transaction.objectStore("files"));
      transaction.oncomplete = () => { open.result.close(); resolve(request.result); };
      transaction.onerror = () => { open.result.close(); reject(transaction.error); };
    };
  });
}

const shown = ({ key, file }) => ({ key, name: file.name, size: file.size });

export async function take(place, input) {
  // The control has just gone from the page.
  if (!input) return [];

  // Emptied at once, so that nothing is taken twice.
  const chosen = [...input.files];
  input.value = "";
  const taken = [];
  for (const file of chosen) {
    const key = `${place}/${crypto.randomUUID ? crypto.randomUUID() : Date.now() + Math.random()}`;
    files.set(key, file);
    // Without room in the browser's database the upload runs all the same; only a reload would ask for the file again.
    try { await store("readwrite", all => all.put({ key, place, file })); } catch { /* told by choosing it again */ }
    taken.push(shown({ key, file }));
  }
  return taken;
}

export async function kept(place) {
  try {
    const found = (await store("readonly", all => all.getAll())).filter(one => one.place === place);
    for (const one of found) files.set(one.key, one.file);
    return found.map(shown);
  } catch {
    return [];
  }
}

export function part(key, from, count) {
  return files.get(key).slice(from, from + count);
}

export async function forget(key) {
  files.delete(key);
  try { await store("readwrite", all => all.delete(key)); } catch { /* nothing was kept */ }
}
