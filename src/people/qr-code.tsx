import { create } from 'qrcode'

const margin = 4

/** A QR code as a drawing in the page itself: the policy on content takes no `data:` picture. */
export function QrCode({ words }: { words: string }) {
  const { modules } = create(words, { errorCorrectionLevel: 'M' })
  const { size } = modules
  const dark = Array.from({ length: size * size }, (_, at) => [at % size, Math.floor(at / size)] as const).filter(
    ([x, y]) => modules.get(y, x)
  )
  const side = size + 2 * margin
  return (
    <svg
      class="qr-code"
      viewBox={`0 0 ${side} ${side}`}
      width="240"
      height="240"
      role="img"
      aria-label="QR code with the key that is written below"
      shape-rendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={dark.map(([x, y]) => `M${x + margin} ${y + margin}h1v1h-1z`).join('')} fill="#000" />
    </svg>
  )
}
