/** Why a paper asks somebody, in French. */

import { type TillWords } from "./words-shape.ts";

export const frPapers: TillWords["attention"]["paper"] = {
  uncertain: (paper) => `${paper} est peut-être imprimé : regardez l'imprimante`,
  unheard: (paper) => `${paper} : aucune caisse ne sait s'il est imprimé, demandez à la cuisine`,
  strange: (paper) =>
    `${paper} : seule une caisse qui n'en était pas chargée en parle, demandez à la cuisine`,
  twice: (paper) => `${paper} : imprimé par deux caisses, dites à la cuisine de le faire une fois`,
  stale: (paper) => `${paper} est trop ancien pour sortir sans qu'on le demande`,
  failed: (paper) => `${paper} ne peut pas être imprimé`,
};
