/** Another till, as a sentence names it. */

import { type ClockReading } from "../text/clock-text.ts";

export interface Peer {
  /** What people call it. */
  readonly till: string;
  /** When it was last heard; missing for one that is heard now, and where nobody knows. */
  readonly heard?: ClockReading;
}
