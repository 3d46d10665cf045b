// SPDX-License-Identifier: MIT
// Evidence without a lab: a pack to read, four questions on it, and what was right.
import { attempt, get, post } from "./api.js";
import { define, fill, h, toast } from "./dom.js";

class QuizView extends HTMLElement {
  async connectedCallback() {
    if (this.quiz) return;
    fill(this, h("p", { class: "card quiet" }, "A lab is broken, looked up in, and its evidence packed …"));
    this.#show(await attempt(() => get("quiz")));
  }

  #show(quiz) {
    if (!quiz) return;
    this.quiz = quiz;
    const right = quiz.questions.filter(({ chosen, right: good }) => good?.includes(chosen)).length;
    fill(this, h("section", { class: "card" }, h("p", { class: "quiet" }, `${quiz.course} · ${quiz.number}`),
      h("h1", { class: "title" }, "What does the evidence say?"),
      h("p", {}, "A user looked up when somebody is free, and it failed. The pack has what the asker saw, the logs of every server and device, and the settings of both sides; README.txt in it says what each file is."),
      h("div", { class: "buttons" }, h("a", { class: "button main", href: "/api/quiz/pack", download: `${quiz.number}.zip` }, "Download the evidence"))),
    h("form", { class: "card answer-form", onsubmit: (event) => this.#answer(event) }, h("h2", {}, quiz.answered ? `${right} of ${quiz.questions.length} right` : "Four questions"),
      quiz.questions.map((question, number) => this.#question(question, number)),
      quiz.answered ? null : h("p", {}, h("button", { type: "submit", class: "main" }, "Answer"))),
    quiz.answered ? h("section", { class: "card", "aria-label": "Debrief" }, h("h2", {}, "What there was to learn"),
      quiz.debrief.map((text) => h("p", { class: "paragraph" }, text)),
      h("p", {}, h("button", { type: "button", class: "main", onclick: (event) => this.#next(event) }, "Next pack"))) : null);
  }

  #question({ asks, choices, chosen, right }, number) {
    return h("fieldset", {}, h("legend", {}, asks), choices.map((text, place) => h("label", { class: "check option" },
      h("input", { type: "radio", name: `question-${number}`, value: place, disabled: Boolean(right), checked: chosen === place }),
      h("span", {}, text, right?.includes(place) ? h("strong", { class: "good" }, " ✓")
        : chosen === place ? h("strong", { class: "bad" }, " ✕") : ""))));
  }

  async #answer(event) {
    event.preventDefault();
    const chosen = this.quiz.questions.map((_, number) => this.querySelector(`input[name=question-${number}]:checked`)?.value);
    if (chosen.includes(undefined)) { toast("Each of the four questions needs an answer."); return; }
    this.#show(await attempt(() => post("quiz", { answers: chosen.map(Number) })));
  }

  async #next(event) {
    event.target.disabled = true;
    event.target.textContent = "The next lab is broken …";
    this.#show(await attempt(() => post("quiz/next")));
    event.target.disabled = false;
  }
}

define("quiz-view", QuizView);
