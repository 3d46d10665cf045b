// SPDX-License-Identifier: MIT
// Elements from names, attributes and children. Text is always text: nothing here parses mark-up.

function put(element, children) {
  for (const child of children.flat(Infinity))
    if (child !== null && child !== undefined && child !== false)
      element.append(child instanceof Node ? child : String(child));
  return element;
}

function dress(element, attributes) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  return element;
}

export const h = (name, attributes, ...children) => put(dress(document.createElement(name), attributes), children);

export const svg = (name, attributes, ...children) =>
  put(dress(document.createElementNS("http://www.w3.org/2000/svg", name), attributes), children);

export const fill = (element, ...children) => {
  element.replaceChildren();
  return put(element, children);
};

export const define = (name, element) => customElements.define(name, element);

// A list of tabs whose panels are made when they are first shown.
export function tabs(label, panels, chosen = 0) {
  const panel = h("div", { role: "tabpanel", class: "panel", tabindex: "0" });
  const buttons = panels.map(({ title }, index) =>
    h("button", { role: "tab", type: "button", onclick: () => choose(index) }, title));
  const list = h("div", { role: "tablist", "aria-label": label, class: "tablist", onkeydown: move }, buttons);

  function choose(index, focus) {
    buttons.forEach((button, at) => {
      button.setAttribute("aria-selected", String(at === index));
      button.tabIndex = at === index ? 0 : -1;
    });
    panel.setAttribute("aria-label", panels[index].title);
    fill(panel, panels[index].show());
    if (focus) buttons[index].focus();
    chosen = index;
  }
  function move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    choose((chosen + step + panels.length) % panels.length, true);
  }
  choose(Math.min(chosen, panels.length - 1));
  return h("div", { class: "tabbed" }, list, panel);
}

export const time = (milliseconds) => new Date(milliseconds).toLocaleTimeString([], { hour12: false });

let fading;
export function toast(text) {
  const place = document.getElementById("toast");
  place.textContent = text;
  clearTimeout(fading);
  fading = setTimeout(() => { place.textContent = ""; }, 8000);
}

export function copyButton(text) {
  const button = h("button", { type: "button", class: "small", onclick: copy }, "Copy");
  async function copy() {
    await navigator.clipboard.writeText(text());
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  }
  return button;
}
