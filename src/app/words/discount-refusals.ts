/** Why a discount is not given, in each language. */

import { type MilliPercent, type MinorUnits } from "../../domain/money/amounts.ts";

interface Shown {
  readonly money: (amount: MinorUnits) => string;
  readonly rate: (rate: MilliPercent) => string;
  readonly staffName: (number: string) => string;
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
    "comp/reason-needed": () => "Goods given away need a reason: say why.",
    "comp/beyond-budget": ({ staff, left }: Budget, { staffName, money }: Shown) =>
      `${staffName(staff)} may give away ${money(left)} more today: ask someone who may vouch for it.`,
    "discount/reason-needed": ({ limit }: Pick<Beyond, "limit">, { rate }: Shown) =>
      `More than ${rate(limit)} off needs a reason: say why.`,
    "discount/beyond-limit": ({ staff, limit }: Beyond, { staffName, rate }: Shown) =>
      `${staffName(staff)} may give at most ${rate(limit)} off: ask someone who may more.`,
  },
  de: {
    "comp/reason-needed": () => "Verschenktes braucht einen Grund: bitte sagen, warum.",
    "comp/beyond-budget": ({ staff, left }: Budget, { staffName, money }: Shown) =>
      `${staffName(staff)} darf heute noch ${money(left)} verschenken: jemanden fragen, der dafür bürgt.`,
    "discount/reason-needed": ({ limit }: Pick<Beyond, "limit">, { rate }: Shown) =>
      `Mehr als ${rate(limit)} Rabatt braucht einen Grund: bitte sagen, warum.`,
    "discount/beyond-limit": ({ staff, limit }: Beyond, { staffName, rate }: Shown) =>
      `${staffName(staff)} darf höchstens ${rate(limit)} Rabatt geben: jemanden fragen, der mehr darf.`,
  },
  fr: {
    "comp/reason-needed": () => "Ce qui est offert demande un motif : dites pourquoi.",
    "comp/beyond-budget": ({ staff, left }: Budget, { staffName, money }: Shown) =>
      `${staffName(staff)} peut encore offrir ${money(left)} aujourd'hui : demandez un responsable.`,
    "discount/reason-needed": ({ limit }: Pick<Beyond, "limit">, { rate }: Shown) =>
      `Plus de ${rate(limit)} de remise demande un motif : dites pourquoi.`,
    "discount/beyond-limit": ({ staff, limit }: Beyond, { staffName, rate }: Shown) =>
      `${staffName(staff)} peut accorder ${rate(limit)} au plus : demandez à qui peut plus.`,
  },
  es: {
    "comp/reason-needed": () => "Lo que se invita necesita un motivo: diga por qué.",
    "comp/beyond-budget": ({ staff, left }: Budget, { staffName, money }: Shown) =>
      `${staffName(staff)} puede invitar hoy ${money(left)} más: pida permiso a quien pueda darlo.`,
    "discount/reason-needed": ({ limit }: Pick<Beyond, "limit">, { rate }: Shown) =>
      `Más del ${rate(limit)} de descuento necesita un motivo: diga por qué.`,
    "discount/beyond-limit": ({ staff, limit }: Beyond, { staffName, rate }: Shown) =>
      `${staffName(staff)} puede descontar ${rate(limit)} como máximo: pida a quien pueda más.`,
  },
};
