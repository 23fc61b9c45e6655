/** Line icons on a 16 px grid, drawn for this program. */

const paths = {
  catalog: "M2.5 3.5h11M2.5 8h11M2.5 12.5h11",
  history: "M8 4.5V8l2.5 1.5M2.6 8a5.4 5.4 0 1 0 1.7-3.9M2.5 2.8v2.4h2.4",
  problems: "M8 2.5 14 13H2L8 2.5ZM8 6.8v2.6M8 11.2v.1",
  read: "M8 4c-1.4-1-3.4-1.3-5.5-1v9.5c2.1-.3 4.1 0 5.500 1 1.400-1 3.400-1.300 5.500-1V3c-2.100-.3-4.100 0-5.500 1Zm0 0v9.500",
  settings: "M2.500 4.500h6M11.500 4.500h2M2.500 11.500h2M7.500 11.500h6M10 3v3M6 10v3",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM10.700 10.700 14 14",
  folder: "M2 4.500v7.500c0 .6.4 1 1 1h10c.6 0 1-.4 1-1V6c0-.6-.4-1-1-1H8L6.500 3.500H3c-.6 0-1 .4-1 1Z",
  tree: "M3 2.500v9.500h4M3 6h4M9 6h4.500M9 12h4.500",
  columns: "M2.500 3h11v10h-11zM6.200 3v10M9.800 3v10",
  open: "M9 2.500h4.500V7M13.500 2.500 7.500 8.500M11.500 9.500v3.500h-9v-9h3.500",
  copy: "M5.500 5.500v-3h8v8h-3M2.500 5.500h8v8h-8z",
  close: "M4 4l8 8M12 4l-8 8",
  left: "M10 3.500 5.500 8l4.500 4.500",
  right: "M6 3.500 10.500 8 6 12.500",
  down: "M3.500 6 8 10.500 12.500 6",
  menu: "M2.500 4.500h11M2.500 8h11M2.500 11.500h11",
  check: "M3 8.500 6.500 12 13 4.500",
  bookmark: "M4.500 2.500h7v11L8 10.500l-3.500 3z",
  filter: "M2.500 3.500h11L9.500 8.500v4l-3 1v-5z",
  stop: "M4.500 4.500h7v7h-7z",
  refresh: "M13 8a5 5 0 1 1-1.500-3.600M13.200 2.500v2.700h-2.700",
  lineage: "M2.500 8h3M10.500 4h3M10.500 12h3M5.500 8c3 0 2-4 5-4M5.500 8c3 0 2 4 5 4",
  code: "M5.500 4.500 2 8l3.500 3.500M10.500 4.500 14 8l-3.500 3.500",
  lock: "M4 7.500h8V13H4zM5.500 7.500V5.500a2.500 2.500 0 0 1 5 0v2",
  fit: "M2.500 6V2.500H6M10 2.500h3.500V6M13.500 10v3.500H10M6 13.500H2.500V10",
  flowRight: "M2.500 8h9.500M9 4.500 12.500 8 9 11.500",
  flowDown: "M8 2.500v9.500M4.500 9 8 12.500 11.500 9",
  jump: "M8 13V3M8 3 4.500 6.500M8 3l3.500 3.500",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
