/** What was found on a box, in French. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type PlaceStatus } from "../backup/backup-status.ts";
import { counted } from "../counted.ts";
import { kindsText } from "../update-sentence.ts";
import { type FindingWords, type UnreadFacts } from "./finding-words.ts";

const OTHERWISE = "les caisses s'y trouvent par `till mesh find` ou `till mesh add HOST:PORT`";
const HAPPENED = {
  anchor:
    "Des ventes manquent sur ce disque. Comparez les derniers tickets avec `till order list`.",
  board:
    "Ce disque est une copie ou a changé d'appareil. Si l'autre vend aussi, éteignez l'un des deux.",
  peer: "D'autres en savent plus de cette caisse. Si son disque a été copié, éteignez la copie.",
  person: "On dit que des ventes manquent. Comparez les derniers tickets avec `till order list`.",
} as const;
const KEYS: Readonly<Record<Parameters<FindingWords["key"]>[0]["how"], (place: string) => string>> =
  {
    beside: () =>
      "La clé est à côté du livre, dans ledger.key : qui prend cet appareil, ou son disque, peut tout lire.",
    "passphrase-file": (file) =>
      `La phrase secrète est sur cet appareil, dans ${file} : qui le prend, ou son disque, peut tout lire.`,
    "handed-over": () =>
      "Systemd donne la phrase secrète : si personne ne la tape après chaque démarrage, qui prend cet appareil peut tout lire.",
    locked: () =>
      "Une phrase secrète ouvre le livre : qui prend cet appareil éteint ne peut rien lire ; allumé, tout.",
    sealed: (name) =>
      `Systemd donne la clé, sous le nom ${name} : si le TPM la scelle (--with-key=host+tpm2), qui prend le disque seul ne peut rien lire ; avec tout l'appareil, tout ce que ses sessions ne protègent pas.`,
    unsealed: (name) =>
      `Systemd donne la clé, sous le nom ${name}, mais cet appareil n'a pas de TPM : ce qui la scelle est sur le même disque, donc qui prend cet appareil, ou son disque, peut tout lire.`,
  };

export const frFindings = onceAsked((): FindingWords => ({
  shop: (name, isDemo, till) =>
    `${name}, ${isDemo ? "un commerce d'essai, pour toujours" : "un vrai commerce"} ; cette caisse est ${till}.`,
  ledgerFine: (transactions) =>
    `${counted(transactions, "opération")}, tous les contrôles sont bons.`,
  ledgerDamaged: (detail) =>
    `Le livre est endommagé : \`till verify\` montre tout${detail === "" ? "" : ` (${detail})`}.`,
  synced: () => "Chaque vente est écrite sur le disque.",
  notSynced: () => "Les ventes ne sont pas écrites sûrement : signalez ce défaut.",
  writable: () => "Le dossier peut être écrit.",
  readOnly: () =>
    "Le dossier ne peut qu'être lu, rien ne peut être vendu : vérifiez à qui il est, et son disque.",
  roomPlenty: (free) => `${megabytes(free)} libres.`,
  roomScarce: (free) =>
    `Le disque est presque plein, ${megabytes(free)} libres : faites de la place, sinon bientôt rien ne se vendra.`,
  roomNone: () => "Le disque est plein, rien ne peut être vendu : faites-y de la place.",
  key: ({ how, place }) => KEYS[how](place),
  memory: (swaps, dumps) => {
    const leaks = [
      swaps.length === 0
        ? ""
        : `la mémoire, avec la clé, peut être écrite sur ${swaps.join(", ")} (swap) : chiffrez ou désactivez`,
      dumps
        ? "un plantage peut écrire la mémoire, avec la clé, sur le disque : LimitCORE=0 dans l'unité, ou sans core dumps"
        : "",
    ];
    return `Tant que la caisse tourne, ${leaks.filter((leak) => leak !== "").join(" ; ")}.`;
  },
  keyExposed: () =>
    "D'autres utilisateurs de cet appareil peuvent lire la clé : chmod 600 ledger.key.",
  keyChangeCut: () =>
    "Un changement de clé a été coupé : fermez la caisse, puis `till key rotate`.",
  day: (now) => `Journée ${now}.`,
  dayTyped: (now) => `Journée ${now}, par une date tapée : réglez l'horloge de cet appareil.`,
  dayClockWrong: (says, now) =>
    `L'horloge dit ${says}, la caisse est au ${now} : réglez l'horloge de l'appareil, ou tapez \`:date\` à la caisse.`,
  dayNext: (now, next) => `Journée ${now} ; qui s'identifie ensuite commence le ${next}.`,
  numbers: ({ cause, isPending, series }) =>
    `${HAPPENED[cause]} Ses numéros recommencent ${isPending ? "à la prochaine vente" : `à ${series}`}.`,
  allCounts: () => "Tout ce qui est enregistré compte.",
  inQuestion: (receipts, money, chains) =>
    `${counted(receipts, "ticket")}, ${money}, de ${counted(chains, "chaîne")} en question : \`till ledger quarantine list\` les nomme.`,
  settled: ({ type, till, numbersTwice }) =>
    type === "chain/both-admitted"
      ? `${till} a parlé à deux voix, et les deux comptent : ${numbersTwice === 0 ? "aucun numéro" : counted(numbersTwice, "numéro")} sur deux tickets.`
      : `Ce que ${till} a vendu a été admis et aussi écarté : cela compte.`,
  oversold: ({ name, beyond, tills }) => {
    const what =
      tills === ""
        ? `${name} : ${beyond} de plus vendus qu'il n'y en avait`
        : `${name} était épuisé, ${beyond} vendus sur ${tills}`;
    return `${what} : voyez qui l'a commandé, puis dites ce qui reste (!${name}).`;
  },
  contradictions: (count) =>
    `${counted(count, "contradiction")} dans des commandes : \`till attention list\` ${count === 1 ? "la" : "les"} nomme.`,
  sheetRead: (day) => `Relue le ${day}.`,
  sheetDemo: () =>
    "Celle d'un commerce d'essai est sur son papier virtuel, lisible : elle est là pour être vue.",
  sheetNever: () => "Jamais relue : cherchez le papier, et tapez son code à `till recovery check`.",
  noManager: () =>
    "Plus personne qui puisse s'identifier ne peut changer le personnel : `till staff rescue NUMÉRO`, avec le code de la feuille de secours.",
  holderAnswers: (pid) => `Le processus ${pid} a les imprimantes, et répond.`,
  holderSilent: (pid) =>
    `Le programme qui imprime ne répond pas${processText(pid)} : arrêtez-le, et le suivant imprime.`,
  holderAbsent: () => "Aucune caisse n'est ouverte : chaque commande imprime ce qu'elle a fait.",
  papersUnserved: (papers) =>
    `${counted(papers, "impression")} en attente qu'aucune imprimante ne sert : \`till printer add\`, ou \`till printer route\`.`,
  papersNone: () => "Rien n'attend.",
  papersAsk: (papers) =>
    `${counted(papers, "impression")} ${papers === 1 ? "attend" : "attendent"} une décision : \`till printer queue\` dit pourquoi ; puis \`till printer retry\`, ou \`cancel\`.`,
  papersWait: (papers, isOff) =>
    `${counted(papers, "impression")} en attente${isOff ? ", et elle est éteinte : allumez-la" : " : allumez l'imprimante"}, et ouvrez la caisse ou dites \`till print now\`.`,
  unfinished: (tills) =>
    `Un travail de ${tills} n'est pas fini et ne compte pas : s'il s'est arrêté, refaites-le et écartez-le (\`till ledger quarantine list\`).`,
  readsAll: () => "Ce programme peut lire tout ce qui est enregistré.",
  update: updateText,
  updateNeeded: (unread) =>
    `${updateText(unread)} Elle continue à vendre, mais personne ne sait au juste ce que fait une journée.`,
  printersAll: () => "Chaque poste et les tickets ont une imprimante.",
  printersMissing: (noReceipts, stations) =>
    `Pas d'imprimante pour ${[...(noReceipts ? ["les tickets"] : []), ...stations].join(", ")} : \`till printer add\`, ou \`till printer route\`.`,
  letters: (letters) =>
    `Pas sur le papier comme écrits : ${letters} (\`till print show\` le montre). Écrivez ces noms autrement.`,
  noBackup: (others, safeOn) => {
    const tills = othersText(others);
    const known =
      safeOn === 0
        ? `on ne sait pas à présent si une de ${tills} a les dernières ventes`
        : `les dernières ventes sont sur ${safeOn} de ${tills}, et rien hors du commerce`;
    const who = others === 0 ? "cet appareil a seul les ventes" : known;
    return `Pas de lieu de sauvegarde : ${who} (\`till backup add\`).`;
  },
  backup: backupText,
  paperFolder: (folder, isThere) =>
    `Le papier des imprimantes virtuelles ${isThere ? "est" : "sera"} dans ${folder}, non chiffré.`,
  meshSingle: () => "Caisse unique : ce qu'elle vend n'est que sur cet appareil.",
  meshShutOut: (reason, replacedBy) => {
    const why = replacedBy === undefined ? reason : `remplacée par ${replacedBy}`;
    return `Une autre caisse a exclu celle-ci, pour toujours${why === "" ? "" : ` (${why})`} : elle ne vend plus rien.`;
  },
  meshKeyless: (others) =>
    `Le commerce a ${othersText(others)}, et celle-ci n'a pas de clés de liaison : personne ne l'a laissée entrer.`,
  meshNoProgram: (others) =>
    `Le commerce a ${othersText(others)}, et aucun programme n'est relié ici : ouvrez la caisse, ou \`till node\`.`,
  meshSilent: (pid) =>
    `Le programme qui tient les liaisons ne répond pas${processText(pid)} : arrêtez-le.`,
  meshUnlinked: (pid, others) =>
    `Le processus ${pid} ne prend pas de liaison vers ${othersText(others)} : redemandez, puis voyez son journal.`,
  port: (port) => `Prend les liaisons au port ${port}.`,
  otherPort: (port, usual) =>
    `Prend les liaisons au port ${port}, car ${usual} était pris : un pare-feu doit le laisser passer.`,
  nobodyHeard: (since) =>
    `Aucune autre caisse entendue ${sinceText(since)} : elle vend seule ; voyez câbles, switch et borne, et \`till mesh addresses\`.`,
  connected: (connected, others, safeOn) => {
    const safe =
      safeOn === undefined ? "" : ` ; ce que celle-ci a dit en dernier est sûr sur ${safeOn}`;
    return `${connected} sur ${othersText(others)} ${connected === 1 ? "reliée" : "reliées"}${safe}.`;
  },
  unopened: (till) => `${till} a rejoint le commerce, et aucune caisse n'y a encore été ouverte.`,
  notHeard: (till, since) =>
    `${till} non entendue ${sinceText(since)} : est-elle allumée, et dans ce réseau ? Partie pour de bon : \`till mesh revoke\`.`,
  noRoomForOthers: () =>
    "Le disque n'a pas de place pour ce que disent les autres caisses : faites de la place.",
  fetching: (held, known) =>
    `${held} sur ${counted(known, "événement")} du commerce sont ici, le reste arrive.`,
  addressSilent: (address, tries) =>
    `Personne ne répond à ${address} (${counted(tries, "essai")}) : si elle est fausse, \`till mesh remove ${address}\`.`,
  addressStranger: (address) =>
    `À ${address} il n'y a pas de caisse de ce commerce : \`till mesh remove ${address}\`.`,
  addressOurselves: (address) =>
    `${address} est cet appareil même : \`till mesh remove ${address}\`, et nommez l'autre.`,
  clockStray: (till, off, isAhead) =>
    `L'horloge de ${till} est en ${aheadText(isAhead)} de ${off} sur les autres : réglez-la là-bas.`,
  clockOwn: ({ off, isAhead, till, isToSet }) => {
    const whose = till === undefined ? "les autres caisses" : `celle de ${till}`;
    const what = till === undefined ? "réglez-la" : "réglez celle qui a tort";
    return `L'horloge de cet appareil est en ${aheadText(isAhead)} de ${off} sur ${whose}${isToSet ? ` : ${what}` : ""}.`;
  },
  misdeed: (till, reason, count) =>
    `${till} a envoyé ${count} fois ce qu'aucune caisse n'envoie (${reason}). Qui l'a en main l'a peut-être changée : allez-y voir, ou excluez-la (\`till mesh revoke\`).`,
  staysSilent: (till) =>
    `${till} se relie sans cesse et ne dit ensuite rien : redémarrez-y le programme. Si cela continue, allez-y voir, ou excluez-la (\`till mesh revoke\`).`,
  misdated: (till, date) =>
    `${till} a envoyé quelque chose daté du ${date} : vérifiez l'horloge là-bas. Si elle est et était juste, quelqu'un a peut-être changé cette caisse.`,
  asksTooMuch: (till) =>
    `${till} demande plus qu'une caisse n'a besoin, et attend ses réponses : personne d'autre ne remarque rien. Redémarrez-y le programme ; si cela continue, voyez qui l'a, ou excluez-la (\`till mesh revoke\`).`,
  secretsDiffer: (till, lasted) =>
    `Les PIN et les noms ne sont pas les mêmes ici et à ${till} depuis ${lasted} : qui se connecte ici n'entre peut-être pas là-bas. Redémarrez le programme ici et là-bas ; si cela reste, voyez qui l'a, ou excluez-la (\`till mesh revoke\`).`,
  multicastPublic: (host) =>
    `Cet appareil a une adresse publique (${host}), où le multicast ne cherche pas les caisses : ${OTHERWISE}, et un pare-feu tient tous les autres dehors.`,
  multicastNoNetwork: () =>
    "Cet appareil n'est dans aucun réseau où les caisses se trouvent : vérifiez son câble.",
  multicastFails: (network, fault) =>
    `Le multicast sur ${network} ne marche pas (${fault}) : ${OTHERWISE}.`,
  multicastFilteredHere: (network) =>
    `Le multicast sur ${network} est filtré, sur cet appareil même : laissez passer UDP 5353, ou ${OTHERWISE}.`,
  multicastFiltered: (network, tills) =>
    `Le multicast est filtré sur ${network} : ${tills.join(", ")} ${tills.length === 1 ? "y est reliée et ne s'y entend pas" : "y sont reliées et ne s'y entendent pas"}, et un nouvel appareil ne trouvera peut-être personne : laissez-le passer (docs/network.md), ou ${OTHERWISE}.`,
  isolated: (network, addresses, gateway) =>
    `Sur ${network} ni le multicast ni ${addresses} ne répondent, et la sortie (${gateway}) répond : si les autres caisses sont allumées, le réseau sépare les appareils. Désactivez « client isolation » (isolation AP, réseau invité) sur la borne, ou prenez des câbles (docs/network.md).`,
  multicastThrough: () => "Le multicast passe.",
  multicastQuiet: () =>
    `Personne d'autre n'est entendu par multicast : s'il y en a, il est filtré en chemin, et ${OTHERWISE}.`,
}));

function backupText({
  age: { hours },
  verified,
  pendingEvents,
  trouble,
  where,
}: PlaceStatus): string {
  const age = hours === 0 ? "Moins d'une heure" : counted(hours, "heure");
  const how =
    verified === undefined
      ? "Pas encore de sauvegarde là"
      : `${age}, ${counted(verified.files, "fichier")}, ${frProofs[verified.proof]}`;
  const pending =
    pendingEvents === 0 ? "" : ` ; ${counted(pendingEvents, "événement")} pas encore dedans`;
  const told = trouble === undefined ? "" : ` ${frPlaceTrouble(trouble, where)}`;
  return `${how}${pending}.${told}`;
}

/** How sure a backup is. */
export const frProofs = {
  "read-back": "relus et comparés",
  sizes: "tailles comparées, non relus",
  sent: "envoyés, personne n'a vu s'ils sont arrivés",
} as const;

/** Why a place has no newer backup, and what to do. */
export function frPlaceTrouble(
  { type, sentence }: NonNullable<PlaceStatus["trouble"]>,
  where: string,
): string {
  return TROUBLES[type]?.(where) ?? sentence;
}

const TROUBLES: Readonly<Record<string, (where: string) => string>> = {
  "place/away": (where) => `${where} n'est pas là : branchez la clé, ou montez le disque.`,
  "place/full": (where) => `${where} est plein : faites-y de la place, ou nommez un autre lieu.`,
  "place/failed": (where) =>
    `${where} ne peut servir : vérifiez à qui il est, sa prise, son disque et son réseau.`,
  "place/unverified": (where) =>
    `Ce qui est dans ${where} n'est pas ce qui fut écrit : le disque lâche peut-être.`,
  "place/interrupted": () => "La sauvegarde a été interrompue ; celle d'avant est entière.",
};

function megabytes(free: number | undefined): string {
  return free === undefined ? "quelques Mo" : `${free} Mo`;
}

function updateText({ events, kinds }: UnreadFacts): string {
  return `Mettez cette caisse à jour : elle ne sait pas lire ${counted(events, "événement")} (${kindsText(kinds, "version")}).`;
}

function othersText(others: number): string {
  return counted(others, "autre caisse", "autres caisses");
}

function processText(pid: number | undefined): string {
  return pid === undefined ? "" : ` (processus ${pid})`;
}

function sinceText(since: string | undefined): string {
  return since === undefined ? "depuis le début de ce programme" : `depuis ${since}`;
}

function aheadText(isAhead: boolean): string {
  return isAhead ? "avance" : "retard";
}
