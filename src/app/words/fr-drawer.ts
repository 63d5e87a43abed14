/** What commands tell of cash drawers and the safe, in French. */

import { onceAsked } from "../../domain/once-asked.ts";
import { counted } from "../counted.ts";
import { type DrawerWords } from "./drawer-words.ts";

export const frDrawer = onceAsked((): DrawerWords => ({
  drawer: (name) => `Tiroir ${name}`,
  pouch: (who) => `Sacoche de ${who}`,
  opened: (drawer, float) => `${drawer} : ouvert avec ${float}.`,
  moved: {
    in: (drawer, money) => `${drawer} : entrée de ${money}.`,
    out: (drawer, money) => `${drawer} : sortie de ${money}.`,
    drop: (drawer, money) => `${drawer} : ${money} mis au coffre.`,
    tips: (drawer, money) => `${drawer} : ${money} de pourboires versés.`,
  },
  noSale: (reason) => `Tiroir ouvert sans vente : ${reason}`,
  taken: (drawer) => `Vous vendez désormais avec : ${drawer}.`,
  counted: (drawer, at, who) => `${drawer}, compté à ${at} par ${who}`,
  openSince: (drawer, at, who) => `${drawer}, ouvert depuis ${at}, par ${who}`,
  closed: (drawer, at, who) => `${drawer}, fermé à ${at} par ${who}`,
  float: "Fond de caisse",
  expected: "Attendu",
  expectedIn: (currency) => `Attendu en ${currency}`,
  count: "Compté",
  countIn: (currency) => `Compté en ${currency}`,
  countBy: (at, who) => `Compté à ${at}, ${who}`,
  difference: "Écart",
  since: "Déplacé après le comptage",
  leaves: "Reste dans le tiroir",
  toSafe: "Mis au coffre",
  fromSafe: "Du fond, pris au coffre",
  reason: (text) => `Motif : ${text}`,
  lacks: {
    reason: "Fermé sans le motif que demande l'écart : quelqu'un doit regarder.",
    approval: "Fermé sans l'accord que demande l'écart : quelqu'un doit regarder.",
  },
  slips: (tender, payments) => `${tender}, ${counted(payments, "paiement", "paiements")}`,
  moves: { in: "Entrées", out: "Sorties", drop: "Mis au coffre", tips: "Pourboires versés" },
  noSales: (times) => `Ouvert sans vente : ${times}`,
  opensToCount: (drawer) =>
    `${drawer} s'ouvre. Ce qu'il contient : \`till drawer count 20*10 7*5\`.`,
  toCount: (times) => `Ouvert pour compter : ${times}`,
  byKey: (times) => `Ouvert à la clé : ${times}`,
  keyTurned: (till) => `Tiroir de ${till} ouvert à la clé`,
  none: "Aucun tiroir n'est ouvert : `till drawer open 150` commence avec 150,00.",
  safe: {
    in: (money) => `${money} mis au coffre.`,
    out: (money) => `${money} pris au coffre.`,
    bank: (money) => `${money} portés à la banque.`,
  },
  inSafe: (currency) => `Au coffre, ${currency}`,
  countStands: "Le comptage est noté ; le tiroir est encore ouvert.",
  z: (name, day) => `Z ${name}, ${day}`,
  noZ: (day) => `Il n'y a pas de Z du ${day}.`,
}));
