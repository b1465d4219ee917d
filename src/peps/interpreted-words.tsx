import { Name } from '../ui/components/name.tsx'

/** An interpreter's English, beneath what somebody said in their own language. */
export const InterpretersWords = ({ words, by }: { words: string; by: string | undefined }) => (
  <div class="interpreted" lang="en" dir="ltr">
    <p class="interpreted__who">
      In English
      {by ? (
        <>
          , by the interpreter <Name of={by} />
        </>
      ) : null}
      :
    </p>
    <p class="as-written">{words}</p>
  </div>
)
