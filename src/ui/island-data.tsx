/** What an island reads: JSON that no browser runs, with `<` escaped so that nothing in it can end the element. */
export function IslandData({ id, data }: { id: string; data: unknown }) {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  return <script type="application/json" id={id} dangerouslySetInnerHTML={{ __html: json }} />
}
