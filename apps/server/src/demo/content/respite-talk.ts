import type { DemoChannel } from '../demo-community.ts'

export const respiteChannels: readonly DemoChannel[] = [
  {
    about: {
      name: 'general',
      topic: 'Anything that concerns the whole region',
      purpose: 'The first place to ask, tell and say hello.',
    },
    threads: [
      {
        by: 'coordinator',
        title: 'Welcome to our new place',
        text: 'Minutes, talk and plans of the region now live here. **Please look at your entry under People** and tell me if your network or employer is wrong.\n\nBienvenue à toutes et à tous : écrivez dans la langue qui vous vient.',
        answers: [
          { by: 'partner', text: 'Found everything, thank you. Huron-Perth is right, and I work for Maple Bridge.' },
          { by: 'ministry', text: 'Bonjour ! Correct for me as well. I will read along here between the meetings.' },
        ],
      },
      {
        by: 'ministry',
        title: 'Mid-year reports',
        text: 'The template has one new question: how many families were offered a choice of respite, not only a place. One number per network is enough.',
        answers: [
          {
            by: 'coordinator',
            text: 'We counted that for Oxford and Elgin last spring. I will bring our sheet to the meeting.',
          },
        ],
      },
      {
        by: 'partner',
        title: 'March break is full, what do others do?',
        text: 'All our weekend places for March break were gone in two days, and eleven families are waiting. Has anyone shared places across a county line?',
        answers: [
          {
            by: 'coordinator',
            text: 'Chatham-Kent and Sarnia-Lambton did, two years ago: the home network pays, the host network matches. I will ask them to write down how.',
          },
        ],
      },
    ],
  },
  {
    about: {
      name: 'training-days',
      topic: 'Orientation, behaviour support, first aid',
      purpose: 'Plan training together so that no network runs a half-empty room.',
      functionId: 'training',
    },
    threads: [
      {
        by: 'partner',
        title: 'Orientation for new relief workers',
        text: 'Four networks ran the two-evening orientation this season, 63 people in all. What we changed: parents teach the second evening, and every new worker spends one paid visit beside an experienced one.',
        answers: [
          {
            by: 'coordinator',
            text: 'Could the parents’ part be a page others can copy? It is the best thing I heard this year.',
          },
        ],
      },
      {
        by: 'coordinator',
        text: 'Prochaine journée de formation en français : nous cherchons encore une salle à Windsor.',
      },
    ],
  },
  {
    about: {
      name: 'host-families',
      topic: 'Finding them, matching, keeping them',
      purpose: 'Recruitment and retention of host families and relief workers.',
      functionId: 'recruitment',
    },
    threads: [
      {
        by: 'partner',
        title: 'Thank-you suppers keep host families',
        text: 'Of the 14 families we invited to a supper with the children they host, all 14 stayed another year. The year before, without one, we lost five. It costs us one evening and about $20 a person.',
        answers: [
          { by: 'ministry', text: 'This is worth a page of its own. Would you count it the same way next year?' },
        ],
      },
    ],
  },
  {
    about: {
      name: 'equipment-pool',
      topic: 'Who has what, and who needs it',
      purpose: 'Lifts, bikes, communication devices: lent, not bought twice.',
      functionId: 'equipment',
    },
    threads: [
      {
        by: 'partner',
        title: 'Adapted tricycle, size 20, free until June',
        text: 'Two Rivers has one in Chatham, serviced in the fall. Pick-up only. Ask me for the contact.',
      },
      {
        by: 'coordinator',
        title: 'One list for the pool?',
        text: 'We keep three lists of equipment in three counties. Shall we make one, with a date on which each thing was last seen?',
        answers: [
          { by: 'partner', text: 'Yes, and with a photo. Half of the phone calls are about what a thing looks like.' },
        ],
      },
    ],
  },
  {
    about: {
      name: 'autism-awareness',
      topic: 'April, schools, libraries, arenas',
      purpose: 'What we tell the public, and with whom.',
      functionId: 'promotion',
    },
    threads: [
      {
        by: 'ministry',
        title: 'Quiet hours at the arena',
        text: 'Three towns now keep one skating hour a week without music and with the lights down. The poster may be used by every network.',
        answers: [{ by: 'partner', text: 'Stratford would like to be the fourth. Families asked for it by name.' }],
      },
    ],
  },
]
