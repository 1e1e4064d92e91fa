// Passkeys: asks the server for a question, the browser for a key, and sends what came of it in the form.
// Without it, or in a browser that has no passkeys, the form stays hidden and the other ways remain.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const read = (keys) => (keys || []).map((key) => ({ ...key, id: bytes(key.id) }));

let waiting = null; // what the browser offers by itself, until somebody presses the button

async function ask(form) {
  const body = new FormData();
  body.append("csrf_token", form.elements.namedItem("csrf_token")?.value || "");
  const answer = await fetch(form.dataset.question, { method: "POST", body, credentials: "same-origin", redirect: "error" });
  if (!answer.ok) throw new Error(String(answer.status));
  const { token, publicKey } = await answer.json();
  publicKey.challenge = bytes(publicKey.challenge);
  if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
  if (publicKey.allowCredentials) publicKey.allowCredentials = read(publicKey.allowCredentials);
  if (publicKey.excludeCredentials) publicKey.excludeCredentials = read(publicKey.excludeCredentials);
  return { token, publicKey };
}

function written(key) {
  const { response } = key;
  const parts = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) parts.attestationObject = text(response.attestationObject);
  if (response.authenticatorData) parts.authenticatorData = text(response.authenticatorData);
  if (response.signature) parts.signature = text(response.signature);
  if (response.userHandle) parts.userHandle = text(response.userHandle);
  if (response.getTransports) parts.transports = response.getTransports();
  return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response: parts });
}

async function go(form, options = {}) {
  const { token, publicKey } = await ask(form);
  const make = form.dataset.passkey === "make";
  const key = await navigator.credentials[make ? "create" : "get"]({ publicKey, ...options });
  form.elements.namedItem("challenge").value = token;
  form.elements.namedItem("credential").value = written(key);
  form.submit();
}

function prepare(form) {
  const said = form.querySelector("[data-said]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    waiting?.abort();
    waiting = null;
    said.textContent = form.dataset.textBusy;
    try {
      await go(form);
    } catch {
      said.textContent = form.dataset.textFailed;
    }
  });
}

async function offer(form) {
  if (!(await window.PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  waiting = new AbortController();
  try {
    await go(form, { mediation: "conditional", signal: waiting.signal });
  } catch {
    // Nobody chose a key there; the button still works.
  }
}

if (window.PublicKeyCredential && window.isSecureContext) {
  document.querySelectorAll("[data-without-passkeys]").forEach((words) => { words.hidden = true; });
  document.querySelectorAll("form[data-passkey]").forEach(prepare);
  const form = document.querySelector("form[data-by-itself]");
  if (form) offer(form);
}
