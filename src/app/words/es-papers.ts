/** Why a paper asks somebody, in Spanish. */

import { type TillWords } from "./words-shape.ts";

export const esPapers: TillWords["attention"]["paper"] = {
  uncertain: (paper) => `${paper} quizá esté impreso: mire la impresora`,
  unheard: (paper) => `${paper}: ninguna caja sabe si está impresa, pregunte en cocina`,
  strange: (paper) =>
    `${paper}: solo habla de ella una caja que no debía imprimirla, pregunte en cocina`,
  twice: (paper) => `${paper}: impresa por dos cajas, diga en cocina que la hagan una vez`,
  stale: (paper) => `${paper} es demasiado antiguo para salir sin preguntar`,
  failed: (paper) => `${paper} no se puede imprimir`,
};
