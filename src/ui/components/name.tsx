/**
 * A person's name as it is written, in whatever script: its direction is its own and does not turn the words around it.
 * `also`: another name that stands beside it, in brackets.
 */
export const Name = ({ of, also }: { of: string; also?: string | null | undefined }) =>
  also ? (
    <>
      <bdi>{of}</bdi> (<bdi>{also}</bdi>)
    </>
  ) : (
    <bdi>{of}</bdi>
  )
