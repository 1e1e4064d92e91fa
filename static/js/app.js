// What HTML cannot do by itself: focus, announcements, second clicks, tabs and drag on the board, live changes.
// Everything here helps a link or form that works without it.
(() => {
  "use strict";

  const text = (name) => document.body.dataset[name] || "";
  const status = () => document.getElementById("status");

  // ---- Announcements: one polite line for the whole page -------------------------------------------------
  function announce(message) {
    const line = status();
    if (!line || !message) return;
    line.textContent = "";
    window.setTimeout(() => { line.textContent = message; }, 50);
  }

  document.addEventListener("announce", (event) => {
    const detail = event.detail || {};
    announce(typeof detail === "string" ? detail : detail.value);
  });

  // ---- Focus --------------------------------------------------------------------------------------------
  function focusOn(element) {
    if (!element) return;
    if (!element.matches("a[href], button, input, select, textarea, summary, [tabindex]")) element.tabIndex = -1;
    element.focus();
  }

  // HX-Trigger: {"focus": "#comment-12"}
  document.addEventListener("focus-on", (event) => {
    const selector = event.detail && event.detail.value;
    if (selector) window.setTimeout(() => focusOn(document.querySelector(selector)), 30);
  });

  const summaryHeading = (root) => root.querySelector(".error-summary [data-focus]");

  // "Fout:" stands before the title for as long as there are mistakes on the page.
  function markTitle() {
    const mark = `${text("textMistake")} `;
    const plain = document.title.startsWith(mark) ? document.title.slice(mark.length) : document.title;
    document.title = summaryHeading(document) ? mark + plain : plain;
  }

  // After a swap: to the mistakes, else to where the person was, else to what came in its place.
  document.addEventListener("htmx:afterSettle", (event) => {
    const root = event.detail.elt;
    if (!root || !root.isConnected) return;
    markTitle();
    if (root.id === "kijk" && event.detail.requestConfig?.triggeringEvent) announce(text("textChosen"));
    const mistakes = summaryHeading(root);
    if (mistakes) return focusOn(mistakes);
    if (document.activeElement && document.activeElement !== document.body) return;
    if (root.matches("main, body")) return focusOn(root.querySelector("h1"));
    if (event.detail.requestConfig?.triggeringEvent || event.detail.requestConfig?.verb !== "get") focusOn(root);
  });

  // What nobody filled in stays out of the address, so that it can be read and shared.
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get" || !event.detail.elt.matches("form")) return;
    const sent = event.detail.formData;
    [...sent.entries()].forEach(([name, value]) => { if (value === "") sent.delete(name); });
  });

  // ---- A second click on the same form does nothing for five seconds -------------------------------------
  let sent = new WeakMap();
  window.addEventListener("pageshow", (event) => { if (event.persisted) sent = new WeakMap(); });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    const now = Date.now();
    if (now - (sent.get(form) || 0) < 5000) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    sent.set(form, now);
  }, true);
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest && event.detail.elt.closest("form");
    if (form) sent.delete(form);
  });

  // ---- Requests that fail -------------------------------------------------------------------------------
  function trouble(message) {
    const place = document.getElementById("trouble");
    if (!place) return;
    place.replaceChildren();
    if (!message) return;
    const line = document.createElement("p");
    line.className = "alert alert--negative";
    const words = document.createElement("span");
    words.textContent = message;
    line.append(words);
    place.append(line);
  }

  const silent = (event) => event.detail.requestConfig?.headers?.["X-Live"] === "1";
  ["htmx:sendError", "htmx:timeout"].forEach((name) => document.addEventListener(name, (event) => {
    if (!silent(event)) trouble(text("textOffline"));
  }));
  document.addEventListener("htmx:responseError", (event) => {
    if (silent(event)) return;
    const code = event.detail.xhr.status;
    const form = event.detail.elt.closest("form");
    // Somebody else was first: the whole page shows both versions.
    if (code === 409 && form && form.method === "post") return form.submit();
    if (code === 429) return trouble(text("textSlowDown"));
    if (code === 403 || code === 404) return trouble(text("textRefused"));
    trouble(text("textFailed"));
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!silent(event)) trouble("");
    // Asked for before the morph script is here: then a whole page, as without JavaScript.
    const element = event.detail.elt;
    if (window.Idiomorph || !(element.getAttribute("hx-swap") || "").startsWith("morph")) return;
    event.preventDefault();
    if (element.matches("form")) element.submit();
    else if (element.href) window.location.assign(element.href);
  });

  // ---- Tabs of stages on the phone ----------------------------------------------------------------------
  function markTab() {
    const board = document.querySelector(".board");
    const tabs = document.querySelector(".stage-tabs");
    if (!board || !tabs || !tabs.offsetParent) return;
    const edge = board.getBoundingClientRect().left;
    let nearest = null;
    let least = Infinity;
    board.querySelectorAll(".column").forEach((column) => {
      const away = Math.abs(column.getBoundingClientRect().left - edge - 16);
      if (away < least) { least = away; nearest = column; }
    });
    tabs.querySelectorAll("a").forEach((tab) => {
      const here = nearest && tab.hash === `#${nearest.id}`;
      if (here === tab.hasAttribute("aria-current")) return;
      if (!here) return tab.removeAttribute("aria-current");
      tab.setAttribute("aria-current", "true");
      const row = tab.closest("ul");
      row.scrollTo({ left: tab.offsetLeft - row.offsetLeft - 16 });
    });
  }

  let waiting = false;
  document.addEventListener("scroll", (event) => {
    if (waiting || !(event.target instanceof Element) || !event.target.matches(".board")) return;
    waiting = true;
    window.requestAnimationFrame(() => { waiting = false; markTab(); });
  }, true);

  document.addEventListener("click", (event) => {
    const tab = event.target.closest && event.target.closest(".stage-tabs a");
    const column = tab && document.getElementById(tab.hash.slice(1));
    if (!column) return;
    event.preventDefault();
    const board = column.closest(".board");
    board.scrollTo({ left: board.scrollLeft + column.getBoundingClientRect().left - board.getBoundingClientRect().left - 16 });
    const title = column.querySelector(".column__title");
    if (title) { title.tabIndex = -1; title.focus({ preventScroll: true }); }
    // Whoever goes there wants to see it: the tabs go to the top when the column is below the window.
    if (title && title.getBoundingClientRect().bottom > window.innerHeight) tab.scrollIntoView({ block: "start", inline: "nearest" });
    window.setTimeout(markTab, 350);
  });

  // ---- Drag a card to a stage: fills in and sends the card's own form ------------------------------------
  let dragged = null;
  const columnsOf = (card) => card.closest(".board").querySelectorAll(".column[data-stage]");
  const movesOf = (card) => (card.dataset.moves || "").split(" ").filter(Boolean);

  function stopDragging() {
    if (!dragged) return;
    columnsOf(dragged).forEach((column) => column.removeAttribute("data-drop"));
    dragged.removeAttribute("data-dragging");
    dragged = null;
  }

  document.addEventListener("dragstart", (event) => {
    const card = event.target.closest && event.target.closest(".board .card[draggable=true]");
    if (!card || event.target.closest("form")) return;
    dragged = card;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.id);
    event.dataTransfer.setDragImage(card, 24, 24);
    const moves = movesOf(card);
    window.setTimeout(() => {
      if (!dragged) return;
      card.setAttribute("data-dragging", "");
      columnsOf(card).forEach((column) => {
        if (!column.contains(card)) column.dataset.drop = moves.includes(column.dataset.stage) ? "yes" : "no";
      });
    });
    announce(text("textDragging"));
  });

  function dropColumn(event) {
    if (!dragged || !event.target.closest) return null;
    const column = event.target.closest(".column[data-stage]");
    return column && !column.contains(dragged) && movesOf(dragged).includes(column.dataset.stage) ? column : null;
  }

  document.addEventListener("dragover", (event) => {
    if (!dragged) return;
    const over = dropColumn(event);
    if (over) { event.preventDefault(); event.dataTransfer.dropEffect = "move"; }
    columnsOf(dragged).forEach((column) => {
      if (column === over) column.dataset.drop = "over";
      else if (column.dataset.drop === "over") column.dataset.drop = "yes";
    });
  });

  document.addEventListener("drop", (event) => {
    const column = dropColumn(event);
    if (!column) return;
    event.preventDefault();
    const stage = column.dataset.stage;
    const card = dragged;
    stopDragging();
    const form = card.querySelector("form[data-move]");
    const choice = form && form.elements.namedItem("stage");
    if (choice) choice.value = stage;
    if (choice && choice.value === stage) form.requestSubmit();
    else if (card.dataset.moveUrl) {
      const address = new URL(card.dataset.moveUrl, window.location.href);
      address.searchParams.set("stage", stage);
      window.location.assign(address);
    }
  });
  document.addEventListener("dragend", stopDragging);

  // ---- Live changes: a cheap question with a version number, asked only while somebody looks -------------
  const pause = 3500;
  let failures = 0;
  let timer = 0;

  const isChanged = (field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.options) {
      const set = [...field.options].filter((option) => option.defaultSelected);
      return set.length ? [...field.options].some((option) => option.selected !== option.defaultSelected) : field.selectedIndex > 0;
    }
    return field.type !== "hidden" && "defaultValue" in field && field.value !== field.defaultValue;
  };
  const inUse = (form) => form.contains(document.activeElement) || [...form.elements].some(isChanged);

  // Only a page that changes by itself needs to morph.
  function loadMorph() {
    const script = document.createElement("script");
    script.src = document.body.dataset.morph;
    script.addEventListener("load", () => { keepWhatPeopleDo(); again(); });
    document.head.append(script);
  }

  function keepWhatPeopleDo() {
    const callbacks = window.Idiomorph.defaults.callbacks;
    // Half-typed text stays, and what somebody opened stays open.
    callbacks.beforeNodeMorphed = (old) => !(old.nodeName === "FORM" && inUse(old));
    callbacks.beforeAttributeUpdated = (name, node) =>
      !(name === "open" && node.nodeName === "DETAILS") && !(name === "tabindex" && node === document.activeElement)
      && !(name === "aria-current" && node.closest(".stage-tabs"));
  }

  function again() {
    window.clearTimeout(timer);
    if (document.hidden || !document.getElementById("kijk")) return;
    const slower = Math.min(2 ** failures, 15);
    timer = window.setTimeout(look, pause * slower + (Math.random() - 0.5) * 1000);
  }

  async function look() {
    const board = document.getElementById("kijk");
    if (!board || document.hidden) return;
    if (dragged) return again();
    try {
      const answer = await fetch(board.dataset.liveUrl + board.dataset.version, { credentials: "same-origin" });
      failures = answer.ok || answer.status === 304 ? 0 : failures + 1;
      if (answer.status === 200) {
        const { version } = await answer.json();
        if (String(version) !== board.dataset.version) await refresh(board, version);
      }
    } catch {
      failures += 1;
    }
    again();
  }

  async function refresh(board, version) {
    const target = board.dataset.refreshTarget || "#kijk";
    await window.htmx.ajax("GET", board.dataset.refreshUrl, {
      source: board, target, swap: "morph:outerHTML", headers: { "X-Live": "1" },
    });
    const now = document.getElementById("kijk");
    // A fragment that is #kijk itself carries its own version.
    if (now && target !== "#kijk") now.dataset.version = version;
    markTab();
    announce(text("textRefreshed"));
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) window.clearTimeout(timer);
    else if (window.Idiomorph) look();
  });

  // ---- Start --------------------------------------------------------------------------------------------
  function start() {
    focusOn(summaryHeading(document));
    // On the phone the filters begin as a closed drawer.
    document.querySelectorAll("details[data-drawer]").forEach((drawer) => {
      if (window.matchMedia("(max-width: 48rem)").matches) drawer.open = false;
    });
    markTab();
    if (document.getElementById("kijk")) loadMorph();
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
