/**
 * The line behind a sheet of a stocktake or behind a delivery: it keeps its place for the next article, which may be
 * scanned.
 */

import { type ShownDraft } from "./ports/delivery-port.ts";
import { refusedBy, type RegisterState, reported, withField } from "./register-state.ts";

const COUNT_WORD = ":count";
const RECEIVE_WORD = ":receive";

/** A scanned article stands behind its sheet, and its quantity is typed; undefined where nobody counts. */
export function scannedOnSheet(state: RegisterState, code: string): RegisterState | undefined {
  const sheet = /^:\s*count\s+(?<sheet>\S+)\s*$/iu.exec(state.text)?.groups?.["sheet"];
  return sheet === undefined ? undefined : withField(state, `${COUNT_WORD} ${sheet} ${code} `);
}

export function withSheet(state: RegisterState, number: string): RegisterState {
  return withField({ ...state, lastText: state.text }, `${COUNT_WORD} ${number} `);
}

/** A scan behind a delivery is counted in at once; undefined where nobody receives anything. */
export function scannedDelivery(state: RegisterState, code: string): RegisterState | undefined {
  const number = /^:\s*receive\s+(?<number>\S+)\s*$/iu.exec(state.text)?.groups?.["number"];
  if (number === undefined || state.session === undefined) return undefined;
  const added = state.session.deliveries.scan(number, code);
  if (!added.ok) return refusedBy(state, added.fault);
  return reported(withDelivery(state, number), added.value);
}

/**
 * Returns what is counted in of the delivery that the next scan is of; undefined where the line was not left behind
 * one.
 */
export function deliveryOnLine({ text, session }: RegisterState): ShownDraft | undefined {
  const number = /^:receive (?<number>\S+) $/u.exec(text)?.groups?.["number"];
  const draft = number === undefined ? undefined : session?.deliveries.draft(number);
  return draft?.ok === true ? draft.value : undefined;
}

export function withDelivery(state: RegisterState, number: string): RegisterState {
  return withField({ ...state, lastText: state.text }, `${RECEIVE_WORD} ${number} `);
}
