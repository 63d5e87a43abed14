/** What was found on a box, in Spanish. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type PlaceStatus } from "../backup/backup-status.ts";
import { counted } from "../counted.ts";
import { kindsText } from "../update-sentence.ts";
import { type FindingWords, type UnreadFacts } from "./finding-words.ts";

const OTHERWISE = "allí las cajas se encuentran con `till mesh find` o `till mesh add HOST:PORT`";
const HAPPENED = {
  anchor: "Faltan ventas en este disco. Compare los últimos tickets con `till order list`.",
  board:
    "Este disco es una copia o cambió de equipo. Si el otro también vende, apague uno de los dos.",
  peer: "Otras saben más de esta caja. Si se copió su disco, apague la copia.",
  person: "Dicen que faltan ventas. Compare los últimos tickets con `till order list`.",
} as const;
const KEYS: Readonly<Record<Parameters<FindingWords["key"]>[0]["how"], (place: string) => string>> =
  {
    beside: () =>
      "La clave está junto al libro, en ledger.key: quien se lleve este equipo, o su disco, puede leerlo todo.",
    "passphrase-file": (file) =>
      `La contraseña está en este equipo, en ${file}: quien se lo lleve, o su disco, puede leerlo todo.`,
    "handed-over": () =>
      "Systemd entrega la contraseña: si nadie la teclea tras cada arranque, quien se lleve este equipo puede leerlo todo.",
    locked: () =>
      "Una contraseña abre el libro: quien se lleve este equipo apagado no puede leer nada; encendido, todo.",
    sealed: (name) =>
      `Systemd entrega la clave, como ${name}: si el TPM la sella (--with-key=host+tpm2), quien se lleve solo el disco no puede leer nada; con todo el equipo, cuanto sus sesiones no protejan.`,
    unsealed: (name) =>
      `Systemd entrega la clave, como ${name}, pero este equipo no tiene TPM: lo que la sella está en el mismo disco, así que quien se lleve este equipo, o su disco, puede leerlo todo.`,
  };

export const esFindings = onceAsked((): FindingWords => ({
  shop: (name, isDemo, till) =>
    `${name}, ${isDemo ? "un comercio de prueba, para siempre" : "un comercio de verdad"}; esta caja es ${till}.`,
  ledgerFine: (transactions) =>
    `${counted(transactions, "operación", "operaciones")}, todas las comprobaciones correctas.`,
  ledgerDamaged: (detail) =>
    `El libro está dañado: \`till verify\` lo muestra todo${detail === "" ? "" : ` (${detail})`}.`,
  synced: () => "Cada venta queda escrita en el disco.",
  notSynced: () => "Las ventas no quedan escritas con seguridad: avise de este fallo.",
  writable: () => "Se puede escribir en la carpeta.",
  readOnly: () =>
    "La carpeta solo se puede leer, no se puede vender: compruebe de quién es, y su disco.",
  roomPlenty: (free) => `${megabytes(free)} libres.`,
  roomScarce: (free) =>
    `El disco está casi lleno, ${megabytes(free)} libres: haga sitio, o pronto no se podrá vender.`,
  roomNone: () => "El disco está lleno, no se puede vender: haga sitio en él.",
  key: ({ how, place }) => KEYS[how](place),
  memory: (swaps, dumps) => {
    const leaks = [
      swaps.length === 0
        ? ""
        : `la memoria, con la clave, puede pasar a ${swaps.join(", ")} (swap): cífrelo o desactívelo`,
      dumps
        ? "un fallo puede escribir la memoria, con la clave, en el disco: LimitCORE=0 en la unidad, o sin core dumps"
        : "",
    ];
    return `Mientras la caja funciona, ${leaks.filter((leak) => leak !== "").join("; ")}.`;
  },
  keyExposed: () => "Otros usuarios de este equipo pueden leer la clave: chmod 600 ledger.key.",
  keyChangeCut: () =>
    "Un cambio de clave quedó a medias: cierre la caja, y luego `till key rotate`.",
  day: (now) => `Jornada ${now}.`,
  dayTyped: (now) => `Jornada ${now}, por una fecha tecleada: ponga en hora este equipo.`,
  dayClockWrong: (says, now) =>
    `El reloj dice ${says}, la caja está en ${now}: ponga en hora el equipo, o teclee \`:fecha\` en la caja.`,
  dayNext: (now, next) => `Jornada ${now}; quien se identifique ahora empieza ${next}.`,
  numbers: ({ cause, isPending, series }) =>
    `${HAPPENED[cause]} Sus números empiezan de nuevo ${isPending ? "con la próxima venta" : `en ${series}`}.`,
  allCounts: () => "Todo lo guardado cuenta.",
  inQuestion: (receipts, money, chains) =>
    `${counted(receipts, "ticket")}, ${money}, de ${counted(chains, "cadena")} en duda: \`till ledger quarantine list\` los nombra.`,
  settled: ({ type, till, numbersTwice }) =>
    type === "chain/both-admitted"
      ? `${till} habló con dos voces, y ambas cuentan: ${numbersTwice === 0 ? "ningún número" : counted(numbersTwice, "número")} en dos tickets.`
      : `Lo que vendió ${till} se admitió y también se apartó: cuenta.`,
  oversold: ({ name, beyond, tills }) => {
    const what =
      tills === ""
        ? `${name}: se vendieron ${beyond} más de los que había`
        : `${name} estaba agotado, se vendieron ${beyond} en ${tills}`;
    return `${what}: vea quién lo pidió, y diga cuánto queda (!${name}).`;
  },
  contradictions: (count) =>
    `${counted(count, "contradicción", "contradicciones")} en pedidos: \`till attention list\` ${count === 1 ? "la" : "las"} nombra.`,
  sheetRead: (day) => `Releída el ${day}.`,
  sheetDemo: () => "La de un comercio de prueba está en su papel virtual, legible: es para verla.",
  sheetNever: () => "Nunca releída: busque el papel, y teclee su código en `till recovery check`.",
  noManager: () =>
    "Nadie que pueda identificarse puede ya cambiar el personal: `till staff rescue NÚMERO`, con el código de la hoja de rescate.",
  holderAnswers: (pid) => `El proceso ${pid} tiene las impresoras, y responde.`,
  holderSilent: (pid) =>
    `El programa que imprime no responde${processText(pid)}: termínelo, y el siguiente imprime.`,
  holderAbsent: () => "No hay ninguna caja abierta: cada orden imprime lo que ha hecho.",
  papersUnserved: (papers) =>
    `${papersText(papers)} en la cola que ninguna impresora atiende: \`till printer add\`, o \`till printer route\`.`,
  papersNone: () => "No espera nada.",
  papersAsk: (papers) =>
    `${papersText(papers)} ${papers === 1 ? "espera" : "esperan"} una decisión: \`till printer queue\` dice por qué; luego \`till printer retry\`, o \`cancel\`.`,
  papersWait: (papers, isOff) =>
    `${papersText(papers)} en la cola${isOff ? ", y está apagada: enciéndala" : ": encienda la impresora"}, y abra la caja o diga \`till print now\`.`,
  unfinished: (tills) =>
    `Un trabajo de ${tills} no ha terminado y no cuenta: si se cortó, repítalo y apártelo (\`till ledger quarantine list\`).`,
  readsAll: () => "Este programa puede leer todo lo guardado.",
  update: updateText,
  updateNeeded: (unread) =>
    `${updateText(unread)} Sigue vendiendo, pero nadie sabe con certeza cuánto suma un día.`,
  printersAll: () => "Cada puesto y los tickets tienen impresora.",
  printersMissing: (noReceipts, stations) =>
    `Sin impresora para ${[...(noReceipts ? ["los tickets"] : []), ...stations].join(", ")}: \`till printer add\`, o \`till printer route\`.`,
  letters: (letters) =>
    `No salieron en papel como se escribieron: ${letters} (\`till print show\` lo muestra). Escriba esos nombres de otro modo.`,
  noBackup: (others, safeOn) => {
    const tills = othersText(others);
    const known =
      safeOn === 0
        ? `ahora no se sabe si alguna de ${tills} tiene lo último que vendió esta`
        : `lo último que vendió esta caja está en ${safeOn} de ${tills}, y nada fuera del comercio`;
    const who = others === 0 ? "solo este equipo tiene las ventas" : known;
    return `Sin lugar para copias: ${who} (\`till backup add\`).`;
  },
  backup: backupText,
  paperFolder: (folder, isThere) =>
    `El papel de las impresoras virtuales ${isThere ? "está" : "estará"} en ${folder}, sin cifrar.`,
  meshSingle: () => "Caja única: lo que vende está solo en este equipo.",
  meshShutOut: (reason, replacedBy) => {
    const why = replacedBy === undefined ? reason : `sustituida por ${replacedBy}`;
    return `Otra caja ha excluido a esta, para siempre${why === "" ? "" : ` (${why})`}: ya no vende nada.`;
  },
  meshKeyless: (others) =>
    `El comercio tiene ${othersText(others)}, y esta no tiene claves de enlace: nadie la dejó entrar.`,
  meshNoProgram: (others) =>
    `El comercio tiene ${othersText(others)}, y aquí no hay programa conectado: abra la caja, o \`till node\`.`,
  meshSilent: (pid) =>
    `El programa de los enlaces con otras cajas no responde${processText(pid)}: termínelo.`,
  meshUnlinked: (pid, others) =>
    `El proceso ${pid} no acepta enlaces con ${othersText(others)}: pregunte otra vez, y luego vea su registro.`,
  port: (port) => `Acepta enlaces en el puerto ${port}.`,
  otherPort: (port, usual) =>
    `Acepta enlaces en el puerto ${port}, porque ${usual} estaba ocupado: un cortafuegos debe dejarlo pasar.`,
  nobodyHeard: (since) =>
    `No se oye a ninguna otra caja ${sinceText(since)}: vende sola; mire cables, switch y punto de acceso, y \`till mesh addresses\`.`,
  connected: (connected, others, safeOn) => {
    const safe = safeOn === undefined ? "" : `; lo último que dijo esta está a salvo en ${safeOn}`;
    return `${connected} de ${othersText(others)} ${connected === 1 ? "conectada" : "conectadas"}${safe}.`;
  },
  unopened: (till) => `${till} se ha unido, y allí aún no se ha abierto ninguna caja.`,
  notHeard: (till, since) =>
    `${till} no se oye ${sinceText(since)}: ¿está encendida y en esta red? Si se fue para siempre: \`till mesh revoke\`.`,
  noRoomForOthers: () => "El disco no tiene sitio para lo que dicen las otras cajas: haga sitio.",
  fetching: (held, known) =>
    `${held} de ${counted(known, "evento")} del comercio están aquí, el resto está llegando.`,
  addressSilent: (address, tries) =>
    `Nadie responde en ${address} (${counted(tries, "intento")}): si es errónea, \`till mesh remove ${address}\`.`,
  addressStranger: (address) =>
    `En ${address} no hay caja de este comercio: \`till mesh remove ${address}\`.`,
  addressOurselves: (address) =>
    `${address} es este mismo equipo: \`till mesh remove ${address}\`, y nombre el otro.`,
  clockStray: (till, off, isAhead) =>
    `El reloj de ${till} va ${off} ${aheadText(isAhead)} respecto a las otras: póngalo en hora allí.`,
  clockOwn: ({ off, isAhead, till, isToSet }) => {
    const whose = till === undefined ? "las otras cajas" : `el de ${till}`;
    const what = till === undefined ? "póngalo en hora" : "ponga en hora el que esté mal";
    return `El reloj de este equipo va ${off} ${aheadText(isAhead)} respecto a ${whose}${isToSet ? `: ${what}` : ""}.`;
  },
  misdeed: (till, reason, count) =>
    `${till} envió ${count} ${count === 1 ? "vez" : "veces"} lo que ninguna caja envía (${reason}). Quien la tenga quizá la cambió: mírela, o exclúyala (\`till mesh revoke\`).`,
  staysSilent: (till) =>
    `${till} se conecta una y otra vez y luego no dice nada: reinicie allí el programa. Si sigue, mírela, o exclúyala (\`till mesh revoke\`).`,
  misdated: (till, date) =>
    `${till} envió algo con fecha ${date}: revise el reloj allí. Si va e iba bien, quizá alguien cambió esa caja.`,
  asksTooMuch: (till) =>
    `${till} pide más de lo que una caja necesita, y se le responde tarde: nadie más lo nota. Reinicie allí el programa; si sigue, vea quién la tiene, o exclúyala (\`till mesh revoke\`).`,
  secretsDiffer: (till, lasted) =>
    `Los PIN y los nombres no son los mismos aquí y en ${till} desde hace ${lasted}: quien entra aquí quizá no entre allí. Reinicie el programa aquí y allí; si sigue, vea quién la tiene, o exclúyala (\`till mesh revoke\`).`,
  multicastPublic: (host) =>
    `Este equipo tiene una dirección pública (${host}), donde no se buscan cajas por multicast: ${OTHERWISE}, y un cortafuegos deja fuera a los demás.`,
  multicastNoNetwork: () =>
    "Este equipo no está en ninguna red en que las cajas se encuentren: compruebe su cable.",
  multicastFails: (network, fault) =>
    `El multicast en ${network} no funciona (${fault}): ${OTHERWISE}.`,
  multicastFilteredHere: (network) =>
    `El multicast en ${network} se filtra en este mismo equipo: deje pasar UDP 5353, o ${OTHERWISE}.`,
  multicastFiltered: (network, tills) =>
    `El multicast se filtra en ${network}: ${tills.join(", ")} ${tills.length === 1 ? "está conectada y no se oye" : "están conectadas y no se oyen"} por él, y un equipo nuevo quizá no encuentre a nadie: déjelo pasar (docs/network.md), o ${OTHERWISE}.`,
  isolated: (network, addresses, gateway) =>
    `En ${network} no responden ni el multicast ni ${addresses}, y la salida (${gateway}) sí: si las otras cajas están encendidas, la red separa los equipos. Desactive «client isolation» (aislamiento AP, red de invitados) en el punto de acceso, o use cables (docs/network.md).`,
  multicastThrough: () => "El multicast pasa.",
  multicastQuiet: () =>
    `No se oye a nadie más por multicast: si hay otras, se filtra por el camino, y ${OTHERWISE}.`,
}));

function backupText({
  age: { hours },
  verified,
  pendingEvents,
  trouble,
  where,
}: PlaceStatus): string {
  const age = hours === 0 ? "Menos de una hora" : counted(hours, "hora");
  const how =
    verified === undefined
      ? "Aún no hay copia allí"
      : `${age}, ${counted(verified.files, "archivo")}, ${esProofs[verified.proof]}`;
  const pending =
    pendingEvents === 0 ? "" : `; ${counted(pendingEvents, "evento")} aún no incluidos`;
  const told = trouble === undefined ? "" : ` ${esPlaceTrouble(trouble, where)}`;
  return `${how}${pending}.${told}`;
}

/** How sure a backup is. */
export const esProofs = {
  "read-back": "releídos y comparados",
  sizes: "tamaños comparados, sin releer",
  sent: "enviados, nadie vio si llegaron",
} as const;

/** Why a place has no newer backup, and what to do. */
export function esPlaceTrouble(
  { type, sentence }: NonNullable<PlaceStatus["trouble"]>,
  where: string,
): string {
  return TROUBLES[type]?.(where) ?? sentence;
}

const TROUBLES: Readonly<Record<string, (where: string) => string>> = {
  "place/away": (where) => `${where} no está: enchufe la memoria, o monte el disco.`,
  "place/full": (where) => `${where} está lleno: haga sitio allí, o nombre otro lugar.`,
  "place/failed": (where) =>
    `${where} no se puede usar: compruebe de quién es, su enchufe, su disco y su red.`,
  "place/unverified": (where) =>
    `Lo que hay en ${where} no es lo que se escribió: el disco quizá esté fallando.`,
  "place/interrupted": () => "La copia se interrumpió; la anterior está entera.",
};

function megabytes(free: number | undefined): string {
  return free === undefined ? "algún MB" : `${free} MB`;
}

function updateText({ events, kinds }: UnreadFacts): string {
  return `Actualice esta caja: no sabe leer ${counted(events, "evento")} (${kindsText(kinds, "versión")}).`;
}

function papersText(papers: number): string {
  return counted(papers, "papel", "papeles");
}

function othersText(others: number): string {
  return counted(others, "otra caja", "otras cajas");
}

function processText(pid: number | undefined): string {
  return pid === undefined ? "" : ` (proceso ${pid})`;
}

function sinceText(since: string | undefined): string {
  return since === undefined ? "desde que empezó este programa" : `desde las ${since}`;
}

function aheadText(isAhead: boolean): string {
  return isAhead ? "adelantado" : "atrasado";
}
