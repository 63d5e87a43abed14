/** What a till did that no till does, in each language: for whoever looks at what needs somebody. */

import { counted } from "../counted.ts";
import { type AttentionWords } from "./words-shape.ts";

type MisdeedWords = Pick<AttentionWords, "misdeed" | "staysSilent" | "misdated" | "asksTooMuch">;

export const enMisdeeds: MisdeedWords = {
  misdeed: (till, count) => `${till} sent what no till sends, ${counted(count, "time")}`,
  staysSilent: (till) => `${till} connects again and again and then says nothing`,
  misdated: (till, date) => `${till} sent what is dated ${date}: look at its clock`,
  asksTooMuch: (till) => `${till} asks for too much and waits: look who has it, or shut it out`,
};

export const deMisdeeds: MisdeedWords = {
  misdeed: (till, count) => `${till} hat ${count}-mal gesendet, was keine Kasse sendet`,
  staysSilent: (till) => `${till} verbindet sich immer wieder und sagt dann nichts`,
  misdated: (till, date) => `${till} hat etwas mit Datum ${date} gesendet: die Uhr dort prüfen`,
  asksTooMuch: (till) => `${till} verlangt zu viel und wartet: nachsehen, oder ausschließen`,
};

export const frMisdeeds: MisdeedWords = {
  misdeed: (till, count) => `${till} a envoyé ${count} fois ce qu'aucune caisse n'envoie`,
  staysSilent: (till) => `${till} se relie sans cesse et ne dit ensuite rien`,
  misdated: (till, date) => `${till} a daté des faits du ${date} : vérifiez son horloge`,
  asksTooMuch: (till) => `${till} demande trop et attend : voyez qui l'a, ou excluez-la`,
};

export const esMisdeeds: MisdeedWords = {
  misdeed: (till, count) =>
    `${till} envió ${count} ${count === 1 ? "vez" : "veces"} lo que ninguna caja envía`,
  staysSilent: (till) => `${till} se conecta una y otra vez y luego no dice nada`,
  misdated: (till, date) => `${till} envió algo con fecha ${date}: revise su reloj`,
  asksTooMuch: (till) => `${till} pide demasiado y espera: vea quién la tiene, o exclúyala`,
};
