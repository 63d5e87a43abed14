/** What the till itself says on a screen, in French. */

import { minor } from "../../domain/money/amounts.ts";
import { onceAsked } from "../../domain/once-asked.ts";
import { billRefusals } from "./bill-refusals.ts";
import { deviceRefusals } from "./device-refusals.ts";
import { discountRefusals } from "./discount-refusals.ts";
import { drawerRefusals } from "./drawer-refusals.ts";
import { floorRefusals } from "./floor-refusals.ts";
import { frCorrection } from "./fr-correction.ts";
import { frPapers } from "./fr-papers.ts";
import { permissions } from "./fr-permissions.ts";
import { frShellRefusals } from "./fr-shell-refusals.ts";
import { handBackRefusals } from "./hand-back-refusals.ts";
import { frMisdeeds } from "./misdeed-words.ts";
import { splitUndone } from "./split-words.ts";
import { tableRefusals, tableUndone } from "./table-words.ts";
import { type GuessedBecause, type PartialTillWords } from "./words-shape.ts";

const GUESSED_BECAUSE: GuessedBecause = {
  repeats: "il se répète",
  run: "c'est une suite de chiffres",
  year: "c'est une année",
  number: "c'est le numéro d'employé",
};

const refusals = onceAsked((): PartialTillWords["refusals"] => ({
  "permission/missing": ({ staff, permission }, { staffName }) =>
    `${staffName(staff)} n'a pas ce droit (${permissions()[permission]}) : demandez à un autre.`,
  "approval/changed": () =>
    "Ce n'est plus ce qui a été autorisé : regardez la commande et redemandez.",
  "staff/unknown": ({ staff }) => `Personne n'a le numéro ${staff} : vérifiez-le.`,
  "staff/inactive": ({ staff }, { staffName }) =>
    `${staffName(staff)} ne peut plus s'identifier : demandez à un responsable.`,
  "staff/number-invalid": ({ text }) =>
    `« ${text} » n'est pas un numéro d'employé : 1 à 6 chiffres, le premier pas 0.`,
  "staff/number-taken": ({ staff, active }, { staffName }) =>
    active
      ? `${staffName(staff)} a le numéro ${staff} : choisissez-en un autre.`
      : `${staffName(staff)} avait le numéro ${staff} : choisissez-en un autre, ou débloquez-le.`,
  "staff/name-invalid": ({ max }) =>
    `Un nom commence par une lettre et a ${max} caractères au plus : retapez-le.`,
  "staff/already-active": ({ staff }, { staffName }) =>
    `${staffName(staff)} peut déjà s'identifier.`,
  "staff/already-disabled": ({ staff }, { staffName }) => `${staffName(staff)} est déjà bloqué.`,
  "badge/invalid": ({ text }) =>
    `« ${text} » n'est pas un badge : 6 à 40 signes dont un chiffre, ou 9 chiffres.`,
  "badge/taken": ({ badge, staff }, { staffName }) =>
    `${badge} est le badge de ${staffName(staff)} : prenez-en un autre.`,
  "badge/goods": ({ badge, name }) =>
    `${badge} est le code-barres de ${name} : choisissez un autre badge.`,
  "badge/same": ({ staff }, { staffName }) => `Le badge de ${staffName(staff)} est déjà ainsi.`,
  "staff/language-same": ({ staff }, { staffName }) =>
    `${staffName(staff)} a déjà cette langue : rien n'a été modifié.`,
  "staff/last-one": ({ staff }, { staffName }) =>
    `Seul ${staffName(staff)} peut modifier le personnel : donnez d'abord ce droit à un autre.`,
  "staff/same-role": ({ staff }, { staffName }) =>
    `${staffName(staff)} a déjà ce rôle : rien n'a été changé.`,
  "role/taken": ({ id }) => `Le rôle ${id} existe déjà : changez-le, ou choisissez un autre code.`,
  "role/id-invalid": ({ text }) => `« ${text} » n'est pas un code : minuscules, chiffres, tirets.`,
  "role/name-invalid": ({ max }) =>
    `Un nom commence par une lettre ou un chiffre ; ${max} caractères au plus.`,
  "role/name-taken": ({ name }) => `Un rôle ${name} existe déjà : choisissez un autre nom.`,
  "role/same": ({ name }) => `${name} est déjà ainsi : rien n'a été changé.`,
  "role/last-one": () =>
    "Plus personne ne gérerait le personnel : donnez ce droit à un autre rôle.",
  "printer/unknown": ({ text, printers }) =>
    printers.length === 0
      ? `Il n'y a pas d'imprimante ${text}, ni aucune autre : till printer add.`
      : `Il n'y a pas d'imprimante ${text} : choisissez ${printers.join(", ")}.`,
  "paper/unknown": ({ text }) => `Aucun papier ${text} dans la file.`,
  "paper/done": ({ text }) => `Rien n'attend de ${text} : c'est fait.`,
  "paper/printing": ({ text }) => `${text} est en cours d'impression : allez voir l'imprimante.`,
  "printer/taken": ({ name }) =>
    `L'imprimante ${name} existe déjà : changez-la, ou nommez-la autrement.`,
  "printer/id-invalid": ({ text }) =>
    `${text} n'est pas un code : minuscules et chiffres, avec des traits d'union.`,
  "printer/name-invalid": ({ max }) => `Il faut un nom d'imprimante de ${max} caractères au plus.`,
  "printer/same": ({ name }) => `${name} est déjà ainsi : rien n'a été changé.`,
  "printer/elsewhere": ({ name }) => `${name} est à une autre caisse : cela se fait là-bas.`,
  "printer/no-profile": ({ text, profiles }) =>
    `Il n'y a pas de modèle ${text} : choisissez ${profiles.join(", ")}.`,
  "printer/no-buzzer": ({ name, text }) =>
    `${name} (${text}) n'a pas d'avertisseur connu : choisissez un autre modèle.`,
  "printer/no-station": ({ text, stations }) =>
    `Il n'y a pas de poste ${text} : choisissez ${stations.join(", ")}.`,
  "role/unknown": ({ text, roles }) =>
    `Le rôle ${text} n'existe pas : choisissez parmi ${roles.join(", ")}.`,
  "customer/name-invalid": ({ max }) =>
    `Un nom a une lettre ou un chiffre, et ${max} caractères au plus.`,
  "customer/phone-invalid": ({ max }) =>
    `Un téléphone n'a que des chiffres, comme +33 6 12 34 56 78 ; ${max} au plus.`,
  "customer/email-invalid": ({ max }) =>
    `Une adresse ressemble à anna@example.org ; ${max} caractères au plus.`,
  "customer/card-invalid": ({ max }) =>
    `Le numéro d'une carte de client a de 4 à ${max} lettres et chiffres.`,
  "customer/text-invalid": ({ max }) => `Une seule ligne, de ${max} caractères au plus.`,
  "customer/on-receipts": ({ count }) =>
    `${count === 1 ? "Un ticket nomme" : `${count} tickets nomment`} ce client : voyez ce qu'il faut garder.`,
  "customer/group-invalid": ({ max }) =>
    `Un groupe est un seul mot (lettres, chiffres, tirets), ${max} caractères au plus.`,
  "text/card-number": () => "Cela ressemble à une carte bancaire, jamais conservée : ôtez-la.",
  "customer/erased": () => "Ce client a été effacé : ajoutez-le à nouveau, s'il le veut.",
  "customer/unreadable": () => "Illisible sur cette caisse : la clé de ce client n'est pas ici.",
  "customer/inactive": () => "Ce client ne vient plus : rendez-le d'abord actif.",
  "customer/same": () => "C'est déjà ainsi : rien n'a été changé.",
  "customer/card-taken": ({ name }) => `${name} a cette carte : ôtez-la d'abord là.`,
  "customer/there": () => "Ce client est déjà sur cette commande.",
  "customer/nobody": () => "Aucun client n'est sur cette commande.",
  "entry/unknown": ({ id }) => `${id} n'existe pas : cherchez dans le catalogue.`,
  "entry/taken": ({ id }) => `${id} existe déjà : modifiez-le, ou choisissez un autre nom.`,
  "entry/same": ({ name }) => `${name} est déjà ainsi : rien n'a été modifié.`,
  "product/no-price": ({ name }) => `${name} n'a pas encore de prix : tapez d'abord l'actuel.`,
  "plan/not-later": ({ day }, shown) =>
    `Nous sommes le ${shown.day(day)} : un prix pour plus tard veut un jour plus tard.`,
  "plan/too-far": ({ max }, shown) =>
    `On peut prévoir jusqu'au ${shown.day(max)} : dites un jour plus tôt.`,
  "plan/unknown": ({ name }) => `${name} n'a pas d'autre prix prévu pour ce jour.`,
  "setting/never": () => "Cela ne change jamais : fondez un autre commerce pour cela.",
  "setting/at-once": () => "Cela change aussitôt et ne se prévoit pas : laissez le jour de côté.",
  "dated/begun": ({ next }, shown) =>
    `Il faut un jour qu'aucune caisse n'a commencé : dès le ${shown.day(next)}.`,
  "dated/unknown": ({ name }) => `${name} n'a rien d'autre de prévu pour ce jour.`,
  "entry/at-once": ({ name }) =>
    `Seuls un prix ou les taxes d'une classe se prévoient : changez ${name} sans jour.`,
  "setting/same": () => "C'est déjà ainsi : rien n'a été modifié.",
  "pin/wrong": ({ staff, waitMs }) =>
    waitMs === 0
      ? `Code PIN faux pour le numéro ${staff} : réessayez.`
      : `Code PIN faux pour le numéro ${staff} : attendez ${seconds(waitMs)}, puis réessayez.`,
  "pin/wait": ({ staff, waitMs }, { staffName }) =>
    `Trop de codes PIN faux pour ${staffName(staff)} : attendez ${seconds(waitMs)}.`,
  "pin/busy": () => "Un autre programme de cette caisse vérifie encore un code PIN : réessayez.",
  "pin/digits": ({ min, max }) => `Un code PIN a ${min} à ${max} chiffres : prenez-en un autre.`,
  "pin/guessable": ({ why }) =>
    `Ce code PIN se devine, car ${GUESSED_BECAUSE[why]} : prenez-en un autre.`,
  "shift/already-in": ({ staff, since }, { staffName }) =>
    `${staffName(staff)} est là depuis ${since} : pointez d'abord le départ.`,
  "shift/not-in": ({ staff }, { staffName }) =>
    `${staffName(staff)} n'a pas pointé son arrivée : pointez-la d'abord.`,
  "order/none": () => "Il n'y a pas encore de commande : saisissez d'abord un article.",
  "order/empty": () => "La commande n'a rien à payer : saisissez d'abord un article.",
  "order/prices-same": () =>
    "Chaque ligne coûte déjà ce qu’elle coûterait maintenant : rien n’est changé.",
  "order/no-round": () => "Rien à resservir sur cette commande : saisissez d'abord un article.",
  "order/nothing-to-send": () => "La cuisine sait déjà tout de cette commande.",
  "order/no-kitchen": () =>
    "Rien ici ne se prépare en cuisine ou au bar : il n'y a pas de bon à imprimer.",
  "line/no-station": ({ name }) => `Aucun poste ne prépare ${name} : personne n'attend pour cela.`,
  "line/begun": ({ name }) => `La cuisine a déjà ${name} : seule l'annulation l'arrête.`,
  "line/waits": ({ name }) => `La cuisine attend pour ${name} : réclamez la suite.`,
  "line/not-made": ({ name }) => `Aucun poste ne prépare ${name} : personne ne peut le refaire.`,
  "line/not-sent": ({ name }) => `La cuisine ne sait encore rien de ${name} : envoyez-le.`,
  "line/fewer-made": ({ name }) => `La cuisine n'a pas eu à préparer autant de ${name}.`,
  "line/held-same": ({ name }) => `C'est déjà ainsi pour ${name} : rien n'a été changé.`,
  "fire/nothing": ({ course }) =>
    course === undefined
      ? "Rien dans cette commande n'attend d'être réclamé."
      : `Rien de la suite ${course} n'attend d'être réclamé.`,
  "order/full": ({ max }) => `Une commande a ${max} lignes au plus : commencez-en une autre.`,
  "text/too-long": ({ what, max }) =>
    `${{ note: "La note est trop longue", name: "Le nom est trop long" }[what] ?? "Le motif est trop long"} : ${max} caractères au plus.`,
  "day/far-jump": ({ from, to }, { day }) =>
    `L'horloge dit ${day(to)}, le dernier jour était ${day(from)} : réglez-la, ou confirmez.`,
  ...frCorrection,
  ...frShellRefusals,
  "chain/no-authority": () =>
    "Cette caisse n'en décide pas : faites-le sur une qui en admet d'autres.",
  "device/revoked": ({ reason = "", replacedBy }) =>
    replacedBy === undefined
      ? `Cette caisse est exclue${reason === "" ? "" : ` (${reason})`} : vendez sur une autre.`
      : `Cette caisse est remplacée par ${replacedBy} : vendez là.`,
  "course/same": ({ course }) =>
    course === 0 ? "Tout est déjà dans sa propre suite." : `C'est déjà la suite ${course}.`,
  "line/unknown": () => "Cette ligne n'existe pas : regardez son numéro.",
  "amount/invalid": ({ amount }, { money }) =>
    `${money(amount)} n'est pas une somme : dites ce qui a été donné.`,
  ...handBackRefusals.fr,
  ...billRefusals.fr,
  ...deviceRefusals.fr,
  ...discountRefusals.fr,
  ...drawerRefusals.fr,
  ...floorRefusals.fr,
  ...tableRefusals.fr,
  "card/too-much": ({ amount, due }, { money }) =>
    `${money(amount)} dépassent les ${money(due)} dus : une carte ne rend pas la monnaie.`,
  "cash/too-little": ({ due, tendered }, { money, code }) =>
    `${money(tendered)}, c'est trop peu pour ${money(due)} : il manque ${money(minor(due - tendered))} ${code}.`,
  "currency/no-rate": ({ currency }) =>
    `Pas de cours pour ${currency} : au bureau, ou till currency set ${currency} 0.92.`,
  "tender/unknown": ({ text }) =>
    `Aucun moyen ne s'appelle ${text} : le bureau et \`till tender list\` les ont.`,
  "tender/too-much": ({ name, amount, due }, { money }) =>
    `${money(amount)} dépassent les ${money(due)} dus : ${name} ne rend pas la monnaie.`,
  "cash/no-coin": ({ tendered, coin }, { money }) =>
    `${money(tendered)} n'existe pas en pièces, la plus petite est ${money(coin)} : retapez.`,
  "refund/no-receipt": () =>
    "Ce ticket est inconnu ici : vérifiez son numéro ; sa caisse est-elle reliée ?",
  "attention/none": () => "C'est déjà réglé : regardez la liste à nouveau.",
  "refund/reason-needed": () => "Dites pourquoi les articles reviennent.",
  "refund/nothing-left": ({ name }) => `${name} : il n'en reste rien à reprendre.`,
  "refund/too-much": ({ name, left, isPiece }, { quantity }) =>
    `${name} : on ne peut plus en reprendre que ${quantity(left, isPiece ? "each" : "weight")}.`,
  "refund/beyond-tender": ({ name, left }, { money }) =>
    left === 0
      ? `Rien de ce ticket ne peut revenir par ${name} : rendez en espèces.`
      : `Au plus ${money(left)} peuvent revenir par ${name} : le reste en espèces.`,
  "refund/beyond-card": ({ amount, left }, { money }) =>
    left === 0
      ? "Rien de ce ticket n'a été payé par carte, ou tout est rendu : rendez en espèces."
      : `${money(amount)} dépassent les ${money(left)} payés par carte : espèces, ou reprenez moins.`,
  "exchange/twice": ({ name }) =>
    `Des articles de ${name} reviennent déjà ici : :keep, relisez-le, puis +.`,
  "exchange/many": ({ max }) =>
    `On reprend ici des articles de ${max} tickets, pas plus : encaissez d'abord.`,
  "exchange/none": () => "Aucun article d'un ticket n'est repris sur cette commande.",
  "exchange/changed": ({ name }) =>
    `De ${name}, un article est revenu ailleurs : :keep, relisez-le, puis +.`,
  "product/unknown": ({ text, nearest }) =>
    nearest.length === 0
      ? `L'article « ${text} » n'existe pas : cherchez dans le catalogue.`
      : `L'article « ${text} » n'existe pas : peut-être ${nearest.join(", ")} ?`,
  "product/inactive": ({ name }) => `${name} n'est plus en vente : ôtez-le de la commande.`,
  "product/sold-out": ({ name }) => `${name} est épuisé.`,
  "product/stock-known": ({ name, left, soldBy }, { measure }) => {
    if (left === null) return `${name} est déjà en vente.`;
    return left === 0
      ? `${name} est déjà épuisé.`
      : `${name} : il en reste déjà ${measure(left, soldBy)}.`;
  },
  "product/only-left": ({ name, left, soldBy }, { measure }) =>
    `${name} : il n'en reste que ${measure(left, soldBy)}.`,
  "product/no-tax": ({ name, taxClass }) =>
    `${name} n'a pas de taxe « ${taxClass} » : corrigez d'abord le catalogue.`,
  "quantity/invalid": ({ name }) =>
    `${name} ne se vend pas ainsi : des pièces entières de 1 à 9999, ou un poids.`,
  "price/needed": ({ name }) =>
    `${name} n'a pas de prix fixe : tapez-le après =, comme ${name}=2,50.`,
  "price/invalid": ({ name }) =>
    `${name} ne peut pas coûter cela : négatif, ou trop pour une ligne.`,
  "discount/too-much": ({ name, gross }, { money }) =>
    `${name} coûte ${money(gross)} : la remise ne peut pas dépasser cela.`,
  "modifiers/invalid": ({ name, group, min, max }) =>
    `${name} : choisissez ${limits(min, max)} dans ${group}.`,
  "modifier/unknown": ({ name, modifier }) => `${name} n'existe pas avec « ${modifier} ».`,
}));

export const fr = onceAsked((): PartialTillWords => ({
  refusals: refusals(),
  permissions: permissions(),
  undone: {
    off: (name) => `${name} est de nouveau ôté.`,
    asItWas: (name) => `${name} est comme avant.`,
    back: (name) => `${name} est de retour.`,
    orderDiscount: "La remise sur la commande est comme avant.",
    service: "Sur place ou à emporter : comme avant.",
    course: "Les suites sont comme avant.",
    prices: "Les prix sont comme avant.",
    customer: "Le client de la commande est comme avant.",
    name: "Le nom de la commande est comme avant.",
    ...tableUndone.fr,
    ...splitUndone.fr,
    returnOff: "Les articles du ticket restent de nouveau au client.",
    returnAgain: "Les articles du ticket sont de nouveau repris.",
    thereAgain: (name) => `${name} est de nouveau disponible.`,
    soldOut: (name) => `${name} est de nouveau épuisé.`,
    left: (name, left) => `${name} : il en reste de nouveau ${left}.`,
    stays: {
      kitchen: "La cuisine est au courant : F5 ôte des articles, avec un motif.",
      bill: "Une addition imprimée reste : une autre la remplace (F8).",
      money: "De l'argent vient d'être rendu : aucune touche ne l'annule.",
      drawer: "Le mouvement de caisse reste : verser ou sortir autant, avec un motif (F10 7).",
      count: "Ce qui est compté ou clos reste : recompter, cela s'ajoute à côté (F10 7).",
      day: "Un jour clôturé le reste : la suite va dans son prochain Z (:cloture).",
      other: "La dernière action ne peut pas être défaite : elle reste.",
    },
    line: "La ligne",
    nothing: "Il n'y a rien à défaire dans cette commande.",
  },
  desk: {
    full: "Le disque est plein, rien n'a été écrit : faites de la place.",
    locked: "Un autre programme retient les données : réessayez.",
    pastCutover: (time, from, to) =>
      `Il est ${time} passé : continuer ${from}, ou commencer ${to} ?`,
    confirmDay: (day, last) => `Le ${day}, après le ${last} ? Oui : encore le PIN. Non : Échap.`,
    isRefund: (number) => `${number} est un remboursement : cherchez le ticket qu'il nomme.`,
    nothingBack: "Rien n'a été rendu.",
    notOpen: (order) => `${order} n'est plus en cours.`,
    thatOrder: "Cette commande",
    lost: (cause) => `${LOST[cause]} Continuez : numéros repris. Appelez un responsable.`,
    clockAsks: (says) => `L'horloge dit ${says}. Tapez la vraie heure : :date 21.11. 8:30.`,
    clockIs: (says) => `Il est ${says}, jusqu'à ce que cet appareil soit mis à l'heure.`,
    clockRuns: (says) => `L'horloge dit ${says} : si c'est faux, mettez cet appareil à l'heure.`,
    noMoment: (typed) => `« ${typed} » n'est ni date ni heure : par exemple 21.11. 8:30.`,
    dayIsFar: (day, days) => `${day}, ${days} jours après le dernier : redites-le si c'est vrai.`,
    dayIsOn: (day) => `La caisse en est déjà au ${day} : dites la date d'aujourd'hui.`,
  },
  attention: {
    who: {
      cashier: "caisse",
      lead: "chef d'équipe",
      manager: "direction",
      bookkeeper: "comptabilité",
    },
    order: (order, what, money) =>
      `Commande ${order} : ${what}${money === "" ? "" : ` : ${money}`}`,
    of: {
      "line/over-covered": "une ligne est payée plus qu'elle ne coûte",
      "line/over-returned": "on a rendu plus que ne valent les articles repris",
      "line/over-refunded": "des articles d'un même ticket ont été repris deux fois",
      "line/contested": "deux caisses ont changé une ligne différemment",
      "line/voided-twice": "deux caisses ont annulé une ligne pour des raisons différentes",
      "payment/over-used": "un paiement est utilisé au-delà de son montant",
      "payment/over-corrected": "deux caisses ont corrigé le même paiement",
      "order/overpaid": "elle est payée plus qu'elle ne coûte",
      "order/over-granted": "une remise a été accordée deux fois : autant est donné",
      "order/contested": "deux caisses ont fait une remise chacune de son côté",
      "order/customer-contested": "deux caisses y ont mis des clients différents",
      "order/merged-contested": "deux caisses l’ont mise sur des additions différentes",
      "order/charges-contested": "deux caisses ont compté différemment le service ou le couvert",
      "order/split-contested": "deux caisses ont partagé l’addition différemment",
      "part/paid-twice": "une part de l’addition est payée deux fois",
      "receipt/exempt-otherwise": "les taxes prises contredisent une autre caisse",
      "ticket/possible-duplicate": "deux caisses ont envoyé la même ligne en cuisine",
    },
    question: (till, receipts, money) =>
      `De ${till}, ${receipts === 1 ? "1 ticket ne compte" : `${receipts} tickets ne comptent`} pas encore : ${money}`,
    bothAdmitted: (till, numbers) =>
      `${till}, deux voix qui comptent : ${numbers === 1 ? "1 numéro" : `${numbers} numéros`} en double`,
    admittedAndRetired: (till) =>
      `Ce que ${till} a vendu a été admis et aussi écarté : cela compte`,
    oversold: (beyond, name, tills) =>
      tills === ""
        ? `${name} : ${beyond} de plus vendus qu'il n'y en avait`
        : `${name} était épuisé : ${beyond} vendus sur ${tills}`,
    nobodysNumber: "un numéro que personne n'a",
    missedPinsHour: (misses, till) => `${misses} codes PIN faux en une heure à ${till}`,
    missedPins: (misses, person, till) =>
      `${misses} codes PIN faux à la suite pour ${person} sur ${till}`,
    ...frMisdeeds,
    box: {
      clockWrong: (says) =>
        `L'horloge dit ${says}, c'est impossible : tapez la vraie heure (:date 21.11. 8:30) et réglez l'horloge de l'appareil`,
      clockOff: (off, isAhead) =>
        `L'horloge de cet appareil est en ${isAhead ? "avance" : "retard"} de ${off} sur les autres caisses : réglez-la`,
      clocksDiffer: (till, off, isAhead) =>
        `L'horloge de cet appareil est en ${isAhead ? "avance" : "retard"} de ${off} sur celle de ${till} : réglez celle qui est fausse`,
      clockOffAt: (till, off, isAhead) =>
        `L'horloge de ${till} est en ${isAhead ? "avance" : "retard"} de ${off} : réglez-la là-bas`,
      unopened: (till) =>
        `${till} s'est jointe, et aucune caisse n'y a encore été ouverte : ouvrez-la, ou excluez-la ; d'ici là, aucun jour n'est complet`,
      copied: (till) =>
        `${till} est dans deux appareils : son disque a été copié. Faites-en rejoindre un à nouveau ; si nul ne sait pourquoi, excluez-la`,
      noBackupPlace:
        "Les ventes ne sont que sur cet appareil : indiquez où sauvegarder, p. ex. une clé USB (F10, Gestion, Caisses, Sauvegardes)",
    },
    paper: frPapers,
    paperName: {
      receipt: "Ticket",
      refund: "Remboursement",
      ticket: "Bon",
      report: "Reçu",
      bill: "Addition",
    },
    answers: {
      settle: (money) => `vu, cela reste ainsi${money === "" ? "" : ` : ${money}`}`,
      "give-back": (money) => `rendre ${money}`,
      "open-receipt": (number) => `reprendre des articles de ${number}`,
      "open-order": (number) => `ouvrir la commande ${number}`,
      admit: (money) => `admettre : ${money} compte`,
      retire: (money) => `écarter : ${money} ne compte pas`,
      "none-left": (name) => `il ne reste pas de ${name}`,
      "say-left": (name) => `dire combien il reste de ${name}`,
      "open-till": (name) => `voir ${name}, et l'exclure s'il le faut`,
      print: () => "imprimer, avec une mention s'il est peut-être déjà sorti",
      dismiss: () => "il est imprimé, ou personne n'en a besoin",
    },
    done: {
      settle: (money) => `Réglé${money === "" ? "" : ` : ${money}`}.`,
      "give-back": (money) => `RENDRE ${money}.`,
      admit: (money) => `Admis : ${money} compte.`,
      retire: (money) => `Écarté : ${money} ne compte pas.`,
      "none-left": (name) => `Il ne reste pas de ${name}.`,
      print: () => "L'impression est en cours.",
      dismiss: () => "Il est mis de côté.",
    },
    why: "vu à la caisse",
  },
}));

/** Short: in one line with what follows. */
const LOST = {
  anchor: "Des ventes manquent ici.",
  board: "Ce disque est une copie.",
  peer: "D'autres en savent plus.",
  person: "Il manque des ventes.",
} as const;

/** Rounded up: who waits that long need not wait again. */
function seconds(ms: number): string {
  const count = Math.ceil(ms / 1000);
  return count === 1 ? "1 seconde" : `${count} secondes`;
}

function limits(min: number, max: number): string {
  if (min === max) return `exactement ${min}`;
  return min === 0 ? `${max} au plus` : `${min} à ${max}`;
}
