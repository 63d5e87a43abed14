/** Spanish: what Enter and the keys would do, what they have done, and why they did not. */

import { type PartialWords } from "./words-shape.ts";

type Steps = Pick<
  PartialWords,
  | "whyNot"
  | "plan"
  | "customer"
  | "done"
  | "verb"
  | "void"
  | "back"
  | "approval"
  | "park"
  | "scan"
  | "pay"
>;

export const esSteps: Steps = {
  whyNot: {
    logInFirst: "Identifíquese primero.",
    escFirst: "Primero Esc, para volver al pedido.",
    leaveOffice: "Primero Esc, para salir de la gestión.",
    orderEmpty: "El pedido está vacío.",
    clockedIn: "Usted ya ha fichado la entrada.",
    notClockedIn: "Usted no ha fichado la entrada.",
    noWaitingPaper: "Ningún papel espera confirmación.",
    lockFirst: "Bloquee primero la caja: Ctrl-L.",
  },
  plan: {
    enter: "Intro",
    noWord: (word) => `:${word} no existe; F10 tiene todas las acciones.`,
    noPayWord: (word) => `:${word} no existe.`,
    howMuch: (name) => `${name}: ¿cuánto? 0,350 e Intro; Esc lo deja.`,
    weightFirst: (name) => `${name} espera su peso: tecléelo, o Esc lo deja.`,
    optionFirst: (name, group) => `${name} espera ${group}: una cifra elige, Esc lo deja.`,
    noLine: "Aún no hay ninguna línea que cambiar.",
    helps: (sentence) => `${sentence} Esc borra, ? ayuda.`,
    nearest: (sentence, names) => `${sentence} Parecidos: ${names}.`,
    help: "ayuda",
    back: "VUELVE",
    nothingSold: "En este pedido no queda nada por cobrar.",
    thenChoose: (name, group) => `${name}: después elegir ${group}`,
    instead: (now, before) => `${now}, antes ${before}`,
    at: (name, price) => `${name} a ${price}`,
    noteHow: "Tras el signo va una nota: 'sin hielo.",
    withoutNote: (name) => `${name} sin su nota`,
    withNote: (name, note) => `${name} «${note}»`,
    noDiscount: (name) => `sin descuento en ${name}`,
    noOrderDiscount: "sin descuento en el pedido",
    costs: (name, money) => `${name} cuesta ${money}.`,
    orderCosts: (money) => `El pedido cuesta ${money}.`,
    off: (what, goods) => `-${what} en ${goods}`,
    orderOff: (what) => `-${what} en todo`,
    course: (course) =>
      course === 0 ? "desde aquí cada uno en su pase" : `desde aquí pase ${course}`,
    courseFrom: (name, course) =>
      course === 0 ? `desde ${name} cada uno en su pase` : `desde ${name} pase ${course}`,
    courseAlready: (course) =>
      course === 0
        ? "Todo está ya en su propio pase."
        : `Ya es el pase ${course}; Izquierda elige una línea que cambiar.`,
    lastCourse: (course) => `El pase ${course} es el último.`,
    byPiece: (name) => `${name} se vende por unidad: *3.`,
    kitchenHas: (typed) => `La cocina ya lo tiene: F5 anula con un motivo (${typed} F5).`,
    noOptions: (name) => `${name} no tiene opciones.`,
    noOption: (name, typed) => `${name} no tiene opción que empiece por ${typed}.`,
    noGoods: (typed) => `Ningún artículo se llama ${typed}.`,
    soldOut: (name) => `${name}: agotado`,
    thereAgain: (name) => `${name}: de nuevo a la venta`,
    left: (count) => `quedan ${count}`,
    onlyLeft: (name, left) => `${name}: solo ${left}.`,
    twoReadings: (one, other) => `¿${one}, o ${other}? !4*nombre o todo el nombre.`,
    noCount: (name, isByWeight) =>
      isByWeight
        ? `${name} se vende al peso: !2,5*nombre si quedan 2,500 kg.`
        : `${name} se vende por piezas: !6*nombre si quedan seis.`,
    isSoldOut: (name) => `${name} está agotado.`,
    isSoldOutNow: (name) => `${name} está agotado; !* delante lo pone de nuevo a la venta.`,
    noFixedPrice: (name) => `${name} no tiene precio fijo`,
  },
  customer: {
    is: (name) => `cliente ${name}`,
    off: (name) => `quitar a ${name} del pedido`,
    how: "No hay nadie en este pedido: &rossi, &0660 12 o una tarjeta lo encuentra.",
    which: (count) => `${count} clientes: Abajo y Enter, o Alt-cifra, dice cuál.`,
    none: (typed) => `Ningún cliente tiene «${typed}»: &+ y un nombre lo añade.`,
    begin: (name) => `cliente nuevo ${name}: luego el teléfono`,
    new: (texts) => `cliente nuevo ${texts}`,
    newHow: "Tras &+ un nombre, luego el teléfono: &+Rossi, Anna 0660 123456.",
    typePhone: "Este nombre es nuevo: Enter añade al cliente, el teléfono puede seguir.",
    type: "Nombre, teléfono o tarjeta del cliente, luego Enter; &+ añade uno.",
    isOn: (name) => `El pedido es para ${name}.`,
    isOff: (name) => `El pedido ya no es para ${name}.`,
    added: (name) => `${name} ya es cliente, y el pedido está a su nombre.`,
    erased: "cliente borrado",
    unreadable: "cliente desconocido",
  },
  done: {
    more: (goods) => `${goods} más.`,
    noteGone: (name) => `${name} sin su nota.`,
    note: (name, note) => `${name} «${note}».`,
    price: (name, price) => `${name} a ${price}.`,
    soldOut: (name) => `${name} está agotado, en todas las cajas.`,
    thereAgain: (name) => `${name} está de nuevo a la venta.`,
    left: (name, left) => `${name}: ${left}, en todas las cajas.`,
    noDiscount: (name) => `${name} sin descuento.`,
    noOrderDiscount: "El pedido queda sin descuento.",
    off: (name, what) => `${name}: descuento de ${what}.`,
    orderOff: (what) => `El pedido: descuento de ${what}.`,
    choose: (name, group) => `${name}: elija ${group}.`,
    course: (course) =>
      course === 0 ? "Desde aquí cada uno en su pase." : `Desde aquí pase ${course}.`,
    courseFrom: (name, course) =>
      course === 0 ? `Desde ${name} cada uno en su pase.` : `Desde ${name} pase ${course}.`,
    sent: "Enviado.",
    service: (service) => `El pedido es ahora: ${service}.`,
    clockedIn: (name, time) => `${name}: entrada fichada a las ${time}.`,
    clockedOut: (name, time) => `${name}: salida fichada a las ${time}.`,
  },
  verb: {
    discountHow: "Escriba antes un número: 10 F4 ofrece 10 % y 10,00 de descuento, y el precio.",
    noNumber: (typed, how) => `«${typed}» no es un número. ${how}`,
    sendFirst: "Intro añade primero lo escrito; F2 envía el pedido a cocina.",
    undoFirst: "Esc borra lo escrito; después Ctrl-Z deshace el paso anterior.",
    awayGoods: "F3 toma un artículo: 100 F3 añade 100 para llevar.",
  },
  void: {
    why: (goods) => `${goods}: ¿por qué?`,
    whyKeep: (goods) => `${goods}: ¿por qué? Esc lo conserva.`,
    takenOff: (goods) => `Anulado: ${goods}.`,
    order: "Todo el pedido",
    how: (typed) => `F5 toma una línea (4), una parte (2*4), 2+5 o todo (**), no «${typed}».`,
    noLine: (line) => `En este pedido no hay línea ${line}.`,
    fewer: (line, count) => `La línea ${line} tiene menos de ${count}.`,
    digit: "Una cifra dice por qué; Esc deja la línea en el pedido.",
  },
  back: {
    escFirst: "Primero Esc, para salir de la lista; después escanee el ticket.",
    what: "¿Qué vuelve? Una cifra toma uno; después F9 efectivo, F12 tarjeta.",
    nothingLeft: (name) => `${name}: ya no queda nada por devolver.`,
    none: "No se devuelve nada.",
    which: (goods) => `Vuelve: ${goods}. ¿F9 o F12?`,
    digitFirst: "Una cifra dice qué vuelve; después F9 o F12.",
    whyCash: (goods) => `${goods}, dinero en efectivo: ¿por qué? Esc lo deja.`,
    whyCard: (goods) => `${goods}, dinero a la tarjeta: ¿por qué? Esc lo deja.`,
    digit: "Una cifra dice por qué vuelve el artículo; Esc lo deja.",
    wouldCash: (goods) => `${goods}, dinero en efectivo.`,
    wouldCard: (goods) => `${goods}, dinero a la tarjeta.`,
    doneCash: (money, number) => `Devuelva ${money} en efectivo. Devolución ${number}.`,
    doneCard: (money, number) => `Devuelva ${money} a la tarjeta. Devolución ${number}.`,
  },
  approval: {
    title: "AUTORIZACIÓN",
    prompt: "quién autoriza",
    who: "¿Quién autoriza? Número o nombre, Intro.",
    pin: (name) => `${name}: PIN e Intro.`,
    leaves: (sentence) => `${sentence} Esc lo deja.`,
    not: "Sin autorización: no se ha cambiado nada.",
    nobody: (names) => `Esa persona no puede: pida a ${names}.`,
    others: (names) => `O ${names}: número, Intro.`,
    escape: "Esc: no se cambia nada.",
  },
  park: {
    parked: (order) => `${order} queda en espera.`,
    parkedUntold: (order) => `${order} queda en espera. La cocina aún no lo tiene todo.`,
    here: (order) => `${order} está aquí.`,
    hereForOther: (order, other) => `${order} está aquí, ${other} queda en espera.`,
    hereAlready: (order) => `${order} ya está aquí.`,
    nameTaken: (number, name) =>
      `${number} ya es ${name}: ${number} F6 lo trae, o use otro nombre.`,
    noOrder: (typed) => `Ningún pedido abierto se llama ${typed}; F6 solo los muestra.`,
    orGoods: (name, goods) => `«${name}» es también ${goods}: F6 la aparta así, Intro lo añade.`,
    noOther: "No hay otro pedido abierto.",
  },
  scan: {
    keptLogIn: (name) => `${name} se guarda hasta que alguien se identifique.`,
    keptPayment: (name) => `${name} se guarda hasta después del cobro.`,
    keptOffice: (name) => `${name} se guarda hasta salir de la gestión.`,
    keptRegister: (name) => `${name} se guarda hasta que la línea esté vacía.`,
    code: (code) => `código ${code}`,
    offered: (name) => `Escaneado antes: ${name}. Intro lo añade, Esc lo descarta.`,
    unknownHidden: "Se escaneó un código desconocido: no se añadió nada.",
    unknown: (code) => `Código desconocido ${code}: no se añadió nada.`,
    unknownCode: (code) => `Código desconocido ${code}.`,
  },
  pay: {
    enterTakes: (money) => `Intro cobra ${money} en efectivo; o escriba lo entregado.`,
    inCash: (money) => `¿${money} en efectivo? Intro cobra, Esc vuelve.`,
    byCard: (money) => `¿${money} con tarjeta? F12 o Intro cobra, Esc vuelve.`,
    tooMuch: (money, due) => `¿${money} para ${due}? Intro cobra.`,
    tooMuchAgain: (money, due) => `¿${money} para ${due}? Otra vez Intro para cobrar.`,
    toGiveBack: (money) => `Hay que devolver ${money}, nada que cobrar: Esc vacía la línea.`,
    partCash: (money, left) => `${money} cobrado en efectivo, falta ${left}.`,
    partCard: (money, left) => `${money} cobrado con tarjeta, falta ${left}.`,
    paidCash: (money) => `${money} pagado en efectivo.`,
    paidCard: (money) => `${money} pagado con tarjeta.`,
    gaveBack: (money) => `${money} devuelto.`,
    gaveBackCard: (money) => `${money} devuelto a la tarjeta.`,
    nothingToPay: "No había nada que cobrar.",
    backToCard: (money) => `¿Devolver ${money} a la tarjeta? F12 o Intro devuelve, Esc vuelve.`,
    receipt: (number) => `Ticket ${number}.`,
    noCoins: (money, coin) => `${money} no se da en monedas: la menor es ${coin}.`,
    cash: (money) => `efectivo ${money}`,
    cashChange: (money, change) => `efectivo ${money}, cambio ${change}`,
    cashLeft: (money, left) => `efectivo ${money}, falta ${left}`,
    card: (money) => `tarjeta ${money}`,
    cardBack: (money) => `devolver ${money} a la tarjeta`,
    giveBack: (money) => `devolver ${money} en efectivo`,
    noSum: (typed) => `«${typed}» no es un importe: Intro lo lee, Esc lo borra; 20 F9 cobra 20.`,
  },
};
