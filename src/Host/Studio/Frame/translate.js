// Says the designer's own English texts in Chinese as they appear. Only whole texts that the dictionary names are replaced: what people wrote, code, and what
// the server sends stay as they are. A page in English does without.
(() => {
  if (!document.documentElement.lang.startsWith("zh")) return;

  const attributes = ["title", "placeholder", "aria-label", "alt"];
  // Code editors, drawings of boxes, and cells that hold what people named; "data-label" is the heading of a cell's column.
  const untouched = ".monaco-editor, .monaco-aria-container, script, style, textarea, pre, code, [contenteditable=true], header.frame-bar, #frame-refusals, .elsa-activity, "
    + ["Name", "Description", "Definition", "Correlation ID", "Value", "Data"].map(column => `td[data-label="${column}"]`).join(", ");
  const parts = /\{(\d)\}/g;

  // The left column of what the viewer shows of an execution holds names of inputs and outputs; what they are called comes with the activities.
  const members = "tr.hover-row > td:first-child";
  let exact = new Map(), named = new Map(), patterns = [], milliseconds = 0, replaced = 0;

  function translated(text) {
    const words = text.trim();
    if (words.length < 2 || !/[A-Za-z]{2}/.test(words)) return null;
    const known = exact.get(words.replace(/\s+/g, " "));
    if (known !== undefined) return text.replace(words, () => known);
    for (const [pattern, sentence] of patterns) {
      const found = pattern.exec(words);
      if (found) return text.replace(words, () => sentence.replace(parts, (_, number) => found[Number(number) + 1] ?? ""));
    }
    return null;
  }

  function text(node) {
    const parent = node.parentElement;
    if (!parent || parent.closest(untouched)) return;
    const words = (parent.matches(members) ? named.get(node.nodeValue.trim()) : null) ?? translated(node.nodeValue);
    if (words === null) return;
    node.nodeValue = words;
    replaced++;
  }

  function attribute(element, name) {
    const value = element.getAttribute(name);
    if (!value || element.closest(".monaco-editor, header.frame-bar")) return;
    const words = translated(value);
    if (words === null) return;
    element.setAttribute(name, words);
    replaced++;
  }

  function tree(root) {
    if (root.nodeType === Node.TEXT_NODE) return text(root);
    if (root.nodeType !== Node.ELEMENT_NODE || root.closest(".monaco-editor")) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, node =>
      node.nodeType === Node.ELEMENT_NODE && node.matches(".monaco-editor, script, style") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) text(node);
      else for (const name of attributes) if (node.hasAttribute(name)) attribute(node, name);
    }
  }

  // One batch per change of the page, before it is painted; our own changes come back once and find nothing to do.
  function changed(records) {
    const begun = performance.now();
    for (const record of records) {
      if (record.type === "characterData") text(record.target);
      else if (record.type === "attributes") attribute(record.target, record.attributeName);
      else for (const added of record.addedNodes) if (added.isConnected) tree(added);
    }
    milliseconds += performance.now() - begun;
  }

  (async () => {
    const [answer, activities] = await Promise.all([fetch("/studio/frame/studio.zh-CN.json"), fetch("/studio/frame/members")]);
    if (activities.ok) named = new Map(Object.entries(await activities.json()));
    const escape = words => words.replace(/[.*+?^$()[\]\\|]/g, "\\$&");
    for (const [english, chinese] of Object.entries(await answer.json())) {
      if (english.includes("{0}")) patterns.push([new RegExp(`^${escape(english).replace(/\{\d\}/g, "(.+?)")}$`), chinese]);
      else exact.set(english, chinese);
    }
    new MutationObserver(changed).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes });
    tree(document.body);
  })();

  window.studioTranslation = () => ({ milliseconds, replaced });
})();
