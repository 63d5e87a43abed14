/** What commands say of tills that are listed, looked for, shut out and replaced, in Spanish. */

import { onceAsked } from "../../domain/once-asked.ts";
import { counted } from "../counted.ts";
import { type MeshChangeWords } from "./mesh-change-words.ts";

export const esMeshChange = onceAsked((): MeshChangeWords => ({
  right: (name) => ({ authority: "puede admitir", till: "caja", kitchen: "cocina" })[name] ?? name,
  isRevoked: (reason, replacedBy) => {
    const why = replacedBy === undefined ? reason : `la sustituye ${replacedBy}`;
    return why === "" ? "EXCLUIDA" : `EXCLUIDA (${why})`;
  },
  self: "esta caja",
  fingerprint: (digits) => `huella ${digits}`,
  chain: (name, events, when) => `${name}  ${counted(events, "evento")}, el último ${when}`,
  cost: {
    stored: (transactions, size) =>
      `${counted(transactions, "transacción", "transacciones")}, ${size}`,
    chains: (count) => counted(count, "cadena"),
    doubted: (transactions) => `${transactions} que nadie necesita`,
    refused: (transactions) => counted(transactions, "rechazada"),
    work: (work, size) => `${work} de trabajo, ${size} dichos y oídos`,
    waited: (times) => `tuvo que esperar ${times} ${times === 1 ? "vez" : "veces"}`,
  },
  promoted: (till) => `${till} puede desde ahora admitir y excluir cajas.`,
  revoked: (till) => `${till} está excluida. Lo que de ella sigue contando:`,
  countsUpTo: (chain, seq, hash) => `${chain}  hasta el evento ${seq}  ${hash}`,
  saidNothing: "nada, aquí no dijo nada",
  canAnswer: (till) =>
    `${till} está por encima de esta caja y puede responder: las que admita desde ahora cuentan, y habrá que excluirlas también.`,
  spared: "Lo que decidió sobre cajas sigue contando. Mire si todo era lo querido:",
  sparedAct: {
    "device/enrolled": (till) => `admitió ${till}`,
    "device/promoted": (till) => `dejó que ${till} decidiera sobre cajas`,
    "device/revoked": (till) => `excluyó ${till}`,
  },
  forEver: (till, chains, isSelf) => [
    `Excluir ${till} es para siempre, en cada caja que lo oiga.`,
    `Lo que hay aquí de ella sigue contando: ${counted(chains, "cadena")}.`,
    "Lo que diga desde ahora, o dijo sin que nadie aquí lo oyera, no cuenta.",
    ...(isSelf ? ["Es la caja en la que usted está: no venderá nada más."] : []),
  ],
  typeLetters: (letters) => `Escriba sus letras, ${letters}, para excluirla: `,
  nothingRevoked: "No se excluyó ninguna caja.",
  address: {
    added: (address) =>
      `${address} se prueba desde ahora: \`till mesh addresses\` dice qué resulta.`,
    known: (address) => `${address} ya está escrita.`,
    tooMany: "Tantas direcciones no ayudan a nadie: quite una (`till mesh addresses`).",
    removed: (address) =>
      `${address} ya no es una dirección escrita; una caja conectada lo sigue estando.`,
    notTyped: (address) => `Nadie escribió ${address}: \`till mesh addresses\`.`,
    notTried: "Ningún programa de esta caja está conectado: ninguna se prueba.",
    none: "Ninguna dirección: `till mesh add HOST:PORT` da una.",
    sources: {
      static: "escrita",
      remembered: "ya funcionó",
      told: "dicha por una caja",
      heard: "oída por multicast",
    },
    leadsTo: (till) => `lleva a ${till}`,
    connected: "conectada",
    triedNow: "se prueba ahora",
    willBeTried: "se probará",
    untried: "sin probar",
    leftAlone: "se deja en paz un rato",
    ended: (end, tries) =>
      ({
        unreachable: `nadie responde (${counted(tries, "intento")})`,
        stranger: "quien responde allí no es una caja de este negocio",
        ourselves: "este mismo equipo",
      })[end],
  },
  leaves: {
    reason: "sustituida",
    title: (till) => `${till} deja, en lo que aquí se oyó:`,
    orders: (count, due) =>
      `${counted(count, "pedido abierto", "pedidos abiertos")}, ${due} por pagar: cualquier caja sigue con ellos`,
    cash: (taken, day) => `${taken} en efectivo del ${day}: cuente su cajón`,
    noCash: "nada en efectivo el día en que está",
    unknownAll: "nada de lo que dijo está aquí: lo que hizo se desconoce, no es cero",
    unknownAfter: (when) => `lo que hizo después de ${when} se desconoce, no es cero`,
    shutOut: (till) => `${till} está excluida: lo dirá si despierta.`,
  },
}));
