// Choosing several pictures at once, with a preview and a description for each, and how far sending is.
// Without it the numbered rows of the form work by themselves.
(() => {
  "use strict";

  const SMALL = 160; // pixels of a preview
  const LARGEST = 40 * 1024 * 1024; // bytes that the server takes together

  const rowsOf = (box) => [...box.querySelectorAll("[data-picture]")];
  const fileOf = (row) => row.querySelector("input[type=file]");
  const announce = (words) => document.dispatchEvent(new CustomEvent("announce", { detail: words }));

  function put(row, file) {
    const one = new DataTransfer();
    if (file) one.items.add(file);
    fileOf(row).files = one.files;
  }

  // A picture of a few pixels: a data address, as the page may load nothing else.
  async function preview(file) {
    const drawn = await createImageBitmap(file);
    const scale = SMALL / Math.max(drawn.width, drawn.height);
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(drawn.width * scale));
    canvas.height = Math.max(1, Math.round(drawn.height * scale));
    canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height);
    drawn.close();
    return canvas.toDataURL("image/jpeg", 0.8);
  }

  function head(box, row, file) {
    const line = document.createElement("div");
    line.className = "picked__head";
    const name = document.createElement("p");
    name.className = "picked__name small";
    name.textContent = file.name;
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "button button--subtle button--small";
    remove.textContent = `${box.dataset.textRemove}: ${file.name}`;
    remove.addEventListener("click", () => {
      put(row, null);
      row.querySelector("input[type=text]").value = "";
      arrange(box);
      box.querySelector("[data-several]").focus();
    });
    line.append(name, remove);
    preview(file).then((address) => {
      const image = document.createElement("img");
      image.alt = "";
      image.src = address;
      line.prepend(image);
    }, () => {}); // the server says what is wrong with it
    return line;
  }

  // Rows with a picture show it; rows without one wait out of sight, unless there is something to say there.
  function arrange(box) {
    rowsOf(box).forEach((row) => {
      const file = fileOf(row).files[0];
      const words = row.querySelector("input[type=text]");
      row.querySelector(".picked__head")?.remove();
      row.classList.toggle("picked--chosen", Boolean(file));
      row.hidden = !file && !row.querySelector(".field--invalid") && !words.value;
      row.querySelector("[data-picture-file]").hidden = Boolean(file) && !row.querySelector("[data-picture-file] .field--invalid");
      if (file) row.prepend(head(box, row, file));
    });
  }

  function choose(box, chosen) {
    const files = [...chosen.files];
    const free = rowsOf(box).filter((row) => !fileOf(row).files.length);
    files.slice(0, free.length).forEach((file, place) => put(free[place], file));
    chosen.value = "";
    arrange(box);
    tell(box, files.length > free.length ? box.dataset.textTooMany : "");
    const first = free[0];
    if (files.length && first) first.querySelector("input[type=text]").focus();
  }

  function tell(box, words) {
    const line = box.querySelector("[data-said]");
    line.textContent = words;
    if (words) announce(words);
  }

  function prepare(box) {
    if (!box || box.dataset.ready) return;
    box.dataset.ready = "yes";
    const more = box.querySelector("[data-picture-more]");
    rowsOf(box).forEach((row) => more.before(row));
    more.remove();
    const place = document.createElement("div");
    place.className = "field";
    const label = document.createElement("label");
    label.className = "field__label";
    label.htmlFor = "fotos";
    label.textContent = box.dataset.textChoose;
    const chosen = document.createElement("input");
    Object.assign(chosen, { type: "file", id: "fotos", multiple: true, accept: fileOf(rowsOf(box)[0]).accept, className: "input" });
    chosen.dataset.several = "";
    chosen.addEventListener("change", () => choose(box, chosen));
    const said = document.createElement("p");
    said.dataset.said = "";
    said.className = "small";
    place.append(label, chosen, said);
    rowsOf(box)[0].before(place);
    box.addEventListener("change", (event) => { if (event.target.matches("[data-picture] input[type=file]")) arrange(box); });
    arrange(box);
  }

  const find = () => prepare(document.querySelector("[data-pictures]"));

  // ---- How far sending is -------------------------------------------------------------------------------
  const isOurs = (event) => event.target.closest?.("form")?.querySelector("[data-pictures]");

  document.addEventListener("htmx:beforeRequest", (event) => {
    const box = isOurs(event);
    if (!box) return;
    const size = rowsOf(box).reduce((sum, row) => sum + (fileOf(row).files[0]?.size || 0), 0);
    if (size > LARGEST) {
      event.preventDefault();
      return tell(box, box.dataset.textTooLarge);
    }
    event.target.querySelector("[data-sending]").hidden = false;
    announce(box.dataset.textBusy);
  });
  document.addEventListener("htmx:xhr:progress", (event) => {
    const box = isOurs(event);
    if (!box || !event.detail.lengthComputable) return;
    const bar = event.target.querySelector("[data-sending] progress");
    const part = Math.round((event.detail.loaded / event.detail.total) * 100);
    if (part === 100 && bar.value < 100) announce(box.dataset.textSent);
    bar.value = part;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const box = isOurs(event);
    if (!box) return;
    const sending = event.target.querySelector("[data-sending]");
    sending.hidden = true;
    sending.querySelector("progress").value = 0;
    if (event.detail.xhr?.status === 413) tell(box, box.dataset.textTooLarge);
  });
  document.addEventListener("htmx:afterSettle", find);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", find);
  else find();
})();
