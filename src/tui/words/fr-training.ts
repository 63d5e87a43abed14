/** French: what only a training says. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type PartialWords } from "./words-shape.ts";

const LACKS = {
  options: "aucun article à options",
  kitchen: "rien ne va en cuisine",
  other: "rien pour cela",
};

export const frTraining = onceAsked((): Pick<PartialWords, "exercises" | "training"> => ({
  training: {
    bar: "*** FORMATION ***",
    pins: "Une formation : tous ont le code PIN 0000, et rien n'entre dans les comptes.",
    leave: ":quitter quitte la formation.",
    pinToLeave: "Code PIN, puis la formation finit. Esc : elle continue.",
    numberToLeave: "Numéro et code PIN, puis la formation finit. Esc : elle continue.",
    stays: "La formation continue.",
    already: "C'est déjà une formation : :quitter à l'écran verrouillé la quitte.",
    begins: "La formation commence : un commerce pour apprendre se prépare.",
    over: "La formation est finie ; rien n'en est entré dans les comptes.",
    openAlready: "Une formation de cette caisse est déjà ouverte : allez à sa fenêtre.",
    failed: "La formation n'a pas pu commencer ; le journal de la caisse dit pourquoi.",
  },
  exercises: {
    at: (number, of) => `Exercice ${number} sur ${of}.`,
    words: ":hint montre les touches, :next passe au suivant, :again recommence.",
    done: (keys, fewest) => `Bravo : ${keys} touches, ${fewest} suffisent.`,
    hint: (keys) => `Touches : ${keys}`,
    summary: ({ passed, keys, fewest, skipped, leftOut }) =>
      `Les exercices sont terminés : ${passed} réussis avec ${keys} touches, ${fewest} suffisent ; ${skipped} passés, ${leftOut} omis, parce que ce commerce n'a pas ce qu'il faut. Continuez à votre guise ; rien n'entre dans les comptes.`,
    void: (goods) => `Saisissez 1 ${goods} et envoyez-le ; c'était une erreur : annulez-le.`,
    refund: (receipt) =>
      `Tout le ticket ${receipt} revient : ouvrez-le, et rendez l'argent en espèces.`,
    discount: (goods, percent) =>
      `Un bon client reçoit 1 ${goods} avec ${percent} % de remise, et paie l'appoint en espèces.`,
    table: (goods, table) =>
      `${table} : deux clients s'assoient et veulent 1 ${goods}. Ouvrez-la pour deux, et envoyez en cuisine.`,
    move: (goods, from, to) =>
      `${from} : saisissez 1 ${goods} ; puis ses clients changent de table. Portez tout à ${to}.`,
    vouch: (names) => `${names.join(" ou ")} peut l'autoriser, code PIN 0000.`,
    without: (missing) =>
      `Ne se font pas ici : ${missing.map(({ lacks, numbers }) => `${numbers.join(", ")} (${LACKS[lacks]})`).join(" ; ")}.`,
    note: "chaud",
    cash: (goods) => `Un client veut 1 ${goods} et donne l'appoint en espèces.`,
    away: (goods, option, money) =>
      `Un client veut 2 ${goods}, ${option}, à emporter, et donne ${money} en espèces.`,
    undo: (goods) => `Saisissez 1 ${goods}, comme par erreur, puis défaites-le.`,
    kitchen: (goods, note) =>
      `1 ${goods}, avec la note « ${note} » : envoyez d'abord en cuisine, puis encaissez l'appoint en espèces.`,
    park: (goods) =>
      `Saisissez 1 ${goods} et mettez-le en attente ; vendez-en un à un autre client, appoint en espèces ; reprenez le premier et encaissez-le en espèces.`,
    split: (goods, money) => `Un client paie 1 ${goods} : ${money} par carte, le reste en espèces.`,
    parts: (goods) =>
      `Trois clients partagent 3 ${goods} : l'addition en trois parts, chacune par carte.`,
    reprint: (receipt) =>
      `Le ticket ${receipt} est demandé une deuxième fois : trouvez dans l'aide (F1) comment faire, et réimprimez-le.`,
  },
}));
