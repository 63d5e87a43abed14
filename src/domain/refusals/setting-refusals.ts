/** Why a setting, or what is planned for a later day, was not changed. */

import { refusal } from "../base/refusal-table.ts";

export const SETTING_REFUSALS = {
  /** `day`: the one on which the till stands. */
  "plan/not-later": refusal<{ day: string }>("wrong"),
  "plan/too-far": refusal<{ max: string }>("wrong"),
  "plan/unknown": refusal<{ name: string }>("unknown"),
  /** A day has begun, so the setting cannot change for it; `next` is the first day that no till has begun. */
  "dated/begun": refusal<{ next: string }>("wrong"),
  "dated/unknown": refusal<{ name: string }>("unknown"),
  /** A later day was named for what holds at once. */
  "setting/at-once": refusal<{ key: string }>("wrong"),
  "setting/same": refusal<{ key: string }>("wrong"),
};
