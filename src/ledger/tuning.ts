/** The limits that tests with short histories lower, so that they see what long ones do. */

import { foldVersions } from "../domain/folds/folds.ts";
import { CUT, type Cut } from "./log/segment.ts";
import { ROW_PACKING } from "./projection/row-packing.ts";

export interface Tuning {
  /** The limits at which chains are cut into segments. */
  readonly cut: Cut;
  /** How this build folds, and packs what it folded: it reads no rows but those that say the same. */
  readonly foldVersions: string;
  /** The events that are folded anew at once, where somebody may wait; more are folded in the background. */
  readonly refoldAtOnce: number;
}

export const TUNING: Tuning = {
  cut: CUT,
  foldVersions: `rows ${ROW_PACKING},${foldVersions()}`,
  refoldAtOnce: 2000,
};
