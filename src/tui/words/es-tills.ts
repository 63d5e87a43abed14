/** Spanish: the shop's tills in the back office. */

import { onceAsked } from "../../domain/once-asked.ts";
import type { enTills } from "./en-tills.ts";
import { type PartialWords } from "./words-shape.ts";

export const esTills = onceAsked((): Pick<PartialWords, keyof typeof enTills> => ({
  officeTills: {
    tills: "Cajas",
    tillsHint: "Intro abre una. Cada una sigue vendiendo, hagan lo que hagan las otras.",
    addresses: "Direcciones",
    backups: "Copias",
    invitation: "Invitación",
    inviteNew: "Invitar una caja",
    link: "Enlace",
    address: "Dirección",
    roundTrip: "Ida y vuelta",
    clock: "Hora",
    openOrders: "Pedidos",
    cash: "Efectivo",
    heardUntil: "Oída hasta",
    cost: {
      stored: "Guardado",
      chains: "Cadenas",
      doubted: "Sin uso",
      refused: "Rechazadas",
      work: "Trabajo",
      waits: "Tuvo que esperar",
    },
    shutOut: "Excluir",
    replace: "Sustituir",
    promote: "Habilitar",
    code: "Código",
    goodUntil: "Vale hasta",
    wrongCodes: "Códigos falsos",
    slip: "Papel",
    invite: "Invitar",
    newAddress: "Otra dirección",
    nothing: "ninguno",
    ordersDue: (count, due) => `${count}, ${due} por cobrar`,
    cashOn: (taken, day) => `${taken} el ${day}`,
    neverHeard: "nada de ella está aquí",
    remainsHint:
      "Hasta donde se la oyó aquí. Lo que hizo después se desconoce, no es cero: cuente su cajón. Cualquier caja sigue con sus pedidos.",
    ownTill: "Es la caja en la que está usted: exclúyala o sustitúyala desde otra.",
    shutOutHint:
      "Escriba por qué: otros preguntarán. Para siempre, en todas las cajas: lo que hay aquí de ella sigue contando, lo que diga desde ahora no cuenta.",
    canAnswerHint:
      "Está por encima de esta caja y puede responder: las que admita después cuentan, y habrá que excluirlas también.",
    decided: "Decidió",
    decidedHint: "Lo que decidió sobre cajas sigue contando: mire si todo era lo querido.",
    decisions: {
      "took-in": (name) => `admitió ${name}`,
      promoted: (name) => `dejó decidir a ${name}`,
      "shut-out": (name) => `excluyó ${name}`,
    },
    shutsOut: (name, reason) => `Excluir ${name}: ${reason}`,
    replaceHint:
      "sí la excluye para siempre y lleva a la invitación de un aparato nuevo; tiene las impresoras y los ajustes en cuanto ha oído el comercio.",
    replaces: (name) => `Excluir ${name}, invitar otra caja`,
    noSuchTill: (typed: string) =>
      typed === "" ? "No hay otra caja." : `Ninguna otra caja se llama «${typed}».`,
    whichTill: "¿Qué caja? Elíjala y luego lo que hay que hacer.",
    forEver: "Es para siempre, en todas las cajas: Intro otra vez, o Esc.",
    isShutOut: (name) => `${name} está excluida, y lo dirá si despierta.`,
    promoteHint:
      "sí le permite admitir, habilitar y excluir cajas, como esta: así la pérdida de este aparato no acaba con nada. Solo excluirla lo deshace.",
    promotes: (name) => `Dejar que ${name} decida sobre cajas`,
    isPromoted: (name) => `${name} ya puede admitir y excluir cajas.`,
    noTyping: "Aquí no se escribe nada: las flechas llevan a otra línea.",
    noTraining: "La formación es una sola caja: nadie se une a ella.",
    invites: "Crear un código para un aparato más",
    inviteHint:
      "Intro crea un código: vale una vez, diez minutos. El aparato nuevo no necesita más.",
    making: "   creando el código...",
    failed: "No se pudo crear ningún código: inténtelo otra vez.",
    joinHint: (code) =>
      `En el aparato nuevo: till run, luego 3; o till join --device "NOMBRE" ${code}`,
    joinAtHint: (place) =>
      `Si no encuentra a nadie: con --at ${place}, la dirección de este aparato.`,
    opening: "Su puerto aún no está abierto. Si sigue así, till doctor dice por qué.",
    codeGone: "Su código ya no está escrito en ningún sitio: Intro crea otro.",
    escHint: "Esc termina la invitación, el bloqueo no.",
    ended: "La invitación ha terminado: su código ya no vale.",
    ofFive: (count) => `${count} de 5`,
    slipAt: (printer, isFile) => (isFile ? `papel virtual, ${printer}` : `impresora ${printer}`),
    noSlip: {
      "no-printer": "Sin papel: en esta caja no hay impresora de recibos. Teclee el código.",
      "in-software":
        "Sin papel: la impresora es un fichero, que cualquiera podría leer. Teclee el código.",
      failed: (printer) => `Sin papel: ${printer} no lo imprimió. Teclee el código.`,
    },
    hasJoined: (name) => `${name} se ha unido.`,
    hearsHint: "Ahora oye el comercio; después uno puede identificarse allí.",
    declined: "El aparato nuevo no fue admitido, y dice por qué. Invite de nuevo.",
    burnt:
      "Se probó cinco veces un código falso: ya no vale. Mire quién hay, luego invite de nuevo.",
    over: "Nadie vino en diez minutos: el código ya no vale.",
    addressHint:
      "HOST:PORT, como 192.168.1.20:7777: dónde está otra caja, si la red la oculta. Basta con una.",
    noAddress: (typed) => `«${typed}» no es una dirección: como 192.168.1.20:7777.`,
    addressKnown: (address) => `${address} ya está escrita.`,
    addsAddress: (address) => `Buscar una caja en ${address}`,
    addressAdded: (address) => `Desde ahora se busca en ${address}.`,
    removesAddress: (address) => `No buscar más en ${address}`,
    addressGone: (address) => `${address} ya no es una dirección escrita.`,
    tooMany: "Tantas direcciones no ayudan a nadie: quite una primero.",
  },
  officeBackups: {
    typeFolder: "Escriba una carpeta que exista, p. ej. /media/usb.",
    typeMinus: "- y Entrar detiene las copias ahí.",
    newPlace: "Lugar nuevo",
    none: "nada copiado aún",
    trouble: "la última copia falló",
    hours: (count: number) => (count === 0 ? "copiado en esta hora" : `copiado hace ${count} h`),
    days: (count: number) => `copiado hace ${count} ${count === 1 ? "día" : "días"}`,
    hint: "La carpeta de una memoria o de un recurso, p. ej. /media/usb; antes puede ir un nombre. Este equipo copia ahí cada hora. Un comando: till backup add.",
    placeHint: "- y Entrar: no más copias ahí; lo que hay ahí se queda.",
    adds: (name: string, folder: string) => `Copiar a ${folder}, llamado ${name}`,
    added: (name: string) => `${name} recibe las copias: la primera se hace ahora.`,
    sameDisk: (name: string) =>
      `${name} está en el disco de la caja: lo que rompe uno rompe el otro.`,
    removes: (name: string) => `No copiar más a ${name}`,
    removed: (name: string) => `${name} no recibe más copias; lo que hay ahí se queda.`,
    looking: "   se mira la carpeta...",
    failed: "No se pudo mirar la carpeta: inténtelo de nuevo.",
    badName: "Un nombre tiene de 1 a 40 letras, cifras, espacios, puntos o guiones.",
    taken: (name: string) => `Ya hay un lugar ${name}.`,
    noFolder: (folder: string) => `${folder} no es una carpeta: conecte la memoria, o créela.`,
    ownFolder: (folder: string) => `${folder} está en la carpeta de la caja: se perdería con ella.`,
    unusable: {
      full: "Esa carpeta está llena: haga sitio, o indique otro lugar.",
      other: "Esa carpeta no sirve: mire de quién es, y su disco.",
    },
  },
  shutOutReasons: { stolen: "robada", lost: "perdida", broken: "averiada", replaced: "sustituida" },
  addressesFound: {
    connected: "conectada",
    nobody: "nadie responde",
    stranger: "no es caja de aquí",
    ourselves: "este mismo aparato",
    unknown: "aún sin probar",
  },
  addressesFrom: {
    remembered: "ya funcionó",
    told: "dicha por una caja",
    heard: "oída en la red",
  },
}));
