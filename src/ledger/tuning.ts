/** What tests with short histories set otherwise, so that they see what happens in long ones. */

import { foldVersions } from "../domain/folds/folds.ts";
import { CUT, type Cut } from "./log/segment.ts";
import { ROW_PACKING } from "./projection/row-packing.ts";

export interface Tuning {
  /** Where chains are cut into segments. */
  readonly cut: Cut;
  /** How this build folds, and packs what it folded: it reads no rows but those that say the same. */
  readonly foldVersions: string;
  /** So many events are folded anew at once, where somebody may wait; more in the background. */
  readonly refoldAtOnce: number;
}

export const TUNING: Tuning = {
  cut: CUT,
  foldVersions: `rows ${ROW_PACKING},${foldVersions()}`,
  refoldAtOnce: 2000,
};
