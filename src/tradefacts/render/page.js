"use strict";
// Without this script the page still shows every fact, and its links lead to the table and back.
{
  const table = document.querySelector("table.mentions");
  const body = table.tBodies[0];
  const status = document.querySelector("[role=status]");
  const card = document.getElementById("card");

  // -- sorting
  const collator = new Intl.Collator("ru", { numeric: true, sensitivity: "base" });
  // Ranks come before words, and words before nothing, whichever way the column is sorted.
  const group = (cell) => (cell.dataset.rank !== undefined ? 0 : cell.textContent ? 1 : 2);
  const keys = (cells) => {
    // thousands of cells hold few words: comparing each word once is what makes this fast
    const words = [...new Set(cells.map((cell) => cell.textContent))].sort(collator.compare);
    const places = new Map(words.map((word, place) => [word, place]));
    return cells.map((cell) => Number(cell.dataset.rank ?? places.get(cell.textContent)));
  };

  const sort = (heading) => {
    const way = heading.ariaSort === "ascending" ? -1 : 1;
    const column = heading.cellIndex;
    const { tHead, tBodies } = heading.closest("table");
    const rows = Array.from(tBodies[0].rows);
    const cells = rows.map((row) => row.cells[column]);
    const [groups, places] = [cells.map(group), keys(cells)];
    const order = rows.map((_, index) => index);
    order.sort((a, b) => groups[a] - groups[b] || way * (places[a] - places[b]));
    const sorted = document.createDocumentFragment();
    for (const index of order) sorted.append(rows[index]);
    tBodies[0].append(sorted);
    for (const other of tHead.rows[0].cells) other.ariaSort = "none";
    heading.ariaSort = way === 1 ? "ascending" : "descending";
  };
  document.querySelector(".facts").addEventListener("click", (event) => {
    const heading = event.target.closest("th");
    if (heading && event.target.closest("button")) sort(heading);
  });

  // -- filter: a fact that is not shown is plain text again, and no stop of the Tab key
  const show = (button, shown) => {
    button.ariaPressed = String(shown);
    for (const row of body.rows) if (row.dataset.kind === button.dataset.kind) row.hidden = !shown;
    for (const fact of document.querySelectorAll(`.fact.k${button.dataset.kind}`)) {
      if (shown) fact.href = fact.dataset.href;
      else {
        fact.dataset.href = fact.hash;
        fact.removeAttribute("href");
      }
    }
    const all = body.rows.length;
    const hidden = body.querySelectorAll("tr[hidden]").length;
    const noun = all === 1 ? "fact" : "facts";
    status.textContent = hidden ? `${all - hidden} of ${all} ${noun}` : `${all} ${noun}`;
    hide();
  };
  document.querySelector(".kinds").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) show(button, button.ariaPressed !== "true");
  });

  // -- card: what is known of the fact that is pointed at, focused or tapped
  let owner = null;
  const element = (name, text, className = "") => {
    const made = document.createElement(name);
    made.textContent = text;
    made.className = className;
    return made;
  };
  const fill = (fact) => {
    const why = fact.closest("tr")?.querySelector(".why");
    if (why) {
      const list = document.createElement("dl");
      list.append(...Array.from(why.childNodes, (node) => node.cloneNode(true)));
      card.replaceChildren(list, element("p", "Enter or click: its number in the text"));
      return;
    }
    const cells = document.querySelector(fact.hash).closest("tr").cells;
    const list = document.createElement("dl");
    const names = Array.from(table.tHead.rows[0].cells, (cell) => cell.textContent.toLowerCase());
    for (const column of [3, 4, 5, 2, 6]) {
      if (!cells[column].textContent) continue;
      const value = element("dd", "", column === 3 ? "worth" : "");
      value.append(...Array.from(cells[column].childNodes, (node) => node.cloneNode(true)));
      list.append(element("dt", names[column]), value);
    }
    card.replaceChildren(list, element("p", "Enter or click: its row in the table"));
  };
  const place = () => {
    if (!owner) return;
    const at = owner.getClientRects()[0] ?? owner.getBoundingClientRect();
    const room = document.documentElement;
    const left = Math.min(at.left, room.clientWidth - card.offsetWidth - 8);
    const below = at.bottom + card.offsetHeight <= room.clientHeight;
    card.style.left = `${Math.max(8, left)}px`;
    card.style.top = `${below ? at.bottom : Math.max(0, at.top - card.offsetHeight)}px`;
  };
  const hide = () => {
    owner?.removeAttribute("aria-describedby");
    owner = null;
    card.hidden = true;
  };
  const reveal = (fact) => {
    if (fact === owner) return;
    hide();
    owner = fact;
    fill(fact);
    fact.setAttribute("aria-describedby", "card");
    card.hidden = false;
    place();
  };
  const owners = ".fact[href], .trade td a";
  const factOf = (node) => (node instanceof Element ? node.closest(owners) : null);
  const focused = () => factOf(document.activeElement);
  const leave = () => (focused() ? reveal(focused()) : hide());

  // -- trade facts: a row, or a part of the text, lights up all that belongs to its fact
  let lit = "";
  const numbersOf = (node) =>
    node?.closest("tr[data-t], .part")?.dataset.t ?? node?.querySelector(".part")?.dataset.t ?? "";
  const light = (numbers) => {
    if (numbers === lit) return;
    lit = numbers;
    for (const part of document.querySelectorAll(".lit")) part.classList.remove("lit");
    for (const number of numbers.split(" ").filter(Boolean)) {
      for (const part of document.querySelectorAll(`[data-t~="${number}"]`)) part.classList.add("lit");
    }
  };
  const lightFocused = () => light(focused() ? numbersOf(focused()) : "");
  document.addEventListener("pointerover", (event) => {
    const over = event.target instanceof Element && event.target.closest("tr[data-t], .part");
    if (over) light(over.dataset.t);
    else lightFocused();
  });
  document.addEventListener("focusin", lightFocused);

  document.addEventListener("pointerover", (event) => {
    const fact = factOf(event.target);
    if (event.pointerType === "touch") return;
    if (fact) reveal(fact);
    else if (!card.contains(event.target)) leave();
  });
  document.documentElement.addEventListener("pointerleave", leave);
  document.addEventListener("focusin", leave);
  document.addEventListener("focusout", (event) => event.relatedTarget || hide());
  document.addEventListener("scroll", place, { capture: true, passive: true });
  addEventListener("resize", place);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());

  // The first tap shows the card, the next one follows the link.
  let untold = null;
  document.addEventListener("pointerdown", (event) => {
    const fact = factOf(event.target);
    untold = event.pointerType === "touch" && fact !== owner ? fact : null;
    if (event.pointerType === "touch" && !fact && !card.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    if (untold && link === untold) {
      event.preventDefault();
      untold = null;
      reveal(link);
    } else if (location.protocol === "about:") {
      // in the frame of a notebook a link would be resolved against the notebook's address
      event.preventDefault();
      location.hash = "";
      location.hash = link.hash;
    }
  });
}
