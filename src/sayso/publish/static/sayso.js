// Comfort alone: the page reads without it. Times in the reader's zone (UTC stays in the title) …
const form = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
for (const time of document.querySelectorAll("time[datetime]")) {
  const at = new Date(time.dateTime);
  if (!Number.isNaN(at.valueOf())) time.textContent = form.format(at);
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
