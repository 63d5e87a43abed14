/** The numbers by which terminals know currencies. Source: ISO 4217. */

const NUMBERS: Readonly<Record<string, number>> = {
  AUD: 36,
  CAD: 124,
  CHF: 756,
  CZK: 203,
  DKK: 208,
  EUR: 978,
  GBP: 826,
  HUF: 348,
  ISK: 352,
  JPY: 392,
  KRW: 410,
  KWD: 414,
  MXN: 484,
  NOK: 578,
  NZD: 554,
  PLN: 985,
  RON: 946,
  SEK: 752,
  SGD: 702,
  THB: 764,
  TND: 788,
  TRY: 949,
  USD: 840,
};

/** Undefined for a currency that no terminal here is known to take. */
export function currencyNumber(code: string): number | undefined {
  return NUMBERS[code];
}
