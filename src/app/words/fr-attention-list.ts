/** What needs somebody, as commands list it in French. */

import { onceAsked } from "../../domain/once-asked.ts";
import { counted } from "../counted.ts";
import { type AttentionListWords } from "./attention-list-words.ts";

export const frAttentionList = onceAsked((): AttentionListWords => ({
  nothing: "Rien ne demande quelqu'un.",
  noHistory: "Rien n'a été vendu dans le doute.",
  addressee: (_, called) => called,
  noQuestion: "Aucun argent n'est en question.",
  extent: ([from, to], sales, money) =>
    `événements ${from} à ${to}, ${counted(sales, "vente")}, ${money}`,
  reasons: {
    "chain/forked":
      "La caisse a parlé à deux voix : son disque a été copié, ou remis à un état plus ancien.",
    "chain/revoked": "Dit après que la caisse a été exclue.",
    "chain/retired": "Écarté : quelqu'un l'a vu, et cela reste dehors.",
    "chain/too-many": "La caisse a recommencé plus souvent que quelqu'un ne l'a confirmé.",
    "chain/id-taken": "A les numéros d'une autre branche, qui a été admise.",
    "device/not-enrolled":
      "Aucune caisse qui en a le droit n'a admis cet appareil : admettez-le, et cela compte.",
    "kind/not-allowed":
      "L'appareil n'a pas le droit d'écrire ceci : admettez-le avec ce droit, et cela compte.",
    "batch/unfinished":
      "Partie d'un travail plus grand qui n'est pas fini. S'il s'est arrêté, refaites-le, et écartez ceci.",
    "batch/retired":
      "Partie d'un travail plus grand qui s'est arrêté : quelqu'un l'a vu, et cela reste dehors.",
  },
  admitted: (extent) => `Admis : ${extent}.`,
  retired: (extent) => `Écarté : ${extent}.`,
  purged: (name) => `Ce qui ne compte pas de ${name} est jeté sur chaque caisse, dans un jour.`,
}));
