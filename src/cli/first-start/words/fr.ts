/** French: the first start. */

import { type FirstStartWords } from "./en.ts";

export const fr: FirstStartWords = {
  locale: "fr",
  interrupted: "Interrompu ; aucun commerce n'a été créé.",
  noShop: (dir) => `Il n'y a pas encore de commerce dans ${dir}.`,
  lostShop: "Un commerce perdu revient avec `till restore`.",
  which: {
    choices: [
      "1  un commerce d'essai, pour tout essayer : ses papiers disent DEMO",
      "2  un vrai commerce",
      "3  une caisse de plus d'un commerce qui en a déjà",
    ],
    prompt: "1, 2 ou 3 [1] : ",
    wrong: "Tapez 1 pour l'essai, 2 pour un vrai commerce, 3 pour une caisse de plus.",
  },
  said: {
    none: "aucun",
    find: "chercher",
    text: "texte",
    bytes: "octets",
    cafe: "cafe",
    type: "taper",
    with: "avec",
    without: "sans",
  },
  device: "Caisse 1",
  colon: " :",
  yes: { shown: "oui", taken: /^(?:o(?:ui)?|y(?:es)?)$/iu },
  no: { taken: /^non?$|^n$/iu },
  yesOrNo: "Répondez oui ou non.",
  labels: {
    country: "Pays",
    language: "Langue",
    name: "Commerce",
    currency: "Monnaie",
    zone: "Fuseau",
    cutover: "Fin du jour",
    prices: "Prix",
    tax: "Taxes",
    "key-layout": "Clavier",
    "owner-name": "Patron",
    "owner-pin": "PIN",
    printer: "Imprimante",
    catalogue: "Articles",
    products: "Tapés",
  },
  countries: {
    AT: "Autriche",
    BE: "Belgique",
    CH: "Suisse",
    CZ: "Tchéquie",
    DE: "Allemagne",
    DK: "Danemark",
    ES: "Espagne",
    FI: "Finlande",
    FR: "France",
    GB: "Royaume-Uni",
    IE: "Irlande",
    IT: "Italie",
    LU: "Luxembourg",
    NL: "Pays-Bas",
    NO: "Norvège",
    PL: "Pologne",
    PT: "Portugal",
    SE: "Suède",
    US: "États-Unis",
    XX: "un autre pays",
  },
  troubles: {
    off: "injoignable : voyez son interrupteur, son câble et son adresse",
    busy: "quelqu'un d'autre y est relié, ou elle n'accepte pas de connexion",
    refused:
      "ce qui est à son adresse refuse : il démarre, un autre programme l'a, ou l'adresse est celle d'un autre appareil",
    "no-access": "cet utilisateur ne peut pas se servir de l'appareil",
    "no-printer-device":
      "à son chemin il n'y a pas d'imprimante, comme /dev/usb/lp0 ou /dev/ttyUSB0 : dites où elle est",
    "other-printer": "à sa place est une autre imprimante : dites où est celle-ci",
    "paper-out": "elle n'a plus de papier",
    "cover-open": "son capot est ouvert",
    cutter: "son couteau est bloqué",
    overheated: "elle est trop chaude, et reprend d'elle-même",
    feeding: "quelqu'un tient son bouton d'avance",
    error: "elle a une erreur : éteignez et rallumez-la",
    offline: "elle est hors ligne, et ne dit pas pourquoi",
    silent: "joignable, elle ne répond pas",
    garbage: "sa réponse n'a pas de sens : est-ce une imprimante de tickets, réglée sur ESC/POS ?",
  },
  intro: [
    "Quelques questions, puis vous vendez. Entrée prend ce qui est entre [ ].",
    "< revient d'une question, ? explique, Ctrl-C quitte et rien n'est créé.",
  ],
  firstAlready: "C'est la première question.",
  needsAnswer: "Il n'y a pas de réponse habituelle : tapez-en une, ou ? pour l'aide.",
  place: (number, all) => `${number} sur ${all}`,

  country: {
    prompt: "Pays",
    told: (list) => `Pays : ${list}, XX un autre.`,
    help: "Ses deux lettres ou son nom : il règle monnaie, heure, taxes et touches ; tout se change.",
    wrong: (text) => `« ${text} » n'est pas un pays de la liste : deux lettres comme FR, ou XX.`,
  },
  language: {
    prompt: "Langue",
    help: "Celle des écrans, des papiers et de ces questions : en, de, de-CH, fr, fr-CH ou es.",
    wrong: (text, list) => `« ${text} » n'est pas une de nos langues : ${list}.`,
  },
  name: {
    prompt: "Nom du commerce",
    help: "Tel qu'il est en haut de chaque ticket.",
    wrong: (max) => `Un commerce a un nom de 1 à ${max} caractères.`,
  },
  currency: {
    prompt: "Monnaie",
    help: "Celle de tous les prix ; elle ne se change plus jamais ensuite.",
    wrong: (text, list) => `« ${text} » n'est pas une de nos monnaies : ${list}.`,
  },
  zone: {
    prompt: "Fuseau horaire",
    told: (zones) => `Habituels ici : ${zones}.`,
    help: "L'heure du commerce, comme Europe/Paris : elle est sur les tickets.",
    wrong: (text) => `« ${text} » n'est pas un fuseau : un nom comme Europe/Paris.`,
  },
  cutover: {
    prompt: "La journée finit à",
    help: "Les ventes après minuit et avant cette heure sont du jour d'avant.",
    wrong: (text) => `« ${text} » n'est pas une heure : comme 04:00 ou 0:30.`,
  },
  prices: {
    prompt: "Prix avec ou sans taxe",
    help: "avec : la taxe est dans le prix de la carte ; sans : elle s'y ajoute.",
    wrong: (text) => `« ${text} » n'est ni l'un ni l'autre : tapez avec ou sans.`,
  },
  tax: {
    prompt: "Taxes",
    told: ({ taxes, source, since, check }) => [
      ...(taxes === "" ? [] : [`Habituelles, en pour cent : ${taxes}.`]),
      `D'après : ${source} (${since}).`,
      ...(check === "" ? [] : [`À vérifier (en anglais) : ${check}.`]),
    ],
    usualShown: "celles-ci",
    help: "Entrée prend les habituelles ; ou tapez nom et pour cent, comme Plats 10; Alcool 20 ; si cela diffère, sur place / à emporter : Plats 10/5.5.",
    wrong: (text) =>
      `« ${text} » n'est pas une taxe : nom et pour cent, comme Plats 10; Alcool 20, ou Plats 10/5.5.`,
    tooHigh: (text) => `« ${text} » est plus que 100 pour cent.`,
    tooMany: (max) => `Plus de ${max} taxes : nommez celles qui diffèrent.`,
    twice: (text) => `« ${text} » a un nom déjà pris : donnez-en un autre.`,
    allGoods: "Tous les articles",
  },
  keyLayout: {
    prompt: "Clavier",
    help: "Ce qui est sur ses touches, ou le plus proche : us, uk, de, fr, es ou ch ; réglez les scanners de même.",
    wrong: (text, list) => `« ${text} » n'est pas un de nos claviers : ${list}.`,
  },
  ownerName: {
    prompt: "Votre nom",
    help: "Celui du patron : il est à l'écran d'ouverture et dans ce que vous faites ; vous pouvez tout.",
    wrong: (max) => `Un nom a de 1 à ${max} caractères, dont une lettre.`,
  },
  ownerPin: {
    prompt: (min, max) => `Votre PIN, ${min} à ${max} chiffres, invisible`,
    again: "Le même encore",
    hidden: "******",
    differ: "Les deux PIN diffèrent : tapez-le de nouveau.",
    help: "Votre numéro et ce PIN ouvrent la caisse ; personne ne peut relire le PIN.",
  },
  printer: {
    none: "aucune",
    prompt: "Imprimante de tickets",
    told: [
      "aucune    les tickets attendent qu'il y ait une imprimante",
      "chercher  cherche sur le réseau, l'USB et le port série, et numérote",
      "192.0.2.7 ou /dev/usb/lp0 : où elle est, comme pour `till printer add`",
      "texte     un rouleau en fichier texte, à lire à l'écran",
      "octets    un fichier des octets que prend une imprimante Epson (ESC/POS)",
    ],
    help: "D'où sortent tickets et bons de cuisine ; un papier d'essai sort tout de suite.",
    wrong: (text) =>
      `« ${text} » n'est pas une imprimante : aucune, où elle est (192.0.2.7, /dev/usb/lp0, usb:04b8:0e15), texte ou octets.`,
    looking: "Cherche quelques secondes …",
    noneFound: "Aucune n'a été trouvée. Allumée, elle se nomme encore par son adresse.",
    found: (number, at, name) => `${number}  ${at}  ${name}`.trimEnd(),
    printed: (file) => `Un papier d'essai est dans ${file}.`,
    sent: "Un papier d'essai lui a été envoyé.",
    failed: (file) => `Le papier d'essai n'a pu être écrit dans ${file} : choisissez de nouveau.`,
    inTrouble: (why) => `Elle ne peut imprimer : ${why}. Remédiez-y, ou choisissez de nouveau.`,
    isTaken: "une caisse imprime dessus",
    shareIt:
      "Une caisse imprime dessus, peut-être celle d'un autre commerce : les papiers des deux en sortiraient. L'utiliser quand même ? [non]",
    pictured: (letters) =>
      `Elle n'a pas les lettres ${letters} : les lignes qui en ont sont imprimées en image, un peu plus lentement.`,
    cameOut: "Est-il sorti ? [oui]",
    notOut: "Choisissez alors de nouveau : aucune est toujours possible.",
  },
  catalogue: {
    prompt: "Articles",
    told: [
      "aucun        aucun pour l'instant : till catalog import les apporte",
      "cafe         ceux d'un café, pour essayer ; les prix sont des exemples",
      "taper        vous tapez nom et prix, une ligne chacun",
      "FICHIER.csv  un fichier selon docs/catalogue.md, comme /media/usb/articles.csv",
    ],
    help: "Ce que vous vendez ; tout se change plus tard, ceci est pour le premier jour.",
    wrong: (file, lines) => `${file} n'a pas été pris (en anglais) :\n${lines}`,
    nothing: "Nommez un fichier, ou aucun, cafe ou taper.",
  },
  products: {
    prompt: (lines) =>
      lines === 0 ? "Nom et prix" : `Nom et prix (${lines} ligne${lines === 1 ? "" : "s"})`,
    told: (example, other, classes) => [
      `Une ligne chacun, comme : ${example}. Une ligne vide finit, < reprend la dernière.`,
      `Avec une autre taxe à la fin, comme : ${example} ${other}. Il y a : ${classes}.`,
    ],
    help: "Nom, prix et, si ce n'est pas la première, la taxe : Bière 4,50 Alcool.",
    wrong: (text) => `« ${text} » n'est pas pris : un nom, puis un prix, comme Espresso 2,40.`,
    noName: (text) =>
      `« ${text} » n'est pas un nom : jusqu'à 60 caractères, dont une lettre ou un chiffre.`,
    noPrice: (text, currency) => `« ${text} » n'est pas un prix en ${currency}.`,
    noClass: (text, list) => `« ${text} » n'est pas une taxe d'ici : ${list.join(", ")}.`,
    twice: (text) => `« ${text} » y est déjà.`,
    none: "Tapez-en un au moins, ou < et choisissez aucun.",
    takenBack: (text) => `Repris : ${text}`,
  },

  summary: "Voici le commerce :",
  confirm: "Le créer ? [oui]",
  confirmWrong: "Tapez oui, ou < pour revenir ; Ctrl-C quitte et rien n'est créé.",
  ready: (name, dir, products) =>
    `${name} est prêt dans ${dir} : ${products} article${products === 1 ? "" : "s"}.`,
  signIn: (number, name) => `${name} : ouvrez avec le numéro ${number} et votre PIN.`,
  legalHead: (country) => `Pour vendre légalement (${country} ; en anglais) :`,
  legal: (sentence, source, date) => `${sentence} (${source}; ${date})`,
  goOn: (dir) => `Ouvrir la caisse : till run --store ${dir}`,
  enterOpens: "Entrée ouvre la caisse.",
  testPaper: [
    "ESSAI",
    "Cette imprimante imprime.",
    "Accents : ä ö ü ß é è ç ñ å ø €",
    "Chiffres : 0123456789",
  ],

  sheet: {
    cameOut: (printer) => `La feuille de secours est sortie de l'imprimante ${printer}`,
    isFile: (file) => `La feuille de secours est sur papier virtuel, en clair : ${file}`,
    written: (file) =>
      `La feuille de secours est dans ${file} : imprimez-la, puis effacez le fichier.`,
    shown: (shop) => [
      `FEUILLE DE SECOURS de ${shop}`,
      "Ce code rouvre le commerce quand toute caisse est perdue, volée ou cassée.",
      "Écrivez-le sur papier maintenant, et gardez le papier hors du commerce :\n",
    ],
    wipes: "C'est écrit ? Entrée efface l'écran.",
    readBack: "Tapez maintenant le code du papier, ou scannez-le.",
    prompt: "Code : ",
    otherSheet: "C'est le code d'une autre feuille : il n'ouvre pas ce commerce.",
    isRight: "Le code est bon : la feuille sert.",
    interrupted: "Interrompu ; aucun commerce n'a été créé, et le code est nul.",
  },
  code: {
    character: (character) => `Aucun code n'a le caractère ${character} : relisez cet endroit.`,
    length: (wanted, found) =>
      `Le code a ${wanted} caractères, ${found} ont été lus : un de trop, ou de moins ?`,
    mistyped: "Le code n'est pas bon : un caractère est faux, ou deux sont échangés.",
  },

  joining: {
    intro: [
      "Trois questions, puis cet appareil entend le commerce et sa caisse s'ouvre.",
      "Entrée prend ce qui est entre [ ], < ou Échap revient, ? explique, Ctrl-C quitte.",
    ],
    interrupted: "Interrompu ; cet appareil n'a rejoint personne.",
    name: {
      prompt: "Nom de cette caisse",
      usual: "Caisse",
      help: "Comme les autres l'appellent ; devant est la lettre que le commerce lui donne, comme B Bar.",
      isCode: "C'est le code, qui sera demandé ensuite : un nom, ou Entrée pour l’usuel.",
      wrong: (max) => `Une caisse a un nom de 1 à ${max} caractères.`,
    },
    code: {
      prompt: "Code",
      told: [
        "Sur l'autre caisse, tapez :inviter, ou `till mesh invite` : elle montre un code, valable une fois, dix minutes.",
        "Tapez-le ici, ou scannez le papier qui en est sorti.",
      ],
      help: "16 caractères et un qui les vérifie ; majuscules ou non, tirets à volonté.",
    },
    place: {
      prompt: "Adresse de l'autre caisse",
      none: "chercher encore",
      told: "Où le réseau filtre le multicast, son adresse suffit : comme 192.168.1.20, ou avec le port qui est près du code. Avec *, chaque adresse de ce réseau est essayée.",
      help: "Son écran dit HOST:PORT sous le code ; `ip -brief address` y dit son HOST.",
      wrong: (text) =>
        `« ${text} » n'est pas une adresse : comme 192.168.1.20 ou 192.168.1.20:7778.`,
    },
    looking: (seconds) => `Cherche la caisse qui a invité (${seconds} s) …`,
    asks: (asked, all) => `Demande à chaque adresse la caisse qui a invité (${asked} sur ${all}) …`,
    dials: "Demande à la caisse qui a invité …",
    proved: "L'autre caisse connaît aussi le code …",
    isTill: (till, shop) => `Cet appareil est ${till} de ${shop}.`,
    hears: (far) => `Entend le commerce${far} …`,
    cutShort: "Interrompu : ce qui est venu reste, et `till join --resume` continue.",
    canSell: (far) => `Entend le commerce${far} : il peut déjà vendre, Ctrl-C n'attend plus`,
    goesOnBehind: (far) =>
      `Cet appareil n'a que${far} du commerce. Jusqu'à ce qu'il ait tout, les prix et les personnes peuvent être ceux d'autrefois : chaque commande, ticket et remboursement le dit, et la ligne d'état aussi.`,
    problem: {
      deaf: (silence) =>
        `Cet appareil n'entend personne par multicast (${silence}) : voyez son câble.`,
      nobodyHeard: "Personne ne s'entend par multicast, comme si le réseau le filtrait.",
      noSuchCode:
        "Aucune caisse ici n'a ce code : mal tapé, utilisé, ou vieux de plus de dix minutes. Relisez-le, ou invitez de nouveau.",
      otherCode: (place) =>
        `La caisse à ${place} attend un autre code : celui-ci est mal tapé, utilisé, ou vieux de plus de dix minutes. Relisez-le, ou invitez de nouveau.`,
      counted: "La caisse qui invite l'a compté comme code faux.",
      nobodyThere: (place) =>
        `Personne n'attend cet appareil${place === "" ? "" : ` à ${place}`} : l'invitation est-elle ouverte, et la caisse joignable ?`,
      impostor:
        "Quelqu'un y prétend avoir invité cet appareil : rien ne lui a été dit. Essayez ailleurs.",
      refuses: (why) => `La caisse qui a invité refuse : ${why}`,
      refusesAnew: (why) => `La caisse qui a invité refuse (${why}) : invitez de nouveau.`,
      brokenOff: (why) =>
        `La connexion a été coupée (${why}) ; le code est usé : invitez de nouveau, et rejoignez ici encore. Si cet appareil est déjà une caisse du commerce, il le reste.`,
      unfit: "Ce que l'autre caisse a dit ne va pas : mettez les deux à la même version.",
    },
    refused: {
      "wrong-code": "Le code est faux : tapez-le de nouveau, comme il est sur l'autre caisse.",
      expired:
        "La caisse n'y attend plus personne : une invitation vaut dix minutes. Invitez de nouveau.",
      used: "L'invitation est utilisée : chacune admet un appareil. Invitez de nouveau.",
      burnt: "Un code faux a été essayé cinq fois, celui-ci est nul : invitez de nouveau.",
      "bad-request": "L'autre caisse ne comprend pas celle-ci : mettez les deux à la même version.",
      declined: "La caisse qui a invité refuse.",
    },
  },
};
