/** Why something about tills, and what is in question of them, was not done. */

import { refusal } from "../base/refusal-table.ts";

export const DEVICE_REFUSALS = {
  "attention/reason-needed": refusal("wrong"),
  /** The question is settled, or never was. */
  "attention/none": refusal("unknown"),
  "device/revoked": refusal<{
    /** The reason as it was typed; empty or missing when nobody gave one. */
    reason?: string;
    /** The till that replaced it: `E Bar new`. */
    replacedBy?: string | undefined;
  }>("not-allowed"),
  /** The till that enrolled it had no right to any more, or was a copy of another till. */
  "device/not-admitted": refusal("not-allowed"),
  /** The till's incarnation is one more than anybody has vouched for. */
  "device/in-question": refusal("not-allowed"),
  "device/unknown": refusal<{ text: string }>("unknown"),
  "device/ambiguous": refusal<{ text: string; letters: ReadonlyArray<string> }>("wrong"),
  "device/already-authority": refusal<{ name: string }>("conflict"),
  "device/already-revoked": refusal<{ name: string }>("conflict"),
  "device/not-revoked": refusal<{ name: string }>("conflict"),
  "device/last-authority": refusal("conflict"),
  /** Every code that this device may give is given. */
  "device/no-letters": refusal<{ name: string }>("conflict"),
  "device/reason-needed": refusal<{ name: string }>("wrong"),
  "chain/unknown": refusal<{ text: string }>("unknown"),
  /** The question about a chain can only be answered by an enrolment. */
  "chain/not-settled-so": refusal<{ text: string }>("conflict"),
  "chain/no-authority": refusal("not-allowed"),
};
