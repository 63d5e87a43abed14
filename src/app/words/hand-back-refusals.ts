/** What is said where money is to go back, in each language: by what it came, it goes. */

import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type TenderMoney } from "../../domain/tenders.ts";

interface Shown {
  readonly money: (amount: MinorUnits) => string;
}

interface Owes {
  readonly giveBack: MinorUnits;
}

type Sentence = (refusal: { readonly owed: ReadonlyArray<TenderMoney> }, shown: Shown) => string;

interface By {
  readonly cash: string;
  readonly card: string;
  readonly other: (name: string) => string;
}

export const handBackRefusals = {
  en: {
    "payment/owes": ({ giveBack }: Owes, { money }: Shown) =>
      `${money(giveBack)} is to be given back: nothing is to be taken.`,
    "payment/nothing-back": () => "Nothing is to be given back.",
    "payment/came-otherwise": saying(
      { cash: "in cash", card: "by card", other: (name) => `as ${name}` },
      (sums) => `It came ${sums}: it goes back so, and by another way for a reason.`,
    ),
  },
  de: {
    "payment/owes": ({ giveBack }: Owes, { money }: Shown) =>
      `${money(giveBack)} sind zurückzugeben: nichts ist zu nehmen.`,
    "payment/nothing-back": () => "Es ist nichts zurückzugeben.",
    "payment/came-otherwise": saying(
      { cash: "bar", card: "mit Karte", other: (name) => `als ${name}` },
      (sums) => `Es kam ${sums}: so geht es zurück, anders nur mit einem Grund.`,
    ),
  },
  fr: {
    "payment/owes": ({ giveBack }: Owes, { money }: Shown) =>
      `${money(giveBack)} sont à rendre : il n'y a rien à encaisser.`,
    "payment/nothing-back": () => "Il n'y a rien à rendre.",
    "payment/came-otherwise": saying(
      { cash: "en espèces", card: "par carte", other: (name) => `en ${name}` },
      (sums) => `Payé ${sums} : c'est à rendre ainsi, et autrement avec un motif.`,
    ),
  },
  es: {
    "payment/owes": ({ giveBack }: Owes, { money }: Shown) =>
      `Hay que devolver ${money(giveBack)}: no hay nada que cobrar.`,
    "payment/nothing-back": () => "No hay nada que devolver.",
    "payment/came-otherwise": saying(
      { cash: "en efectivo", card: "con tarjeta", other: (name) => `en ${name}` },
      (sums) => `Se pagó ${sums}: se devuelve así, y de otro modo con un motivo.`,
    ),
  },
} as const;

function saying(by: By, say: (sums: string) => string): Sentence {
  return ({ owed }, { money }) =>
    say(owed.map((part) => `${tenderText(by, part)} (${money(part.amount)})`).join(", "));
}

function tenderText(by: By, { method, name = method }: TenderMoney): string {
  return method === "cash" || method === "card" ? by[method] : by.other(name);
}
