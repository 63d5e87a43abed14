/** Spanish: what only a training says. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type PartialWords } from "./words-shape.ts";

const LACKS = {
  options: "ningún artículo con opciones",
  kitchen: "nada va a cocina",
  other: "nada para ello",
};

export const esTraining = onceAsked((): Pick<PartialWords, "exercises" | "training"> => ({
  training: {
    bar: "*** FORMACIÓN ***",
    pins: "Una formación: el PIN de todos es 0000, y nada entra en la contabilidad.",
    leave: ":cerrar sale de la formación.",
    pinToLeave: "PIN, y la formación termina. Esc: continúa.",
    numberToLeave: "Número y PIN, y la formación termina. Esc: continúa.",
    stays: "La formación continúa.",
    already: "Esto ya es una formación: :cerrar en la pantalla bloqueada sale de ella.",
    begins: "Empieza la formación: se prepara un comercio para aprender.",
    over: "La formación ha terminado; nada de ella está en la contabilidad.",
    openAlready: "Ya hay abierta una formación de esta caja: vaya a su ventana.",
    failed: "La formación no pudo empezar; el registro de la caja dice por qué.",
  },
  exercises: {
    at: (number, of) => `Ejercicio ${number} de ${of}.`,
    words: ":hint muestra las teclas, :next pasa al siguiente, :again empieza de nuevo.",
    done: (keys, fewest) => `Muy bien: ${keys} teclas, bastan ${fewest}.`,
    hint: (keys) => `Teclas: ${keys}`,
    summary: ({ passed, keys, fewest, skipped, leftOut }) =>
      `Se acabaron los ejercicios: ${passed} hechos con ${keys} teclas, bastan ${fewest}; ${skipped} saltados, ${leftOut} omitidos, porque este comercio no tiene lo necesario. Siga a su gusto; nada entra en la contabilidad.`,
    void: (goods) => `Marque 1 ${goods} y envíelo; fue un error: anúlelo.`,
    refund: (receipt) =>
      `Todo el ticket ${receipt} vuelve: ábralo, y devuelva el dinero en efectivo.`,
    discount: (goods, percent) =>
      `Un buen cliente recibe 1 ${goods} con ${percent} % de descuento, y paga exacto en efectivo.`,
    table: (goods, table) =>
      `${table}: dos clientes se sientan y quieren 1 ${goods}. Ábrala para dos, y envíelo a cocina.`,
    move: (goods, from, to) =>
      `${from}: marque 1 ${goods}; después sus clientes se cambian. Páselo todo a ${to}.`,
    vouch: (names) => `${names.join(" o ")} puede autorizarlo, PIN 0000.`,
    without: (missing) =>
      `Aquí no se hacen: ${missing.map(({ lacks, numbers }) => `${numbers.join(", ")} (${LACKS[lacks]})`).join("; ")}.`,
    note: "caliente",
    cash: (goods) => `Un cliente quiere 1 ${goods} y paga el importe exacto en efectivo.`,
    away: (goods, option, money) =>
      `Un cliente quiere 2 ${goods}, ${option}, para llevar, y entrega ${money} en efectivo.`,
    undo: (goods) => `Marque 1 ${goods}, como por error, y deshágalo.`,
    kitchen: (goods, note) =>
      `1 ${goods}, con la nota «${note}»: envíelo primero a cocina y cobre después el importe exacto en efectivo.`,
    park: (goods) =>
      `Marque 1 ${goods} y déjelo en espera; venda otro a otro cliente, exacto en efectivo; recupere el primero y cóbrelo en efectivo.`,
    split: (goods, money) =>
      `Un cliente paga 1 ${goods}: ${money} con tarjeta, el resto en efectivo.`,
    parts: (goods) =>
      `Tres clientes comparten 3 ${goods}: la cuenta en tres partes, cada una con tarjeta.`,
    reprint: (receipt) =>
      `Piden otra vez el ticket ${receipt}: busque en la ayuda (F1) cómo se hace, y reimprímalo.`,
  },
}));
