/** What commands say of tills that are listed, looked for, shut out and replaced, in French. */

import { onceAsked } from "../../domain/once-asked.ts";
import { counted } from "../counted.ts";
import { type MeshChangeWords } from "./mesh-change-words.ts";

export const frMeshChange = onceAsked((): MeshChangeWords => ({
  right: (name) =>
    ({ authority: "peut admettre", till: "caisse", kitchen: "cuisine" })[name] ?? name,
  isRevoked: (reason, replacedBy) => {
    const why = replacedBy === undefined ? reason : `remplacée par ${replacedBy}`;
    return why === "" ? "EXCLUE" : `EXCLUE (${why})`;
  },
  self: "cette caisse",
  fingerprint: (digits) => `empreinte ${digits}`,
  chain: (name, events, when) => `${name}  ${counted(events, "événement")}, le dernier ${when}`,
  cost: {
    stored: (transactions, size) => `${counted(transactions, "transaction")}, ${size}`,
    chains: (count) => counted(count, "chaîne"),
    doubted: (transactions) => `${transactions} dont personne n'a besoin`,
    refused: (transactions) => counted(transactions, "refusée"),
    work: (work, size) => `${work} de travail, ${size} dits et entendus`,
    waited: (times) => `a dû attendre ${times} fois`,
  },
  promoted: (till) => `${till} peut désormais admettre et exclure des caisses.`,
  revoked: (till) => `${till} est exclue. Ce qui compte encore d'elle :`,
  countsUpTo: (chain, seq, hash) => `${chain}  jusqu'à l'événement ${seq}  ${hash}`,
  saidNothing: "rien, elle n'a rien dit ici",
  canAnswer: (till) =>
    `${till} est au-dessus de cette caisse et peut répondre : ce qu'elle admet encore compte, et devra être exclu aussi.`,
  spared: "Ce qu'elle a décidé des caisses compte encore. Voyez si tout cela était voulu :",
  sparedAct: {
    "device/enrolled": (till) => `a admis ${till}`,
    "device/promoted": (till) => `a laissé ${till} décider des caisses`,
    "device/revoked": (till) => `a exclu ${till}`,
  },
  forEver: (till, chains, isSelf) => [
    `Exclure ${till}, c'est pour toujours, sur chaque caisse qui l'apprend.`,
    `Ce qui est ici d'elle compte encore : ${counted(chains, "chaîne")}.`,
    "Ce qu'elle dira, ou a dit sans qu'on l'entende ici, ne compte pour rien.",
    ...(isSelf ? ["C'est la caisse où vous êtes : elle ne vendra plus rien."] : []),
  ],
  typeLetters: (letters) => `Tapez ses lettres, ${letters}, pour l'exclure : `,
  nothingRevoked: "Aucune caisse n'a été exclue.",
  address: {
    added: (address) =>
      `${address} sera essayée désormais : \`till mesh addresses\` dit ce qu'il en est.`,
    known: (address) => `${address} est déjà tapée.`,
    tooMany: "Tant d'adresses n'aident personne : enlevez-en une (`till mesh addresses`).",
    removed: (address) => `${address} n'est plus une adresse tapée ; une caisse reliée le reste.`,
    notTyped: (address) => `Personne n'a tapé ${address} : \`till mesh addresses\`.`,
    notTried: "Aucun programme de cette caisse n'est relié : aucune n'est essayée.",
    none: "Aucune adresse : `till mesh add HOST:PORT` en donne une.",
    sources: {
      static: "tapée",
      remembered: "a déjà marché",
      told: "dite par une caisse",
      heard: "entendue par multicast",
    },
    leadsTo: (till) => `mène à ${till}`,
    connected: "reliée",
    triedNow: "essayée en ce moment",
    willBeTried: "sera essayée",
    untried: "non essayée",
    leftAlone: "laissée en paix un moment",
    ended: (end, tries) =>
      ({
        unreachable: `personne ne répond (${counted(tries, "essai")})`,
        stranger: "qui répond là n'est pas une caisse de ce commerce",
        ourselves: "cet appareil même",
      })[end],
  },
  leaves: {
    reason: "remplacée",
    title: (till) => `${till} laisse, pour autant qu'on l'a entendue ici :`,
    orders: (count, due) =>
      `${counted(count, "commande ouverte", "commandes ouvertes")}, ${due} à payer : toute caisse les continue`,
    cash: (taken, day) => `${taken} d'espèces prises le ${day} : comptez son tiroir`,
    noCash: "pas d'espèces le jour où elle en est",
    unknownAll: "rien de ce qu'elle a dit n'est ici : ce qu'elle a fait est inconnu, pas nul",
    unknownAfter: (when) => `ce qu'elle a fait après ${when} est inconnu, pas nul`,
    shutOut: (till) => `${till} est exclue : elle le dira si elle se réveille.`,
  },
}));
