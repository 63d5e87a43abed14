/** Serial numbers at the register: asked for as soon as goods are added that want one, typed or scanned. */

import { linesWithout } from "../acts/serial.ts";
import { hinted, type RegisterState, SERIAL_WORD, withField } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** Begins the number on the line, where goods of the order lack theirs and nothing else is typed. */
export function askSerial(till: TillContext, state: RegisterState): RegisterState {
  const [first] = linesWithout(state.order);
  if (first === undefined || state.text !== "" || state.message?.level === "error") return state;
  const asked = till.words.serials.ask({ name: first.name });
  return hinted(withField(state, SERIAL_WORD), `${state.message?.text ?? ""} ${asked}`.trim());
}
