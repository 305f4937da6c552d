import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseNameList, readNameList } from "./name-lists.ts";
import { initialsOf, nameKey, splitParticles } from "./name-keys.ts";
import { formatName, namesNobody, parseName } from "./names.ts";
import { plainName } from "./plain-name.ts";

const short = (text: string): object => {
  const { affiliations, ...name } = parseName(text);
  expect(affiliations).toEqual([]);
  return name;
};

describe("parseName", () => {
  test.each([
    ["Caddy, Caroline", { family: "Caddy", given: "Caroline" }],
    ["Caddy,Caroline", { family: "Caddy", given: "Caroline" }],
    ["Caddy C", { family: "Caddy", initials: "C" }],
    ["Longrich, N.R.", { family: "Longrich", given: "N.R." }],
    ["Yang Z.", { family: "Yang", initials: "Z." }],
    ["de Waal F. B. M.", { family: "de Waal", initials: "F. B. M." }],
    ["Izawa E.-I.", { family: "Izawa", initials: "E.-I." }],
    ["O'Connor RE", { family: "O'Connor", initials: "RE" }],
    ["Álvarez-Parra S", { family: "Álvarez-Parra", initials: "S" }],
    ["A. Author-One", { family: "Author-One", initials: "A." }],
    ["Dupont, Jean-Paul", { family: "Dupont", given: "Jean-Paul" }],
    ["Levenshtein", { family: "Levenshtein" }],
    [" Smith , ", { family: "Smith" }],
    ["", {}],
  ])("%j", (text, expected) => expect(short(text)).toEqual(expected));

  test.each([
    ["van den Berg, J.", { family: "van den Berg", given: "J." }],
    ["van den Berg JK", { family: "van den Berg", initials: "JK" }],
    ["Berg, Jan van den", { family: "van den Berg", given: "Jan" }],
    ["Almeida e Silva, L. H. de", { family: "de Almeida e Silva", given: "L. H." }],
    ["Sanne A.E. Peters", { family: "Peters", given: "Sanne A.E." }],
    ["Martijn G.H. van Oijen", { family: "van Oijen", given: "Martijn G.H." }],
    ["Carla J. H. van der Kallen", { family: "van der Kallen", given: "Carla J. H." }],
    ["Jan J.-P. Weber", { family: "Weber", given: "Jan J.-P." }],
    ["Anna M. van der Weber", { family: "van der Weber", given: "Anna M." }],
    ["Ludwig van Beethoven", { family: "van Beethoven", given: "Ludwig" }],
    ["de la Cruz, María José", { family: "de la Cruz", given: "María José" }],
    ["Le, Thi Ha", { family: "Le", given: "Thi Ha" }],
    ["Van, Long", { family: "Van", given: "Long" }],
  ])("particles stay with the family: %j", (text, expected) => expect(short(text)).toEqual(expected));

  test.each([
    ["King, Martin L., Jr.", { family: "King", given: "Martin L.", suffix: "Jr" }],
    ["King Jr, Martin", { family: "King", given: "Martin", suffix: "Jr" }],
    ["King, Jr., M. L.", { family: "King", given: "M. L.", suffix: "Jr" }],
    ["King, Martin L Jr", { family: "King", given: "Martin L", suffix: "Jr" }],
    ["King ML Jr", { family: "King", initials: "ML", suffix: "Jr" }],
    ["King ML 3rd", { family: "King", initials: "ML", suffix: "3rd" }],
    ["King Jr ML", { family: "King", initials: "ML", suffix: "Jr" }],
    ["Kinley, D. H., III", { family: "Kinley", given: "D. H.", suffix: "III" }],
    ["Martin L. King Jr.", { family: "King", given: "Martin L.", suffix: "Jr" }],
    ["King, Jr", { family: "King", suffix: "Jr" }],
    ["Smith IV", { family: "Smith", initials: "IV" }],
  ])("suffixes: %j", (text, expected) => expect(short(text)).toEqual(expected));

  test.each([
    ["Dr. John Smith", { family: "Smith", given: "John" }],
    ["Smith, Dr John", { family: "Smith", given: "John" }],
    ["Smith, John, MD, PhD", { family: "Smith", given: "John" }],
    ["Smith, John PhD", { family: "Smith", given: "John" }],
    ["Smith JA MD", { family: "Smith", initials: "JA" }],
    ["Smith, John (editor)", { family: "Smith", given: "John" }],
    ["Wang, MD", { family: "Wang", given: "MD" }],
    ["Wang MD", { family: "Wang", initials: "MD" }],
    ["Ma, Li", { family: "Ma", given: "Li" }],
  ])("titles and degrees are dropped, initials are not: %j", (text, expected) =>
    expect(short(text)).toEqual(expected),
  );

  test.each([
    ["SMITH JA", { family: "SMITH", initials: "JA" }],
    ["SMITH, JOHN", { family: "SMITH", given: "JOHN" }],
    ["O'BRIEN K", { family: "O'BRIEN", initials: "K" }],
    ["VAN DEN BERG J", { family: "VAN DEN BERG", initials: "J" }],
  ])("capitals: %j", (text, expected) => expect(short(text)).toEqual(expected));

  test.each([
    ["朱德泉", { family: "朱", given: "德泉" }],
    ["朱 宏", { family: "朱", given: "宏" }],
    ["欧阳修", { family: "欧阳", given: "修" }],
    ["山田 太郎", { family: "山田", given: "太郎" }],
    ["山田太郎", { family: "山田太郎" }],
    ["김철수", { family: "김", given: "철수" }],
    ["남궁민수", { family: "남궁", given: "민수" }],
    ["朱, 宏", { family: "朱", given: "宏" }],
  ])("Chinese, Japanese and Korean: %j", (text, expected) => expect(short(text)).toEqual(expected));

  test.each([
    "The SPIRIT Study Group",
    "World Health Organization",
    "ALLHAT Officers and Coordinators for the ALLHAT Collaborative Research Group",
    "National Center for Women & Information Technology",
    "National Center for Health Statistics, Hyattsville",
    "R Core Team",
    "Grupo Español de Cirugía",
    "U.S. Department of Education",
    "Cochrane Collaboration",
  ])("a group keeps its name: %s", (text) => expect(short(text)).toEqual({ collective: text }));

  test("EndNote's comma behind a group's name is not part of it", () => {
    expect(short("World Health Organization,")).toEqual({ collective: "World Health Organization" });
  });

  test.each(["et al.", "et al", " and others", "…"])("%j names nobody", (text) => {
    expect(namesNobody(parseName(text))).toBe(true);
  });

  test("et al. behind a name is dropped", () => {
    expect(short("Smith J, et al.")).toEqual({ family: "Smith", initials: "J" });
  });

  test("any text gives a name, without a throw, and the quick way agrees with the long one", () => {
    const word = fc.oneof(
      fc.constantFrom("Jr", "van", "de", "MD", "PhD", "J.", "JA", "et al.", "Group", "3rd", ",", "朱", "II"),
      fc.stringMatching(/^[A-Z][a-z]{0,6}$/),
      fc.string({ maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (words) => {
        const text = words.join(" ").replaceAll(" ,", ",");
        const plain = plainName(text);
        if (plain !== undefined) expect(parseName(` ${text}`)).toEqual(plain);
        expect(parseName(text).affiliations).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  test("a name that is written is read again as the same", () => {
    const word = fc.stringMatching(/^[A-ZÀÉÖ][a-zäéø]{2,8}$/).filter((text) => !/^(?:Van|Von|Des?|Del|Den|Der|La|Les?|Dos|Das|Prof|Mag|Med|Doz|Ing|Univ|Priv|Esq|Msc|Phd|Mph|Ter|Zum?|Zur|Dal|Dei|Ben|Bin|Ibn|Und|Ten|Vom|Los|Las|Snr|Jnr|Iii|Sir|Mrs|Dipl|Dame|Bsc|Aacp|Frcp)$/.test(text)); // prettier-ignore
    fc.assert(
      fc.property(word, word, fc.constantFrom(undefined, "Jr", "3rd", "III"), (family, given, suffix) => {
        const name = { family, given, ...(suffix === undefined ? {} : { suffix }), affiliations: [] };
        expect(parseName(formatName(name))).toEqual(name);
      }),
    );
  });
});

describe("name lists", () => {
  test.each([
    ["Griffin DK, Larkin DM, O'Connor RE.", ["Griffin, DK", "Larkin, DM", "O'Connor, RE."]],
    ["Yang Z., Jiang B., Xu X.", ["Yang, Z.", "Jiang, B.", "Xu, X."]],
    ["Smith, Ann; Doe, John", ["Smith, Ann", "Doe, John"]],
    ["Smith, Ann and Doe, John", ["Smith, Ann", "Doe, John"]],
    ["Smith, A. B., Doe, C., & Roe, D.", ["Smith, A. B.", "Doe, C.", "Roe, D."]],
    ["Smith, A. B., Doe, C.", ["Smith, A. B.", "Doe, C."]],
    ["Tom Smith, Ann van Weber", ["Smith, Tom", "van Weber, Ann"]],
    ["Smith, Ann", ["Smith, Ann"]],
    ["Berman", ["Berman"]],
    ["Smith, Ann; et al.", ["Smith, Ann"]],
    ["Griffin DK, Larkin DM, et al.", ["Griffin, DK", "Larkin, DM"]],
    ["Smith, Ann; The SPIRIT Study Group", ["Smith, Ann", "The SPIRIT Study Group"]],
    ["Committee on Safety and Health", ["Committee on Safety and Health"]],
    ["", []],
  ])("%j", (text, expected) => expect(parseNameList(text).map(formatName)).toEqual(expected));

  test("say whether they are cut", () => {
    expect(readNameList("Smith J, Doe A, et al.").isCut).toBe(true);
    expect(readNameList("Smith J, Alberts A").isCut).toBe(false);
    expect(readNameList("Et, Alina; Ital, Bo").isCut).toBe(false);
  });
});

describe("keys", () => {
  test.each([
    ["van den Berg", "van den", "Berg"],
    ["de la Cruz", "de la", "Cruz"],
    ["d'Alembert", "d'", "Alembert"],
    ["al-Hassan", "al-", "Hassan"],
    ["Van", "", "Van"],
    ["Le", "", "Le"],
    ["Vanderbilt", "", "Vanderbilt"],
  ])("%s: %j and %j", (family, particles, core) =>
    expect(splitParticles(family)).toEqual({ particles, core }),
  );

  test.each([
    ["Dupont, Jean-Paul", "JP"],
    ["Caddy CA", "CA"],
    ["King, Martin L.", "ML"],
    ["Izawa, E.-I.", "EI"],
    ["Bao, Li", "L"],
    ["Levenshtein", ""],
  ])("initials of %s", (text, initials) => expect(initialsOf(parseName(text))).toBe(initials));

  test.each([
    ["van den Berg, Jan", "VAN DEN BERG J"],
    ["Berg, Jan van den", "Berg J"],
    ["Müller, Åsa", "MULLER A"],
    ["García-Márquez, G.", "Garcia Marquez G"],
    ["King, Martin L., Jr.", "King ML"],
    ["The SPIRIT Study Group", "SPIRIT study group"],
  ])("%s and %s are one", (one, other) => expect(nameKey(parseName(one))).toBe(nameKey(parseName(other))));
});
