// Drives cchc-rules from another language, here JavaScript: one long-lived process, a request a line, an answer a line.
//
//   node examples/integration/client.mjs [PROGRAM [ARGUMENT…]]        the program is `cchc-rules` unless it is named
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const RULEBOOK = fileURLToPath(new URL("../rulebooks/so-vi-du/quy-che-2025", import.meta.url));

/** One process, and a promise for every request that it has not answered yet. */
class Rules {
  #process;
  #pending = new Map();
  #number = 0;

  constructor(program, ...options) {
    this.#process = spawn(program[0], [...program.slice(1), "evaluate", "-", "--format", "jsonl", ...options], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    createInterface({ input: this.#process.stdout }).on("line", (line) => this.#settle(JSON.parse(line)));
    this.ended = new Promise((resolve) => this.#process.on("close", resolve));
    this.#process.stdin.on("error", () => {}); // the process is gone; "close" tells everybody who waits
    this.#process.on("error", (fault) => this.#fail(fault));
    this.#process.on("close", (code) => this.#fail(new Error(`cchc-rules ended with ${code}`)));
  }

  /** The answer to a request; whoever asks again before it came does not have to wait. */
  ask(request) {
    const request_id = ++this.#number;
    return new Promise((resolve, reject) => {
      this.#pending.set(request_id, { resolve, reject });
      this.#process.stdin.write(JSON.stringify({ request_id, ...request }) + "\n");
    });
  }

  /** No more requests: what was asked is answered, then the process ends. */
  async close() {
    this.#process.stdin.end();
    return this.ended;
  }

  #settle(answer) {
    this.#pending.get(answer.request_id)?.resolve(answer);
    this.#pending.delete(answer.request_id);
  }

  #fail(fault) {
    for (const { reject } of this.#pending.values()) reject(fault);
    this.#pending.clear();
  }
}

const year = "2025";
const conduct = { good_conduct: { [year]: { value: true, capacity: "director", date: "2025-12-20" } } };
const person = (id, facts, more = {}) => ({
  as_of: "2025-12-31", award_year: 2025, id, kind: "individual", facts: { ...conduct, ...facts }, ...more,
});
const dossiers = [
  person("an", { survey_score: { [year]: 96.5 } }),
  person("binh", { survey_score: { [year]: 88 } }, { lists: { courses: [] } }),
  person("chi", { survey_score: { [year]: null } }),
  person("dung", { survey_scor: { [year]: 96.5 } }),
];

/** What a system does with an answer: it looks at codes, never at texts. */
function told({ verdicts, error }) {
  if (error) return `${error.kind} error: ${error.diagnostics.map((one) => `${one.code} at ${one.pointer.join("/")}`)}`;
  return verdicts.map(({ award, outcome, unknown }) => {
    const missing = unknown.map((one) => `${one.fact ?? one.list} (${one.reason})`);
    return `${award}: ${outcome}` + (missing.length ? `, missing ${missing.join(", ")}` : "");
  }).join("; ");
}

const program = process.argv.length > 2 ? process.argv.slice(2) : ["cchc-rules"];
const rules = new Rules(program, "--rulebook", RULEBOOK);
const answers = await Promise.all(dossiers.map((dossier) => rules.ask({ dossier })));
answers.forEach((answer, position) => console.log(`${dossiers[position].id}: ${told(answer)}`));
console.log(`ended with ${await rules.close()}`);
