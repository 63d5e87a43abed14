/** Why something about printers, and the papers that wait for them, was not done. */

import { refusal } from "../base/refusal-table.ts";

export const PRINTER_REFUSALS = {
  "printer/unknown": refusal<{ text: string; printers: ReadonlyArray<string> }>("unknown"),
  "printer/taken": refusal<{ name: string }>("conflict"),
  "printer/id-invalid": refusal<{ text: string }>("wrong"),
  "printer/name-invalid": refusal<{ max: number }>("wrong"),
  "printer/same": refusal<{ name: string }>("wrong"),
  /** Another till drives the printer. */
  "printer/elsewhere": refusal<{ name: string }>("conflict"),
  "printer/no-profile": refusal<{ text: string; profiles: ReadonlyArray<string> }>("wrong"),
  /** `text`: its profile. */
  "printer/no-buzzer": refusal<{ name: string; text: string }>("conflict"),
  "printer/no-station": refusal<{ text: string; stations: ReadonlyArray<string> }>("wrong"),
  /** No such paper waits here. */
  "paper/unknown": refusal<{ text: string }>("unknown"),
  "paper/done": refusal<{ text: string }>("conflict"),
  /** The paper is in its printer's hands. */
  "paper/printing": refusal<{ text: string }>("conflict"),
};
