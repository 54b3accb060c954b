"use strict";
/* Sorts the list of reports by a column. Without it the list stands in the order it was made in. */
(() => {
  const table = document.querySelector(".reports table");
  if (!table) return;
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const words = new Intl.Collator("en", { numeric: true });

  const sort = (column) => {
    const head = heads[column];
    // Words go up first, numbers down: what has most to be done comes on top.
    const first = column === 0 ? "ascending" : "descending";
    const other = column === 0 ? "descending" : "ascending";
    const order = head.getAttribute("aria-sort") === first ? other : first;
    const sign = order === "ascending" ? 1 : -1;
    const value = (row) => row.cells[column].textContent.trim();
    const rows = [...body.rows].sort((a, b) => sign * words.compare(value(a), value(b)));
    for (const cell of heads) cell.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", order);
    body.append(...rows);
    document.getElementById("status").textContent = `Sorted by ${head.textContent}, ${order}.`;
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(column));
    head.append(button);
  });
})();
