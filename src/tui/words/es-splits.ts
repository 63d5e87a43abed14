/** Spanish: bills that are split. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type PartialWords } from "./words-shape.ts";

export const esSplits = onceAsked((): Pick<PartialWords, "splits"> => ({
  splits: {
    parts: (count) => `${count} partes`,
    bySeat: (count) => `${count} partes por asiento`,
    seats: (seats, sum, rest) => `asientos ${seats} = ${sum}, quedan ${rest}`,
    lines: (lines, sum, rest) => `líneas ${lines} = ${sum}, quedan ${rest}`,
    both: (one, other) => `${one} y ${other}`,
    together: (count, sum) => `${count} partes = ${sum}`,
    none: "otra vez una sola cuenta",
    part: (no, of, due) => `parte ${no} de ${of}: ${due}`,
    title: (no, of) => `parte ${no} de ${of}`,
    paid: (paid, of) => `${paid} de ${of} pagadas`,
    row: (no) => `Parte ${no}`,
    keys: "↓ hasta una parte, Intro la elige",
    next: (part) => `Sigue: ${part}.`,
    noPart: (typed, parts) => `No hay parte ${typed}: escriba un número de 1 a ${parts}.`,
    partPaid: (no, receipt) => `La parte ${no} ya está pagada: ${receipt}.`,
    paidElsewhere: (order, { name, till, receipt }) =>
      `${order} está pagado: ${receipt}, ${name} en ${till}. Esc sigue.`,
    inPayment: "Las partes se eligen al cobrar: primero F9.",
    notSplit: "La cuenta no está dividida: /3 la divide por igual.",
  },
}));
