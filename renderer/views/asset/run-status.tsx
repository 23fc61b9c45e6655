const tones: { readonly [status: string]: string } = { SUCCESS: "good", FAILURE: "bad", CANCELED: "warn", CANCELING: "warn", STARTED: "accent", STARTING: "accent", QUEUED: "accent", NOT_STARTED: "accent" };

/** Dagster's word in lower case; colour says the same again. An unknown status is shown as it is. */
export function RunStatus({ status }: { readonly status: string | null }) {
  if (status === null) return null;
  return <span className={`chip ${tones[status] ?? ""}`}>{status.toLowerCase().replaceAll("_", " ")}</span>;
}
