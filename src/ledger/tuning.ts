/** What tests with short histories set otherwise, so that they see what happens in long ones. */

import { foldVersions } from "../domain/folds/folds.ts";
import { CUT, type Cut } from "./segment.ts";

export interface Tuning {
  /** Where chains are cut into segments. */
  readonly cut: Cut;
  /** How this build folds. */
  readonly foldVersions: string;
  /** So many transactions are folded anew at once, where somebody may wait; more in the background. */
  readonly refoldAtOnce: number;
}

export const TUNING: Tuning = { cut: CUT, foldVersions: foldVersions(), refoldAtOnce: 2000 };
