const enterable = "input:not([disabled]), textarea, select";
const typed = "input:not([type=checkbox], [type=radio], [type=file]), textarea, select";

// Brings a field (or a button) into view and puts the cursor into it; a place that holds several gives its first input.
// Whoever writes in another field by the time this comes keeps the cursor: the word would end in the wrong field.
export function focusField(id) {
  const place = document.getElementById(id);
  if (!place || document.activeElement?.matches(typed)) return;
  place.scrollIntoView({ block: "center" });
  const target = place.matches(enterable + ", button") ? place : place.querySelector(enterable) ?? place.querySelector("button") ?? place;
  target.focus({ preventScroll: true });
}
