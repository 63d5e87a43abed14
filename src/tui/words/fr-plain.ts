/** French: what only the dialogue in lines says. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type PartialWords } from "./words-shape.ts";

function countOf(lines: number): string {
  return lines === 1 ? "1 ligne" : `${lines} lignes`;
}

export const frPlain = onceAsked((): Pick<PartialWords, "plain" | "plainVerbs" | "plainHelp"> => ({
  plain: {
    whichOne:
      "Plusieurs s'appellent ainsi : Entrée prend le premier, :2 le deuxième ; :back aucun.",
    locked: "Verrouillée.",
    moreOfName: "Plusieurs s'appellent ainsi : tapez plus du nom, ou le numéro.",
    noOffice:
      "La gestion demande un écran : till catalog, customer, staff, settings et mesh font de même.",
    noTraining: "Une formation en lignes commence dans un shell : till train --plain.",
    noLastLine: "Aucune ligne n'a été tapée avant celle-ci.",
    listEnd: "Un chiffre et Entrée choisit, un mot cherche, :back quitte la liste.",
    goodsEnd: ":goods 1 énumère ceux du premier groupe.",
    moreHits: "Et d'autres : tapez plus du nom.",
    noChange: "Pas de monnaie à rendre.",
    helpEnd: "Un mot après :help dit où il se trouve : :help payer.",
    noHit: (number) => `Rien n'a été énuméré sous ${number}.`,
    noLine: (position) => `Il n'y a pas de ligne ${position} dans cette commande.`,
    noRow: (text) => `Rien dans la liste ne s'appelle ${text} ; :back la quitte.`,
    noWord: (word) => `:${word} n'existe pas ; ? dit ce qu'il y a.`,
    noCategory: (page) => `Il n'y a pas de groupe ${page} ; :goods les énumère.`,
    howToLeave: (isLocked) =>
      `${isLocked ? "" : ":lock, puis "}:quit et un code PIN quittent la caisse ; encore Ctrl-C l'arrête aussitôt, et une commande reste ouverte.`,
    attention: (text) => `Attention : ${text}`,
    lockedAt: (shop, device) =>
      `${shop}, ${device}. Verrouillée : numéro d'employé ou nom, puis le code PIN. ? aide.`,
    personPin: (person, pin) => `${person}, code PIN ${pin}`,
    mayApprove: (names) => `Peut l'autoriser : ${names} ; :back laisse.`,
    lineSum: (position, gross) => `Ligne ${position} : ${gross}.`,
    lineIs: (position, goods, gross) => `Ligne ${position} : ${goods}, ${gross}.`,
    courseIs: (course) => `${course} :`,
    kitchenHas: (text) => `${text} La cuisine l'a.`,
    perhapsOnPaper: (text) => `${text} Envoyé ; peut-être imprimé : vérifier.`,
    noPaperYet: (text) => `${text} Envoyé ; pas encore imprimé.`,
    noPaper: (text) => `${text} Son bon de cuisine a été mis de côté.`,
    kitchenWaits: (text) => `${text} La cuisine attend pour cela.`,
    orderIs: ({ number, lines, total, due, giveBack }) => {
      const rest = due === "" ? "" : `, à payer ${due}`;
      const back = giveBack === "" ? "" : `, à rendre ${giveBack}`;
      return `Commande ${number} : ${countOf(lines)}, ${total}${rest}${back}.`;
    },
    orderServed: (number, service) => `Commande ${number}, ${service}.`,
    orderFor: (customer) => `Pour ${customer}.`,
    discountOf: (off) => `Remise sur la commande : ${off}.`,
    taxOf: (label, tax) => `${label} : ${tax}.`,
    lessWith: (off) => `remise de ${off}`,
    quoted: (note) => `« ${note} »`,
    changeIs: (change) => `Monnaie ${change}.`,
    paidBy: (order, receipt) =>
      receipt === ""
        ? `La commande ${order} est payée.`
        : `La commande ${order} est payée, ticket ${receipt}.`,
    paidBefore: (order, change) => `La commande ${order} est payée : monnaie ${change}.`,
    rounded: (cash, due) => `À payer en espèces ${cash}, arrondi de ${due}.`,
    enterDoes: (preview) => `${preview} : Entrée le fait.`,
    enterAsks: (preview) => `${preview} Entrée demande d'abord.`,
    enterTakes: (preview) => `${preview} : Entrée encaisse.`,
    printerIsOff: (name) => `L'imprimante ${name} est éteinte : ses impressions attendent.`,
    printerAsks: (name) => `Des impressions de ${name} vous attendent : :print les imprime.`,
    isWell: (name) => `L'imprimante ${name} va de nouveau.`,
    tillsAreWell: (status) => `Les autres caisses vont de nouveau : ${status}.`,
    inputEnded: "L'entrée est finie et la caisse est verrouillée.",
    staysOpen: (order) => `La commande ${order} reste ouverte.`,
    halfLine: (text) => `La dernière ligne était sans Entrée et n'a pas été exécutée : ${text}`,
    trainingPrompt: "FORMATION",
    newOrderPrompt: "nouvelle commande",
    listPrompt: "choix",
    orderPrompt: (number, lines, total) => `commande ${number}, ${countOf(lines)}, ${total}`,
    pricePrompt: (name) => `${name}, prix`,
    weightPrompt: (name) => `${name}, kg :`,
    payPrompt: (number, due) => `encaisser ${number}, ${due}`,
    helpRow: (typed, meaning) => `${typed} : ${meaning}.`,
  },
  plainVerbs: {
    back: ["revenir", "arriere"],
    last: ["derniere"],
    line: ["ligne"],
    show: ["voir"],
    goods: ["articles"],
    status: [],
  },
  plainHelp: {
    "log-in": [
      ["1", "votre numéro ou votre nom ; puis votre code PIN"],
      [":back", "du code PIN à la personne"],
      [":quit", "demande un code PIN et quitte la caisse"],
    ],
    register: [
      ["100, lo, latte", "numéro, code court ou début d'un nom ; ou scannez"],
      ["3*100, 0,350*88", "tant de pièces ; tant au poids"],
      ["100/2/3, 100=2,50", "avec les options 2 et 3 ; à un autre prix"],
      ["+, +3, *3", "de la ligne : un de plus, trois de plus, trois"],
      ["/soja, =2,80, 'chaud", "à la ligne : option (/2 par numéro), prix, note"],
      [";, ;3", "dès ici la suite d'après, la suite 3 ; ;0 chacun la sienne"],
      ["-10%, -2,00", "remise sur la ligne ; --10% sur le tout ; -0% la retire"],
      ["?100", "le prix et ce qu'il en reste, sans rien ajouter"],
      ["!100, !6*100", "épuisé ; il en reste six ; !*100 : en vente, non compté"],
      ["&rossi, &0660 12", "un client par nom, téléphone ou carte ; & seul le retire"],
      ["&+Rossi, Anna 0660 12", "un nouveau client, avec son téléphone"],
      [":2", "le deuxième de ce qui a été énuméré"],
      [":line 2", "c'est de la ligne 2 qu'il s'agit ; sinon de la dernière"],
      [":show", "la commande, ligne par ligne"],
      [":goods, :goods 2", "ce qu'il y a, par groupes"],
    ],
    payment: [
      ["Entrée", "le reste en espèces, exactement"],
      ["20, 17,50", "la somme donnée ; moins que dû est un acompte"],
      ["usd50, usd 7.50", "des espèces d'une autre devise, au cours du magasin"],
      ["+2, %10, =50", "un pourboire : tant, un pourcentage, 50 en tout"],
      [":card, :card 20", "le reste par carte, 20 par carte"],
      [":back", "retour à la commande"],
    ],
    drawer: [
      ["20*10", "vingt de 10,00 : d'abord combien, comme partout"],
      ["3x0,50", "trois rouleaux pleins de 0,50"],
      ["612,40", "tout en une somme"],
      ["usd50, carte 120", "une autre monnaie ; les tickets d'un moyen de paiement"],
      ["=50", "50 y restent à la fermeture"],
      ["12,50 lait", "d'espèces qui entrent ou sortent : pourquoi, aussitôt"],
      [":undo", "reprend le dernier"],
      [":pay", "écrit le comptage, ferme, ouvre"],
      [":back", "retour à la commande ; le comptage est gardé"],
    ],
    office: [],
    always: [
      [":back", "un pas en arrière, comme Esc"],
      [":last", "refait la dernière ligne"],
      [":status", "imprimantes, autres caisses, sauvegardes"],
    ],
  },
}));
