// Puts the designer's elements into our page: which one the address asks for, signed with a token that is renewed before it ends, and what the server
// refuses said in a sentence instead of a dead page.
(() => {
  const api = "/elsa/api";
  const host = document.getElementById("studio");
  const mayWrite = document.documentElement.dataset.mayWrite === "yes";
  const plainFetch = window.fetch.bind(window);
  const plainPush = history.pushState.bind(history);
  let token = null, renewal = null, timer = 0;

  // The designer writes dates, numbers and what its tables say by themselves as this entry says, which it reads once when it starts.
  localStorage.BlazorCulture = document.documentElement.lang.startsWith("zh") ? "zh-CN" : "en-US";

  // --- The token -------------------------------------------------------------------------------------------------------------------------------------

  // One request however many ask; who is signed out goes to the sign-in page and comes back here.
  function renew() {
    return renewal ??= (async () => {
      try {
        const answer = await plainFetch("/studio/token", { method: "POST" });
        if (answer.status === 401 || answer.redirected) return location.assign("/sign-in?back=" + encodeURIComponent(location.pathname + location.search));
        if (!answer.ok) throw new Error(`Expected a token from /studio/token, but the answer was ${answer.status}.`);
        const { accessToken, renewInSeconds } = await answer.json();
        token = accessToken;
        clearTimeout(timer);
        timer = setTimeout(renew, renewInSeconds * 1000);
        provide();
      } finally {
        renewal = null;
      }
    })();
  }

  // The designer reads the attributes of this element once; the next token needs the next element.
  function provide() {
    const next = document.createElement("elsa-backend-provider");
    next.setAttribute("remote-endpoint", location.origin + api);
    next.setAttribute("access-token", token);
    next.hidden = true;
    document.querySelectorAll("elsa-backend-provider").forEach(old => old.remove());
    document.body.append(next);
  }

  // Timers stand still in a sleeping computer: a call that comes back as "not signed in" is repeated with a new token.
  window.fetch = async (resource, options) => {
    const address = new URL(resource instanceof Request ? resource.url : resource, document.baseURI);
    if (address.origin !== location.origin || !address.pathname.startsWith(api + "/")) return plainFetch(resource, options);
    const send = () => {
      const headers = new Headers(options?.headers ?? (resource instanceof Request ? resource.headers : undefined));
      headers.set("Authorization", "Bearer " + token);
      return plainFetch(resource, { ...options, headers });
    };
    let answer = await send();
    if (answer.status === 401) {
      await renew();
      answer = await send();
    }
    if (answer.ok && /\/(bulk-actions|alterations)\//.test(address.pathname)) sayRefused(answer.clone());
    return isRefusal(options?.method ?? "GET", address.pathname, answer.status) ? told(answer, address.pathname) : answer;
  };

  // Of many things at once some may be refused; the designer only counts the others.
  async function sayRefused(answer) {
    if (!answer.headers.get("Content-Type")?.includes("json")) return;
    for (const sentence of (await answer.json()).refused ?? []) refuse(sentence);
  }

  // --- Refusals --------------------------------------------------------------------------------------------------------------------------------------

  // The designer has no words for a refused deletion or cancellation, nor for a publication from the list; its page would stand still. What it does read (saving,
  // publishing in the editor, importing) is left to it.
  function isRefusal(method, path, status) {
    if (status < 400 || status >= 500 || status === 401 || status === 408) return false;
    return method === "DELETE" || path.startsWith(api + "/cancel/") || path.startsWith(api + "/bulk-actions/") || (method === "POST" && /\/(publish|retract|execute|revert\/\d+)$/.test(path));
  }

  async function told(answer, path) {
    const problem = await answer.json().catch(() => ({}));
    const sentence = problem.title ?? problem.detail ?? String(answer.status);
    refuse(problem.findings && problem.detail ? `${sentence}\n${problem.detail}` : sentence);
    if (path.startsWith(api + "/bulk-actions/")) {
      const nothing = { deleted: 0, cancelled: 0, published: [], alreadyPublished: [], notFound: [], updatedConsumers: [], retracted: [], alreadyRetracted: [], imported: 0, count: 0 };
      return new Response(JSON.stringify(nothing), { status: 200, headers: { "Content-Type": "application/json" } });
    }
    if (path.endsWith("/execute")) return new Response(null, { status: 200, headers: { "x-elsa-workflow-cannot-start": "True" } });

    // To every answer that it can read the designer says "published"; a call that was broken off it lets go without a word.
    if (/\/(publish|retract|revert\/\d+)$/.test(path)) throw new DOMException(sentence, "AbortError");
    return new Response(null, { status: 204 });
  }

  function refuse(sentence) {
    const box = document.getElementById("frame-refusals");
    const line = document.createElement("p");
    line.className = "frame-refusal";
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = box.dataset.close;
    close.onclick = () => line.remove();
    line.append(close, sentence);
    box.append(line);
  }

  // --- Reading only ----------------------------------------------------------------------------------------------------------------------------------

  // The designer hardly knows readers: what would be refused is not offered, nor its view of the code, which it can show only while it edits. Of many definitions at once a reader may
  // still take out files.
  const changes = new RegExp(`^(${[
    "Create workflow|Run|Run workflow|Duplicate|Cancel|Delete|Publish|Unpublish|Import|Alter|Test|Code view|Rollback to this version|Save|Save As",
    "新建流程|运行|运行流程|复制|取消|删除|发布|取消发布|导入|调整|测试|代码视图|恢复到此版本|保存|另存为",
  ].join("|")})$`, "i");
  const many = /^(Bulk actions|批量操作)$/i;

  function isChange(choice) {
    const words = choice.textContent.trim() || choice.title;
    return changes.test(words) || (many.test(words) && !choice.closest("elsa-workflow-definition-list"));
  }

  // An attribute, because the designer writes the classes of what it draws anew; and it may draw another choice in the same place.
  function hideChanges() {
    for (const choice of document.querySelectorAll("button, .mud-menu-item, .mud-tab, label.mud-button-root"))
      if (!choice.closest(".mud-dialog, .frame-bar, #frame-refusals")) choice.toggleAttribute("data-refused", isChange(choice));
  }

  if (!mayWrite) new MutationObserver(hideChanges).observe(document.body, { subtree: true, childList: true, characterData: true });

  // --- Addresses -------------------------------------------------------------------------------------------------------------------------------------

  const pages = [
    [/^\/studio(?:\/workflows\/definitions)?\/?$/, "definitions", () => element("elsa-workflow-definition-list", {}, { editWorkflowDefinition: edit })],
    [/^\/studio\/workflows\/definitions\/([^/]+)\/edit$/, "definitions", id => element("elsa-workflow-definition-editor", { "definition-id": id }, {})],
    [/^\/studio\/workflows\/instances\/?$/, "instances", () => element("elsa-workflow-instance-list", {}, { viewWorkflowInstance: view })],
    [/^\/studio\/workflows\/instances\/([^/]+)\/view$/, "instances", id => element("elsa-workflow-instance-viewer", { "instance-id": id }, { editWorkflowDefinition: edit })],
  ];
  let shown = null;

  // The menu in which it was chosen closes and gives the focus back to its button, which has to be there still.
  const closing = 150;
  const edit = id => setTimeout(go, closing, `/studio/workflows/definitions/${encodeURIComponent(id)}/edit`);
  const view = id => setTimeout(go, closing, `/studio/workflows/instances/${encodeURIComponent(id)}/view`);

  function element(tag, attributes, callbacks) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    // Functions given before the element is defined would be lost.
    customElements.whenDefined(tag).then(() => Object.assign(made, callbacks));
    return made;
  }

  function go(address) {
    plainPush(null, "", address);
    show();
  }

  function show() {
    const path = location.pathname;
    if (shown === path) return;
    const found = pages.find(([pattern]) => pattern.test(path));
    if (!found) return location.assign(location.href);
    shown = path;
    const [pattern, page, make] = found;
    exporting.classList.toggle("frame-hidden", page !== "instances");
    const id = pattern.exec(path)[1];
    for (const link of document.querySelectorAll("[data-page]"))
      link.toggleAttribute("aria-current", link.dataset.page === page);
    document.querySelector(".frame-skip").href = path + "#studio";
    const language = document.getElementById("frame-language");
    language.href = `/culture/${language.dataset.culture}?back=${encodeURIComponent(path)}`;
    replace(() => make(id && decodeURIComponent(id)));
    relate(path.endsWith("/view") ? decodeURIComponent(id) : null);
  }

  // An element that was taken out lives on for a second; the next one beside it would find the place of its menus and dialogs taken.
  const afterlife = 1200;
  let placing = 0;

  function replace(make) {
    clearTimeout(placing);
    const wait = host.childElementCount > 0 ? afterlife : 0;
    host.replaceChildren();
    placing = setTimeout(() => host.replaceChildren(make()), wait);
  }

  // The designer moves by itself after Run, Save as and from the viewer to the definition; the lists only write their search into the address.
  history.pushState = (state, title, address) => {
    plainPush(state, title, address);
    if (location.pathname.startsWith("/workflows/")) history.replaceState(state, title, "/studio" + location.pathname + location.search);
    show();
  };
  addEventListener("popstate", show);
  document.addEventListener("click", event => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.target || link.download) return;
    const address = new URL(link.href);
    if (address.origin !== location.origin) return;
    const path = address.pathname.startsWith("/workflows/") ? "/studio" + address.pathname : address.pathname;
    if (!pages.some(([pattern]) => pattern.test(path))) return;
    event.preventDefault();
    event.stopPropagation();
    go(path + address.search);
  }, true);

  // --- What an instance belongs to -------------------------------------------------------------------------------------------------------------------

  async function relate(id) {
    const nav = document.getElementById("frame-related");
    nav.replaceChildren();
    if (!id) return;
    const answer = await fetch(`${api}/workflow-instances/${encodeURIComponent(id)}`);
    if (!answer.ok) return;
    const instance = await answer.json();
    const [kind, number] = (instance.correlationId ?? "").split(":");
    if (kind === "case") link(nav, `/cases/${number}`, nav.dataset.case.replace("{0}", instance.name ?? ""));
    if (kind === "call") link(nav, `/calls/${encodeURIComponent(instance.name ?? number)}`, nav.dataset.call.replace("{0}", instance.name ?? ""));
    if (instance.parentWorkflowInstanceId) link(nav, viewOf(instance.parentWorkflowInstanceId), nav.dataset.parent);
    const children = await fetch(`${api}/workflow-instances`, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ page: 0, pageSize: 5, parentWorkflowInstanceIds: [id] }),
    });
    if (!children.ok) return;
    for (const child of (await children.json()).items) link(nav, viewOf(child.id), nav.dataset.child.replace("{0}", child.name ?? child.id));
  }

  const viewOf = id => `/studio/workflows/instances/${encodeURIComponent(id)}/view`;

  function link(nav, href, text) {
    const made = document.createElement("a");
    made.href = href;
    made.textContent = text;
    nav.append(made);
  }

  // --- Export ----------------------------------------------------------------------------------------------------------------------------------------

  // The designer takes instances in from files and gives none out: the one that is shown, or those that are ticked.
  const exporting = document.getElementById("frame-export");
  exporting.onclick = async () => {
    const viewed = /\/instances\/([^/]+)\/view$/.exec(location.pathname)?.[1];
    const ids = viewed ? [decodeURIComponent(viewed)] : [...host.querySelectorAll("tbody tr:has(input:checked) td[data-label='ID']")].map(cell => cell.textContent.trim());
    if (ids.length === 0) return refuse(exporting.dataset.none);
    const answer = await fetch(`${api}/bulk-actions/export/workflow-instances`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ ids }) });
    const name = /filename="?([^";]+)/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];
    if (!name) return;
    const file = document.createElement("a");
    file.href = URL.createObjectURL(await answer.blob());
    file.download = name;
    file.click();
    URL.revokeObjectURL(file.href);
  };

  renew().then(() => token && show());
})();
