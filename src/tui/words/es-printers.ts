/** Spanish: the shop's printers in the back office. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type PartialWords } from "./words-shape.ts";

export const esPrinters = onceAsked((): Pick<PartialWords, "officePrinters"> => ({
  officePrinters: {
    printers: "Impresoras",
    add: "Añadir una impresora",
    noTraining: "La práctica tiene sus propias impresoras: las de la tienda siguen donde estaban.",
    nobody: "su caja está apagada",
    state: "Estado",
    place: "Dónde",
    paper: "Papel",
    prints: "Imprime",
    drawerLabel: "Cajón",
    name: "Nombre",
    model: "Modelo",
    columns: "Caracteres",
    pulse: "Pulso del cajón",
    buzzer: "Zumbador",
    probe: "Preguntarle qué sabe",
    standsIn: "si la otra no puede",
    asUsual: "como su modelo",
    times: (count) => `${count} ${count === 1 ? "vez" : "veces"}`,
    drawers: {
      none: "sin cajón",
      pin2: "en el pin 2, el habitual",
      pin5: "en el pin 5",
    },
    noColumns: (min, max) => `Caracteres por línea: de ${min} a ${max}.`,
    probeHint:
      "Se le pregunta qué sabe hacer y qué modelo es, sin imprimir nada. Todas las cajas lo recuerdan.",
    fieldHints: {
      name: "Como la llaman todas las cajas y papeles.",
      profile:
        "Cómo se le habla. Si la página de prueba tiene letras equivocadas, quizá valga otro modelo.",
      columns: "En una línea de su papel: lo muestra la regla de la página de prueba.",
      drawer: "Dónde está enchufado el cable del cajón. La página de prueba lo abre.",
      buzzer: "Cuántas veces suena con una comanda nueva.",
      pulse: "Cuánto tiempo tira el imán del cajón. Más, si no se abre.",
    },
    asSetBefore: "Está configurada como antes.",
    probed: (printer, model, columns) =>
      `${printer} ha respondido: ${model}, ${columns} caracteres por línea.`,
    inHand: (printer) => `${printer} está imprimiendo: pregúntele cuando termine.`,
    notAsked: "No se pudo preguntar a la impresora: inténtelo de nuevo.",
    receipts: "Tiques",
    ticketsOf: (station) => `Comandas ${station}`,
    allTickets: "Comandas de todos los puestos",
    everything: "Tiques y todas las comandas",
    insteadOf: (printer) => `En lugar de ${printer}, averiada`,
    receiptPrinter: "Tiques",
    kitchen: "Cocina",
    test: "Imprimir una página de prueba",
    replace: "Sustituir por",
    remove: "Quitar",
    numbers: "Imprimir su número en cada una",
    typeAddress: "Escribir dónde está",
    lookAgain: "Buscar otra vez",
    address: "Dirección",
    addIt: "Instalarla así",
    isAlready: (printer) => `ya es ${printer}`,
    isTaken: "es de otro comercio",
    isHeld: "no responde, quizá la usa otra caja",
    shareIt: "Usarla de todos modos",
    widths: { 80: "80 mm, el habitual", 58: "58 mm, estrecho" },
    drawer: "el cajón está en ella",
    noDrawer: "sin cajón",
    wires: {
      network: "red",
      usb: "USB",
      device: "USB (dispositivo)",
      serial: "puerto serie",
    },
    printing: "imprime su número",
    printed: "ha impreso su número",
    unreachable: "no se alcanza",
    looking: "Buscando...",
    looks: "Buscar impresoras",
    steps: {
      "printer-at": "¿Dónde está?",
      "printer-taken": "Otro comercio imprime en ella",
      "printer-width": "¿Qué ancho tiene su papel?",
      "printer-use": "¿Para qué es?",
      "printer-drawer": "¿Tiene el cajón conectado?",
      "printer-add": "¿Todo bien?",
    },
    lookingHint:
      "En la red, en USB y en los puertos serie: tarda unos segundos y no envía nada a nadie.",
    failedHint: "La búsqueda falló: busque otra vez, o escriba dónde está.",
    noneFound:
      "No se encontró ninguna. ¿Está encendida, y el cable puesto? También vale su dirección.",
    foundHint: "¿Cuál? Que cada una imprima su número; luego escriba el que salió de la suya.",
    whichNumber: "¿Qué número salió? Escríbalo.",
    hints: {
      printers: "Intro abre una. Todas las cajas saben qué imprime y quién la maneja.",
      "printer-at":
        "Su dirección, como 192.0.2.7 o 192.0.2.7:9100; o /dev/usb/lp0, o serial:/dev/ttyS0@19200.",
      "printer-taken":
        "La caja de otro comercio imprime en ella: Esc busca otra. Saldrían los papeles de ambos.",
      "printer-width": "Un rollo es ancho como una mano (80 mm) o como tres dedos (58 mm).",
      "printer-use":
        "Lo que otras imprimen de ello pasa a esta. Una de repuesto toma el lugar de la averiada y lo que espera allí.",
      "printer-drawer": "El cable del cajón va detrás de la impresora.",
      "printer-add":
        "Nada cambia antes de Intro. Se pregunta a la impresora qué sabe hacer, sin imprimir. Esc vuelve.",
    },
    doesHint:
      "sí: aquí, y ya en ninguna otra. O solo si la de su puesto no puede. Ctrl-Z lo deshace.",
    replaceHint: "La otra imprime todo lo que imprimía esta y lo que espera aquí; esta se quita.",
    removeHint: "Lo que la espera sigue a la vista hasta que otra lo imprima.",
    testHint: "Letras, anchos, códigos, cajón y corte, en papel. Intro la imprime.",
    tested: (printer) => `La página de prueba de ${printer} va en camino.`,
    replaces: (broken, by) => `${by} en lugar de ${broken}`,
    replaced: (by, broken, papers) =>
      papers === 0
        ? `${by} imprime lo que imprimía ${broken}.`
        : `${by} imprime lo que imprimía ${broken}, y ${papers} en espera.`,
    removes: (printer) => `Quitar ${printer}`,
    removed: (printer) => `${printer} ya no está.`,
    asBefore: "Imprime lo que imprimía antes.",
    onceMore: "Intro otra vez lo hace; Esc lo deja.",
    noTyping: "Aquí no hay nada que escribir: Intro, las flechas, Esc.",
    noAddress: (typed) => `«${typed}» no lleva a ninguna impresora: por ejemplo 192.0.2.7.`,
    asking: "   se pregunta a la impresora...",
    failed: "No se pudo instalar la impresora: inténtelo otra vez.",
    notNow: (at, why) => `${at}: ${why}. Mírela y luego Intro otra vez.`,
    pictures: "Como imagen",
    addedPictured: (letters) =>
      `Está lista. Las líneas con ${letters} se imprimen como imagen, más despacio.`,
    added: "La impresora está instalada: imprima una página de prueba.",
  },
}));
