/** A person's name as it is written, in whatever script: its direction is its own and does not turn the words around it. */
export const Name = ({ of }: { of: string }) => <bdi>{of}</bdi>
