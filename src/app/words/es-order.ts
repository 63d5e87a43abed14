/** What commands tell of orders, in Spanish. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type OrderWords } from "./order-words.ts";
import { splitOrderWords } from "./split-words.ts";

export const esOrder = onceAsked((): OrderWords => ({
  oversell: (refusal) => `${refusal} --oversell lo vende igualmente.`,
  order: (number) => `Pedido ${number}`,
  services: {
    counter: "barra",
    "dine-in": "aquí",
    takeaway: "para llevar",
    delivery: "a domicilio",
  },
  statuses: { open: "abierto", paid: "pagado", empty: "vacío" },
  lineOff: (money) => `descuento ${money}`,
  held: "retenido",
  voided: "anulado",
  note: (text) => `«${text}»`,
  seated: {
    table: (table) => `mesa ${table}`,
    guests: (count) => (count === 1 ? "1 comensal" : `${count} comensales`),
    seat: (seat) => `asiento ${seat}`,
  },
  off: "Descuento",
  total: "Importe total",
  ...splitOrderWords.es,
  due: "Queda por pagar",
  giveBack: "A devolver",
  cameBy: (method, name) =>
    `  ${{ cash: "pagado en efectivo", card: "pagado con tarjeta" }[method] ?? `pagado en ${name ?? method}`}`,
  paidSum: "Pagado",
  refundedSum: "Devuelto",
  tooMuch: "Pagado de más",
  settledSum: "De más, resuelto",
  back: (quantity, name, receipt) => `VUELVE ${quantity} x ${name}, de ${receipt}`,
  taxOf: (receipt) => `Impuesto de ${receipt}`,
  attention: (what, money) => `${what}${money === "" ? "" : `: ${money}`}`,
  incomplete: {
    "not-heard": "Incompleto: nombra algo que esta caja aún no ha oído.",
    "not-readable": "Incompleto: un programa más nuevo escribió una parte. Actualice esta caja.",
  },
  isIncomplete: "incompleto",
  none: (day) => `Aún no hay pedidos el ${day}.`,
  forCustomer: (customer) => `Para ${customer}`,
  customer: (id) => `cliente ${id}`,
  erasedCustomer: "cliente borrado",
  unknownCustomer: "cliente desconocido",
  receipt: (number) => `Ticket ${number}`,
  refund: (number, receipt) => `Devolución ${number} de ${receipt}`,
  refundOf: (number, receipt) => `Devolución ${number} del ticket ${receipt}`,
  refundWhy: (number, receipt, reason) => `Devolución ${number} de ${receipt}: ${reason}`,
  paid: {
    given: (given, rate, worth) => `Entregado ${given} a ${rate} = ${worth}`,
    tip: (money) => `Propina ${money}`,
    change: (money) => `Cambio ${money}`,
    giveBack: (money) => `Devuelva ${money}`,
    giveBackCash: (money) => `Devuelva ${money} en efectivo`,
    giveBackBy: (money, tender) => `Devuelva ${money}, ${tender}`,
    giveBackToCard: (money) => `Devuelva ${money} a la tarjeta`,
    card: "tarjeta",
    notInCash: (money) => `${money} no se pagaron en efectivo.`,
    goods: { back: "vuelve", waste: "se tira", none: "nada vuelve" },
  },
  repriced: {
    same: "Cada línea cuesta ya lo que costaría ahora: no se cambió nada.",
    is: (after, before) => `Ahora ${after}, antes ${before}.`,
    wouldBe: (after, before) => `Serían ${after}, antes ${before}.`,
  },
  papersWait: (why) => `Anotado, pero los papeles esperan. ${why}`,
  paperWaits: (why) => `Anotado, pero el papel espera. ${why}`,
  notPrinted: (number) => `${number} no se imprime: \`till print again ${number}\` lo imprime.`,
}));
