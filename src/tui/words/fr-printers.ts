/** French: the shop's printers in the back office. */

import { type PartialWords } from "./words-shape.ts";

export const frPrinters: Pick<PartialWords, "officePrinters"> = {
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
    doesHint: "oui : ici, et plus sur aucune autre. Ctrl-Z l'annule.",
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
    added: "L'imprimante est installée : imprimez une page de test.",
  },
};
