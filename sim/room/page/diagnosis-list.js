// SPDX-License-Identifier: MIT
// Which failures fit, why, and what to do: the same for a look-up and for what somebody pasted.
import { copyButton, define, fill, h } from "./dom.js";

const certainty = (confidence) => `${Math.round(confidence * 100)} %`;

function command({ at, command: text }) {
  return h("li", { class: "command" }, h("span", { class: "badge" }, at), h("code", { class: "mono" }, text), copyButton(() => text));
}

export function cause({ cause: says, check, remedies, commands }) {
  return h("li", {}, h("p", {}, says),
    check?.command ? [h("p", { class: "quiet" }, "Check whether it is so:"), h("ul", { class: "commands" }, command(check))] : null,
    (remedies ?? []).map((remedy) => h("p", {}, remedy)),
    commands?.length ? h("ul", { class: "commands" }, commands.map(command)) : null);
}

class DiagnosisList extends HTMLElement {
  show(diagnoses, wholeText) {
    fill(this, diagnoses.map((diagnosis, index) => this.#one(diagnosis, index === 0, wholeText)));
  }

  #one(diagnosis, first, wholeText) {
    return h("details", { class: "diagnosis", open: first },
      h("summary", {}, h("strong", {}, `${diagnosis.id} ${diagnosis.title}`), " ", h("span", { class: "badge" }, certainty(diagnosis.confidence))),
      diagnosis.where && !diagnosis.where.startsWith("-:") ? h("p", { class: "quiet" }, "Found in ", h("span", { class: "mono" }, diagnosis.where)) : null,
      this.#words(diagnosis, wholeText),
      diagnosis.because?.length ? [h("h3", {}, "Because"), h("ul", { class: "plain" }, diagnosis.because.map((text) => h("li", {}, text)))] : null,
      diagnosis.causes?.length ? [h("h3", {}, "Causes, most likely first"), h("ol", { class: "causes" }, diagnosis.causes.map(cause))] : null,
      diagnosis.tell_apart?.length ? [h("h3", {}, "What it is taken for"),
        h("ul", { class: "plain" }, diagnosis.tell_apart.map(({ id, check }) => h("li", {}, h("a", { href: `#catalogue/${id}` }, id), ` ${check}`)))] : null);
  }

  #words({ before, words, after }) {
    return words ? h("p", { class: "mono quote" }, before ?? "", h("mark", {}, words), after ?? "") : null;
  }
}

define("diagnosis-list", DiagnosisList);
