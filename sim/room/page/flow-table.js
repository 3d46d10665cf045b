// SPDX-License-Identifier: MIT
// The same look-up as a table: every hop, whom it asked, how it ended. For screen readers, and for who likes rows.
import { define, fill, h } from "./dom.js";
import { ended } from "./flow-model.js";

class FlowTable extends HTMLElement {
  show(lookUp) {
    fill(this, h("details", { class: "flow-rows" },
      h("summary", {}, "The same as a table"),
      h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Hops of the look-up" },
        h("table", {},
          h("thead", {}, h("tr", {}, ["Hop", "For", "Asked", "ms", "Outcome"].map((title) => h("th", { scope: "col" }, title)))),
          h("tbody", {}, lookUp.evidence.map((record, index) => this.#row(record, index === lookUp.failing, lookUp.why)))))));
  }

  #row(record, failing, why) {
    return h("tr", { class: failing ? "fail" : "" },
      h("th", { scope: "row" }, failing ? `✕ ${record.hop}` : record.hop),
      h("td", {}, record.step),
      h("td", { class: "mono" }, record.party ?? ""),
      h("td", { class: "number" }, (record.elapsed_ms ?? 0).toFixed(1)),
      h("td", {}, failing ? `${ended(record)}: ${why ?? ""}` : record.http_status ? `ok ${record.http_status}` : record.outcome));
  }
}

define("flow-table", FlowTable);
