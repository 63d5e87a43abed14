/** Spanish: what only the dialogue in lines says. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type PartialWords } from "./words-shape.ts";

function countOf(lines: number): string {
  return lines === 1 ? "1 línea" : `${lines} líneas`;
}

export const esPlain = onceAsked((): Pick<PartialWords, "plain" | "plainVerbs" | "plainHelp"> => ({
  plain: {
    whichOne: "Varios se llaman así: Intro toma el primero, :2 el segundo; :back ninguno.",
    locked: "Bloqueada.",
    moreOfName: "Varios se llaman así: escriba más del nombre, o el número.",
    noOffice:
      "La gestión necesita una pantalla: till catalog, customer, staff, settings y mesh hacen lo mismo.",
    noTraining: "Una formación en líneas empieza en una shell: till train --plain.",
    noLastLine: "No se ha escrito ninguna línea antes de esta.",
    listEnd: "Una cifra e Intro elige, una palabra busca, :back sale de la lista.",
    goodsEnd: ":goods 1 dice los del primer grupo.",
    moreHits: "Y más: escriba más del nombre.",
    noChange: "Sin cambio.",
    helpEnd: "Una palabra tras :help dice dónde está: :help cobrar.",
    noHit: (number) => `Nada se ha enumerado con el ${number}.`,
    noLine: (position) => `Este pedido no tiene línea ${position}.`,
    noRow: (text) => `En la lista nada se llama ${text}; :back sale de ella.`,
    noWord: (word) => `:${word} no existe; ? dice lo que hay.`,
    noCategory: (page) => `No hay grupo ${page}; :goods los dice.`,
    howToLeave: (isLocked) =>
      `${isLocked ? "" : ":lock, luego "}:quit y un PIN salen de la caja; otra vez Ctrl-C la cierra enseguida, y un pedido queda abierto.`,
    attention: (text) => `Atención: ${text}`,
    lockedAt: (shop, device) =>
      `${shop}, ${device}. Bloqueada: número de empleado o nombre, luego el PIN. ? ayuda.`,
    personPin: (person, pin) => `${person}, PIN ${pin}`,
    mayApprove: (names) => `Puede autorizarlo: ${names}; :back lo deja.`,
    lineSum: (position, gross) => `Línea ${position}: ${gross}.`,
    lineIs: (position, goods, gross) => `Línea ${position}: ${goods}, ${gross}.`,
    courseIs: (course) => `${course}:`,
    kitchenHas: (text) => `${text} La cocina lo tiene.`,
    perhapsOnPaper: (text) => `${text} Enviado; quizá impreso: compruébelo.`,
    noPaperYet: (text) => `${text} Enviado; aún sin papel.`,
    noPaper: (text) => `${text} Su comanda se ha apartado.`,
    kitchenWaits: (text) => `${text} La cocina espera con ello.`,
    orderIs: ({ number, lines, total, due, giveBack }) => {
      const rest = due === "" ? "" : `, a pagar ${due}`;
      const back = giveBack === "" ? "" : `, a devolver ${giveBack}`;
      return `Pedido ${number}: ${countOf(lines)}, ${total}${rest}${back}.`;
    },
    orderServed: (number, service) => `Pedido ${number}, ${service}.`,
    orderFor: (customer) => `Para ${customer}.`,
    discountOf: (off) => `Descuento del pedido: ${off}.`,
    taxOf: (label, tax) => `${label}: ${tax}.`,
    lessWith: (off) => `descuento de ${off}`,
    quoted: (note) => `«${note}»`,
    changeIs: (change) => `Cambio ${change}.`,
    paidBy: (order, receipt) =>
      receipt === ""
        ? `El pedido ${order} está pagado.`
        : `El pedido ${order} está pagado, ticket ${receipt}.`,
    paidBefore: (order, change) => `El pedido ${order} está pagado: cambio ${change}.`,
    rounded: (cash, due) => `A pagar ${cash} en efectivo, redondeado de ${due}.`,
    enterDoes: (preview) => `${preview}: Intro lo hace.`,
    enterAsks: (preview) => `${preview} Intro pregunta antes.`,
    enterTakes: (preview) => `${preview}: Intro lo cobra.`,
    printerIsOff: (name) => `La impresora ${name} está apagada: sus papeles esperan.`,
    printerAsks: (name) => `Hay papeles de ${name} que le esperan: :print los imprime.`,
    isWell: (name) => `La impresora ${name} vuelve a funcionar.`,
    tillsAreWell: (status) => `Las otras cajas vuelven a estar bien: ${status}.`,
    inputEnded: "La entrada ha terminado y la caja está bloqueada.",
    staysOpen: (order) => `El pedido ${order} queda abierto.`,
    halfLine: (text) => `La última línea no tenía Intro y no se ha hecho: ${text}`,
    trainingPrompt: "FORMACIÓN",
    newOrderPrompt: "pedido nuevo",
    listPrompt: "elija",
    orderPrompt: (number, lines, total) => `pedido ${number}, ${countOf(lines)}, ${total}`,
    pricePrompt: (name) => `${name}, precio`,
    weightPrompt: (name) => `${name}, kg`,
    payPrompt: (number, due) => `cobrar ${number}, ${due}`,
    helpRow: (typed, meaning) => `${typed}: ${meaning}.`,
  },
  plainVerbs: {
    back: ["volver", "atras"],
    last: ["ultima"],
    line: ["linea"],
    show: ["ver"],
    goods: ["articulos"],
    status: [],
  },
  plainHelp: {
    "log-in": [
      ["1", "su número o su nombre; luego su PIN"],
      [":back", "del PIN a la persona"],
      [":quit", "pide un PIN y sale de la caja"],
    ],
    register: [
      ["100, lo, latte", "número, código corto o comienzo de un nombre; o escanee"],
      ["3*100, 0,350*88", "tantos; tanto al peso"],
      ["100/2/3, 100=2,50", "con las opciones 2 y 3; a otro precio"],
      ["+, +3, *3", "de la línea: uno más, tres más, tres"],
      ["/soja, =2,80, 'caliente", "a la línea: opción (/2 por número), precio, nota"],
      [";, ;3", "desde aquí el pase siguiente, el pase 3; ;0 cada uno el suyo"],
      ["-10%, -2,00", "descuento de la línea; --10% del pedido; -0% lo quita"],
      ["?100", "el precio y cuánto queda, sin añadir nada"],
      ["!100, !6*100", "agotado; quedan seis; !*100: a la venta, sin contar"],
      ["&rossi, &0660 12", "un cliente por nombre, teléfono o tarjeta; & solo lo quita"],
      ["&+Rossi, Anna 0660 12", "un cliente nuevo, con su teléfono"],
      [":2", "el segundo de lo que se ha enumerado"],
      [":line 2", "se trata de la línea 2; si no, de la última"],
      [":show", "el pedido, línea a línea"],
      [":goods, :goods 2", "lo que hay, por grupos"],
    ],
    payment: [
      ["Intro", "el resto en efectivo, exacto"],
      ["20, 17,50", "lo entregado; menos de lo debido es una parte"],
      ["usd50, usd 7.50", "efectivo de otra divisa, al cambio de la tienda"],
      ["+2, %10, =50", "una propina: tanto, un porcentaje, 50 en total"],
      [":card, :card 20", "el resto con tarjeta, 20 con tarjeta"],
      [":back", "vuelve al pedido"],
    ],
    drawer: [
      ["20*10", "veinte de 10,00: primero cuántos, como siempre"],
      ["3x0,50", "tres rollos llenos de 0,50"],
      ["612,40", "todo en una suma"],
      ["usd50, tarjeta 120", "otra moneda; los comprobantes de un medio de pago"],
      ["=50", "quedan 50 cuando se cierra"],
      ["12,50 leche", "de efectivo que entra o sale: por qué, enseguida"],
      [":undo", "quita lo último"],
      [":pay", "escribe el recuento, cierra, abre"],
      [":back", "vuelve al pedido; el recuento se guarda"],
    ],
    office: [],
    always: [
      [":back", "un paso atrás, como Esc"],
      [":last", "repite la última línea"],
      [":status", "impresoras, las otras cajas, copias"],
    ],
  },
}));
