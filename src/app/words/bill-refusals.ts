/** What is said where a bill can't be split, moved or printed so, in each language. */

import { type MinorUnits, type Thousandths } from "../../domain/money/amounts.ts";

interface Shown {
  readonly money: (amount: MinorUnits) => string;
  readonly quantity: (quantity: Thousandths, by: "each") => string;
}

interface Known {
  readonly name: string;
  /** Who has been told of the goods: by a ticket, or by a bill. */
  readonly knownBy: "kitchen" | "guest";
}

interface Most {
  readonly max: number;
}

interface Named {
  readonly name: string;
}

interface Left {
  readonly parts: number;
}

interface Rest {
  readonly rest: MinorUnits;
}

interface Seat {
  readonly seat: number;
}

interface Here extends Named {
  readonly left: Thousandths;
}

interface InUse {
  readonly text: string;
  readonly orders: ReadonlyArray<string>;
}

interface Part {
  readonly text: string;
  readonly parts: number;
}

export const billRefusals = {
  en: {
    "line/paid": ({ name }: Named) => `${name} is paid already: refund it instead.`,
    "line/voided": ({ name }: Named) => `${name} is off the order already.`,
    "order/paid": () => "The order is paid: begin a new one.",
    "reason/needed": ({ name, knownBy }: Known) =>
      knownBy === "kitchen"
        ? `The kitchen knows of ${name}: say why it goes.`
        : `${name} is on the bill: say why it goes.`,
    "bill/empty": () => "Nothing is on it yet: ring up goods, and then print the bill.",
    "split/count": ({ max }: Most) => `A bill is split into 2 to ${max} parts.`,
    "split/together": ({ parts }: Left) =>
      parts < 3
        ? "There are not so many parts left: nothing is put together."
        : `Of the ${parts} parts that are left 2 to ${parts} are put together.`,
    "split/begun": () => "A part of it is paid: split what is left of it anew.",
    "split/billed": () => "A bill of a part is printed: split it anew, and print new bills (F8).",
    "split/nothing": () => "Nothing is left to pay on it.",
    "split/none": () => "The bill is not split.",
    "split/share": ({ name }: Named) => `There is not so much left of ${name}: take a part of it.`,
    "split/whole": () => "That is all of the bill: take less of it, or pay it as one.",
    "split/amount": ({ rest }: Rest, { money }: Shown) =>
      `A part is less than what is left: type less than ${money(rest)}.`,
    "split/no-seats": () => "No line has a seat: type *2 and F7 before what seat 2 orders.",
    "split/seat-empty": ({ seat }: Seat) => `Nothing is left to pay for seat ${seat}.`,
    "split/returns": () => "Goods come back for it: pay it as one, or take them off first.",
    "split/part-unknown": ({ text, parts }: Part) =>
      parts === 0 ? "The bill is not split." : `There is no part ${text}: take 1 to ${parts}.`,
    "split/part-paid": () => "That part is paid already: take another one.",
    "split/part-empty": () => "Nothing is on that part: take another one.",
    "move/same": () => "That is where it is already.",
    "move/not-so-much": ({ name, left }: Here, { quantity }: Shown) =>
      `Only ${quantity(left, "each")} of ${name} are here to move.`,
    "move/exempt": () => "One is tax exempt and the other not so: make them alike first.",
    "move/returns": () => "Goods come back for it: pay it, or take them off first.",
    "move/not-merged": () => "It is on no other bill.",
    "move/in-use": ({ text, orders }: InUse) =>
      `${text} is in use by ${orders.join(", ")}: merge the two, or go there beside it.`,
    "move/since": () => "It has gone on since: move it from where it is now.",
    "move/paid-since": () => "Something was paid there since: move it by hand.",
    "move/bill-since": () => "A bill was printed there since: move it by hand.",
    "line/elsewhere-too": ({ name }: Named) =>
      `Some of ${name} is on another bill: put it on one bill first.`,
    "line/part-paid": ({ name }: Named) =>
      `Some of ${name} is paid: take something off the rest, or move it.`,
  },
  de: {
    "line/paid": ({ name }: Named) => `${name} ist schon bezahlt: stattdessen zurücknehmen.`,
    "line/voided": ({ name }: Named) => `${name} ist schon storniert.`,
    "order/paid": () => "Die Bestellung ist bezahlt: eine neue beginnen.",
    "reason/needed": ({ name, knownBy }: Known) =>
      knownBy === "kitchen"
        ? `Die Küche weiß von ${name}: bitte den Grund sagen.`
        : `${name} steht auf der Rechnung: bitte den Grund sagen.`,
    "bill/empty": () => "Noch nichts darauf: erst Ware, dann die Rechnung.",
    "split/count": ({ max }: Most) => `Eine Rechnung wird in 2 bis ${max} Teile geteilt.`,
    "split/together": ({ parts }: Left) =>
      parts < 3
        ? "So viele Teile sind nicht mehr da: nichts kommt zusammen."
        : `Von den ${parts} übrigen Teilen kommen 2 bis ${parts} zusammen.`,
    "split/begun": () => "Ein Teil davon ist bezahlt: den Rest neu teilen.",
    "split/billed": () => "Die Rechnung eines Teils ist gedruckt: neu teilen und neu drucken (F8).",
    "split/nothing": () => "Darauf ist nichts mehr zu zahlen.",
    "split/none": () => "Die Rechnung ist nicht geteilt.",
    "split/share": ({ name }: Named) =>
      `So viel ist von ${name} nicht mehr da: einen Teil davon nehmen.`,
    "split/whole": () => "Das ist die ganze Rechnung: weniger nehmen oder sie als eine zahlen.",
    "split/amount": ({ rest }: Rest, { money }: Shown) =>
      `Ein Teil ist weniger als der Rest: weniger als ${money(rest)} eingeben.`,
    "split/no-seats": () => "Keine Zeile hat einen Platz: *2 und F7 vor dem, was Platz 2 bestellt.",
    "split/seat-empty": ({ seat }: Seat) => `Für Platz ${seat} ist nichts mehr zu zahlen.`,
    "split/returns": () =>
      "Ware kommt dafür zurück: als eine zahlen, oder die Ware erst wegnehmen.",
    "split/part-unknown": ({ text, parts }: Part) =>
      parts === 0
        ? "Die Rechnung ist nicht geteilt."
        : `Es gibt keinen Teil ${text}: 1 bis ${parts} nehmen.`,
    "split/part-paid": () => "Der Teil ist schon bezahlt: einen anderen nehmen.",
    "split/part-empty": () => "Auf dem Teil ist nichts: einen anderen nehmen.",
    "move/same": () => "Da ist es schon.",
    "move/not-so-much": ({ name, left }: Here, { quantity }: Shown) =>
      `Von ${name} sind hier nur ${quantity(left, "each")} da.`,
    "move/exempt": () => "Eine ist steuerbefreit, die andere nicht: erst angleichen.",
    "move/returns": () => "Ware kommt dafür zurück: zahlen oder die Ware erst wegnehmen.",
    "move/not-merged": () => "Sie ist auf keiner anderen Rechnung.",
    "move/in-use": ({ text, orders }: InUse) =>
      `${text} ist besetzt von ${orders.join(", ")}: zusammenlegen oder sich dazusetzen.`,
    "move/since": () => "Es ist seither weitergegangen: von dort umsetzen, wo es jetzt ist.",
    "move/paid-since": () => "Dort wurde seither etwas bezahlt: von Hand umsetzen.",
    "move/bill-since": () => "Dort wurde seither eine Rechnung gedruckt: von Hand umsetzen.",
    "line/elsewhere-too": ({ name }: Named) =>
      `Ein Teil von ${name} liegt auf anderer Rechnung: erst auf eine bringen.`,
    "line/part-paid": ({ name }: Named) =>
      `Von ${name} ist etwas bezahlt: Rabatt auf den Rest, oder umsetzen.`,
  },
  fr: {
    "line/paid": ({ name }: Named) => `${name} est déjà payé : reprenez-le plutôt.`,
    "line/voided": ({ name }: Named) => `${name} est déjà annulé.`,
    "order/paid": () => "La commande est payée : commencez-en une autre.",
    "reason/needed": ({ name, knownBy }: Known) =>
      knownBy === "kitchen"
        ? `La cuisine a reçu ${name} : dites pourquoi il est annulé.`
        : `${name} est sur l’addition : dites pourquoi il est annulé.`,
    "bill/empty": () => "Encore rien dessus : saisissez des articles, puis l’addition.",
    "split/count": ({ max }: Most) => `Une addition se partage en 2 à ${max} parts.`,
    "split/together": ({ parts }: Left) =>
      parts < 3
        ? "Il ne reste pas autant de parts : rien à réunir."
        : `Des ${parts} parts qui restent, réunissez-en 2 à ${parts}.`,
    "split/begun": () => "Une part est déjà payée : partagez de nouveau le reste.",
    "split/billed": () =>
      "L’addition d’une part est imprimée : partagez et imprimez de nouveau (F8).",
    "split/nothing": () => "Il n’y reste rien à payer.",
    "split/none": () => "L’addition n’est pas partagée.",
    "split/share": ({ name }: Named) => `Il n’en reste pas autant de ${name} : prenez-en une part.`,
    "split/whole": () => "C’est toute l’addition : prenez-en moins, ou payez-la en une fois.",
    "split/amount": ({ rest }: Rest, { money }: Shown) =>
      `Une part est moins que le reste : tapez moins de ${money(rest)}.`,
    "split/no-seats": () =>
      "Aucune ligne n’a de place : *2 et F7 avant ce que commande la place 2.",
    "split/seat-empty": ({ seat }: Seat) => `Il ne reste rien à payer pour la place ${seat}.`,
    "split/returns": () => "Des articles reviennent : payez en une fois, ou retirez-les d’abord.",
    "split/part-unknown": ({ text, parts }: Part) =>
      parts === 0
        ? "L’addition n’est pas partagée."
        : `Il n’y a pas de part ${text} : prenez 1 à ${parts}.`,
    "split/part-paid": () => "Cette part est déjà payée : prenez-en une autre.",
    "split/part-empty": () => "Il n’y a rien sur cette part : prenez-en une autre.",
    "move/same": () => "C’est déjà là.",
    "move/not-so-much": ({ name, left }: Here, { quantity }: Shown) =>
      `Il n’y a ici que ${quantity(left, "each")} de ${name}.`,
    "move/exempt": () => "L’une est exonérée, l’autre pas : alignez-les d’abord.",
    "move/returns": () => "Des articles reviennent : payez, ou retirez-les d’abord.",
    "move/not-merged": () => "Elle n’est sur aucune autre addition.",
    "move/in-use": ({ text, orders }: InUse) =>
      `${text} est occupée par ${orders.join(", ")} : réunissez les deux, ou installez-les à côté.`,
    "move/since": () => "C’est allé plus loin depuis : déplacez-le d’où il est maintenant.",
    "move/paid-since": () => "On y a payé depuis : déplacez-le à la main.",
    "move/bill-since": () => "Une addition y a été imprimée depuis : déplacez-le à la main.",
    "line/elsewhere-too": ({ name }: Named) =>
      `Une partie de ${name} est sur une autre addition : réunissez-la d’abord.`,
    "line/part-paid": ({ name }: Named) =>
      `Une part de ${name} est payée : remise sur le reste, ou déplacez-le.`,
  },
  es: {
    "line/paid": ({ name }: Named) => `${name} ya está pagado: devuélvalo.`,
    "line/voided": ({ name }: Named) => `${name} ya está anulado.`,
    "order/paid": () => "El pedido está pagado: empiece otro.",
    "reason/needed": ({ name, knownBy }: Known) =>
      knownBy === "kitchen"
        ? `La cocina ya tiene ${name}: diga por qué se anula.`
        : `${name} está en la cuenta: diga por qué se anula.`,
    "bill/empty": () => "Todavía no hay nada: marque artículos y luego imprima la cuenta.",
    "split/count": ({ max }: Most) => `Una cuenta se divide en 2 a ${max} partes.`,
    "split/together": ({ parts }: Left) =>
      parts < 3
        ? "No quedan tantas partes: no hay nada que juntar."
        : `De las ${parts} partes que quedan se juntan de 2 a ${parts}.`,
    "split/begun": () => "Una parte ya está pagada: divida de nuevo lo que queda.",
    "split/billed": () => "La cuenta de una parte está impresa: divida e imprima de nuevo (F8).",
    "split/nothing": () => "No queda nada por pagar en ella.",
    "split/none": () => "La cuenta no está dividida.",
    "split/share": ({ name }: Named) => `No queda tanto de ${name}: tome una parte.`,
    "split/whole": () => "Eso es toda la cuenta: tome menos, o páguela entera.",
    "split/amount": ({ rest }: Rest, { money }: Shown) =>
      `Una parte es menos que el resto: escriba menos de ${money(rest)}.`,
    "split/no-seats": () =>
      "Ninguna línea tiene asiento: *2 y F7 antes de lo que pide el asiento 2.",
    "split/seat-empty": ({ seat }: Seat) => `No queda nada por pagar para el asiento ${seat}.`,
    "split/returns": () => "Se devuelven artículos: pague todo junto, o quítelos antes.",
    "split/part-unknown": ({ text, parts }: Part) =>
      parts === 0 ? "La cuenta no está dividida." : `No hay parte ${text}: tome de 1 a ${parts}.`,
    "split/part-paid": () => "Esa parte ya está pagada: tome otra.",
    "split/part-empty": () => "No hay nada en esa parte: tome otra.",
    "move/same": () => "Ya está ahí.",
    "move/not-so-much": ({ name, left }: Here, { quantity }: Shown) =>
      `De ${name} aquí solo hay ${quantity(left, "each")}.`,
    "move/exempt": () => "Una está exenta y la otra no: iguálelas antes.",
    "move/returns": () => "Se devuelven artículos: pague, o quítelos antes.",
    "move/not-merged": () => "No está en otra cuenta.",
    "move/in-use": ({ text, orders }: InUse) =>
      `${text} está ocupada por ${orders.join(", ")}: junte las dos, o siéntelos al lado.`,
    "move/since": () => "Ha seguido a otro sitio desde entonces: muévalo desde donde está ahora.",
    "move/paid-since": () => "Allí se ha pagado algo desde entonces: muévalo a mano.",
    "move/bill-since": () => "Allí se ha impreso una cuenta desde entonces: muévalo a mano.",
    "line/elsewhere-too": ({ name }: Named) =>
      `Una parte de ${name} está en otra cuenta: júntela primero.`,
    "line/part-paid": ({ name }: Named) =>
      `Una parte de ${name} está pagada: descuente del resto, o muévalo.`,
  },
};
