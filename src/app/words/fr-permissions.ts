/** What people may do, in French. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type ScreenTillWords } from "./words-shape.ts";

export const permissions = onceAsked((): ScreenTillWords["permissions"] => ({
  sell: "vendre",
  pay: "encaisser",
  send: "envoyer en cuisine",
  void: "annuler en cuisine",
  price: "changer un prix",
  discount: "accorder une remise",
  comp: "offrir un article",
  exempt: "vendre exonéré de taxe",
  return: "reprendre un article",
  split: "partager une addition",
  others: "voir les tables des autres",
  soldout: "déclarer un article épuisé",
  oversell: "vendre un article épuisé",
  customer: "consulter les clients",
  erase: "effacer un client",
  clock: "pointer",
  drawer: "tenir un tiroir-caisse",
  payout: "sortir des espèces hors vente",
  reports: "voir les rapports",
  catalogue: "modifier les articles",
  staff: "modifier le personnel",
  settings: "modifier les réglages",
  tables: "modifier zones et tables",
  devices: "modifier les appareils",
  approve: "autoriser pour d'autres",
}));
