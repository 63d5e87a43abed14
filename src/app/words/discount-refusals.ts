/** Why a discount is not given, and a charge not taken off, in each language. */

import { type MilliPercent, type MinorUnits } from "../../domain/money/amounts.ts";

interface Shown {
  readonly money: (amount: MinorUnits) => string;
  readonly rate: (rate: MilliPercent) => string;
  readonly staffName: (number: string) => string;
}

interface UnknownCharge {
  readonly text: string;
  readonly names: ReadonlyArray<string>;
}

interface SameCharge {
  readonly name: string;
  readonly isOn: boolean;
}

interface Budget {
  readonly staff: string;
  readonly left: MinorUnits;
}

interface Beyond {
  readonly staff: string;
  readonly limit: MilliPercent;
}

export const discountRefusals = {
  en: {
    "charge/unknown": ({ text, names }: UnknownCharge) =>
      `There is no charge called “${text}”: ${names.length === 0 ? "the order has none" : names.join(", ")}.`,
    "charge/same": ({ name, isOn }: SameCharge) =>
      isOn ? `${name} isn't off the order.` : `${name} isn't on the order.`,
    "charge/reason-needed": () => "Taking a charge off needs a reason: say why.",
    "exempt/number": ({ max }: { readonly max: number }) =>
      `The number of a buyer who owes no taxes has 1 to ${max} letters, digits or signs.`,
    "exempt/same": ({ text }: { readonly text: string }) =>
      `The order is tax exempt by ${text} already.`,
    "exempt/none": () => "The order is not tax exempt.",
    "exempt/paid": () =>
      "Something of it is paid as it is: give it back first, or open another order.",
    "comp/reason-needed": () => "Goods given away need a reason: say why.",
    "comp/beyond-budget": ({ staff, left }: Budget, { staffName, money }: Shown) =>
      `${staffName(staff)} may give away ${money(left)} more today: ask someone who may vouch for it.`,
    "discount/reason-needed": ({ limit }: Pick<Beyond, "limit">, { rate }: Shown) =>
      `More than ${rate(limit)} off needs a reason: say why.`,
    "discount/beyond-limit": ({ staff, limit }: Beyond, { staffName, rate }: Shown) =>
      `${staffName(staff)} may give at most ${rate(limit)} off: ask someone who may more.`,
  },
  de: {
    "charge/unknown": ({ text, names }: UnknownCharge) =>
      `Es gibt keinen Zuschlag „${text}“: ${names.length === 0 ? "die Bestellung hat keinen" : names.join(", ")}.`,
    "charge/same": ({ name, isOn }: SameCharge) =>
      isOn ? `${name} ist nicht gestrichen.` : `${name} ist nicht auf der Bestellung.`,
    "charge/reason-needed": () =>
      "Einen Zuschlag streichen braucht einen Grund: bitte sagen, warum.",
    "exempt/number": ({ max }: { readonly max: number }) =>
      `Die Nummer eines Befreiten hat 1 bis ${max} Buchstaben oder Ziffern.`,
    "exempt/same": ({ text }: { readonly text: string }) =>
      `Die Bestellung ist mit ${text} schon steuerbefreit.`,
    "exempt/none": () => "Die Bestellung ist nicht steuerbefreit.",
    "exempt/paid": () => "Etwas ist schon bezahlt, wie es ist: zurückgeben, oder neu bestellen.",
    "comp/reason-needed": () => "Verschenktes braucht einen Grund: bitte sagen, warum.",
    "comp/beyond-budget": ({ staff, left }: Budget, { staffName, money }: Shown) =>
      `${staffName(staff)} darf heute noch ${money(left)} verschenken: jemanden fragen, der dafür bürgt.`,
    "discount/reason-needed": ({ limit }: Pick<Beyond, "limit">, { rate }: Shown) =>
      `Mehr als ${rate(limit)} Rabatt braucht einen Grund: bitte sagen, warum.`,
    "discount/beyond-limit": ({ staff, limit }: Beyond, { staffName, rate }: Shown) =>
      `${staffName(staff)} darf höchstens ${rate(limit)} Rabatt geben: jemanden fragen, der mehr darf.`,
  },
  fr: {
    "charge/unknown": ({ text, names }: UnknownCharge) =>
      `Aucun supplément « ${text} » : ${names.length === 0 ? "la commande n'en a pas" : names.join(", ")}.`,
    "charge/same": ({ name, isOn }: SameCharge) =>
      isOn ? `${name} n'est pas retiré.` : `${name} n'est pas sur la commande.`,
    "charge/reason-needed": () => "Retirer un supplément demande un motif : dites pourquoi.",
    "exempt/number": ({ max }: { readonly max: number }) =>
      `Le numéro d'un acheteur exonéré a de 1 à ${max} lettres, chiffres ou signes.`,
    "exempt/same": ({ text }: { readonly text: string }) =>
      `La commande est déjà exonérée par ${text}.`,
    "exempt/none": () => "La commande n'est pas exonérée.",
    "exempt/paid": () => "Une partie est déjà payée ainsi : remboursez-la d'abord.",
    "comp/reason-needed": () => "Ce qui est offert demande un motif : dites pourquoi.",
    "comp/beyond-budget": ({ staff, left }: Budget, { staffName, money }: Shown) =>
      `${staffName(staff)} peut encore offrir ${money(left)} aujourd'hui : demandez un responsable.`,
    "discount/reason-needed": ({ limit }: Pick<Beyond, "limit">, { rate }: Shown) =>
      `Plus de ${rate(limit)} de remise demande un motif : dites pourquoi.`,
    "discount/beyond-limit": ({ staff, limit }: Beyond, { staffName, rate }: Shown) =>
      `${staffName(staff)} peut accorder ${rate(limit)} au plus : demandez à qui peut plus.`,
  },
  es: {
    "charge/unknown": ({ text, names }: UnknownCharge) =>
      `No hay recargo «${text}»: ${names.length === 0 ? "el pedido no tiene" : names.join(", ")}.`,
    "charge/same": ({ name, isOn }: SameCharge) =>
      isOn ? `${name} no está quitado.` : `${name} no está en el pedido.`,
    "charge/reason-needed": () => "Quitar un recargo necesita un motivo: diga por qué.",
    "exempt/number": ({ max }: { readonly max: number }) =>
      `El número de un comprador exento tiene de 1 a ${max} letras, cifras o signos.`,
    "exempt/same": ({ text }: { readonly text: string }) => `El pedido ya está exento con ${text}.`,
    "exempt/none": () => "El pedido no está exento.",
    "exempt/paid": () => "Una parte ya está pagada así: devuélvala antes.",
    "comp/reason-needed": () => "Lo que se invita necesita un motivo: diga por qué.",
    "comp/beyond-budget": ({ staff, left }: Budget, { staffName, money }: Shown) =>
      `${staffName(staff)} puede invitar hoy ${money(left)} más: pida permiso a quien pueda darlo.`,
    "discount/reason-needed": ({ limit }: Pick<Beyond, "limit">, { rate }: Shown) =>
      `Más del ${rate(limit)} de descuento necesita un motivo: diga por qué.`,
    "discount/beyond-limit": ({ staff, limit }: Beyond, { staffName, rate }: Shown) =>
      `${staffName(staff)} puede descontar ${rate(limit)} como máximo: pida a quien pueda más.`,
  },
};
