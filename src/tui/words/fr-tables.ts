/** French: tables and tabs, the plan of the room, and handing it over. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type Words } from "./words-shape.ts";

export const frTables = onceAsked((): Pick<Words, "tables"> => ({
  tables: {
    table: (table) => `Table n° ${table}`,
    payTable: (table) => `Encaisser la table ${table}`,
    guests: (count) => (count === 1 ? "1 couvert" : `${count} couverts`),
    seat: (seat) => `place ${seat}`,
    isIn: (name) => `${name} y est`,
    opened: (what) => `${what} : ouverte.`,
    openedForOther: (what, other) => `${what} : ouverte, ${other} est en attente.`,
    counted: (what, guests) => `${what} : ${guests}.`,
    fromHere: (seat) =>
      seat === 0 ? "À partir d'ici pour toute la table." : `À partir d'ici pour la place ${seat}.`,
    lineFor: (goods, seat) =>
      seat === 0 ? `${goods} : pour toute la table.` : `${goods} : pour la place ${seat}.`,
    nearly: (typed, name) =>
      `« ${name} » est ouverte. Encore F7 ouvre « ${typed} » à côté ; Esc : non.`,
    beside: (name, typed) => `${name} est ici. Encore F7 ouvre « ${typed} » à côté.`,
    sameGuest: (name, by, age) =>
      `${name} : dernier ${by}, il y a ${age}. Le même client ? Encore F7 y va.`,
    askLeft: (what) => `${what} : partis sans commander ? Encore F5 le dit.`,
    left: (what) => `${what} : partis sans commander.`,
    nothingToMove: "Aucune commande ouverte à déplacer n’est à l’écran.",
    howToMove: "Tapez des lignes et où elles vont, comme 2+5>9 ou 2*4>9, ou >9 pour tout.",
    moved: (what, where) => `${what} : maintenant ${where}.`,
    movedLines: (count, where) =>
      count === 1 ? `1 ligne : maintenant ${where}.` : `${count} lignes : maintenant ${where}.`,
    inUse: (where) => `${where} est occupée : + en fait une addition, / en garde deux.`,
    allOneBill: "toutes sur une addition",
    whichBill: "Sur quelle addition ?",
    oneBill: (other) => `une addition avec ${other}`,
    twoBills: (where) => `deux additions : ${where}`,
    merged: (what, bill) => `${what} est sur l’addition de ${bill}.`,
    mergedAll: (what, count) => `${what} : ${count} additions n’en font qu’une.`,
    oneBillThere: "Il n’y a qu’une addition : > et une table, puis F7, déplace.",
    noneJoined: "Aucune autre commande n’est sur cette addition.",
    whichJoined: "Laquelle a de nouveau sa propre addition ?",
    unmerged: (what) => `${what} a de nouveau sa propre addition.`,
    several: (what, count) => `${what} : ${count} additions. Laquelle ?`,
    minutes: (minutes) => `${minutes} min.`,
    hours: (hours) => `${hours} h.`,
    goes: (what) => `à ${what}`,
    tables: "Les tables",
    tabs: "Clients par leur nom",
    all: "Toutes les tables et ardoises",
    mine: "Mes tables et ardoises",
    none: "Personne n'est encore assis.",
    noneMine: "Vous n'avez ni table ni ardoise.",
    free: (names) => `libres : ${names}`,
    planKeys: "7 Entrée y va ; F7 : les miennes, toutes ; > transmet ; + une seule ; Esc : retour",
    nothingYet: "rien commandé",
    toSend: (lines) => `${lines} à envoyer`,
    waits: (lines) => `${lines} en attente`,
    begun: (course, age) => (course === 0 ? `envoyé (${age})` : `suite ${course} (${age})`),
    handOver: "À qui transmettre ?",
    handedOver: (what, name) => `${what} : ${name} la sert maintenant.`,
    handedAll: (count, name) =>
      count === 1
        ? `1 commande : ${name} la sert maintenant.`
        : `${count} commandes : ${name} les sert maintenant.`,
    allOf: (name, count) => `toutes celles de ${name} : ${count}`,
    nobodyElse: "Personne d'autre ne travaille ici : à qui transmettre ?",
    emptyOrder: [
      "Personne n'a encore commandé.",
      "",
      "F5 dit que les clients sont partis.",
      "7*4 F7 : quatre, *2 F7 : place 2.",
    ],
    billed: (age, isOld) => (isOld ? `ADDITION (${age}), PLUS DEPUIS` : `ADDITION (${age})`),
    planEnd: "Une table ou un nom y va, 7> la transmet, :back quitte le plan.",
  },
}));
