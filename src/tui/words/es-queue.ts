/** Spanish: papers that wait, and what a person makes of them. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type PartialWords } from "./words-shape.ts";

export const esQueue = onceAsked((): Pick<PartialWords, "queue" | "cancelReasons"> => ({
  queue: {
    nothing: "No espera ningún papel.",
    noPrinter: "sin impresora",
    waitsNoMore: "ya no espera.",
    states: {
      queued: "el siguiente",
      sending: "en la impresora",
      uncertain: "quizá impreso",
      stale: "tarde para salir sin preguntar",
      failed: "no se puede imprimir",
      gone: "hecho",
    },
    sentences: {
      queued: (paper, printer, since) =>
        `${paper} espera a ${printer} desde ${since} y saldrá solo en cuanto se pueda.`,
      sending: (paper, printer, since) =>
        `${printer} ya tiene ${paper}, que espera desde ${since}.`,
      uncertain: (paper, printer, since) =>
        `${paper} de ${since} quizá esté impreso: mire ${printer}.`,
      stale: (paper, printer, since) =>
        `${paper} espera a ${printer} desde ${since}: ¿alguien lo necesita todavía?`,
      failed: (paper, printer, since) =>
        `${paper} de ${since} no se pudo preparar para ${printer}: avise a la cocina o al cliente.`,
      homeless: (paper, _printer, since) =>
        `${paper} espera desde ${since}: ninguna impresora de aquí hace esos papeles.`,
    },
    prints: {
      queued: "probar ahora la impresora",
      uncertain: "imprimir otra vez, marcado: quizá duplicado",
      asks: "imprimir ahora",
    },
    notNeeded: "no hace falta: no sale en ningún sitio",
    moveTo: (printer) => `que salga por ${printer}`,
    tried: (paper) => `${paper}: se prueba ahora la impresora.`,
    moved: (paper, printer) => `${paper} sale por ${printer}.`,
    cancels: (paper) => `${paper}: no hace falta`,
    cancelled: (paper) => `${paper} no sale en ningún sitio; queda anotado.`,
  },
  cancelReasons: {
    onPaper: "ya está en papel",
    told: "quien lo necesita ya lo sabe",
    left: "el cliente se ha ido",
    changed: "el pedido cambió",
    other: "otra razón",
  },
}));
