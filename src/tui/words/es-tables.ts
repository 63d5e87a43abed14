/** Spanish: tables and tabs, the plan of the room, and handing it over. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type Words } from "./words-shape.ts";

export const esTables = onceAsked((): Pick<Words, "tables"> => ({
  tables: {
    table: (table) => `Mesa ${table}`,
    payTable: (table) => `Cobrar mesa ${table}`,
    guests: (count) => (count === 1 ? "1 comensal" : `${count} comensales`),
    seat: (seat) => `asiento ${seat}`,
    isIn: (name) => `${name} está en ella`,
    opened: (what) => `${what} está abierta.`,
    openedForOther: (what, other) => `${what} está abierta, ${other} queda aparte.`,
    counted: (what, guests) => `${what}: ${guests}.`,
    fromHere: (seat) =>
      seat === 0 ? "Desde aquí para toda la mesa." : `Desde aquí para el asiento ${seat}.`,
    lineFor: (goods, seat) =>
      seat === 0 ? `${goods}: para toda la mesa.` : `${goods}: para el asiento ${seat}.`,
    nearly: (typed, name) =>
      `«${name}» está abierta. Otra vez F7 abre «${typed}» al lado; Esc: no.`,
    beside: (name, typed) => `${name} está aquí. Otra vez F7 abre «${typed}» al lado.`,
    sameGuest: (name, by, age) =>
      `${name}: lo último, ${by}, hace ${age}. ¿El mismo cliente? Otra vez F7 va allí.`,
    askLeft: (what) => `${what}: ¿se fueron sin pedir? Otra vez F5 lo dice.`,
    left: (what) => `${what}: se fueron sin pedir.`,
    nothingToMove: "No hay en pantalla un pedido abierto que mover.",
    howToMove: "Escriba líneas y adónde van, como 2+5>9 o 2*4>9, o >9 para todo.",
    moved: (what, where) => `${what}: ahora ${where}.`,
    movedLines: (count, where) =>
      count === 1 ? `1 línea: ahora ${where}.` : `${count} líneas: ahora ${where}.`,
    inUse: (where) => `${where} está ocupada: + hace una sola cuenta, / deja dos.`,
    allOneBill: "todas en una cuenta",
    whichBill: "¿En qué cuenta?",
    oneBill: (other) => `una cuenta con ${other}`,
    twoBills: (where) => `dos cuentas: ${where}`,
    merged: (what, bill) => `${what} está en la cuenta de ${bill}.`,
    mergedAll: (what, count) => `${what}: ${count} cuentas son ahora una.`,
    oneBillThere: "Hay una sola cuenta: > y una mesa, luego F7, mueve un pedido.",
    noneJoined: "No hay otro pedido en esta cuenta.",
    whichJoined: "¿Cuál vuelve a tener su propia cuenta?",
    unmerged: (what) => `${what} vuelve a tener su propia cuenta.`,
    several: (what, count) => `${what}: ${count} cuentas. ¿Cuál?`,
    minutes: (minutes) => `${minutes} min`,
    hours: (hours) => `${hours} h`,
    goes: (what) => `a ${what}`,
    tables: "Mesas",
    tabs: "Clientes por su nombre",
    all: "Todas las mesas y cuentas",
    mine: "Mis mesas y cuentas",
    none: "Todavía no hay nadie sentado.",
    noneMine: "No tiene ninguna mesa ni cuenta.",
    free: (names) => `libres: ${names}`,
    planKeys: "7 Intro va allí; F7: mías, todas; > pasa a otro; + una cuenta; Esc: atrás",
    nothingYet: "nada pedido",
    toSend: (lines) => `${lines} por enviar`,
    waits: (lines) => `${lines} en espera`,
    begun: (course, age) => (course === 0 ? `enviado (${age})` : `pase ${course} (${age})`),
    handOver: "¿A quién se pasa?",
    handedOver: (what, name) => `${what}: ahora lo atiende ${name}.`,
    handedAll: (count, name) =>
      count === 1
        ? `1 pedido: ahora lo atiende ${name}.`
        : `${count} pedidos: ahora los atiende ${name}.`,
    allOf: (name, count) => `todas las de ${name}: ${count}`,
    nobodyElse: "Aquí no trabaja nadie más: no hay a quién pasar.",
    emptyOrder: [
      "Nadie ha pedido todavía.",
      "",
      "F5 dice que se han ido.",
      "7*4 F7: cuatro, *2 F7: asiento 2.",
    ],
    billed: (age, isOld) => (isOld ? `CUENTA (${age}), HAY MÁS` : `CUENTA (${age})`),
    planEnd: "Una mesa o un nombre va allí, 7> la pasa, :back sale del plano.",
  },
}));
