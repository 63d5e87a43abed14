/** What mostly commands are refused, in French. */

import { type ShellRefusals } from "./words-shape.ts";

export const frShellRefusals: ShellRefusals = {
  "refund/which": ({ name, amount }, { money }) =>
    `${name} : ${money(amount)} payés en trop. Des articles reviennent, ou cet argent ?`,
  "refund/only-whole": ({ name }) =>
    `${name} a été modifié à une autre caisse : reprenez-le en entier.`,
  "attention/reason-needed": () =>
    "Il s'agit d'argent : dites pourquoi c'est réglé (--note en commande).",
  "refund/none-beyond": ({ name }) => `Rien n'est payé en trop pour ${name} : voyez la commande.`,
  "device/unknown": ({ text }) =>
    `Il n'y a pas de caisse ${text} ici : \`till mesh list\` les montre.`,
  "device/ambiguous": ({ text, letters }) =>
    `Plusieurs caisses ont ce nom (${text}) : dites ${letters.join(", ")}.`,
  "device/already-authority": ({ name }) => `${name} peut déjà admettre des caisses.`,
  "device/no-letters": ({ name }) =>
    `${name} a donné toutes ses lettres : admettez cette caisse sur une autre.`,
  "device/last-authority": () =>
    "Elle seule peut admettre : faites-en d'abord une autre (`till mesh promote`).",
  "device/reason-needed": ({ name }) => `Dites pourquoi ${name} s'en va.`,
  "chain/unknown": ({ text }) =>
    `Rien de douteux n'a ce seul nom (${text}) : \`till ledger quarantine list\`.`,
  "chain/not-settled-so": ({ text }) =>
    `${text} : pas ainsi ; \`till ledger quarantine list\` dit ce qu'il faut.`,
  "customer/unknown": ({ text }) =>
    `Il n'y a pas de client ${text} : \`till customer list\` les montre.`,
  "order/unknown": ({ text }) =>
    `Il n'y a pas de commande ${text} : \`till order list\` les montre.`,
  "setting/unknown": ({ text, keys }) =>
    `Il n'y a pas de réglage « ${text} » : il y a ${keys.join(", ")}.`,
  "setting/not-here": ({ key }) => `${key} ne se change pas ici : cela reste ainsi.`,
};
