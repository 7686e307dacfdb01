import type { DemoCommunity } from '../demo-community.ts'

/** HepLink: workers in hepatitis C who began as a support group and became a network. Who asks to join is let in by hand. */
export const heplink: DemoCommunity = {
  about: {
    handle: 'heplink',
    name: 'HepLink',
    purpose:
      'A network of hepatitis C workers since 1991. It began as a support group for workers, and grew to over 150 members who share information and resources, provide learning opportunities and work together. The list is our information exchange and contact point.',
    timeZone: 'America/Toronto',
    languages: ['en', 'fr'],
    visibility: 'listed',
    joinPolicy: 'request',
    functions: [
      { id: 'exchange', name: { en: 'Information exchange', fr: 'Échange d’information' } },
      { id: 'support', name: { en: 'Support for workers', fr: 'Soutien aux intervenants' } },
      { id: 'learning', name: { en: 'Learning', fr: 'Apprentissage' } },
      { id: 'collaboration', name: { en: 'Collaboration', fr: 'Collaboration' } },
    ],
    organizationKinds: [
      { id: 'clinic', name: { en: 'Clinic', fr: 'Clinique' } },
      { id: 'community', name: { en: 'Community organization', fr: 'Organisme communautaire' } },
    ],
    principles: [
      'Nobody works alone: a question on the list gets an answer, even if it is that we do not know.',
      'People who live with hepatitis C are colleagues here, not cases.',
      'What is said about a person stays without name, place and date.',
    ],
  },
  organizations: [
    { name: 'Harbour Street Clinic', kindId: 'clinic', area: 'Toronto' },
    { name: 'Le Relais de la Basse-Ville', kindId: 'community', area: 'Ottawa' },
  ],
  members: [
    { who: 'steward', role: 'facilitator', title: 'List steward', worksFor: 'Le Relais de la Basse-Ville' },
    { who: 'nurse', role: 'member', title: 'Treatment nurse', worksFor: 'Harbour Street Clinic' },
  ],
  channels: [
    {
      about: {
        name: 'the-list',
        topic: 'Questions, answers, contacts',
        purpose: 'What the listserv was, and still is.',
        functionId: 'exchange',
      },
      threads: [
        {
          by: 'nurse',
          title: 'Storing medication in a shelter',
          text: 'One of my clients starts treatment on Monday and sleeps in a shelter where bags go missing. Who has found a good way to keep twelve weeks of tablets safe?',
          answers: [
            {
              by: 'steward',
              text: 'Weekly blister packs, held by the drop-in where he has breakfast anyway. It also gives somebody a reason to ask how he is.',
            },
            { by: 'nurse', text: 'Breakfast! I had only thought of pharmacies. I will try that and say how it went.' },
          ],
        },
        {
          by: 'steward',
          title: 'Nouveau dépliant sur le dépistage',
          text: 'Le dépliant existe maintenant en français simple, une page, sans jargon. Dites-moi si vous voulez le fichier ou du papier.',
        },
      ],
    },
    {
      about: {
        name: 'worker-to-worker',
        topic: 'For the hard days',
        purpose: 'How we started: support for each other.',
        functionId: 'support',
      },
      threads: [
        {
          by: 'steward',
          text: 'The Thursday call goes on all winter: half an hour, no agenda, cameras off if you like.',
        },
      ],
    },
  ],
  meetings: [
    {
      title: (season, year) => `Learning afternoon, ${season.toLowerCase()} ${year}`,
      kind: 'learning',
      seasons: [
        { id: 'winter', name: 'Winter', month: 2, utcHour: 18 },
        { id: 'spring', name: 'Spring', month: 5, utcHour: 17 },
        { id: 'fall', name: 'Fall', month: 11, utcHour: 18 },
      ],
      count: 2,
      hours: 2,
      place: 'By phone and online',
      callLink: '',
    },
  ],
}
