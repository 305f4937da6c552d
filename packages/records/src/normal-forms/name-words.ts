/** Words that tell the parts of a name apart. */

/** "Jr", "Sr.", "III", "2nd": what stands behind a name and belongs to no one part of it. */
const SUFFIX = /^(?:jr|sr|jnr|snr|junior|senior|ii|iii|iv|2d|3d|2nd|3rd|[4-9]th|esq)\.?$/i;

export function isSuffix(word: string): boolean {
  return SUFFIX.test(word);
}

/** Titles before a name. */
export const TITLES =
  /^(?:(?:dr|prof|professor|mr|mrs|ms|sir|dame|doctor|doz|univ|priv|med|dipl|ing|mag)\.?(?:\s+|(?<=\.)))+(?=\p{L})/iu;

/** Degrees that are no initials: "MD" behind a comma or behind other initials, "PhD" anywhere. */
const DEGREES: ReadonlySet<string> = new Set([
  "md", "phd", "dphil", "drphil", "drmed", "msc", "mscn", "bsc", "mph", "mbbs", "mbchb", "mba", "mha", "mhs", "msn", "bsn",
  "rn", "rph", "pharmd", "dds", "dmd", "dvm", "psyd", "edd", "drph", "scd", "dsc", "mrcp", "mrcpsych", "frcp", "frcpc",
  "frcs", "frcpsych", "facp", "facs", "facc", "faan", "faha", "ba", "bs", "ma", "ms", "do", "jd", "llm", "med", "meng",
  "bpharm", "mpharm", "mres", "mphil", "mmed", "mmsc", "mdphd", "cpsych", "np", "pt", "dpt", "otr", "ccrc", "esq",
]); // prettier-ignore

/** Whether a part behind a comma is degrees alone: "MD", "M.D.", "PhD, MSc". */
export function isDegrees(part: string): boolean {
  const words = part.split(/[\s/&]+/).filter((word) => word !== "");
  return words.length > 0 && words.every((word) => DEGREES.has(word.replace(/[.()-]/g, "").toLowerCase()));
}

/** Degrees that can hardly be the end of a given name even without a comma before them. */
const PLAIN_DEGREE =
  /^(?:ph\.?d|d\.?phil|m\.?sc|b\.?sc|mph|mbbs|mbchb|pharm\.?d|psy\.?d|frcpc?|frcs|frcpsych|mrcpsych|facp|facs|faan|dr\.?ph|dvm|dds|msn|bsn|md)\.?$/i;

export function isPlainDegree(word: string): boolean {
  return PLAIN_DEGREE.test(word) && word !== word.toLowerCase();
}

/**
 * Particles of family names ("van den Berg", "de la Cruz", "al-Hassan"). They stay with the family name, as MEDLINE prints
 * them; databases do not agree on whether they count for sorting.
 *
 * @see IFLA, Names of Persons: National Usages for Entry in Catalogues (1996)
 */
const PARTICLES: ReadonlySet<string> = new Set([
  "a", "af", "al", "an", "av", "bin", "bint", "d'", "da", "dal", "dalla", "das", "de", "degli", "dei", "del",
  "della", "den", "der", "des", "di", "do", "dos", "du", "e", "el", "ibn", "in", "in't", "la", "las", "le", "les", "lo",
  "los", "of", "op", "op't", "'s", "'t", "t", "ten", "ter", "und", "van", "vander", "vanden", "vom", "von", "y", "zu", "zum",
  "zur",
]); // prettier-ignore

export function isParticle(word: string): boolean {
  return PARTICLES.has(word.toLowerCase().replace(/[’`]/g, "'"));
}

/** Words that only groups have in their names, in the languages exports come in. */
const GROUP =
  /(?:^|[^\p{L}])(?:groups?|workgroup|groupe|grupo|gruppe|gruppo|arbeitsgruppe|arbeitsgemeinschaft|studiengruppe|investigators?|consortium|committee|comit[ée]|commission|collaborat(?:ion|ive|ors?)|networks?|team|societ(?:y|ies)|soci[ée]t[ée]|sociedad|gesellschaft|associations?|asociaci[óo]n|organi[sz]ations?|institut(?:e|es|ion|ions|o)?|universit\p{L}*|departments?|ministry|councils?|cent(?:er|re)s?|foundation|federation|agency|college|academy|panel|task ?force|registry|program(?:me)?s?|trialists?|initiative|alliance|bureau|hospitals?|laborator\p{L}*|corporation|company|inc|ltd|gmbh|llc|study|studies|trials?|project|survey|anonymous|nations|government|administration|authority|partnership|steering|writing|working|experts?|members|officers|coordinators|behalf|cochrane|centers|embassy|secretariat|international|national)(?![\p{L}'’-])/iu;

/** Small words between others that no person has. */
const GROUP_JOIN = /\s(?:for|of|on|and|the|with|in|&|für|pour|para)\s|&|^the\s/i;

export function looksLikeGroup(name: string): boolean {
  return GROUP.test(name) || GROUP_JOIN.test(name);
}
