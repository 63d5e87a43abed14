/** What the till itself says on a screen, in Spanish. */

import { minor } from "../../domain/money/amounts.ts";
import { onceAsked } from "../../domain/once-asked.ts";
import { billRefusals } from "./bill-refusals.ts";
import { deviceRefusals } from "./device-refusals.ts";
import { discountRefusals } from "./discount-refusals.ts";
import { drawerRefusals } from "./drawer-refusals.ts";
import { esCorrection } from "./es-correction.ts";
import { esPapers } from "./es-papers.ts";
import { permissions } from "./es-permissions.ts";
import { esShellRefusals } from "./es-shell-refusals.ts";
import { floorRefusals } from "./floor-refusals.ts";
import { handBackRefusals } from "./hand-back-refusals.ts";
import { esMisdeeds } from "./misdeed-words.ts";
import { splitUndone } from "./split-words.ts";
import { tableRefusals, tableUndone } from "./table-words.ts";
import { type GuessedBecause, type PartialTillWords } from "./words-shape.ts";

const GUESSED_BECAUSE: GuessedBecause = {
  repeats: "se repite",
  run: "es una serie de cifras",
  year: "es un año",
  number: "es el número de empleado",
};

const refusals = onceAsked((): PartialTillWords["refusals"] => ({
  "permission/missing": ({ staff, permission }, { staffName }) =>
    `${staffName(staff)} no tiene permiso (${permissions()[permission]}): pida a quien lo tenga.`,
  "approval/changed": () =>
    "Ya no es lo que se autorizó: mire el pedido y pida otra vez autorización.",
  "staff/unknown": ({ staff }) => `Nadie tiene el número ${staff}: compruébelo.`,
  "staff/inactive": ({ staff }, { staffName }) =>
    `${staffName(staff)} ya no puede identificarse: pregunte a un encargado.`,
  "staff/number-invalid": ({ text }) =>
    `«${text}» no es un número de empleado: 1 a 6 cifras, la primera no 0.`,
  "staff/number-taken": ({ staff, active }, { staffName }) =>
    active
      ? `${staffName(staff)} tiene el número ${staff}: elija otro.`
      : `${staffName(staff)} tuvo el número ${staff}: elija otro, o desbloquee a esa persona.`,
  "staff/name-invalid": ({ max }) =>
    `Un nombre empieza por letra, ${max} caracteres como máximo: escríbalo de nuevo.`,
  "staff/already-active": ({ staff }, { staffName }) =>
    `${staffName(staff)} ya puede identificarse.`,
  "staff/already-disabled": ({ staff }, { staffName }) => `${staffName(staff)} ya está bloqueado.`,
  "badge/invalid": ({ text }) =>
    `«${text}» no es una credencial: 6 a 40 signos con una cifra, o 9 cifras.`,
  "badge/taken": ({ badge, staff }, { staffName }) =>
    `${badge} es la credencial de ${staffName(staff)}: quítesela antes, o elija otra.`,
  "badge/goods": ({ badge, name }) =>
    `${badge} es el código de barras de ${name}: elija otra credencial.`,
  "badge/same": ({ staff }, { staffName }) => `La credencial de ${staffName(staff)} ya está así.`,
  "staff/language-same": ({ staff }, { staffName }) =>
    `${staffName(staff)} ya tiene ese idioma: no se ha cambiado nada.`,
  "staff/last-one": ({ staff }, { staffName }) =>
    `Solo ${staffName(staff)} puede cambiar el personal: dé antes ese permiso a otra persona.`,
  "staff/same-role": ({ staff }, { staffName }) =>
    `${staffName(staff)} ya tiene esa función: no se cambió nada.`,
  "role/taken": ({ id }) => `Ya existe la función ${id}: cámbiela, o elija otro código.`,
  "role/id-invalid": ({ text }) =>
    `«${text}» no es un código: letras minúsculas y cifras, con guiones entre medio.`,
  "role/name-invalid": ({ max }) =>
    `El nombre empieza por letra o cifra; como máximo ${max} caracteres.`,
  "role/name-taken": ({ name }) => `Ya existe una función ${name}: elija otro nombre.`,
  "role/same": ({ name }) => `${name} ya es así: no se cambió nada.`,
  "role/last-one": ({ name }) =>
    `Nadie podría ya cambiar al personal: dé antes ese derecho a otra función, o déjelo en ${name}.`,
  "printer/unknown": ({ text, printers }) =>
    printers.length === 0
      ? `No existe la impresora ${text}, ni ninguna otra: till printer add.`
      : `No existe la impresora ${text}: elija ${printers.join(", ")}.`,
  "paper/unknown": ({ text }) => `No hay ningún papel ${text} en la cola.`,
  "paper/done": ({ text }) => `Nada de ${text} espera: ya está hecho.`,
  "paper/printing": ({ text }) => `${text} se está imprimiendo: mire la impresora.`,
  "printer/taken": ({ name }) => `Ya existe la impresora ${name}: cámbiela, o elija otro nombre.`,
  "printer/id-invalid": ({ text }) =>
    `${text} no es un código: minúsculas y cifras, con guiones en medio.`,
  "printer/name-invalid": ({ max }) =>
    `Una impresora necesita un nombre de ${max} caracteres como máximo.`,
  "printer/same": ({ name }) => `${name} ya es así: no se cambió nada.`,
  "printer/elsewhere": ({ name }) => `${name} es la impresora de otra caja: hágalo allí.`,
  "printer/no-profile": ({ text, profiles }) =>
    `No existe el modelo ${text}: elija ${profiles.join(", ")}.`,
  "printer/no-buzzer": ({ name, text }) =>
    `No se sabe que ${name} (${text}) tenga avisador: elija otro modelo.`,
  "printer/no-station": ({ text, stations }) =>
    `No existe la estación ${text}: elija ${stations.join(", ")}.`,
  "role/unknown": ({ text, roles }) => `No existe la función ${text}: elija ${roles.join(", ")}.`,
  "customer/name-invalid": ({ max }) =>
    `Un nombre tiene una letra o cifra, y como máximo ${max} caracteres.`,
  "customer/phone-invalid": ({ max }) =>
    `Un teléfono solo tiene cifras, como +34 612 345 678; como máximo ${max}.`,
  "customer/email-invalid": ({ max }) =>
    `Un correo es como anna@example.org; como máximo ${max} caracteres.`,
  "customer/card-invalid": ({ max }) =>
    `El número de una tarjeta de cliente tiene de 4 a ${max} letras y cifras.`,
  "customer/text-invalid": ({ max }) => `Una sola línea, de ${max} caracteres como máximo.`,
  "customer/on-receipts": ({ count }) =>
    `${count === 1 ? "Un ticket nombra" : `${count} tickets nombran`} a ese cliente: vea qué debe guardarse.`,
  "customer/group-invalid": ({ max }) =>
    `Un grupo es una sola palabra (letras, cifras y guiones), de ${max} como máximo.`,
  "text/card-number": () => "Parece una tarjeta bancaria, y no se guarda ninguna: quítela.",
  "customer/erased": () => "Ese cliente se borró: añádalo de nuevo, si lo desea.",
  "customer/unreadable": () => "No se lee en esta caja: la clave de ese cliente no está aquí.",
  "customer/inactive": () => "Ese cliente ya no viene: vuelva a activarlo primero.",
  "customer/same": () => "Ya está así: no se cambió nada.",
  "customer/card-taken": ({ name }) => `${name} tiene esa tarjeta: quítela allí primero.`,
  "customer/there": () => "Ese cliente ya está en este pedido.",
  "customer/nobody": () => "En este pedido no hay ningún cliente.",
  "entry/unknown": ({ id }) => `${id} no existe: búsquelo en el catálogo.`,
  "entry/taken": ({ id }) => `${id} ya existe: cámbielo, o elija otro nombre.`,
  "entry/same": ({ name }) => `${name} ya está así: no se ha cambiado nada.`,
  "product/no-price": ({ name }) => `${name} aún no tiene precio: diga antes el de ahora.`,
  "plan/not-later": ({ day }, shown) =>
    `Hoy es ${shown.day(day)}: un precio para más tarde pide un día posterior.`,
  "plan/too-far": ({ max }, shown) =>
    `Se puede planear hasta ${shown.day(max)}: diga un día anterior.`,
  "plan/unknown": ({ name }) => `${name} no tiene otro precio previsto para entonces.`,
  "setting/never": () => "Eso no cambia nunca: funde otro comercio para ello.",
  "setting/at-once": () => "Eso cambia al momento y no se planea: deje fuera el día.",
  "dated/begun": ({ next }, shown) =>
    `Hace falta un día que ninguna caja ha empezado: desde ${shown.day(next)}.`,
  "dated/unknown": ({ name }) => `${name} no tiene nada más previsto para entonces.`,
  "entry/at-once": ({ name }) =>
    `Solo se planean un precio o los impuestos de una clase: cambie ${name} sin día.`,
  "setting/same": () => "Ya está así: no se ha cambiado nada.",
  "pin/wrong": ({ staff, waitMs }) =>
    waitMs === 0
      ? `PIN incorrecto para el número ${staff}: inténtelo otra vez.`
      : `PIN incorrecto para el número ${staff}: espere ${seconds(waitMs)} y vuelva a intentarlo.`,
  "pin/wait": ({ staff, waitMs }, { staffName }) =>
    `Demasiados PIN incorrectos de ${staffName(staff)}: espere ${seconds(waitMs)}.`,
  "pin/busy": () => "Otro programa de esta caja aún comprueba un PIN: inténtelo otra vez.",
  "pin/digits": ({ min, max }) => `Un PIN tiene de ${min} a ${max} cifras: elija otro.`,
  "pin/guessable": ({ why }) =>
    `Ese PIN se adivina pronto, porque ${GUESSED_BECAUSE[why]}: elija otro.`,
  "shift/already-in": ({ staff, since }, { staffName }) =>
    `${staffName(staff)} está desde ${since}: fiche antes la salida.`,
  "shift/not-in": ({ staff }, { staffName }) =>
    `${staffName(staff)} no ha fichado la entrada: fíchela primero.`,
  "order/none": () => "Aún no hay pedido: marque primero un artículo.",
  "order/empty": () => "El pedido no tiene nada que cobrar: marque primero un artículo.",
  "order/prices-same": () => "Cada línea cuesta ya lo que costaría ahora: no se ha cambiado nada.",
  "order/no-round": () => "El pedido no tiene ronda que repetir: marque primero un artículo.",
  "order/nothing-to-send": () => "La cocina ya lo sabe todo de este pedido.",
  "order/no-kitchen": () => "Nada de este pedido se prepara en cocina ni en barra: no hay comanda.",
  "line/no-station": ({ name }) => `Ningún puesto prepara ${name}: nadie espera por ello.`,
  "line/begun": ({ name }) => `La cocina ya tiene ${name}: solo anularlo lo detiene.`,
  "line/waits": ({ name }) => `La cocina espera con ${name}: marche su pase.`,
  "line/not-made": ({ name }) => `Ningún puesto prepara ${name}: nadie puede repetirlo.`,
  "line/not-sent": ({ name }) => `La cocina aún no sabe nada de ${name}: envíelo.`,
  "line/fewer-made": ({ name }) => `La cocina no tenía que preparar tantos ${name}.`,
  "line/held-same": ({ name }) => `${name} ya está así: no se ha cambiado nada.`,
  "fire/nothing": ({ course }) =>
    course === undefined
      ? "En este pedido nada espera a ser marchado."
      : `Del pase ${course} nada espera a ser marchado.`,
  "order/full": ({ max }) => `Un pedido tiene ${max} líneas como máximo: empiece otro.`,
  "text/too-long": ({ what, max }) =>
    `${{ note: "La nota es demasiado larga", name: "El nombre es demasiado largo" }[what] ?? "El motivo es demasiado largo"}: ${max} caracteres como máximo.`,
  "day/far-jump": ({ from, to }, { day }) =>
    `El reloj dice ${day(to)}, el último día fue ${day(from)}: póngalo en hora o confirme.`,
  ...esCorrection,
  ...esShellRefusals,
  "chain/no-authority": () =>
    "Esta caja no puede decidirlo: hágalo en una que pueda admitir a otras.",
  "device/revoked": ({ reason = "", replacedBy }) =>
    replacedBy === undefined
      ? `Esta caja está excluida${reason === "" ? "" : ` (${reason})`}: venda en otra.`
      : `Esta caja la sustituye ${replacedBy}: venda allí.`,
  "course/same": ({ course }) =>
    course === 0 ? "Todo está ya en su propio pase." : `Ya es el pase ${course}.`,
  "line/unknown": () => "Esa línea no existe: mire su número.",
  "amount/invalid": ({ amount }, { money }) =>
    `${money(amount)} no es un importe: diga lo entregado.`,
  ...handBackRefusals.es,
  ...billRefusals.es,
  ...deviceRefusals.es,
  ...discountRefusals.es,
  ...drawerRefusals.es,
  ...floorRefusals.es,
  ...tableRefusals.es,
  "card/too-much": ({ amount, due }, { money }) =>
    `${money(amount)} es más que los ${money(due)} que faltan: una tarjeta no da cambio.`,
  "cash/too-little": ({ due, tendered }, { money, code }) =>
    `${money(tendered)} es poco para ${money(due)}: faltan ${money(minor(due - tendered))} ${code}.`,
  "currency/no-rate": ({ currency }) =>
    `No hay cambio para ${currency}: en la oficina, o till currency set ${currency} 0.92.`,
  "tender/unknown": ({ text }) =>
    `Ningún medio se llama ${text}: están en la oficina y en \`till tender list\`.`,
  "tender/too-much": ({ name, amount, due }, { money }) =>
    `${money(amount)} es más que los ${money(due)} que faltan: ${name} no da cambio.`,
  "cash/no-coin": ({ tendered, coin }, { money }) =>
    `${money(tendered)} no se da en monedas, la menor es ${money(coin)}: escriba lo entregado.`,
  "refund/no-receipt": () =>
    "Aquí no se conoce ese ticket: compruebe su número; ¿está conectada su caja?",
  "attention/none": () => "Ya está resuelto: mire la lista otra vez.",
  "refund/reason-needed": () => "Diga por qué se devuelven los artículos.",
  "refund/nothing-left": ({ name }) => `${name}: ya no queda nada por devolver.`,
  "refund/too-much": ({ name, left, isPiece }, { quantity }) =>
    `${name}: solo se pueden devolver ${quantity(left, isPiece ? "each" : "weight")}.`,
  "refund/beyond-tender": ({ name, left }, { money }) =>
    left === 0
      ? `Nada de ese ticket puede volver por ${name}: devuelva en efectivo.`
      : `Como mucho ${money(left)} pueden volver por ${name}: el resto en efectivo.`,
  "refund/beyond-card": ({ amount, left }, { money }) =>
    left === 0
      ? "Nada de ese ticket se pagó con tarjeta, o ya se devolvió: devuelva en efectivo."
      : `${money(amount)} es más que los ${money(left)} con tarjeta: efectivo, o devuelva menos.`,
  "exchange/twice": ({ name }) => `De ${name} ya se devuelve algo aquí: :keep, léalo de nuevo y +.`,
  "exchange/many": ({ max }) =>
    `Aquí se devuelve algo de ${max} tickets, y no cabe más: cobre primero.`,
  "exchange/none": () => "En este pedido no se devuelve nada de ningún ticket.",
  "exchange/changed": ({ name }) =>
    `De ${name} se devolvió algo en otra caja: :keep, léalo de nuevo y +.`,
  "product/unknown": ({ text, nearest }) =>
    nearest.length === 0
      ? `El artículo «${text}» no existe: búsquelo en el catálogo.`
      : `El artículo «${text}» no existe: ¿quizá ${nearest.join(", ")}?`,
  "product/inactive": ({ name }) => `${name} ya no se vende: quítelo del pedido.`,
  "product/sold-out": ({ name }) => `${name} está agotado.`,
  "product/stock-known": ({ name, left, soldBy }, { measure }) => {
    if (left === null) return `${name} ya está a la venta.`;
    return left === 0 ? `${name} ya está agotado.` : `${name}: ya quedan ${measure(left, soldBy)}.`;
  },
  "product/only-left": ({ name, left, soldBy }, { measure }) =>
    `${name}: solo quedan ${measure(left, soldBy)}.`,
  "product/no-tax": ({ name, taxClass }) =>
    `${name} no tiene el tipo de impuesto «${taxClass}»: corrija antes el catálogo.`,
  "quantity/invalid": ({ name }) =>
    `${name} no se vende así: unidades enteras de 1 a 9999, o un peso.`,
  "price/needed": ({ name }) =>
    `${name} no tiene precio fijo: escríbalo tras =, como ${name}=2,50.`,
  "price/invalid": ({ name }) =>
    `${name} no puede costar eso: menos de cero, o demasiado para una línea.`,
  "discount/too-much": ({ name, gross }, { money }) =>
    `${name} cuesta ${money(gross)}: no se puede descontar más.`,
  "modifiers/invalid": ({ name, group, min, max }) =>
    `${name}: elija ${limits(min, max)} de ${group}.`,
  "modifier/unknown": ({ name, modifier }) => `${name} no se sirve con «${modifier}».`,
}));

export const es = onceAsked((): PartialTillWords => ({
  refusals: refusals(),
  permissions: permissions(),
  undone: {
    off: (name) => `${name} vuelve a estar fuera.`,
    asItWas: (name) => `${name} está como antes.`,
    back: (name) => `${name} vuelve a estar.`,
    orderDiscount: "El descuento del pedido está como antes.",
    service: "Aquí o para llevar: como antes.",
    course: "Los pases están como antes.",
    prices: "Los precios están como antes.",
    customer: "El cliente del pedido está como antes.",
    name: "El nombre del pedido está como antes.",
    ...tableUndone.es,
    ...splitUndone.es,
    returnOff: "Los artículos del ticket se quedan otra vez con el cliente.",
    returnAgain: "Los artículos del ticket se devuelven otra vez.",
    thereAgain: (name) => `Vuelve a haber ${name}.`,
    soldOut: (name) => `${name} vuelve a estar agotado.`,
    left: (name, left) => `${name}: vuelven a quedar ${left}.`,
    stays: {
      kitchen: "La cocina ya lo sabe: F5 quita artículos, con un motivo.",
      bill: "Una cuenta impresa se queda: otra posterior la sustituye (F8).",
      money: "Lo último fue devolver dinero: ninguna tecla lo deshace.",
      drawer: "El movimiento de caja queda: ingrese o saque lo mismo, con motivo (F10 7).",
      count: "Lo contado o cerrado queda: cuente otra vez, queda al lado (F10 7).",
      day: "Un día cerrado queda cerrado: lo posterior va a su próximo Z (:cierre).",
      other: "Lo último no se puede deshacer con una tecla: queda así.",
    },
    line: "La línea",
    nothing: "En este pedido no hay nada que deshacer.",
  },
  desk: {
    full: "El disco está lleno, no se escribió nada: haga sitio.",
    locked: "Otro programa retiene los datos: inténtelo otra vez.",
    pastCutover: (time, from, to) => `Son más de las ${time}: ¿seguir con ${from} o empezar ${to}?`,
    confirmDay: (day, last) => `¿Hoy es ${day}, tras ${last}? Sí: el PIN otra vez. No: Esc.`,
    isRefund: (number) => `${number} es una devolución: busque el ticket que nombra.`,
    nothingBack: "No se ha devuelto nada.",
    notOpen: (order) => `${order} ya no está abierto.`,
    thatOrder: "Ese pedido",
    lost: (cause) => `${LOST[cause]} Siga: numeración nueva. Avise a un encargado.`,
    clockAsks: (says) => `El reloj dice ${says}. Diga la hora real: :fecha 21.11. 8:30.`,
    clockIs: (says) => `Son ahora las ${says}, hasta que se ponga en hora este equipo.`,
    clockRuns: (says) => `El reloj dice ${says}: si está mal, ponga en hora este equipo.`,
    noMoment: (typed) => `«${typed}» no es fecha y hora: por ejemplo 21.11. 8:30.`,
    dayIsFar: (day, days) => `El ${day} es ${days} días después del último: repítalo si es así.`,
    dayIsOn: (day) => `La caja ya está en el ${day}: diga la fecha de hoy.`,
  },
  attention: {
    who: {
      cashier: "caja",
      lead: "jefe de turno",
      manager: "gerencia",
      bookkeeper: "contabilidad",
    },
    order: (order, what, money) => `Pedido ${order}: ${what}${money === "" ? "" : `: ${money}`}`,
    of: {
      "line/over-covered": "una línea está pagada por encima de lo que cuesta",
      "line/over-returned": "se dio por lo devuelto más de lo que vale",
      "line/over-refunded": "artículos de un mismo tique se devolvieron dos veces",
      "line/contested": "dos cajas cambiaron una línea de forma distinta",
      "line/voided-twice": "dos cajas anularon una línea por motivos distintos",
      "payment/over-used": "un pago se usó por más de lo que era",
      "payment/over-corrected": "dos cajas corrigieron el mismo pago",
      "order/overpaid": "está pagado por encima de lo que cuesta",
      "order/over-granted": "un descuento se concedió dos veces: tanto se regaló",
      "order/contested": "dos cajas hicieron un descuento cada una por su lado",
      "order/customer-contested": "dos cajas pusieron clientes distintos",
      "order/merged-contested": "dos cajas lo pusieron en cuentas distintas",
      "order/charges-contested": "dos cajas cobraron de forma distinta el servicio o el cubierto",
      "order/split-contested": "dos cajas dividieron la cuenta de forma distinta",
      "part/paid-twice": "una parte de la cuenta se pagó dos veces",
      "receipt/exempt-otherwise": "los impuestos cobrados contradicen a otra caja",
      "ticket/possible-duplicate": "dos cajas enviaron la misma línea a cocina",
    },
    question: (till, receipts, money) =>
      `De ${till}, ${receipts === 1 ? "1 tique aún no cuenta" : `${receipts} tiques aún no cuentan`}: ${money}`,
    bothAdmitted: (till, numbers) =>
      `${till} con dos voces, ambas cuentan: ${numbers === 1 ? "1 número" : `${numbers} números`} dobles`,
    admittedAndRetired: (till) => `Lo que vendió ${till} se admitió y también se apartó: cuenta`,
    oversold: (beyond, name, tills) =>
      tills === ""
        ? `${name}: se vendieron ${beyond} más de los que había`
        : `${name} estaba agotado: se vendieron ${beyond} en ${tills}`,
    nobodysNumber: "un número que nadie tiene",
    missedPinsHour: (misses, till) => `${misses} PIN erróneos en una hora en ${till}`,
    missedPins: (misses, person, till) => `${misses} PIN erróneos seguidos de ${person} en ${till}`,
    ...esMisdeeds,
    box: {
      clockWrong: (says) =>
        `El reloj dice ${says}, no puede ser: escriba la hora real (:fecha 21.11. 8:30) y ponga en hora el equipo`,
      clockOff: (off, isAhead) =>
        `El reloj de este equipo va ${off} ${isAhead ? "adelantado" : "atrasado"} respecto a las otras cajas: póngalo en hora`,
      clocksDiffer: (till, off, isAhead) =>
        `El reloj de este equipo va ${off} ${isAhead ? "adelantado" : "atrasado"} respecto al de ${till}: ponga en hora el que esté mal`,
      clockOffAt: (till, off, isAhead) =>
        `El reloj de ${till} va ${off} ${isAhead ? "adelantado" : "atrasado"}: póngalo en hora allí`,
      unopened: (till) =>
        `${till} se ha unido, y allí aún no se abrió ninguna caja: ábrala o exclúyala; hasta entonces ningún día está completo`,
      copied: (till) =>
        `${till} está en dos equipos: se copió su disco. Vuelva a unir uno de ellos; si nadie sabe por qué, exclúyala`,
      noBackupPlace:
        "Las ventas están solo en este equipo: indique dónde hacer copias, p. ej. una memoria USB (F10, Gestión, Cajas, Copias)",
    },
    paper: esPapers,
    paperName: {
      receipt: "Tique",
      refund: "Devolución",
      ticket: "Comanda",
      report: "Recibo",
      bill: "Cuenta",
    },
    answers: {
      settle: (money) => `visto, queda así${money === "" ? "" : `: ${money}`}`,
      "give-back": (money) => `devolver ${money}`,
      "open-receipt": (number) => `aceptar la devolución de ${number}`,
      "open-order": (number) => `abrir el pedido ${number}`,
      admit: (money) => `admitir: ${money} cuenta`,
      retire: (money) => `apartar: ${money} no cuenta`,
      "none-left": (name) => `no queda ${name}`,
      "say-left": (name) => `decir cuánto queda de ${name}`,
      "open-till": (name) => `ver ${name}, y excluirla si hace falta`,
      print: () => "imprimirlo, marcado si quizá ya salió",
      dismiss: () => "está impreso, o nadie lo necesita",
    },
    done: {
      settle: (money) => `Resuelto${money === "" ? "" : `: ${money}`}.`,
      "give-back": (money) => `DEVUELVA ${money}.`,
      admit: (money) => `Admitido: ${money} cuenta.`,
      retire: (money) => `Apartado: ${money} no cuenta.`,
      "none-left": (name) => `No queda ${name}.`,
      print: () => "Se está imprimiendo.",
      dismiss: () => "Está apartado.",
    },
    why: "visto en la caja",
  },
}));

/** Short: in one line with what follows. */
const LOST = {
  anchor: "Faltan ventas en este disco.",
  board: "Este disco es una copia.",
  peer: "Otras cajas saben más.",
  person: "Se dice que faltan ventas.",
} as const;

/** Rounded up: who waits that long need not wait again. */
function seconds(ms: number): string {
  const count = Math.ceil(ms / 1000);
  return count === 1 ? "1 segundo" : `${count} segundos`;
}

function limits(min: number, max: number): string {
  if (min === max) return `exactamente ${min}`;
  return min === 0 ? `${max} como máximo` : `de ${min} a ${max}`;
}
