import { breakable, h, type Content, type Html } from "./element.ts";

export interface TableColumn {
  readonly header: string;
  readonly numeric?: boolean;
}

export interface TableOptions {
  readonly caption: string;
  readonly id?: string;
  /** On a phone each row becomes a block of "header: cell" lines. */
  readonly stacked?: boolean;
}

/** A table whose first cell heads its row; it scrolls inside its own box where it is wider than the page. */
export function table(
  options: TableOptions,
  columns: readonly TableColumn[],
  rows: readonly (readonly Content[])[],
): Html {
  return h(
    "div",
    { class: "table-box", tabindex: "0", role: "region", "aria-label": options.caption },
    h(
      "table",
      { id: options.id, class: options.stacked === true ? "stacked" : undefined },
      h("caption", {}, options.caption),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ...columns.map(({ header, numeric }) =>
            h("th", { scope: "col", class: numeric === true ? "num" : undefined }, header),
          ),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((cells) =>
          h(
            "tr",
            {},
            ...cells.map((cell, index) => {
              const column = columns[index];
              const content = typeof cell === "string" ? breakable(cell) : cell;
              const attributes = {
                class: column?.numeric === true ? "num" : undefined,
                "data-label": column?.header,
              };
              return index === 0
                ? h("th", { scope: "row", ...attributes }, content)
                : h("td", attributes, content);
            }),
          ),
        ),
      ),
    ),
  );
}
