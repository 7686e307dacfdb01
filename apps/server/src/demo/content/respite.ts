import { respiteFunctions } from '@convene/domain'
import type { DemoCommunity } from '../demo-community.ts'
import { respiteOrganizations } from './respite-organizations.ts'
import { respiteChannels } from './respite-talk.ts'

const IDEAL_MODEL = 'SWR An Ideal Models for Children and Youth - Respite Services and Supports (2006)'

/** The South West Region Respite Network: by invitation, three meetings a year around the seven functions. */
export const respite: DemoCommunity = {
  about: {
    handle: 'respite',
    name: 'South West Region Respite Network',
    purpose:
      'Representatives of each Local Respite Network, their community partners and the Ministry of Children and Youth Services focus on best practices in respite for families of children with autism. We convene in fall, winter and spring, and plan around the seven functions of Local Respite Networks.',
    timeZone: 'America/Toronto',
    languages: ['en', 'fr'],
    visibility: 'listed',
    joinPolicy: 'invite',
    functions: respiteFunctions.map((fn) => ({ id: fn.id, name: { ...fn.name } })),
    organizationKinds: [
      { id: 'lrn', name: { en: 'Local Respite Network', fr: 'Réseau local de répit' } },
      { id: 'partner', name: { en: 'Community partner', fr: 'Partenaire communautaire' } },
      { id: 'ministry', name: { en: 'Ministry', fr: 'Ministère' } },
    ],
    principles: [
      `The family says what a good break is; supports follow what they say. After ${IDEAL_MODEL}.`,
      `A child on respite is a child having a good day, among people who know them. After ${IDEAL_MODEL}.`,
      `Where a family lives does not decide what they can get: fairness across the region. After ${IDEAL_MODEL}.`,
      `Something flexible and close to home comes before something large and far away. After ${IDEAL_MODEL}.`,
      `Those who give respite are trained, thanked and kept. After ${IDEAL_MODEL}.`,
      `We plan from need that was counted, and say openly what we cannot meet yet. After ${IDEAL_MODEL}.`,
    ],
  },
  organizations: respiteOrganizations,
  members: [
    {
      who: 'coordinator',
      role: 'facilitator',
      title: 'Regional coordinator',
      worksFor: 'London-Middlesex Local Respite Network',
      represents: 'London-Middlesex Local Respite Network',
    },
    {
      who: 'partner',
      role: 'member',
      title: 'Program manager',
      worksFor: 'Maple Bridge Family Supports',
      represents: 'Huron-Perth Local Respite Network',
    },
    {
      who: 'ministry',
      role: 'member',
      title: 'Program supervisor',
      worksFor: 'Ministry of Children and Youth Services',
      represents: 'Ministry of Children and Youth Services',
    },
    { who: 'observer', role: 'observer', title: 'Researcher' },
  ],
  channels: respiteChannels,
  meetings: [
    {
      title: (season, year) => `${season} ${year} meeting`,
      kind: 'meeting',
      seasons: [
        { id: 'winter', name: 'Winter', month: 2, utcHour: 15 },
        { id: 'spring', name: 'Spring', month: 5, utcHour: 14 },
        { id: 'fall', name: 'Fall', month: 11, utcHour: 15 },
      ],
      count: 3,
      hours: 5,
      place: 'Railway City Hall, 545 Talbot Street, St. Thomas',
      callLink: '',
    },
  ],
}
