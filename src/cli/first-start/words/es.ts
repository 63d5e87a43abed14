/** Spanish: the first start. */

import { type FirstStartWords } from "./en.ts";

export const es: FirstStartWords = {
  locale: "es",
  interrupted: "Interrumpido; no se ha creado ningún negocio.",
  noShop: (dir) => `Todavía no hay ningún comercio en ${dir}.`,
  lostShop: "Un comercio perdido vuelve con `till restore`.",
  which: {
    choices: [
      "1  un comercio de prueba, para probarlo todo: sus papeles dicen DEMO",
      "2  un comercio de verdad",
      "3  una caja más de un comercio que ya tiene otras",
    ],
    prompt: "1, 2 o 3 [1]: ",
    wrong: "Teclee 1 para la prueba, 2 para un comercio de verdad, 3 para una caja más.",
  },
  said: {
    none: "ninguno",
    find: "buscar",
    text: "texto",
    bytes: "bytes",
    cafe: "cafe",
    type: "teclear",
    with: "con",
    without: "sin",
  },
  device: "Caja 1",
  colon: ":",
  yes: { shown: "sí", taken: /^(?:s[ií]?|y(?:es)?)?$/iu },
  labels: {
    country: "País",
    language: "Idioma",
    name: "Negocio",
    currency: "Moneda",
    zone: "Zona horaria",
    cutover: "Fin del día",
    prices: "Precios",
    tax: "Impuestos",
    "key-layout": "Teclado",
    "owner-name": "Dueño",
    "owner-pin": "PIN",
    printer: "Impresora",
    catalogue: "Artículos",
    products: "Tecleados",
  },
  countries: {
    AT: "Austria",
    BE: "Bélgica",
    CH: "Suiza",
    CZ: "Chequia",
    DE: "Alemania",
    DK: "Dinamarca",
    ES: "España",
    FI: "Finlandia",
    FR: "Francia",
    GB: "Reino Unido",
    IE: "Irlanda",
    IT: "Italia",
    LU: "Luxemburgo",
    NL: "Países Bajos",
    NO: "Noruega",
    PL: "Polonia",
    PT: "Portugal",
    SE: "Suecia",
    US: "Estados Unidos",
    XX: "otro país",
  },
  troubles: {
    off: "no se llega a ella: mire su interruptor, su cable y su dirección",
    busy: "otro está conectado a ella, o ahora no acepta conexiones",
    refused:
      "lo que hay en su dirección rechaza: está arrancando, lo tiene otro programa, o la dirección es de otro aparato",
    "no-access": "este usuario no puede usar el aparato",
    "no-printer-device":
      "en su ruta no hay una impresora, como /dev/usb/lp0 o /dev/ttyUSB0: diga dónde está",
    "other-printer": "en su sitio hay otra impresora: diga dónde está esta",
    "paper-out": "no tiene papel",
    "cover-open": "su tapa está abierta",
    cutter: "su cuchilla está atascada",
    overheated: "está demasiado caliente, y sigue por sí sola",
    feeding: "alguien mantiene su botón de avance",
    error: "tiene un error: apáguela y enciéndala",
    offline: "está fuera de línea, y no dice por qué",
    silent: "se llega a ella, y no contesta",
    garbage: "contesta sin sentido: ¿es una impresora de tickets, puesta en ESC/POS?",
  },
  intro: [
    "Unas preguntas, y a vender. Intro toma lo que está entre [ ].",
    "< vuelve una pregunta atrás, ? explica, Ctrl-C sale y no se crea nada.",
  ],
  firstAlready: "Esta es la primera pregunta.",
  needsAnswer: "Aquí no hay nada habitual: teclee una respuesta, o ? para ayuda.",
  place: (number, all) => `${number} de ${all}`,

  country: {
    prompt: "País",
    told: (list) => `Países: ${list}, XX otro.`,
    help: "Sus dos letras o su nombre: fija moneda, hora, impuestos y teclas; todo se cambia.",
    wrong: (text) => `«${text}» no es un país de la lista: dos letras como ES, o XX.`,
  },
  language: {
    prompt: "Idioma",
    help: "El de pantallas y papeles, y de estas preguntas: en, de, de-CH, fr, fr-CH o es.",
    wrong: (text, list) => `«${text}» no es un idioma de los nuestros: ${list}.`,
  },
  name: {
    prompt: "Nombre del negocio",
    help: "Como está arriba en cada ticket.",
    wrong: (max) => `Un negocio tiene un nombre de 1 a ${max} caracteres.`,
  },
  currency: {
    prompt: "Moneda",
    help: "La de todos los precios; después no se cambia nunca.",
    wrong: (text, list) => `«${text}» no es una moneda de las nuestras: ${list}.`,
  },
  zone: {
    prompt: "Zona horaria",
    told: (zones) => `Habituales aquí: ${zones}.`,
    help: "El reloj del negocio, como Europe/Madrid: da la hora de los tickets.",
    wrong: (text) => `«${text}» no es una zona horaria: un nombre como Europe/Madrid.`,
  },
  cutover: {
    prompt: "El día termina a las",
    help: "Las ventas tras medianoche y antes de esta hora son del día anterior.",
    wrong: (text) => `«${text}» no es una hora: como 04:00 o 0:30.`,
  },
  prices: {
    prompt: "Precios con o sin impuesto",
    help: "con: el impuesto está en el precio de la carta; sin: se suma.",
    wrong: (text) => `«${text}» no es ninguno: teclee con o sin.`,
  },
  tax: {
    prompt: "Impuestos",
    told: ({ taxes, source, since, check }) => [
      ...(taxes === "" ? [] : [`Habituales, en por ciento: ${taxes}.`]),
      `Según: ${source} (${since}).`,
      ...(check === "" ? [] : [`A comprobar (en inglés): ${check}.`]),
    ],
    usualShown: "estos",
    help: "Intro toma los habituales; o teclee nombre y por ciento, como Comida 10; Alcohol 21; si difiere, en el local / para llevar: Comida 10/21.",
    wrong: (text) =>
      `«${text}» no es un impuesto: nombre y por ciento, como Comida 10; Alcohol 21, o Comida 10/21.`,
    tooHigh: (text) => `«${text}» es más de 100 por ciento.`,
    tooMany: (max) => `Más de ${max} impuestos: nombre los que difieren.`,
    twice: (text) => `«${text}» tiene un nombre que ya está: dele otro.`,
    allGoods: "Todos los artículos",
  },
  keyLayout: {
    prompt: "Teclado",
    help: "Lo que pone en sus teclas, o lo más parecido: us, uk, de, fr, es o ch; los lectores, igual.",
    wrong: (text, list) => `«${text}» no es un teclado de los nuestros: ${list}.`,
  },
  ownerName: {
    prompt: "Su nombre",
    help: "El del dueño: está en la pantalla de entrada y en lo que hace; puede hacerlo todo.",
    wrong: (max) => `Un nombre tiene de 1 a ${max} caracteres, con una letra.`,
  },
  ownerPin: {
    prompt: (min, max) => `Su PIN, de ${min} a ${max} cifras, no se ve`,
    again: "El mismo otra vez",
    hidden: "******",
    differ: "Los dos PIN difieren: tecléelo de nuevo.",
    help: "Su número y este PIN abren la caja; nadie puede volver a leer el PIN.",
  },
  printer: {
    prompt: "Impresora de tickets",
    told: [
      "ninguno  los tickets esperan en la caja hasta que haya impresora",
      "buscar   busca en la red, en USB y en puertos serie, y numera lo que hay",
      "192.0.2.7 o /dev/usb/lp0: dónde está, como lo toma `till printer add`",
      "texto    un rollo como fichero de texto, para leerlo en pantalla",
      "bytes    un fichero con los bytes que toma una impresora Epson (ESC/POS)",
    ],
    help: "Por donde salen tickets y comandas; enseguida sale un papel de prueba.",
    wrong: (text) =>
      `«${text}» no es una impresora: ninguno, dónde está (192.0.2.7, /dev/usb/lp0, usb:04b8:0e15), texto o bytes.`,
    looking: "Busca unos segundos …",
    noneFound: "No se ha encontrado ninguna. Encendida, aún se puede dar su dirección.",
    found: (number, at, name) => `${number}  ${at}  ${name}`.trimEnd(),
    printed: (file) => `Hay un papel de prueba en ${file}.`,
    sent: "Se le ha enviado un papel de prueba.",
    failed: (file) => `El papel de prueba no se pudo escribir en ${file}: elija de nuevo.`,
    inTrouble: (why) => `No puede imprimir: ${why}. Arréglelo, o elija de nuevo.`,
    isTaken: "una caja imprime en ella",
    shareIt:
      "Una caja imprime en ella, quizá de otra tienda: saldrían los papeles de las dos. ¿Usarla de todos modos? [no]",
    pictured: (letters) =>
      `No tiene las letras ${letters}: las líneas que las llevan se imprimen como imagen, un poco más despacio.`,
    cameOut: "¿Ha salido? [sí]",
    notOut: "Elija entonces de nuevo: ninguno siempre vale.",
  },
  catalogue: {
    prompt: "Artículos",
    told: [
      "ninguno      ninguno por ahora: till catalog import los trae luego",
      "cafe         los de un café, para probar; sus precios son ejemplos",
      "teclear      teclea nombre y precio, una línea cada uno",
      "FICHERO.csv  un fichero según docs/catalogue.md, como /media/usb/articulos.csv",
    ],
    help: "Lo que vende; todo se cambia más tarde, esto es para el primer día.",
    wrong: (file, lines) => `${file} no se ha tomado (en inglés):\n${lines}`,
    nothing: "Nombre un fichero, o ninguno, cafe o teclear.",
  },
  products: {
    prompt: (lines) =>
      lines === 0
        ? "Nombre y precio"
        : `Nombre y precio (${lines} ${lines === 1 ? "línea" : "líneas"})`,
    told: (example, other, classes) => [
      `Una línea cada uno, como: ${example}. Una línea vacía termina, < quita la última.`,
      `Con otro impuesto al final, como: ${example} ${other}. Hay: ${classes}.`,
    ],
    help: "Nombre, precio y, si no es el primero, el impuesto: Cerveza 4,50 Alcohol.",
    wrong: (text) => `«${text}» no vale: un nombre, luego un precio, como Espresso 2,40.`,
    noName: (text) => `«${text}» no es un nombre: hasta 60 caracteres, con una letra o cifra.`,
    noPrice: (text, currency) => `«${text}» no es un precio en ${currency}.`,
    noClass: (text, list) => `«${text}» no es un impuesto de aquí: ${list.join(", ")}.`,
    twice: (text) => `«${text}» ya está.`,
    none: "Teclee uno al menos, o < y elija ninguno.",
    takenBack: (text) => `Quitado: ${text}`,
  },

  summary: "Este es el negocio:",
  confirm: "¿Crearlo? [sí]",
  confirmWrong: "Teclee sí, o < para volver; Ctrl-C sale y no se crea nada.",
  ready: (name, dir, products) =>
    `${name} está listo en ${dir}: ${products} artículo${products === 1 ? "" : "s"}.`,
  signIn: (number, name) => `${name}: entre con el número ${number} y su PIN.`,
  legalHead: (country) => `Para vender legalmente (${country}; en inglés):`,
  legal: (sentence, source, date) => `${sentence} (${source}; ${date})`,
  goOn: (dir) => `Abrir la caja: till run --store ${dir}`,
  enterOpens: "Intro abre la caja.",
  testPaper: [
    "PRUEBA",
    "Esta impresora imprime.",
    "Acentos: ä ö ü ß é è ç ñ å ø €",
    "Cifras:  0123456789",
  ],

  sheet: {
    cameOut: (printer) => `La hoja de recuperación ha salido de la impresora ${printer}`,
    isFile: (file) => `La hoja de recuperación está en papel virtual, legible: ${file}`,
    written: (file) =>
      `La hoja de recuperación está en ${file}: imprímala, luego borre el fichero.`,
    shown: (shop) => [
      `HOJA DE RECUPERACIÓN de ${shop}`,
      "Este código reabre el negocio cuando toda caja se ha perdido, robado o roto.",
      "Escríbalo ahora en papel, y guarde el papel fuera del negocio:\n",
    ],
    wipes: "¿Escrito? Intro borra la pantalla.",
    readBack: "Teclee ahora el código del papel, o léalo con el lector.",
    prompt: "Código: ",
    otherSheet: "Es el código de otra hoja: no abre este negocio.",
    isRight: "El código es correcto: la hoja sirve.",
    interrupted: "Interrumpido; no se ha creado ningún negocio, y el código no vale.",
  },
  code: {
    character: (character) => `Ningún código tiene el signo ${character}: lea ese sitio de nuevo.`,
    length: (wanted, found) =>
      `El código tiene ${wanted} caracteres, se han leído ${found}: ¿uno de más, o de menos?`,
    mistyped: "El código no cuadra: un carácter está mal, o dos están cambiados.",
  },

  joining: {
    intro: [
      "Tres preguntas, y este aparato oye el negocio y se abre su caja.",
      "Intro toma lo que está entre [ ], < o Esc vuelve atrás, ? explica, Ctrl-C sale.",
    ],
    interrupted: "Interrumpido; este aparato no se ha unido a nadie.",
    name: {
      prompt: "Nombre de esta caja",
      usual: "Caja",
      help: "Como la llaman las otras; delante va la letra que el negocio le da, como B Bar.",
      wrong: (max) => `Una caja tiene un nombre de 1 a ${max} caracteres.`,
    },
    code: {
      prompt: "Código",
      told: [
        "En la otra caja teclee :invitar, o `till mesh invite`: muestra un código, que vale una vez, diez minutos.",
        "Tecléelo aquí, o lea con el lector el papel que salió allí.",
      ],
      help: "16 caracteres y uno que los comprueba; mayúsculas o no, guiones a gusto.",
    },
    place: {
      prompt: "Dirección de la otra caja",
      none: "buscar otra vez",
      told: "Donde la red filtra el multicast basta su dirección: como 192.168.1.20, o con el puerto que está junto al código. Con * se pregunta a cada dirección de esta red.",
      help: "Su pantalla dice HOST:PORT bajo el código; `ip -brief address` allí dice su HOST.",
      wrong: (text) => `«${text}» no es una dirección: como 192.168.1.20 o 192.168.1.20:7778.`,
    },
    looking: (seconds) => `Busca la caja que ha invitado (${seconds} s) …`,
    asks: (asked, all) =>
      `Pregunta en cada dirección por la caja que ha invitado (${asked} de ${all}) …`,
    dials: "Pregunta a la caja que ha invitado …",
    proved: "La otra caja también conoce el código …",
    isTill: (till, shop) => `Este aparato es ${till} de ${shop}.`,
    hears: (far) => `Oye el negocio${far} …`,
    cutShort: "Interrumpido: lo que ha llegado se queda, y `till join --resume` sigue.",
    canSell: (far) => `Oye el negocio${far}: ya puede vender, Ctrl-C no espera más`,
    problem: {
      deaf: (silence) => `Este aparato no oye a nadie por multicast (${silence}): mire su cable.`,
      nobodyHeard: "No se oye a nadie por multicast, como si la red lo filtrara.",
      noSuchCode:
        "Ninguna caja de aquí tiene este código: mal tecleado, usado, o de hace más de diez minutos. Léalo otra vez, o invite de nuevo.",
      otherCode: (place) =>
        `La caja de ${place} espera otro código: este está mal tecleado, usado, o es de hace más de diez minutos. Léalo otra vez, o invite de nuevo.`,
      counted: "La caja que invita lo ha contado como código falso.",
      nobodyThere: (place) =>
        `Nadie espera a este aparato${place === "" ? "" : ` en ${place}`}: ¿está abierta la invitación, y se llega a la caja?`,
      impostor:
        "Alguien finge allí haber invitado a este aparato: no se le ha dicho nada. Pruebe en otra parte.",
      refuses: (why) => `La caja que ha invitado lo rechaza: ${why}`,
      refusesAnew: (why) => `La caja que ha invitado lo rechaza (${why}): invite de nuevo.`,
      brokenOff: (why) =>
        `La conexión se cortó (${why}); el código está gastado: invite de nuevo, y únase aquí otra vez. Si este aparato ya es una caja del negocio, lo sigue siendo.`,
      unfit: "Lo que dijo la otra caja no encaja: ponga las dos en la misma versión.",
    },
    refused: {
      "wrong-code": "El código es falso: tecléelo de nuevo, como está en la otra caja.",
      expired: "La caja ya no espera a nadie: una invitación vale diez minutos. Invite de nuevo.",
      used: "La invitación está usada: cada una admite un aparato. Invite de nuevo.",
      burnt: "Se probó cinco veces un código falso, este ya no vale: invite de nuevo.",
      "bad-request": "La otra caja no entiende a esta: ponga las dos en la misma versión.",
      declined: "La caja que ha invitado lo rechaza.",
    },
  },
};
