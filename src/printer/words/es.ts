/** What stands on papers, in Spanish; what is not here stands in English. */

import { type PartialPaperWords } from "./en.ts";

export const es: PartialPaperWords = {
  services: {
    counter: "Barra",
    "dine-in": "Aquí",
    takeaway: "Para llevar",
    delivery: "A domicilio",
  },
  receipt: {
    total: (currency) => `TOTAL ${currency}`,
    discount: "Descuento",
    table: (name) => `Mesa ${name}`,
    receipt: (number) => `Tique ${number}`,
    refund: (number) => `Devolución ${number}`,
    till: (name) => `Caja ${name}`,
    isRefund: "DEVOLUCIÓN",
    ofReceipt: (number, reason) => `Del tique ${number}: ${reason}`,
    each: (price) => `${price} c/u`,
    lineDiscount: (rate, money) => `- descuento ${rate === "" ? "" : `${rate} `}(${money})`,
    rounding: "Redondeo",
    cash: "Efectivo",
    card: "Tarjeta",
    tendered: "Entregado",
    change: "Cambio",
    tax: "Impuesto",
    net: "Base",
    taxSum: "Cuota",
    gross: "Total",
  },
  ticket: {
    table: (name) => `MESA ${name}`,
    covers: (count) => (count === 1 ? "1 persona" : `${count} personas`),
    alsoAt: (stations) => `también: ${stations}`,
    ticket: (id) => `Comanda ${id}`,
    void: "ANULADO",
  },
  acts: {
    new: "NUEVO",
    change: "CAMBIO",
    void: "ANULADO",
    refire: "REPETIR",
  },
  marks: {
    reprint: "COPIA",
  },
};
