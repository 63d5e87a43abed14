/** What commands tell of cash drawers and the safe, in Spanish. */

import { onceAsked } from "../../domain/once-asked.ts";
import { counted } from "../counted.ts";
import { type DrawerWords } from "./drawer-words.ts";

export const esDrawer = onceAsked((): DrawerWords => ({
  drawer: (name) => `Cajón ${name}`,
  pouch: (who) => `Monedero de ${who}`,
  opened: (drawer, float) => `${drawer}: abierto con ${float}.`,
  moved: {
    in: (drawer, money) => `${drawer}: entrada de ${money}.`,
    out: (drawer, money) => `${drawer}: salida de ${money}.`,
    drop: (drawer, money) => `${drawer}: ${money} a la caja fuerte.`,
    tips: (drawer, money) => `${drawer}: ${money} de propinas pagadas.`,
  },
  noSale: (reason) => `Cajón abierto sin venta: ${reason}`,
  taken: (drawer) => `Desde ahora vende con: ${drawer}.`,
  counted: (drawer, at, who) => `${drawer}, contado a las ${at} por ${who}`,
  openSince: (drawer, at, who) => `${drawer}, abierto desde las ${at}, por ${who}`,
  closed: (drawer, at, who) => `${drawer}, cerrado a las ${at} por ${who}`,
  float: "Fondo de caja",
  expected: "Esperado",
  expectedIn: (currency) => `Esperado en ${currency}`,
  count: "Contado",
  countIn: (currency) => `Contado en ${currency}`,
  countBy: (at, who) => `Contado a las ${at}, ${who}`,
  difference: "Diferencia",
  since: "Movido tras el recuento",
  leaves: "Queda en el cajón",
  toSafe: "A la caja fuerte",
  fromSafe: "Del fondo, de la caja fuerte",
  reason: (text) => `Motivo: ${text}`,
  lacks: {
    reason: "Cerrado sin el motivo que pide la diferencia: alguien tiene que mirarlo.",
    approval: "Cerrado sin la aprobación que pide la diferencia: alguien tiene que mirarlo.",
  },
  slips: (tender, payments) => `${tender}, ${counted(payments, "pago", "pagos")}`,
  moves: { in: "Entradas", out: "Salidas", drop: "A la caja fuerte", tips: "Propinas pagadas" },
  noSales: (times) => `Abierto sin venta: ${times}`,
  opensToCount: (drawer) =>
    `${drawer} se abre. Lo que hay dentro: \`till drawer count 20*10 7*5\`.`,
  toCount: (times) => `Abierto para contar: ${times}`,
  byKey: (times) => `Abierto con su llave: ${times}`,
  keyTurned: (till) => `Cajón de ${till} abierto con su llave`,
  none: "Ningún cajón está abierto: `till drawer open 150` empieza con 150,00.",
  safe: {
    in: (money) => `${money} metidos en la caja fuerte.`,
    out: (money) => `${money} sacados de la caja fuerte.`,
    bank: (money) => `${money} llevados al banco.`,
  },
  inSafe: (currency) => `En la caja fuerte, ${currency}`,
  countStands: "El recuento está anotado; el cajón sigue abierto.",
  z: (name, day) => `Z ${name}, ${day}`,
  noZ: (day) => `No hay Z del ${day}.`,
}));
