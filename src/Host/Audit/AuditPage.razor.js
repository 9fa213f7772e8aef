// Fetches a file piece by piece, moves the bar, and keeps it under the name. Gives its size, or nothing when it did not come whole.
export async function takeOut(address, name, bar) {
  try {
    const answer = await fetch(address);
    if (!answer.ok) return null;
    const expected = Number(answer.headers.get("X-Expected-Bytes")) || 1;
    const pieces = [];
    let size = 0;
    for (const reader = answer.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      size += value.length;
      bar.value = Math.min(size / expected, 0.99);
    }
    bar.value = 1;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(pieces, { type: "application/zip" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    return size;
  } catch {
    return null;
  }
}
