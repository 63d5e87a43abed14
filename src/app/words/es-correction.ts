/** Why how something was paid is not corrected, or a tip is asked about, in Spanish. */

import { type CorrectionRefusals } from "./words-shape.ts";

export const esCorrection: CorrectionRefusals = {
  "correction/no-payment": () => "Ese pedido no tiene ningún pago que corregir: no se cobró nada.",
  "correction/reason-needed": () => "Diga por qué se corrige: el motivo queda registrado.",
  "correction/which": () => "Se pagó de varias formas: diga cuál está mal, con --from.",
  "correction/not-taken": () => "Solo se corrige lo cobrado: lo devuelto o cambiado se queda.",
  "correction/in-z": () => "El Z de ese pago está cerrado: devuélvalo y vuelva a cobrarlo.",
  "correction/other-day": () =>
    "Se pagó otro día comercial: devuelva los artículos y véndalos de nuevo.",
  "correction/same": () => "Ya está anotado así: no se cambió nada.",
  "correction/too-much": ({ left }, { money }) =>
    left === 0
      ? "Ya no queda nada así, o se devolvió: no se cambió nada."
      : `Como máximo se corrigen ${money(left)}: el resto se pagó de otro modo o se devolvió.`,
  "correction/only-whole": () => "El efectivo extranjero se corrige entero: sin importe.",
  "tip/unusual": ({ tip, due }, { money }) =>
    `¿Una propina de ${money(tip)} para ${money(due)}? Si es así: F9 en la caja, --yes en comando.`,
  "payment/final": () =>
    "El paso anterior cobró: `till order correct` si fue de otro modo; si no, anule y cobre.",
};
