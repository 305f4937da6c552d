import { STYLE } from "../html/style.ts";

/** The report's style, and two columns that stay beside each other. */
export const PAIRS_STYLE = `${STYLE}
main{padding-top:1.5rem;padding-bottom:2rem}
.pair{width:100%;min-width:36rem;table-layout:fixed}
.pair th:first-child{width:8.5rem}
.pair thead th,.id{overflow-wrap:anywhere;font-weight:500;color:var(--soft)}
.differs td{background:var(--warn-tint)}
.flag{color:var(--warn);font-size:.75rem;font-weight:600}
.none{color:var(--soft)}
summary{cursor:pointer}
`;
