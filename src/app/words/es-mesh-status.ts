/** How the tills stand, in Spanish. */

import { onceAsked } from "../../domain/once-asked.ts";
import { counted } from "../counted.ts";
import { type MeshStatusWords } from "./mesh-status-words.ts";

export const esMeshStatus = onceAsked((): MeshStatusWords => ({
  keyless: "Esta caja no tiene claves de enlace con otras: nadie la dejó entrar.",
  noProgram: "Ningún programa de esta caja está conectado: abra la caja, o `till node`.",
  unlinked: (pid) => `El proceso ${pid} no acepta enlaces (aún): su registro dice por qué.`,
  linked: ({ pid, port }, safeOn, others) => {
    const safe =
      safeOn === undefined
        ? "esta caja aún no ha dicho nada"
        : `lo último que dijo esta caja está a salvo en ${safeOn} de ${counted(others, "otra caja", "otras cajas")}`;
    return `Conectada por el proceso ${pid} en el puerto ${port}; ${safe}.`;
  },
  self: "esta caja",
  authority: "puede admitir",
  revoked: (reason, replacedBy) => {
    const why = replacedBy === undefined ? reason : `sustituida por ${replacedBy}`;
    return why === "" ? "EXCLUIDA" : `EXCLUIDA (${why})`;
  },
  lastEvent: (when) => `su último evento aquí es de ${when}`,
  nothingHere: "no hay nada de ella aquí",
  joinAgain:
    "no hay nada de ella aquí: si su unión se cortó, invite de nuevo y únase allí otra vez",
  safeOn: (others) => `a salvo en ${counted(others, "otra caja", "otras cajas")}`,
  unopened: "allí aún no se ha abierto ninguna caja",
  connected: "conectada",
  notConnected: "sin conexión",
  lastHeard: (when) =>
    when === undefined ? "no oída desde que empezó este programa" : `oída por última vez: ${when}`,
  hasAll: "lo tiene todo",
  lacks: (events) => `le ${events === 1 ? "falta" : "faltan"} ${counted(events, "evento")}`,
  lacksUpTo: (events) =>
    `le ${events === 1 ? "falta" : "faltan"} hasta ${counted(events, "evento")}`,
  roundTrip: (duration) => `ida y vuelta ${duration}`,
  clock: (off, isAhead) => `su reloj va ${off} ${isAhead ? "adelantado" : "atrasado"}`,
  fetching: (percent, held, known) =>
    `Llegando: ${percent}, ${held} de ${counted(known, "evento")}.`,
  noRoom: "El disco no tiene sitio para lo que dicen las otras: haga sitio.",
  misdeed: (till, reason, count) =>
    `${till} envió ${count} ${count === 1 ? "vez" : "veces"} lo que ninguna caja envía (${reason}).`,
  staysSilent: (till) => `${till} se conecta una y otra vez y luego no dice nada.`,
  misdated: (till, date) => `${till} envió algo con fecha ${date}: revise su reloj.`,
  asksTooMuch: (till) =>
    `${till} pide más de lo que una caja necesita, y se le responde tarde: vea quién la tiene, o exclúyala.`,
}));
