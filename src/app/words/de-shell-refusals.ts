/** What mostly commands are refused, in German. */

import { type ShellRefusals } from "./words-shape.ts";

export const deShellRefusals: ShellRefusals = {
  "refund/which": ({ name, amount }, { money }) =>
    `${name}: ${money(amount)} zu viel bezahlt. Kommt Ware zurück oder dieses Geld?`,
  "refund/only-whole": ({ name }) =>
    `${name} wurde an einer anderen Kasse geändert: nur als Ganzes zurücknehmen.`,
  "attention/reason-needed": () =>
    "Es geht um Geld: sagen, warum es erledigt ist (im Terminal --note).",
  "refund/none-beyond": ({ name }) => `Für ${name} ist nichts zu viel bezahlt: siehe Bestellung.`,
  "device/unknown": ({ text }) =>
    `Eine Kasse ${text} gibt es hier nicht: \`till mesh list\` zeigt alle.`,
  "device/ambiguous": ({ text, letters }) =>
    `So heißen mehrere Kassen (${text}): eine von ${letters.join(", ")} nennen.`,
  "device/already-authority": ({ name }) => `${name} darf schon Kassen aufnehmen.`,
  "device/no-letters": ({ name }) =>
    `${name} hat keine Buchstaben mehr: an einer anderen Kasse aufnehmen.`,
  "device/last-authority": () =>
    "Nur diese Kasse darf aufnehmen: erst eine andere dazu machen (`till mesh promote`).",
  "device/reason-needed": ({ name }) => `Bitte sagen, warum ${name} geht.`,
  "chain/unknown": ({ text }) =>
    `Fraglich ist nichts, was allein ${text} heißt: \`till ledger quarantine list\`.`,
  "chain/not-settled-so": ({ text }) =>
    `${text} geht so nicht: \`till ledger quarantine list\` sagt, was es braucht.`,
  "customer/unknown": ({ text }) =>
    `Es gibt keinen Kunden ${text}: \`till customer list\` zeigt alle.`,
  "order/unknown": ({ text }) =>
    `Es gibt keine Bestellung ${text}: \`till order list\` zeigt alle.`,
  "setting/unknown": ({ text, keys }) =>
    `Eine Einstellung „${text}“ gibt es nicht: es gibt ${keys.join(", ")}.`,
  "setting/not-here": ({ key }) => `${key} lässt sich hier nicht ändern: es bleibt, wie es ist.`,
};
