/**
 * The part of dagre that the map uses. The package's own declarations import without file extensions, which Node's
 * module resolution does not follow, so that all its types are lost.
 */
declare module "@dagrejs/dagre" {
  export interface GraphOptions {
    readonly multigraph: boolean;
  }

  export interface LayoutOptions {
    readonly rankdir: "LR";
    readonly nodesep: number;
    readonly edgesep: number;
    readonly ranksep: number;
  }

  export interface NodeBox {
    readonly width: number;
    readonly height: number;
  }

  export interface EdgeOptions {
    readonly weight: number;
    readonly minlen: number;
  }

  export class Graph {
    constructor(options: GraphOptions);
    setGraph(options: LayoutOptions): this;
    setNode(id: string, box: NodeBox): this;
    setEdge(from: string, to: string, options: EdgeOptions, name: string): this;
    /** After `layout`: the box with its centre. */
    node(id: string): NodeBox & { readonly x: number; readonly y: number };
    /** After `layout`: the way with its points, the ends on the borders of the boxes. */
    edge(
      from: string,
      to: string,
      name: string,
    ): { readonly points: readonly { readonly x: number; readonly y: number }[] };
  }

  /** Gives every node its place and every edge its points, in the graph itself. */
  export function layout(graph: Graph): void;
}
