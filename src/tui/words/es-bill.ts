/** Spanish: F8, the bill of an order, and what is said of it. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type Words } from "./words-shape.ts";

export const esBill = onceAsked((): Pick<Words, "bill"> => ({
  bill: {
    out: (numbers, money, minutes) => `Cuenta ${numbers} de ${money}, hace ${minutes} min`,
    now: (money) => `ahora sería ${money}: F8`,
    whose: "Aquí no hay pedido: escriba la mesa antes de F8.",
    nobody: (typed) => `Ningún pedido abierto está en ${typed} ni se llama así.`,
    several: (typed, orders) =>
      `${typed} tiene varios pedidos: ${orders}. Escriba el número de uno y luego F8.`,
    printed: (no, label, money) => `Cuenta ${no} de ${label}: ${money}.`,
    parts: (count, label, sums) => `${count} cuentas de ${label}: ${sums}.`,
    part: (no, part, of) => `${no} (parte ${part} de ${of})`,
    replaces: (numbers) => `En lugar de la cuenta ${numbers}.`,
    table: (name) => `mesa ${name}`,
    chargeOff: (charge) => `${charge}: quitar`,
    chargeOn: (charge) => `${charge}: cobrar de nuevo`,
    chargeIsOff: (charge) => `${charge}: quitado del pedido.`,
    chargeIsOn: (charge) => `${charge}: otra vez en el pedido.`,
  },
}));
