/** French: the shop's tills in the back office. */

import { onceAsked } from "../../domain/once-asked.ts";
import type { enTills } from "./en-tills.ts";
import { type PartialWords } from "./words-shape.ts";

export const frTills = onceAsked((): Pick<PartialWords, keyof typeof enTills> => ({
  officeTills: {
    tills: "Caisses",
    tillsHint: "Entrée en ouvre une. Chacune vend, quoi que fassent les autres.",
    addresses: "Adresses",
    backups: "Sauvegardes",
    invitation: "Invitation",
    inviteNew: "Inviter une caisse",
    link: "Liaison",
    address: "Adresse",
    roundTrip: "Aller-retour",
    clock: "Heure",
    openOrders: "En cours",
    cash: "Espèces",
    heardUntil: "Entendue jusque",
    cost: {
      stored: "Enregistré",
      chains: "Chaînes",
      doubted: "Inutiles",
      refused: "Refusées",
      work: "Travail",
      waits: "A dû attendre",
    },
    shutOut: "Exclure",
    replace: "Remplacer",
    promote: "Habiliter",
    code: "Code",
    goodUntil: "Valable jusque",
    wrongCodes: "Codes faux",
    slip: "Papier",
    invite: "Inviter",
    newAddress: "Autre adresse",
    nothing: "aucune",
    ordersDue: (count, due) => `${count}, ${due} à payer`,
    cashOn: (taken, day) => `${taken} le ${day}`,
    neverHeard: "rien d'elle n'est ici",
    remainsHint:
      "Dans la mesure où elle a été entendue ici. Ce qu'elle a fait depuis est inconnu, pas nul : comptez son tiroir. Toute caisse continue ses commandes.",
    ownTill: "C'est la caisse où vous êtes : excluez-la ou remplacez-la depuis une autre.",
    shutOutHint:
      "Tapez pourquoi : on le demandera. Pour toujours, sur chaque caisse : ce qui est ici d'elle compte encore, ce qu'elle dira désormais ne compte plus.",
    canAnswerHint:
      "Elle est au-dessus de cette caisse et peut répondre : ce qu'elle admet ensuite compte, et devra être exclu aussi.",
    decided: "Décidé",
    decidedHint: "Ce qu'elle a décidé des caisses compte encore : voyez si tout cela était voulu.",
    decisions: {
      "took-in": (name) => `a admis ${name}`,
      promoted: (name) => `a laissé ${name} décider`,
      "shut-out": (name) => `a exclu ${name}`,
    },
    shutsOut: (name, reason) => `Exclure ${name} : ${reason}`,
    replaceHint:
      "oui l'exclut pour toujours et mène à l'invitation d'un nouvel appareil ; il a les imprimantes et les réglages dès qu'il a entendu le commerce.",
    replaces: (name) => `Exclure ${name}, en inviter une autre`,
    noSuchTill: (typed: string) =>
      typed === ""
        ? "Il n'y a pas d'autre caisse."
        : `Aucune autre caisse ne s'appelle « ${typed} ».`,
    whichTill: "Quelle caisse ? Choisissez-la, puis ce qu'il faut faire.",
    forEver: "C'est pour toujours, sur chaque caisse : encore Entrée, ou Échap.",
    isShutOut: (name) => `${name} est exclue, et le dira à son réveil.`,
    promoteHint:
      "oui lui permet d'admettre, d'habiliter et d'exclure des caisses, comme celle-ci : ainsi la perte de cet appareil n'arrête rien. Seule l'exclusion le reprend.",
    promotes: (name) => `Laisser ${name} décider des caisses`,
    isPromoted: (name) => `${name} peut admettre et exclure des caisses.`,
    noTyping: "Rien ne se tape ici : les flèches mènent ailleurs.",
    noTraining: "La formation n'a qu'une caisse : nul ne la rejoint.",
    invites: "Faire un code pour un appareil de plus",
    inviteHint:
      "Entrée fait un code : bon une fois, dix minutes. Le nouvel appareil n'a besoin que de lui.",
    making: "   le code se prépare...",
    failed: "Aucun code n'a pu être fait : réessayez.",
    joinHint: (code) =>
      `Sur le nouvel appareil : till run, puis 3 ; ou till join --device "NOM" ${code}`,
    joinAtHint: (place) =>
      `S'il ne trouve personne : avec --at ${place}, l'adresse de cet appareil.`,
    opening: "Son port n'est pas encore ouvert. Si cela dure, till doctor dit pourquoi.",
    codeGone: "Son code n'est plus écrit nulle part : Entrée en fait un autre.",
    escHint: "Échap met fin à l'invitation, le verrou non.",
    ended: "L'invitation est finie : son code ne vaut plus.",
    ofFive: (count) => `${count} sur 5`,
    slipAt: (printer, isFile) => (isFile ? `papier virtuel, ${printer}` : `imprimante ${printer}`),
    noSlip: {
      "no-printer": "Pas de papier : aucune imprimante de tickets à cette caisse. Tapez le code.",
      "in-software":
        "Pas de papier : l'imprimante est un fichier, que chacun pourrait lire. Tapez le code.",
      failed: (printer) => `Pas de papier : ${printer} ne l'a pas imprimé. Tapez le code.`,
    },
    hasJoined: (name) => `${name} a rejoint le commerce.`,
    hearsHint: "Elle entend le commerce ; ensuite on peut s'y identifier.",
    declined: "Le nouvel appareil n'a pas été admis, et dit pourquoi. Invitez de nouveau.",
    burnt:
      "Un code faux a été essayé cinq fois : il ne vaut plus. Voyez qui est là, puis invitez de nouveau.",
    over: "Personne en dix minutes : le code ne vaut plus.",
    addressHint:
      "HOST:PORT, comme 192.168.1.20:7777 : où est une autre caisse, si le réseau la cache. Une seule suffit.",
    noAddress: (typed) => `« ${typed} » n'est pas une adresse : comme 192.168.1.20:7777.`,
    addressKnown: (address) => `${address} est déjà tapée.`,
    addsAddress: (address) => `Chercher une caisse à ${address}`,
    addressAdded: (address) => `On cherche désormais à ${address}.`,
    removesAddress: (address) => `Ne plus chercher à ${address}`,
    addressGone: (address) => `${address} n'est plus une adresse tapée.`,
    tooMany: "Tant d'adresses n'aident personne : ôtez-en une d'abord.",
  },
  officeBackups: {
    typeFolder: "Indiquez un dossier qui existe, p. ex. /media/usb.",
    typeMinus: "- et Entrée arrête les copies là.",
    newPlace: "Nouvel endroit",
    none: "rien de copié encore",
    trouble: "la dernière copie a échoué",
    hours: (count: number) => (count === 0 ? "copié dans l'heure" : `copié il y a ${count} h`),
    days: (count: number) => `copié il y a ${count} ${count === 1 ? "jour" : "jours"}`,
    hint: "Le dossier d'une clé ou d'un partage, p. ex. /media/usb ; un nom peut le précéder. Cet appareil y copie chaque heure. Une commande : till backup add.",
    placeHint: "- et Entrée : plus de copies là ; ce qui s'y trouve y reste.",
    adds: (name: string, folder: string) => `Copier vers ${folder}, appelé ${name}`,
    added: (name: string) => `${name} reçoit les sauvegardes : la première se fait.`,
    sameDisk: (name: string) =>
      `${name} est sur le disque de la caisse : ce qui casse l'un casse l'autre.`,
    removes: (name: string) => `Ne plus copier vers ${name}`,
    removed: (name: string) => `${name} ne reçoit plus rien ; ce qui s'y trouve y reste.`,
    looking: "   le dossier est vérifié...",
    failed: "Le dossier n'a pas pu être vérifié : réessayez.",
    badName: "Un nom a 1 à 40 lettres, chiffres, espaces, points ou tirets.",
    taken: (name: string) => `Il y a déjà un endroit ${name}.`,
    noFolder: (folder: string) => `${folder} n'est pas un dossier : branchez la clé, ou créez-le.`,
    ownFolder: (folder: string) =>
      `${folder} est dans le dossier de la caisse : il périrait avec elle.`,
    unusable: {
      full: "Ce dossier est plein : faites de la place, ou indiquez-en un autre.",
      other: "Ce dossier est inutilisable : vérifiez à qui il est, et son disque.",
    },
  },
  shutOutReasons: { stolen: "volée", lost: "perdue", broken: "en panne", replaced: "remplacée" },
  addressesFound: {
    connected: "connectée",
    nobody: "nul ne répond",
    stranger: "pas une caisse d'ici",
    ourselves: "cet appareil même",
    unknown: "pas encore essayée",
  },
  addressesFrom: {
    remembered: "a déjà marché",
    told: "dite par une caisse",
    heard: "entendue sur le réseau",
  },
}));
