import type { Author } from "../../model.ts";
import { xmlElement, xmlField, xmlGroup } from "../../xml/write-xml.ts";

export function authorList(
  people: readonly Author[],
  attributes: Readonly<Record<string, string>> = {},
): string {
  return xmlGroup(
    "AuthorList",
    people.map((person) => personOf("Author", person)),
    { CompleteYN: "Y", ...attributes },
  );
}

/** People alone: the DTD knows no groups among investigators. */
export function investigatorList(people: readonly Author[]): string {
  return xmlGroup(
    "InvestigatorList",
    people
      .filter(({ collective }) => collective === undefined)
      .map((person) => personOf("Investigator", person)),
  );
}

/** A person needs a last name: one who has a given name alone has that one there. */
function personOf(name: string, person: Author): string {
  const { family, given, initials, suffix, collective, orcid, affiliations } = person;
  const last = family ?? given ?? initials;
  if (collective === undefined && last === undefined) return "";
  const names =
    collective === undefined
      ? [
          xmlField("LastName", last),
          xmlField("ForeName", family === undefined ? undefined : given),
          xmlField("Initials", family === undefined ? undefined : initials),
          xmlField("Suffix", suffix),
        ]
      : [xmlField("CollectiveName", collective)];
  return xmlElement(
    name,
    [
      ...names,
      xmlField("Identifier", orcid, { Source: "ORCID" }),
      ...affiliations.map((affiliation) =>
        xmlGroup("AffiliationInfo", [xmlField("Affiliation", affiliation)]),
      ),
    ].join(""),
    { ValidYN: "Y" },
  );
}
