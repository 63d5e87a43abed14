/** Who rings up in most tests. For processes of their own too: apart from what the test runner is in. */

import { type Actor } from "../../src/app/till/till.ts";

export const MIA: Actor = { number: "1", name: "Mia" };
