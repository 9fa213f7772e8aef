// Brings a field (or a button) into view and puts the cursor into it; a place that holds several gives its first input.
export function focusField(id) {
  const place = document.getElementById(id);
  if (!place) return;
  place.scrollIntoView({ block: "center" });
  const enterable = "input:not([disabled]), textarea, select";
  const target = place.matches(enterable + ", button") ? place : place.querySelector(enterable) ?? place.querySelector("button") ?? place;
  target.focus({ preventScroll: true });
}
