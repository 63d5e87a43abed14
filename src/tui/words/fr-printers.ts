/** French: the shop's printers in the back office. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type PartialWords } from "./words-shape.ts";

export const frPrinters = onceAsked((): Pick<PartialWords, "officePrinters"> => ({
  officePrinters: {
    printers: "Imprimantes",
    add: "Ajouter une imprimante",
    noTraining: "L'entraînement a ses propres imprimantes : celles du magasin n'ont pas bougé.",
    nobody: "sa caisse est éteinte",
    state: "État",
    place: "Où",
    paper: "Papier",
    prints: "Imprime",
    drawerLabel: "Tiroir",
    name: "Nom",
    model: "Modèle",
    columns: "Caractères",
    pulse: "Impulsion",
    buzzer: "Sonnerie",
    probe: "Lui demander ce qu'elle sait",
    standsIn: "si l'autre ne peut pas",
    asUsual: "comme son modèle",
    times: (count) => `${count} fois`,
    drawers: {
      none: "pas de tiroir",
      pin2: "broche 2, la plus courante",
      pin5: "broche 5",
    },
    noColumns: (min, max) => `Caractères par ligne : de ${min} à ${max}.`,
    probeHint:
      "On lui demande ce qu'elle sait faire et quel modèle elle est, sans rien imprimer. Toutes les caisses le retiennent.",
    fieldHints: {
      name: "Comme toutes les caisses et tous les papiers l'appellent.",
      profile:
        "Comment on lui parle. Si la page d'essai montre de fausses lettres, un autre modèle peut convenir.",
      columns: "Sur une ligne de son papier : la règle de la page d'essai le montre.",
      drawer: "Où le câble du tiroir est branché. La page d'essai l'ouvre.",
      buzzer: "Combien de fois elle sonne pour un nouveau bon.",
      pulse: "Combien de temps l'aimant du tiroir est tiré. Plus longtemps s'il ne s'ouvre pas.",
    },
    asSetBefore: "Elle est réglée comme avant.",
    probed: (printer, model, columns) =>
      `${printer} a répondu : ${model}, ${columns} caractères par ligne.`,
    inHand: (printer) => `${printer} est en train d'imprimer : redemandez ensuite.`,
    notAsked: "L'imprimante n'a pas pu être interrogée : réessayez.",
    receipts: "Tickets de caisse",
    ticketsOf: (station) => `Bons ${station}`,
    allTickets: "Bons de tous les postes",
    everything: "Tickets et tous les bons",
    insteadOf: (printer) => `À la place de ${printer}, en panne`,
    receiptPrinter: "Tickets",
    kitchen: "Cuisine",
    test: "Imprimer une page de test",
    replace: "Remplacer par",
    remove: "Retirer",
    numbers: "Imprimer son numéro sur chacune",
    typeAddress: "Taper où elle est",
    lookAgain: "Chercher encore",
    address: "Adresse",
    addIt: "L'installer ainsi",
    isAlready: (printer) => `est déjà ${printer}`,
    isTaken: "est à un autre commerce",
    isHeld: "muette, peut-être prise par une autre caisse",
    shareIt: "L'utiliser quand même",
    widths: { 80: "80 mm, la plus courante", 58: "58 mm, étroit" },
    drawer: "le tiroir y est branché",
    noDrawer: "pas de tiroir",
    wires: {
      network: "réseau",
      usb: "USB",
      device: "USB (appareil)",
      serial: "port série",
    },
    printing: "imprime son numéro",
    printed: "a imprimé son numéro",
    unreachable: "injoignable",
    looking: "Recherche...",
    looks: "Chercher des imprimantes",
    steps: {
      "printer-at": "Où est-elle ?",
      "printer-taken": "Un autre commerce y imprime",
      "printer-width": "Quelle largeur de papier ?",
      "printer-use": "Pour quoi faire ?",
      "printer-drawer": "Le tiroir y est-il branché ?",
      "printer-add": "Tout est juste ?",
    },
    lookingHint:
      "Sur le réseau, en USB et sur les ports série : cela prend quelques secondes et n'envoie rien à personne.",
    failedHint: "La recherche a échoué : cherchez encore, ou tapez où elle est.",
    noneFound:
      "Aucune trouvée. Est-elle allumée, et branchée ? On peut aussi la nommer par son adresse.",
    foundHint: "Laquelle ? Faites imprimer à chacune son numéro, puis tapez celui de la vôtre.",
    whichNumber: "Quel numéro est sorti ? Tapez-le.",
    hints: {
      printers:
        "Entrée en ouvre une. Toutes les caisses savent ce qu'elle imprime et qui la pilote.",
      "printer-at":
        "Son adresse, par exemple 192.0.2.7 ou 192.0.2.7:9100 ; ou /dev/usb/lp0, ou serial:/dev/ttyS0@19200.",
      "printer-taken":
        "La caisse d'un autre commerce y imprime : Esc en cherche une autre. Les papiers des deux en sortiraient.",
      "printer-width": "Un rouleau est large comme une main (80 mm) ou comme trois doigts (58 mm).",
      "printer-use":
        "Elle reprend ce que d'autres impriment. Une remplaçante prend la place de celle en panne et ce qui y attend.",
      "printer-drawer": "Le câble du tiroir est au dos de l'imprimante.",
      "printer-add":
        "Rien ne change avant Entrée. On demande à l'imprimante ce qu'elle sait faire, sans rien imprimer. Échap revient.",
    },
    doesHint:
      "oui : ici, et plus sur aucune autre. Ou seulement si celle du poste ne peut pas. Ctrl-Z l'annule.",
    replaceHint:
      "L'autre imprime tout ce que celle-ci imprimait et ce qui attend ici ; celle-ci est retirée.",
    removeHint: "Ce qui l'attend reste visible jusqu'à ce qu'une autre l'imprime.",
    testHint: "Lettres, largeurs, codes, tiroir et coupe, sur papier. Entrée l'imprime.",
    tested: (printer) => `La page de test de ${printer} est en route.`,
    replaces: (broken, by) => `${by} à la place de ${broken}`,
    replaced: (by, broken, papers) =>
      papers === 0
        ? `${by} imprime ce qu'imprimait ${broken}.`
        : `${by} imprime ce qu'imprimait ${broken}, et ${papers} en attente.`,
    removes: (printer) => `Retirer ${printer}`,
    removed: (printer) => `${printer} est retirée.`,
    asBefore: "Elle imprime ce qu'elle imprimait avant.",
    onceMore: "Entrée encore une fois le fait ; Échap laisse tout.",
    noTyping: "Rien à taper ici : Entrée, les flèches, Échap.",
    noAddress: (typed) => `« ${typed} » ne mène à aucune imprimante : par exemple 192.0.2.7.`,
    asking: "   on interroge l'imprimante...",
    failed: "L'imprimante n'a pas pu être installée : réessayez.",
    notNow: (at, why) => `${at} : ${why}. Allez voir, puis encore Entrée.`,
    pictures: "En image",
    addedPictured: (letters) =>
      `Elle est prête. Les lignes avec ${letters} s'impriment en image, un peu plus lentement.`,
    added: "L'imprimante est installée : imprimez une page de test.",
  },
}));
