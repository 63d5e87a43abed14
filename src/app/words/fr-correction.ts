/** Why how something was paid is not corrected, or a tip is asked about, in French. */

import { type CorrectionRefusals } from "./words-shape.ts";

export const frCorrection: CorrectionRefusals = {
  "correction/no-payment": () =>
    "Cette commande n'a aucun paiement à corriger : rien n'a été encaissé.",
  "correction/reason-needed": () => "Dites pourquoi c'est corrigé : le motif est enregistré.",
  "correction/which": () => "Payé de plusieurs façons : dites laquelle est fausse, par --from.",
  "correction/not-taken": () =>
    "Seul l'argent encaissé se corrige : remboursements et échanges restent.",
  "correction/in-z": () => "Le Z de ce paiement est clos : rembourser et vendre à nouveau.",
  "correction/other-day": () =>
    "Payé un autre jour comptable : reprenez les articles, puis revendez-les.",
  "correction/same": () => "C'est déjà comptabilisé ainsi : rien n'a changé.",
  "correction/too-much": ({ left }, { money }) =>
    left === 0
      ? "Il n'en reste rien de tel, ou c'est reparti : rien n'a changé."
      : `${money(left)} au plus se corrigent : le reste fut payé autrement, ou rendu.`,
  "correction/only-whole": () => "Des espèces étrangères se corrigent en entier : sans montant.",
  "tip/unusual": ({ tip, due }, { money }) =>
    `Pourboire ${money(tip)} pour ${money(due)} ? Si oui : F9 en caisse, --yes en commande.`,
  "payment/final": () =>
    "Encaissé juste avant : `till order correct` si c'était autrement, sinon annulez, puis encaissez.",
};
