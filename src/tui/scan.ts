import { foldText } from "../domain/entry-text.ts";
/**
 * What a scanner sends goes to the goods and to nothing else: never to a PIN, to money or to a list.
 * Text that stood on the line before the scan stays there.
 */
import { readScan } from "../domain/entry.ts";
import { addGoods, pendingOf } from "./entry-actions.ts";
import { type InputEvent } from "./key-event.ts";
import { type RegisterState, fieldOf, refused, said, withField } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** A stack of codes that nobody has looked at is not what anybody wanted to sell. */
const KEPT_SCANS_MAX = 20;

type Scan = Extract<InputEvent, { type: "scan" }>;

/** A burst that no scanner made: fast typing in one read, which is text and Enter. */
export function isTyped(till: TillContext, { code }: Scan): boolean {
  return !/^\d+$/u.test(code) && readScan(code, till.index()) === undefined;
}

/** The echo of the burst, taken back from where it was typed. */
export function withoutEcho(state: RegisterState, { echoed }: Scan): RegisterState {
  const typed = fieldOf(state);
  for (let length = echoed.length; length > 0; length -= 1) {
    if (typed.endsWith(echoed.slice(0, length))) return withField(state, typed.slice(0, -length));
  }
  return state;
}

/** The state is without the echo already. */
export function takeScan(till: TillContext, state: RegisterState, code: string): RegisterState {
  if (state.screen !== "register") {
    const keptScans = [...state.keptScans, code].slice(0, KEPT_SCANS_MAX);
    const when = state.screen === "log-in" ? "log-in" : "payment";
    return said(
      { ...state, keptScans },
      "hint",
      `${nameOf(till, code)} is kept until after the ${when}.`,
    );
  }
  const before = foldText(state.text);
  if (/^[\d.,]{1,7}\*$/u.test(before))
    return addScanned(till, state, { text: before + code, keepsText: false });
  if (before === "?") return answerScanned(till, state, code);
  return addScanned(till, state, { text: code, keepsText: true });
}

/** One kept scan on the empty line, for Enter to add or Esc to drop. */
export function offerKept(till: TillContext, state: RegisterState): RegisterState {
  const [code, ...rest] = state.keptScans;
  if (code === undefined || state.screen !== "register" || state.text !== "") return state;
  const next = { ...state, text: code, keptScans: rest };
  return said(next, "hint", `Scanned before: ${nameOf(till, code)}. Enter adds it, Esc drops it.`);
}

function addScanned(
  till: TillContext,
  state: RegisterState,
  { text, keepsText }: { readonly text: string; readonly keepsText: boolean },
): RegisterState {
  const code = text.replace(/^.*\*/u, "");
  if (readScan(code, till.index()) === undefined) {
    return refused(state, `Unknown code ${code}: nothing was added.`);
  }
  const reading = till.read(text);
  if (reading.type === "goods") return addGoods(till, state, pendingOf(reading, { keepsText }));
  return refused(state, reading.type === "nothing" ? reading.why : `Unknown code ${code}.`);
}

function answerScanned(till: TillContext, state: RegisterState, code: string): RegisterState {
  const product = readScan(code, till.index())?.product;
  if (product === undefined) return refused(state, `Unknown code ${code}.`);
  return said({ ...state, text: "" }, "done", `${product.name} ${till.money(product.price)}`);
}

function nameOf(till: TillContext, code: string): string {
  return readScan(code, till.index())?.product.name ?? `code ${code}`;
}
