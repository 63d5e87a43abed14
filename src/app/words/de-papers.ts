/** Why a paper asks somebody, in German. */

import { type TillWords } from "./words-shape.ts";

export const dePapers: TillWords["attention"]["paper"] = {
  uncertain: (paper) => `${paper} ist vielleicht gedruckt: am Drucker nachsehen`,
  unheard: (paper) => `${paper}: Keine Kasse weiß, ob er gedruckt ist, bitte die Küche fragen`,
  strange: (paper) =>
    `${paper}: Gedruckt meldet ihn nur eine Kasse, die es nicht sollte, bitte die Küche fragen`,
  twice: (paper) => `${paper}: zweimal gedruckt, die Küche bitten, ihn einmal zu machen`,
  stale: (paper) => `${paper} ist zu alt, um ungefragt gedruckt zu werden`,
  failed: (paper) => `${paper} lässt sich nicht drucken`,
};
