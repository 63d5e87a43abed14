/** The report of a day in Spanish. */

import { onceAsked } from "../../domain/once-asked.ts";
import { counted } from "../counted.ts";
import { type DayVerdict, type DayWords } from "./day-words.ts";

export const esDay = onceAsked((): DayWords => ({
  title: (day, currency) => `Jornada del ${day}, importes en ${currency}`,
  sales: (receipts) => `Ventas, ${counted(receipts, "ticket")}`,
  returned: (lines) => `Devuelto sin ticket, ${counted(lines, "línea")}`,
  refunds: (refunds) => `Devoluciones con ticket, ${refunds}`,
  rounding: "Redondeo del efectivo",
  net: (tax) => `${tax}, base imponible`,
  tax: (tax) => `${tax}, cuota`,
  tenders: { cash: "Efectivo", card: "Tarjeta", exchange: "Cambio de artículos" },
  tender: (tender, payments) => `${tender}, ${counted(payments, "pago")}`,
  refunded: (tender) => `${tender}, devuelto`,
  corrected: (tender) => `${tender}, corregido`,
  tips: (tender) => `${tender}, propinas`,
  correction: ({ of, money, from, to, who, reason }) =>
    `${of}: ${money} se pagó con ${to} y no con ${from}, dice ${who}: ${reason}`,
  vouched: (who, by) => `${who} con ${by}`,
  kept: (tender) => `${tender}, en total`,
  foreign: (currency, payments, given) =>
    `Efectivo en ${currency}, ${counted(payments, "pago")}: ${given}`,
  ownCash: (currency) => `Efectivo en ${currency}`,
  tipsOf: (person, tender, tips) => `Propinas para ${person}, ${tender}, ${tips}`,
  soldOn: (person, pieces) => `Vendido estando agotado por ${person}: ${pieces}`,
  otherwise: ({ of, money, by, came, who, approved, reason }) =>
    `Devuelto de otro modo, ${of}: ${money} ${by}${came === "" ? "" : ` por ${came}`}, ${who}${approved === "" ? "" : ` con ${approved}`}, «${reason}»`,
  series: (first, last, count) => `Tickets ${first} a ${last}: ${count}`,
  depositsTaken: "Cobrado sin ticket de este día",
  depositsUsed: "Cobrado otro día, usado ahora",
  pricedApart: (lists, lines) => `Sin noticia de ${lists}, ${counted(lines, "línea")}`,
  noNumber: "sin número",
  waits: (order) => `El pedido ${order} espera algo que aún no ha llegado aquí.`,
  inQuestion: (receipts) => `En duda, ${counted(receipts, "ticket")}`,
  open: (orders) => `Abierto ahora, ${counted(orders, "pedido")}`,
  attention: (order, what, money) => `pedido ${order}: ${what}${money === "" ? "" : `: ${money}`}`,
  settledMoney: (order, what, { money, by, at, why }) =>
    `pedido ${order}: ${what}: ${money}, resuelto por ${by} ${at}: ${why}`,
  settledDrawer: (about, { by, at, why }) => `${about}: resuelto por ${by} ${at}: ${why}`,
  noReason: "sin motivo",
  checks: {
    sales: "ventas",
    taxes: "impuestos",
    tenders: "cobros",
    receipts: "tickets",
    drawers: "cajones",
    zs: "Z",
    chain: "libro",
    settled: "decidido",
  },
  differences: {
    "receipts/number": () => "número de tickets",
    "receipts/sum": () => "suma de los tickets",
    "receipts/rounding": () => "redondeo del efectivo",
    "receipt/missing": (number) => `falta el ticket ${number}`,
    "receipt/items": (number) => `líneas del ticket ${number}`,
    "receipt/payments": (number) => `pagos del ticket ${number}`,
    "refunds/number": () => "número de devoluciones",
    "refunds/sum": () => "suma de las devoluciones",
    "refund/items": (number) => `líneas de la devolución ${number}`,
    "refund/money": (number) => `dinero de la devolución ${number}`,
    "returned/sum": () => "devuelto sin ticket",
    "returned/lines": () => "líneas devueltas sin ticket",
    "exchanged/sum": () => "artículos cambiados, ida y vuelta",
    "tax/net": (tax) => `${tax}, base imponible`,
    "tax/tax": (tax) => `${tax}, cuota`,
    "foreign/number": (currency) => `número de pagos en ${currency}`,
    "foreign/units": (currency) => `unidades mínimas de ${currency}`,
    "foreign/worth": (currency) => `valor de ${currency}`,
    "tender/refunded": (tender) => `${tender}, devuelto`,
    "tender/corrected": (tender) => `correcciones de ${tender}`,
    "tender/tips": (tender) => `${tender}, propinas`,
    "tender/sum": (tender) => `${tender}, suma`,
    "tender/number": (tender) => `${tender}, número de pagos`,
  },
  chain: (sentence) => `dañado, \`till verify\` lo muestra todo (${sentence})`,
  differing: (what, expected, found) => `${what}: esperado ${expected}, hallado ${found}`,
  till: {
    self: "esta caja",
    inStep: "conectada y al día",
    heardSince: "oída después de ese día",
    behind: "conectada, y aún no está aquí todo lo que dijo",
    without: (reason) => `cerrado sin ella (${reason})`,
    shutOut: (reason, since) => `excluida (${reason}), ${unknownText(since)}`,
    unknown: unknownText,
    notHeard: (since) => (since === undefined ? "nunca oída" : `no oída desde ${since}`),
    held: (series, seq) => `sus eventos de la serie ${series} están aquí hasta ${seq}`,
    heldNothing: "no hay nada de ella aquí",
  },
  verdict: verdictText,
  unread: (missing, update) =>
    missing === undefined ? `Incompleto. ${update}` : `Incompleto: ${missing}. ${update}`,
}));

function unknownText(since: string | undefined): string {
  return since === undefined ? "desconocido desde el principio" : `desconocido después de ${since}`;
}

function verdictText({ differences, contradictions, missing, waiting }: DayVerdict): string {
  const waits = waiting === 1 ? "1 pedido espera" : `${waiting} pedidos esperan`;
  const lacks = [
    ...(missing === undefined ? [] : [missing]),
    ...(waiting === 0 ? [] : [`${waits} algo que aún no ha llegado aquí`]),
  ].join("; ");
  const what = figuresText(differences, contradictions);
  return lacks === ""
    ? `La jornada ${what}.`
    : `Incompleto: ${lacks}. Por lo que se sabe aquí, la jornada ${what}.`;
}

function figuresText(differences: number, contradictions: number): string {
  if (differences > 0) return `no cuadra: ${counted(differences, "diferencia")}`;
  return contradictions === 0
    ? "cuadra al céntimo"
    : `cuadra al céntimo; alguien tiene que ver ${counted(contradictions, "contradicción", "contradicciones")}`;
}
