/** What is said of guests who are seated, counted, let go or handed over, in each language. */

interface Shown {
  readonly staffName: (number: string) => string;
}

interface Most {
  readonly max: number;
}

interface Typed {
  readonly text: string;
}

interface Begun {
  readonly sign: string;
}

interface Several extends Typed {
  readonly orders: ReadonlyArray<string>;
}

interface Of {
  readonly staff: string;
}

export const tableRefusals = {
  en: {
    "covers/invalid": ({ max }: Most) => `Say how many guests there are: 1 to ${max}.`,
    "seat/invalid": ({ max }: Most) =>
      `Seats have the numbers 1 to ${max}, and 0 is the whole table: say one of these.`,
    "table/no-name": ({ text }: Typed) =>
      `${text} is no table: a number of up to four digits, perhaps with a letter.`,
    "table/several": ({ text, orders }: Several) =>
      `${text} has several bills: say which one, ${orders.join(", ")}.`,
    "name/unreadable": () => "Nobody could read that name: take letters or digits.",
    "name/sign": ({ sign }: Begun) =>
      `A tab begins with a letter or a digit: ${sign} begins commands of other keys.`,
    "order/has-goods": () => "There are goods or money on the order: take the goods off, or pay.",
    "order/nobody-there": () => "Nobody is at this order any more: nothing was changed.",
    "order/there": () => "The guests are there: nothing was changed.",
    "owner/same": ({ staff }: Of, { staffName }: Shown) =>
      `${staffName(staff)} has that already: nothing was changed.`,
    "owner/nothing": ({ staff }: Of, { staffName }: Shown) =>
      `${staffName(staff)} has no open table: there is nothing to hand over.`,
  },
  de: {
    "covers/invalid": ({ max }: Most) => `Bitte sagen, wie viele Gäste es sind: 1 bis ${max}.`,
    "seat/invalid": ({ max }: Most) =>
      `Plätze haben die Nummern 1 bis ${max}, 0 ist der ganze Tisch: eine davon sagen.`,
    "table/no-name": ({ text }: Typed) =>
      `${text} ist kein Tisch: bis zu vier Ziffern, vielleicht mit Buchstabe.`,
    "table/several": ({ text, orders }: Several) =>
      `${text} hat mehrere Rechnungen: eine davon sagen, ${orders.join(", ")}.`,
    "name/unreadable": () => "Diesen Namen könnte niemand lesen: Buchstaben oder Ziffern nehmen.",
    "name/sign": ({ sign }: Begun) =>
      `Ein Name beginnt mit Buchstabe oder Ziffer: Mit ${sign} beginnen andere Befehle.`,
    "order/has-goods": () =>
      "Auf der Bestellung sind Waren oder Geld: Waren wegnehmen oder bezahlen.",
    "order/nobody-there": () => "An dieser Bestellung ist niemand mehr: Nichts wurde geändert.",
    "order/there": () => "Die Gäste sind da: Nichts wurde geändert.",
    "owner/same": ({ staff }: Of, { staffName }: Shown) =>
      `${staffName(staff)} hat das schon: Nichts wurde geändert.`,
    "owner/nothing": ({ staff }: Of, { staffName }: Shown) =>
      `${staffName(staff)} hat keinen offenen Tisch: Es gibt nichts zu übergeben.`,
  },
  fr: {
    "covers/invalid": ({ max }: Most) => `Dites le nombre de couverts : 1 à ${max}.`,
    "seat/invalid": ({ max }: Most) =>
      `Les places ont les numéros 1 à ${max}, et 0 est toute la table : dites-en un.`,
    "table/no-name": ({ text }: Typed) =>
      `${text} n'est pas une table : quatre chiffres au plus, et une lettre.`,
    "table/several": ({ text, orders }: Several) =>
      `${text} a plusieurs additions : dites laquelle, ${orders.join(", ")}.`,
    "name/unreadable": () => "Personne ne lirait ce nom : prenez des lettres ou des chiffres.",
    "name/sign": ({ sign }: Begun) =>
      `Un nom commence par une lettre ou un chiffre : ${sign} commence une commande.`,
    "order/has-goods": () =>
      "La commande a des articles ou de l'argent : annulez-les, ou encaissez.",
    "order/nobody-there": () => "Il n'y a plus personne à cette commande : rien n'a changé.",
    "order/there": () => "Les clients sont là : rien n'a changé.",
    "owner/same": ({ staff }: Of, { staffName }: Shown) =>
      `${staffName(staff)} l'a déjà : rien n'a changé.`,
    "owner/nothing": ({ staff }: Of, { staffName }: Shown) =>
      `${staffName(staff)} n'a aucune table ouverte : il n'y a rien à transmettre.`,
  },
  es: {
    "covers/invalid": ({ max }: Most) => `Diga cuántos comensales hay: de 1 a ${max}.`,
    "seat/invalid": ({ max }: Most) =>
      `Los asientos tienen los números 1 a ${max}, y 0 es toda la mesa: diga uno.`,
    "table/no-name": ({ text }: Typed) =>
      `${text} no es una mesa: un número de hasta cuatro cifras, quizá con una letra.`,
    "table/several": ({ text, orders }: Several) =>
      `${text} tiene varias cuentas: diga cuál, ${orders.join(", ")}.`,
    "name/unreadable": () => "Nadie podría leer ese nombre: use letras o cifras.",
    "name/sign": ({ sign }: Begun) =>
      `Un nombre empieza por letra o cifra: ${sign} empieza otras órdenes.`,
    "order/has-goods": () => "En el pedido hay artículos o dinero: anule los artículos, o cobre.",
    "order/nobody-there": () => "Ya no hay nadie en este pedido: no se ha cambiado nada.",
    "order/there": () => "Los clientes están: no se ha cambiado nada.",
    "owner/same": ({ staff }: Of, { staffName }: Shown) =>
      `${staffName(staff)} ya lo tiene: no se ha cambiado nada.`,
    "owner/nothing": ({ staff }: Of, { staffName }: Shown) =>
      `${staffName(staff)} no tiene ninguna mesa abierta: no hay nada que pasar.`,
  },
};

/** What Ctrl-Z took back. */
export const tableUndone = {
  en: {
    movedBack: (lines: number) =>
      lines === 1 ? "The line is back where it was." : `${lines} lines are back where they were.`,
    mergedBack: "Each order has a bill of its own again.",
    placeBack: "The order is back where it was.",
    ended: "The guests are gone: the table is free again.",
    reopened: "The guests are there again.",
    covers: "The number of guests is as before.",
    seat: "What is added is for whom it was for before.",
    owners: (count: number) =>
      count === 1
        ? "The order is whose it was before."
        : `${count} orders are whose they were before.`,
  },
  de: {
    movedBack: (lines: number) =>
      lines === 1
        ? "Die Zeile ist wieder, wo sie war."
        : `${lines} Zeilen sind wieder, wo sie waren.`,
    mergedBack: "Jede Bestellung hat wieder ihre eigene Rechnung.",
    placeBack: "Die Bestellung ist wieder, wo sie war.",
    ended: "Die Gäste sind weg: Der Tisch ist wieder frei.",
    reopened: "Die Gäste sind wieder da.",
    covers: "Die Zahl der Gäste ist wie vorher.",
    seat: "Was dazukommt, ist wieder für den Platz von vorher.",
    owners: (count: number) =>
      count === 1
        ? "Die Bestellung gehört wieder, wem sie vorher gehörte."
        : `${count} Bestellungen gehören wieder, wem sie vorher gehörten.`,
  },
  fr: {
    movedBack: (lines: number) =>
      lines === 1
        ? "La ligne est de nouveau où elle était."
        : `${lines} lignes sont de nouveau où elles étaient.`,
    mergedBack: "Chaque commande a de nouveau sa propre addition.",
    placeBack: "La commande est de nouveau où elle était.",
    ended: "Les clients sont partis : la table est de nouveau libre.",
    reopened: "Les clients sont de nouveau là.",
    covers: "Le nombre de couverts est comme avant.",
    seat: "Ce qui s'ajoute est pour la place d'avant.",
    owners: (count: number) =>
      count === 1
        ? "La commande est à qui elle était avant."
        : `${count} commandes sont à qui elles étaient avant.`,
  },
  es: {
    movedBack: (lines: number) =>
      lines === 1
        ? "La línea vuelve a estar donde estaba."
        : `${lines} líneas vuelven a estar donde estaban.`,
    mergedBack: "Cada pedido vuelve a tener su propia cuenta.",
    placeBack: "El pedido vuelve a estar donde estaba.",
    ended: "Los clientes se han ido: la mesa vuelve a estar libre.",
    reopened: "Los clientes vuelven a estar.",
    covers: "El número de comensales es como antes.",
    seat: "Lo que se añada es para el asiento de antes.",
    owners: (count: number) =>
      count === 1
        ? "El pedido es de quien era antes."
        : `${count} pedidos son de quien eran antes.`,
  },
};
