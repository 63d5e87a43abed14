/** Why a paper asks somebody, in English. */

import { type TillWords } from "./words-shape.ts";

export const enPapers: TillWords["attention"]["paper"] = {
  uncertain: (paper) => `${paper} may be on paper or not: look at the printer`,
  unheard: (paper) => `${paper}: no till knows whether it is on paper, ask the kitchen`,
  strange: (paper) => `${paper}: only a till not asked says it is printed, ask the kitchen`,
  twice: (paper) => `${paper} came out at two tills: ask the kitchen to make it once`,
  stale: (paper) => `${paper} waited too long to come out unasked`,
  failed: (paper) => `${paper} can't be printed`,
};
