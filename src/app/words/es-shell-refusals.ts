/** What mostly commands are refused, in Spanish. */

import { type ShellRefusals } from "./words-shape.ts";

export const esShellRefusals: ShellRefusals = {
  "refund/which": ({ name, amount }, { money }) =>
    `De ${name} se pagaron ${money(amount)} de más: diga si vuelve la mercancía o ese dinero.`,
  "refund/only-whole": ({ name }) => `${name} se cambió en otra caja: devuélvalo entero.`,
  "attention/reason-needed": () =>
    "Se trata de dinero: diga por qué queda resuelto (--note en la consola).",
  "refund/none-beyond": ({ name }) => `No hay nada pagado de más de ${name}: vea el pedido.`,
  "device/unknown": ({ text }) => `No hay ninguna caja ${text}: \`till mesh list\` las muestra.`,
  "device/ambiguous": ({ text, letters }) =>
    `Varias cajas se llaman así (${text}): diga ${letters.join(", ")}.`,
  "device/already-authority": ({ name }) => `${name} ya puede admitir cajas.`,
  "device/no-letters": ({ name }) => `${name} ya dio todas sus letras: admita esta caja en otra.`,
  "device/last-authority": () =>
    "Solo esta caja puede admitir: dé antes ese derecho a otra (`till mesh promote`).",
  "device/reason-needed": ({ name }) => `Diga por qué se va ${name}.`,
  "chain/unknown": ({ text }) =>
    `Nada dudoso se llama solo ${text}: \`till ledger quarantine list\`.`,
  "chain/not-settled-so": ({ text }) =>
    `${text} no va así: \`till ledger quarantine list\` dice qué hace falta.`,
  "customer/unknown": ({ text }) =>
    `No hay ningún cliente ${text}: \`till customer list\` los muestra.`,
  "order/unknown": ({ text }) => `No hay ningún pedido ${text}: \`till order list\` los muestra.`,
  "setting/unknown": ({ text, keys }) => `No hay ningún ajuste «${text}»: hay ${keys.join(", ")}.`,
  "setting/not-here": ({ key }) => `${key} no se cambia aquí: queda como está.`,
};
