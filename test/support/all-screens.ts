/** Each screen of the register: a new one is tried by whatever is held on every screen. */

import { type Screen } from "../../src/tui/register-state.ts";

const ALL: Readonly<Record<Screen, true>> = {
  "log-in": true,
  register: true,
  payment: true,
  drawer: true,
  office: true,
};

export const ALL_SCREENS = Object.keys(ALL) as ReadonlyArray<Screen>;
