import type { Urls } from '../db/embedded/roles.ts'
import { nationalScale, type Scale } from '../seed/scale.ts'
import type { Measured, Name } from './bars.ts'
import type { Cluster } from './cluster.ts'
import { type Serving, serveBench } from './serving.ts'

export const scales = {
  national: nationalScale,
  one: { authorities: 1, children: 800, years: 3 },
  thousand: { authorities: 1, children: 1_000, years: 3 },
  tenthousand: { authorities: 1, children: 10_000, years: 3 }
} as const satisfies Record<string, Scale>
export type ScaleName = keyof typeof scales

/** A server with its database. */
export interface Stand extends Serving {
  readonly urls: Urls
}

export interface Bench {
  readonly cluster: Cluster
  /** A minute's worth: fewer of everything, and only one authority's scale. */
  readonly quick: boolean
  /** How many to measure: all of them, or the few of a quick run. */
  count(full: number, quick: number): number
  stand(scale: ScaleName): Promise<Stand>
  close(): Promise<void>
}

/** Measures some rows at once, those that share a set-up. */
export type Measure = (bench: Bench) => Promise<Partial<Record<Name, Measured>>>

/** Servers start when first asked for and run to the end of the bench. */
export function openBench(cluster: Cluster, quick: boolean): Bench {
  const stands = new Map<ScaleName, Promise<Stand>>()
  const start = async (scale: ScaleName): Promise<Stand> => {
    const urls = await cluster.loaded(`bench_${scale}`, scales[scale])
    return { ...(await serveBench(scale, urls, cluster.folder)), urls }
  }
  return {
    cluster,
    quick,
    count: (full, few) => (quick ? few : full),
    stand: scale => {
      const known = stands.get(scale) ?? start(scale)
      stands.set(scale, known)
      return known
    },
    close: async () => {
      for (const stand of await Promise.allSettled(stands.values()))
        if (stand.status === 'fulfilled') await stand.value.stop()
    }
  }
}
