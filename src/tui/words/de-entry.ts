/** German: why a text of the line does nothing, and how to say it. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type Words } from "./words-shape.ts";

type Entry = Pick<Words, "entry" | "option" | "how">;

export const deEntry = onceAsked((): Entry => ({
  entry: {
    "too-long": ({ max }) => `Eine Zeile hat höchstens ${max} Zeichen.`,
    "nothing-called": ({ typed }) => `Nichts heißt „${typed}“.`,
    "receipt-number": ({ number }) => `${number} ist ein Bon: :rückgabe ${number} öffnet ihn.`,
    "by-weight": ({ name, code }) => `${name} geht nach Gewicht: 0,350*${code}.`,
    labelled: ({ name }) => `Wie viel ${name} es ist, sagt das Etikett.`,
    "by-piece": ({ name, code }) => `${name} geht nach Stück: 3*${code}.`,
    "too-heavy": ({ typed, code }) =>
      `${typed} kg? Höchstens 99,999 kg je Zeile; 0,200*${code} sind 200 g.`,
    "barcode-no-quantity": ({ typed }) => `${typed} ist ein Strichcode und keine Menge.`,
    "no-quantity": ({ typed }) => `${typed} ist keine Menge: 1 bis 9999, nach Gewicht 0,350.`,
    "no-fixed-price": ({ name, code }) => `${name} hat keinen festen Preis: ${code}=2,50.`,
    "no-amount": ({ typed, code }) => `${typed} ist kein Betrag: ${code}=2,50.`,
    "so-many": ({ count, goods }) => `${count} davon: ${count}*${goods}.`,
    "of-what": ({ typed }) => `${typed} wovon? ${typed}100 oder ${typed}Name.`,
    "takes-options": ({ name }) => `${name} nimmt /2 als Option und =2,50 als Preis.`,
    "one-by-one": ({ name, code }) => `${code} ist ${name}: danach Enter, dann der nächste.`,
    "has-options": ({ name, code }) => `${code} ist ${name}: ${code}/ zeigt die Optionen.`,
    "with-option": ({ name, code, option, number }) => `${name} mit ${option}: ${code}/${number}.`,
    "no-barcode": ({ typed }) => `Kein Artikel hat den Strichcode ${typed}.`,
    "no-number": ({ typed }) => `${typed} ist weder Artikelnummer (bis 6 Ziffern) noch Strichcode.`,
    "no-plu": ({ typed, first }) =>
      first === ""
        ? `Kein Artikel hat die Nummer ${typed}.`
        : `Kein Artikel hat die Nummer ${typed}: weitertippen, oder Ab für ${first}.`,
    "no-line-price": () => "Das ist kein Betrag: =2,80 setzt den Preis der Zeile.",
    "rate-too-high": () => "Höchstens -100% Rabatt.",
    "line-quantity": () => "Eine Menge ist 1 bis 9999; F5 nimmt die Zeile weg.",
    "no-sign": ({ sign }) =>
      `Mit ${sign} beginnt nichts: Artikel beginnen mit Buchstabe oder Ziffer.`,
    unfinished: ({ typed, forms }) => `„${typed}“ ist nicht fertig: ${forms.join(" oder ")}.`,
    "barcode-no-money": () => "Ab acht Ziffern ist es ein Strichcode und nie Geld.",
    "no-tip": ({ typed }) =>
      `„${typed}“ ist kein Trinkgeld: +2 ein Betrag, %10 Prozent, =50 zusammen 50.`,
    "no-split": ({ typed }) =>
      `„${typed}“ teilt nichts: /3 gleich, /** je Platz, //2+5 Zeilen, /-30 Summe.`,
    "no-currency": ({ code }) =>
      `${code} ist hier keine Währung: usd50 sind fünfzig Dollar, 50 ein Betrag.`,
    "no-money": ({ typed }) =>
      `„${typed}“ ist kein Betrag: 20 oder 17,50; Enter allein: genau der Rest.`,
  },
  option: {
    "no-options": () => "keine Optionen.",
    "too-many": ({ group, max }) => `höchstens ${max} von ${group}.`,
    "no-such-number": ({ number, count, first }) =>
      `keine Option ${number}, nur /1 bis /${count}; /1 ist ${first}.`,
    "no-such-name": ({ typed, count, first }) =>
      `keine Option beginnt mit „${typed}“: /1 bis /${count}; /1 ist ${first}.`,
    which: ({ count, first }) => `welche Option? /1 bis /${count}; /1 ist ${first}.`,
  },
  how: {
    "+": "+ ist noch eins von der Zeile, +3 sind noch drei.",
    "*": "*3 macht drei aus der Zeile; eine Menge ist 1 bis 9999.",
    "/": "/2 oder /1/3 sind Optionen nach Nummer, /hafer eine nach Namen.",
    "!": "!lachs: ausverkauft; !6*lachs: noch sechs; !*lachs: wieder da, ungezählt.",
    "=": "=2,80 setzt den Preis der Zeile.",
    "-": "-10% ist Rabatt auf die Zeile, -2,00 auch; --10% und --2,00 auf alles.",
    ":": "Nach dem Zeichen kommt ein Wort: :zahlen 20, :kueche, :hilfe.",
    "<": "<100 nimmt Ware ohne Bon zurück, <3*100 drei davon; mit Bon: ihn scannen.",
    ";": "; beginnt den nächsten Gang, ;3 Gang 3 (1 bis 9); ;0 jedes wieder in seinem.",
  },
}));
