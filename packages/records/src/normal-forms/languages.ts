/** One language: ISO 639-2/B (also MARC's and MEDLINE's code), ISO 639-2/T where it differs, ISO 639-1, and its names. */
const LANGUAGES: readonly string[] = [
  "eng - en english englisch anglais inglés ingles inglese inglês",
  "ger deu de german deutsch allemand alemán aleman tedesco alemão",
  "fre fra fr french français francais französisch franzosisch francés frances francese francês",
  "spa - es spanish español espanol castellano castilian spanisch espagnol spagnolo espanhol",
  "ita - it italian italiano italienisch italien",
  "por - pt portuguese português portugues portugiesisch portugais portugués portoghese",
  "dut nld nl dutch nederlands flemish vlaams niederländisch néerlandais",
  "dan - da danish dansk", "nor - no norwegian norsk", "nob - nb bokmål", "nno - nn nynorsk", "swe - sv swedish svenska",
  "fin - fi finnish suomi", "ice isl is icelandic íslenska", "est - et estonian eesti", "lav - lv latvian latviešu",
  "lit - lt lithuanian lietuvių", "pol - pl polish polski polnisch", "cze ces cs czech čeština cesky tschechisch",
  "slo slk sk slovak slovenčina", "slv - sl slovenian slovene slovenščina", "hun - hu hungarian magyar ungarisch",
  "rum ron ro romanian română moldavian", "bul - bg bulgarian български", "hrv - hr croatian hrvatski scr",
  "srp - sr serbian srpski scc", "bos - bs bosnian bosanski", "mac mkd mk macedonian македонски", "alb sqi sq albanian shqip",
  "gre ell el greek ελληνικά", "tur - tr turkish türkçe turkce", "rus - ru russian русский russisch russe ruso",
  "ukr - uk ukrainian українська", "bel - be belarusian беларуская", "geo kat ka georgian", "arm hye hy armenian",
  "aze - az azerbaijani", "kaz - kk kazakh", "uzb - uz uzbek", "heb - he hebrew עברית", "ara - ar arabic العربية",
  "per fas fa persian farsi فارسی", "kur - ku kurdish", "urd - ur urdu", "hin - hi hindi हिन्दी", "ben - bn bengali",
  "tam - ta tamil", "tel - te telugu", "mar - mr marathi", "sin - si sinhala sinhalese", "nep - ne nepali",
  "chi zho zh chinese 中文 mandarin chinesisch chinois chino", "jpn - ja japanese 日本語 japanisch japonais japonés",
  "kor - ko korean 한국어 koreanisch", "vie - vi vietnamese", "tha - th thai ไทย", "ind - id indonesian", "may msa ms malay",
  "tgl - tl tagalog filipino", "mon - mn mongolian", "bur mya my burmese", "khm - km khmer", "lao - lo lao",
  "cat - ca catalan català valencian", "baq eus eu basque euskara", "glg - gl galician galego", "wel cym cy welsh cymraeg",
  "gle - ga irish gaeilge", "gla - gd gaelic", "afr - af afrikaans", "swa - sw swahili", "amh - am amharic",
  "som - so somali", "lat - la latin", "epo - eo esperanto", "mul - - multiple multilingual polyglot", "und - - undetermined",
]; // prettier-ignore

const CODES: ReadonlyMap<string, string> = new Map(
  LANGUAGES.flatMap((line) => {
    const [code = "", ...others] = line.split(" ");
    return [code, ...others].filter((name) => name !== "-").map((name) => [name, code] as const);
  }),
);

/**
 * The language a text names, in ISO 639-2/B as MARC and MEDLINE have it: from codes of two or three letters ("de", "deu",
 * "ger"), with a country or not ("pt-BR"), and names in English and in the language itself. Undefined for others; the
 * source's word stays in the record.
 *
 * @example languageOf("Deutsch") // "ger"
 * @see ISO 639-1, ISO 639-2; MARC Code List for Languages
 */
export function languageOf(text: string): string | undefined {
  const plain = text.trim().toLowerCase().replace(/\.$/, "");
  return CODES.get(plain) ?? CODES.get(/^([a-z]{2,3})[-_]/.exec(plain)?.[1] ?? "");
}

/** The languages of one cell: "English; German", "engger", "English (abstract in French)". */
export function languagesOf(text: string): readonly string[] {
  const whole = languageOf(text);
  if (whole !== undefined) return [whole];
  if (/^(?:[a-z]{3}){2,4}$/.test(text)) {
    const codes = text.match(/.{3}/g)!.flatMap((code) => languageOf(code) ?? []);
    if (codes.length * 3 === text.length) return [...new Set(codes)];
  }
  const parts = text.replace(/\([^)]*\)/g, " ").split(/[;,/|&\n]|\s(?:and|und|et|y)\s/);
  return [...new Set(parts.flatMap((part) => languageOf(part) ?? []))];
}
