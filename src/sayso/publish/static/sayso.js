// Comfort alone: the page reads without it. Times are UTC everywhere; the reader's own stands in the title, with its zone …
const form = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit",
  timeZoneName: "short" });
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const time of document.querySelectorAll("time[datetime]")) {
  const at = new Date(time.dateTime);
  if (!Number.isNaN(at.valueOf())) time.title = `${form.format(at)} (${zone})`;
}
// … and on Datasette's table pages the long list of columns folded, so that the rows come first.
const columns = document.querySelector("dl.column-descriptions");
if (columns) {
  const fold = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = "What the columns mean";
  columns.replaceWith(fold);
  fold.append(summary, columns);
}
// … and the box for SQL named, whether it is a plain field or the editor that takes its place a moment later.
const named = () => {
  const boxes = document.querySelectorAll("textarea[name=sql], .CodeMirror textarea, .cm-content");
  for (const box of boxes) box.setAttribute("aria-label", "SQL query");
};
if (document.querySelector("textarea[name=sql]")) {
  named();
  new MutationObserver(named).observe(document.body, { childList: true, subtree: true });
}
// … and the fields of its filters named, for those who hear the page.
const names = { _filter_column: "Column", _filter_op: "Comparison", _filter_value: "Value", _sort: "Sort by" };
for (const field of document.querySelectorAll("form.filters select, form.filters input[type=text]")) {
  const name = names[field.name.replace(/_\d+$/, "")];
  if (name && !field.labels.length) field.setAttribute("aria-label", name);
}
