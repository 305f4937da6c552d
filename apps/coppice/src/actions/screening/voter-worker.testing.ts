import { openVotesFile } from "./votes-file.ts";

/** A process of its own that votes on records and takes every third vote back: `node … <folder> <reviewer> <votes>`. */
const [folder = "", reviewer = "", count = "0"] = process.argv.slice(2);
const votes = openVotesFile(folder, "title-abstract", reviewer);
for (let i = 1; i <= Number(count); i += 1) {
  await votes.add(
    { record: `list#${i}`, reviewer, decision: "exclude", note: `${i}, by ${reviewer}` },
    () => true,
  );
  if (i % 3 === 0) await votes.takeBack(() => true);
}
