// What the pages ask of the browser itself. Kept small: behaviour belongs to the components.
window.shell = {
  // Remembers light/dark and type size for the next page and shows the type size at once.
  look(value) {
    document.cookie = `look=${value}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    document.documentElement.classList.toggle("large", value.includes("large"));
    document.documentElement.style.colorScheme = value.includes("dark") ? "dark" : "light";
    document.body.className = value.includes("dark") ? "dark" : "light";
  },
  // Leaves the live page by a plain form post (signing out must set a cookie).
  post(address) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = address;
    document.body.append(form);
    form.submit();
  },
  copy(text) { return navigator.clipboard.writeText(text); },
};
