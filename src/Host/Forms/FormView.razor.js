// Brings a field into view and puts the cursor into it.
export function focusField(id) {
  const place = document.getElementById(id);
  if (!place) return;
  place.scrollIntoView({ block: "center" });
  const enterable = "input, textarea, select, button";
  (place.matches(enterable) ? place : place.querySelector(enterable) ?? place).focus({ preventScroll: true });
}
