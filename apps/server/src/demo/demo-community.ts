import type { chat, communities } from '@convene/protocol'
import type { z } from 'zod'
import type { DemoHandle } from './content/people.ts'
import type { DemoSeason } from './meeting-dates.ts'

/** An example community as data: what its people would have typed. Organizations are named, in the order added. */
export interface DemoCommunity {
  readonly about: z.input<typeof communities.create.input>
  readonly organizations: readonly DemoOrganization[]
  /** Besides the owner, who starts it. */
  readonly members: readonly DemoMember[]
  /** Started by the first facilitator among the members, else by the owner; the first is the general one. */
  readonly channels: readonly DemoChannel[]
  readonly meetings: readonly DemoMeeting[]
}

export interface DemoOrganization {
  readonly name: string
  readonly kindId: string
  readonly area?: string
  /** Name of one that is itself part of none. */
  readonly partOf?: string
}

export interface DemoMember {
  readonly who: DemoHandle
  readonly role: communities.Member['role']
  readonly title?: string
  /** Names of organizations. */
  readonly worksFor?: string
  readonly represents?: string
}

export interface DemoChannel {
  readonly about: Omit<z.input<typeof chat.createChannel.input>, 'communityId'>
  readonly threads: readonly DemoThread[]
}

export interface DemoThread {
  readonly by: DemoHandle
  readonly title?: string
  readonly text: string
  readonly answers?: readonly { readonly by: DemoHandle; readonly text: string }[]
}

/** One meeting in each of the coming `seasons`, in turn. */
export interface DemoMeeting {
  readonly title: (season: string, year: number) => string
  readonly kind: 'meeting' | 'learning'
  readonly seasons: readonly DemoSeason[]
  readonly count: number
  readonly hours: number
  readonly place: string
  readonly callLink: string
}
