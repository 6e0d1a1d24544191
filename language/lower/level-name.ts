/** What a level is called, in text: one that is being typed may not have a name yet. */
export function levelName({ name }: { readonly name?: string }): string {
  return name ?? '…';
}
