/** Why something about roles was not done. */

import { refusal } from "../base/refusal-table.ts";

export const ROLE_REFUSALS = {
  "role/unknown": refusal<{ text: string; roles: ReadonlyArray<string> }>("unknown"),
  "role/taken": refusal<{ id: string }>("conflict"),
  "role/id-invalid": refusal<{ text: string }>("wrong"),
  "role/name-invalid": refusal<{ max: number }>("wrong"),
  "role/name-taken": refusal<{ name: string }>("conflict"),
  "role/same": refusal<{ name: string }>("wrong"),
  /** Nobody with another role who can sign in may change staff. */
  "role/last-one": refusal<{ name: string }>("conflict"),
};
