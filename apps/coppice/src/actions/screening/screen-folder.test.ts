import fc from "fast-check";
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ActionError } from "../action-error.ts";
import { checkReview } from "../check-review.ts";
import { madeRecords, madeReview, onDisk } from "./made-review.testing.ts";
import { openScreening, type ScreenOptions, type Screening } from "./screen-folder.ts";

const OPTIONS: ScreenOptions = {
  reviewer: "ana",
  stage: "title-abstract",
  model: "elas-u4",
  seed: 1,
  randomFirst: 0,
  now: () => new Date("2026-03-04T05:06:07.890Z"),
};

const open = (folder: string, options: Partial<ScreenOptions> = {}): Promise<Screening> =>
  openScreening(folder, { ...OPTIONS, ...options });

/** Includes what is on ketamine, excludes the rest, and says in which order the records came. */
async function readAll(screening: Screening, most = Infinity): Promise<readonly string[]> {
  const order: string[] = [];
  for (
    let shown = screening.current();
    shown !== undefined && order.length < most;
    shown = screening.current()
  ) {
    order.push(shown.id);
    await screening.vote({ decision: shown.title.startsWith("Ketamine") ? "include" : "exclude" });
  }
  return order;
}

const table = (folder: string, stage = "title-abstract"): string =>
  readFileSync(join(folder, `decisions/${stage}.csv`), "utf8");

async function errorsOf(folder: string): Promise<readonly string[]> {
  const { checked } = await checkReview(folder);
  return checked.problems.filter(({ severity }) => severity === "error").map(({ message }) => message);
}

describe("screening a folder", () => {
  it("shows each record once, saves each vote at once, and leaves a folder that check accepts", () =>
    onDisk(madeReview(), async (folder) => {
      const screening = await open(folder);
      const first = screening.current()!.id;
      await screening.vote({ decision: "exclude", note: "no, really" });
      expect(table(folder)).toBe(
        `record,reviewer,decision,reason,date,note\n${first},ana,exclude,,2026-03-04T05:06:07Z,"no, really"\n`,
      );
      const order = [first, ...(await readAll(screening))];
      expect(order.toSorted()).toEqual(Array.from({ length: 12 }, (_, i) => `list#${i + 1}`).toSorted());
      expect(screening.progress()).toMatchObject({ read: 12, left: 0 });
      expect(await errorsOf(folder)).toEqual([]);
    }));

  it("brings what is like the included ones first, and says by which terms", () =>
    onDisk(madeReview({ records: madeRecords(40) }), async (folder) => {
      const screening = await open(folder);
      const order = await readAll(screening, 25);
      const isRelevant = order.map((id) => (Number(id.slice(5)) - 1) % 4 === 0);
      expect(isRelevant.filter(Boolean)).toHaveLength(10);
      const both = Math.max(isRelevant.indexOf(true), isRelevant.indexOf(false));
      expect(isRelevant.slice(both + 1, both + 6)).toEqual([true, true, true, true, true]);
      expect(screening.current()!.terms.some(({ term, share }) => term === "soil" && share < 0)).toBe(true);
    }));

  it("goes on where it stopped: voted records do not come again", () =>
    onDisk(madeReview(), async (folder) => {
      const before = await readAll(await open(folder), 5);
      const after = await readAll(await open(folder));
      expect(after).toHaveLength(7);
      expect(after.filter((id) => before.includes(id))).toEqual([]);
    }));

  it("never shows what others voted: the order depends on one's own votes alone", async () => {
    const decisions = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom("include", "exclude", "maybe")), { maxLength: 12 }); // prettier-ignore
    const alone = await onDisk(madeReview(), async (folder) => readAll(await open(folder)));
    await fc.assert(
      fc.asyncProperty(decisions, decisions, async (before, during) => {
        const lines = (votes: typeof before): readonly string[] =>
          [...new Map(votes)].map(([n, decision]) => `list#${n},ben,${decision},,,`);
        const early = new Map(before);
        const late = lines(during.filter(([n]) => !early.has(n)));
        const others = { "decisions/title-abstract.csv": ["record,reviewer,decision,reason,date,note", ...lines(before), ""].join("\n") }; // prettier-ignore
        await onDisk(madeReview({ others }), async (folder) => {
          const screening = await open(folder);
          const order = [...(await readAll(screening, 4))];
          appendFileSync(
            join(folder, "decisions/title-abstract.csv"),
            late.map((line) => `${line}\n`).join(""),
          );
          order.push(...(await readAll(screening)));
          expect(order).toEqual(alone);
          for (const line of late) expect(table(folder)).toContain(`${line}\n`);
        });
      }),
      { numRuns: 25 },
    );
  });

  it("takes votes back one after the other, shows their records again, and forgets what they taught", () =>
    onDisk(madeReview(), async (folder) => {
      const screening = await open(folder);
      const first = screening.current()!.id;
      await screening.vote({ decision: "include" });
      const second = screening.current()!.id;
      await screening.vote({ decision: "exclude", note: "soil" });
      expect(await screening.undo()).toMatchObject({ record: second, note: "soil" });
      expect(screening.current()!.id).toBe(second);
      expect(await screening.undo()).toMatchObject({ record: first });
      expect(screening.current()!.id).toBe(first);
      expect(table(folder)).toBe("record,reviewer,decision,reason,date,note\n");
      expect(await screening.undo()).toBeUndefined();
      expect(screening.progress()).toMatchObject({ read: 0, found: 0 });
      await screening.vote({ decision: "exclude" });
      expect(screening.current()!.id).toBe(second);
      await screening.vote({ decision: "exclude" });
      expect(screening.current()!.terms).toEqual([]);
      expect(await errorsOf(folder)).toEqual([]);
    }));

  it("names records of a search that cannot be shown", () => {
    const others = {
      "searches/list.yaml": madeReview()["searches/list.yaml"]!.replace("hits: 12", "hits: 13"),
    };
    return onDisk(madeReview({ others }), async (folder) => {
      const { problems, progress } = await open(folder);
      expect(problems).toMatchObject([{ code: "hits-differ" }]);
      expect(progress().left).toBe(12);
    });
  });

  it("puts what is skipped behind all others", () =>
    onDisk(madeReview({ records: madeRecords(4) }), async (folder) => {
      const screening = await open(folder);
      const first = screening.current()!.id;
      screening.skip();
      const second = screening.current()!.id;
      expect(second).not.toBe(first);
      screening.skip();
      const rest = await readAll(screening);
      expect(rest.slice(-2)).toEqual([first, second]);
      expect(rest).toHaveLength(4);
    }));

  it("two windows of one reviewer do not vote twice on a record", () =>
    onDisk(madeReview(), async (folder) => {
      const [one, other] = [await open(folder), await open(folder)];
      const id = one.current()!.id;
      expect(other.current()!.id).toBe(id);
      expect(await one.vote({ decision: "include" })).toBe("saved");
      expect(await other.vote({ decision: "exclude" })).toBe("voted-elsewhere");
      expect(
        table(folder)
          .split("\n")
          .filter((line) => line.startsWith(`${id},`)),
      ).toHaveLength(1);
      expect(other.progress()).toMatchObject({ read: 1, found: 1 });
      expect(other.current()!.id).toBe(one.current()!.id);
    }));

  it("shows the records of one report once, and counts a vote on any of them", () => {
    const doubled = `${madeRecords(4)}Ketamine and sleep trial 0,"Randomised ketamine infusion, sleep quality number 0; response was measured",900000\n`;
    return onDisk(madeReview({ records: doubled }), async (folder) => {
      const order = await readAll(await open(folder));
      expect(order.toSorted()).toEqual(["list#1", "list#2", "list#3", "list#4"]);
      writeFileSync(
        join(folder, "decisions/title-abstract.csv"),
        "record,reviewer,decision\nlist#5,ana,include\n",
      );
      const again = await open(folder);
      expect(again.progress()).toMatchObject({ read: 1, left: 3, found: 1 });
      expect((await readAll(again)).toSorted()).toEqual(["list#2", "list#3", "list#4"]);
    });
  });

  it("random-first shows the seed's random order first, whatever the votes", () =>
    onDisk(madeReview({ records: madeRecords(40) }), async (folder) => {
      const order = await readAll(await open(folder, { randomFirst: 15, seed: 3 }), 15);
      await onDisk(madeReview({ records: madeRecords(40) }), async (other) => {
        const random = await readAll(await open(other, { model: "random", seed: 3 }), 15);
        expect(order).toEqual(random);
      });
    }));

  it("asks the stopping rule at its own times", () =>
    onDisk(madeReview({ records: madeRecords(100) }), async (folder) => {
      const screening = await open(folder);
      expect(screening.progress().advice).toEqual({ look: undefined, untilNext: 2 });
      await readAll(screening, 5);
      const { look, untilNext } = screening.progress().advice;
      expect(look?.state.screened).toBe(4);
      expect(untilNext).toBe(1);
    }));

  it("marks what was retracted", () => {
    const medline = [
      "PMID- 1\nTI  - A trial\nPT  - Journal Article\nPT  - Retracted Publication\n",
      "PMID- 2\nTI  - Another trial\nPT  - Journal Article\n",
    ].join("\n");
    const others = {
      "searches/list.yaml":
        "source: P\nkind: database\ndate: unknown\nstrategy: all\nhits: 2\nfile: list.nbib\n",
      "searches/list.nbib": medline,
    };
    const { "searches/list.csv": _, ...files } = madeReview({ others });
    return onDisk(files, async (folder) => {
      const screening = await open(folder);
      // check warns of it until somebody excludes it: said here, that would tell what others voted.
      expect(screening.problems).toEqual([]);
      const seen = new Map<string, readonly string[]>();
      for (let i = 0; i < 2; i += 1) {
        const { title, marks } = screening.current()!;
        seen.set(title, marks);
        await screening.vote({ decision: "exclude" });
      }
      expect(seen.get("A trial")).toEqual(["Retracted (PT: Retracted Publication)"]);
      expect(seen.get("Another trial")).toEqual([]);
    });
  });
});

describe("full text", () => {
  const others = {
    "decisions/title-abstract.csv":
      "record,reviewer,decision\nlist#1,ana,include\nlist#2,ana,exclude\nlist#5,ben,maybe\n",
    "extraction/studies.csv": "id,label,design,randomised,reports\nAble2001,Able 2001,parallel,yes,able\n",
    "extraction/reports.csv": "id,kind,citation\nable,article,Able 2001\n",
  };

  it("shows what came through, and keeps reason and study, so that check accepts", () =>
    onDisk(madeReview({ others }), async (folder) => {
      const screening = await open(folder, { stage: "full-text" });
      expect(screening.progress()).toMatchObject({ read: 0, left: 2 });
      const first = screening.current()!.id;
      await screening.vote({ decision: "exclude", reason: "not-a-trial" });
      const second = screening.current()!.id;
      await screening.vote({ decision: "include", study: "Able2001" });
      expect(screening.current()).toBeUndefined();
      expect(table(folder, "full-text").split("\n").slice(1, 3)).toEqual([
        `${first},ana,exclude,not-a-trial,,2026-03-04T05:06:07Z,`,
        `${second},ana,include,,Able2001,2026-03-04T05:06:07Z,`,
      ]);
      expect(await errorsOf(folder)).toEqual([]);
    }));

  it("waits for two reviewers to agree where two must vote", () =>
    onDisk(madeReview({ others, votesPerRecord: 2 }), async (folder) => {
      await expect(open(folder, { stage: "full-text" })).rejects.toThrow(
        /No record has come to full text.*two reviewers must agree/,
      );
    }));

  it("a vote at title and abstract that full text rests on cannot be taken back", () =>
    onDisk(
      madeReview({ others: { ...others, "decisions/full-text.csv": "record,reviewer,decision,reason,study\nlist#2,ben,maybe,,\n" } }), // prettier-ignore
      async (folder) => {
        const before = table(folder);
        const screening = await open(folder);
        expect(await screening.undo()).toBe("used");
        expect(table(folder)).toBe(before);
      },
    ));
});

describe("what cannot be screened", () => {
  const refusal = async (
    options: Partial<ScreenOptions>,
    others: Readonly<Record<string, string>> = {},
  ): Promise<ActionError> => {
    const error: unknown = await onDisk(madeReview({ others }), (folder) =>
      open(folder, options).then(
        () => undefined,
        (reason: unknown) => reason,
      ),
    );
    expect(error).toBeInstanceOf(ActionError);
    return error as ActionError;
  };

  it.each([
    [{ reviewer: "" }, /--as <id>.*It names ana, ben/],
    [{ reviewer: "  " }, /--as <id>/],
    [{ reviewer: "cleo" }, /no reviewer "cleo".*- \{ id: cleo, name: Your name, kind: person \}/],
    [{ reviewer: "by-type" }, /by-type is a rule, not a person/],
    [{ stage: "full-text" }, /vote include or maybe at title and abstract first/],
  ] as const)("%o", async (options, message) => {
    expect((await refusal(options)).message).toMatch(message);
  });

  it("a folder without records", async () => {
    const others = {
      "searches/list.yaml": "source: A\nkind: database\ndate: unknown\nstrategy: all\nhits: 0\n",
    };
    expect((await refusal({}, others)).message).toMatch(/has no records: add the exports/);
  });

  it("a folder whose records are all judged at full text", async () => {
    const others = {
      "searches/list.yaml": madeReview()["searches/list.yaml"]!.replace("kind: database", "kind: other"),
    };
    expect((await refusal({}, others)).message).toMatch(/--stage full-text/);
  });

  it.each([
    ["record,reviewer,decision\nlist#1,ana,include\nlist#2,ana\n", 3],
    ["record,reviewer,decision\nlist#1,ana,inlcude\n", 2],
    ["record,reviewer,decision\nlist#1,ana,include\nlist#1,ana,exclude\n", 3],
    ["record,reviewer,decision\nlist#99,ana,include\n", 2],
    ["record;reviewer;decision\nlist#1;ana;include\n", 1],
  ])("a table of votes with a fault: %j, line %i", async (text, line) => {
    const { problems } = await refusal({}, { "decisions/title-abstract.csv": text });
    expect(problems[0]!.where).toMatchObject({ file: "decisions/title-abstract.csv", line });
  });

  it("a table that others broke meanwhile: the vote is refused, the record stays, nothing is written", () =>
    onDisk(madeReview(), async (folder) => {
      const screening = await open(folder);
      await screening.vote({ decision: "include" });
      appendFileSync(join(folder, "decisions/title-abstract.csv"), 'list#9,ben,"incl');
      const before = table(folder);
      const id = screening.current()!.id;
      await expect(screening.vote({ decision: "include" })).rejects.toMatchObject({
        problems: [{ code: "unclosed-quote" }, { code: "wrong-cell-count" }],
      });
      expect(table(folder)).toBe(before);
      expect(screening.current()!.id).toBe(id);
    }));

  it.each([
    [
      "a file where the folder of votes should be",
      (folder: string) => writeFileSync(join(folder, "decisions"), "x"),
    ],
    [
      "a folder where the table should be",
      (folder: string) => mkdirSync(join(folder, "decisions/title-abstract.csv"), { recursive: true }),
    ],
  ])("%s: said before the first vote", (_, spoil) =>
    onDisk(madeReview(), async (folder) => {
      spoil(folder);
      await expect(open(folder)).rejects.toMatchObject({ code: "not-writable" });
    }),
  );

  it("a table at full text without the columns its votes need", async () => {
    const others = {
      "decisions/title-abstract.csv": "record,reviewer,decision\nlist#1,ana,include\n",
      "decisions/full-text.csv": "record,reviewer,decision\n",
    };
    expect((await refusal({ stage: "full-text" }, others)).message).toMatch(
      /no column reason and no column study/,
    );
  });
});
