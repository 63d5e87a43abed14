/** Why a discount is not given, in each language. */

import { type MilliPercent } from "../../domain/money/amounts.ts";

interface Shown {
  readonly rate: (rate: MilliPercent) => string;
  readonly staffName: (number: string) => string;
}

interface Beyond {
  readonly staff: string;
  readonly limit: MilliPercent;
}

export const discountRefusals = {
  en: {
    "discount/reason-needed": ({ limit }: Pick<Beyond, "limit">, { rate }: Shown) =>
      `More than ${rate(limit)} off needs a reason: say why.`,
    "discount/beyond-limit": ({ staff, limit }: Beyond, { staffName, rate }: Shown) =>
      `${staffName(staff)} may give at most ${rate(limit)} off: ask someone who may more.`,
  },
  de: {
    "discount/reason-needed": ({ limit }: Pick<Beyond, "limit">, { rate }: Shown) =>
      `Mehr als ${rate(limit)} Rabatt braucht einen Grund: bitte sagen, warum.`,
    "discount/beyond-limit": ({ staff, limit }: Beyond, { staffName, rate }: Shown) =>
      `${staffName(staff)} darf höchstens ${rate(limit)} Rabatt geben: jemanden fragen, der mehr darf.`,
  },
  fr: {
    "discount/reason-needed": ({ limit }: Pick<Beyond, "limit">, { rate }: Shown) =>
      `Plus de ${rate(limit)} de remise demande un motif : dites pourquoi.`,
    "discount/beyond-limit": ({ staff, limit }: Beyond, { staffName, rate }: Shown) =>
      `${staffName(staff)} peut accorder ${rate(limit)} au plus : demandez à qui peut plus.`,
  },
  es: {
    "discount/reason-needed": ({ limit }: Pick<Beyond, "limit">, { rate }: Shown) =>
      `Más del ${rate(limit)} de descuento necesita un motivo: diga por qué.`,
    "discount/beyond-limit": ({ staff, limit }: Beyond, { staffName, rate }: Shown) =>
      `${staffName(staff)} puede descontar ${rate(limit)} como máximo: pida a quien pueda más.`,
  },
};
