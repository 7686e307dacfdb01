import type { DemoCommunity } from '../demo-community.ts'

/** WeSouthAsians: open to everyone who works on development, from ministries to villages. */
export const southasia: DemoCommunity = {
  about: {
    handle: 'southasia',
    name: 'WeSouthAsians',
    purpose:
      'A common platform for development work in South Asia: shared material, dialogue and problem-solving, easy to reach and to find one’s way in. Members come from governments, the public and private sectors, civil society, and as individuals, and contribute what they know from the grassroots up.',
    timeZone: 'Asia/Kolkata',
    languages: ['en'],
    visibility: 'public',
    joinPolicy: 'open',
    functions: [
      { id: 'water', name: { en: 'Water and sanitation', fr: 'Eau et assainissement' } },
      { id: 'livelihoods', name: { en: 'Livelihoods', fr: 'Moyens de subsistance' } },
      { id: 'education', name: { en: 'Education', fr: 'Éducation' } },
      { id: 'governance', name: { en: 'Local governance', fr: 'Gouvernance locale' } },
      { id: 'climate', name: { en: 'Climate and disasters', fr: 'Climat et catastrophes' } },
    ],
    organizationKinds: [
      { id: 'government', name: { en: 'Government', fr: 'Gouvernement' } },
      { id: 'civil', name: { en: 'Civil society', fr: 'Société civile' } },
      { id: 'private', name: { en: 'Private sector', fr: 'Secteur privé' } },
    ],
    principles: [
      'Those who live with a problem are asked first.',
      'Say where a number comes from.',
      'Write so that a field worker can read it on a small screen.',
    ],
  },
  organizations: [
    { name: 'Nodi Livelihoods Collective', kindId: 'civil', area: 'West Bengal' },
    { name: 'Vaigai Tank Users’ Federation', kindId: 'civil', area: 'Tamil Nadu' },
  ],
  members: [
    { who: 'organizer', role: 'facilitator', title: 'Programme organizer', worksFor: 'Nodi Livelihoods Collective' },
    {
      who: 'fieldworker',
      role: 'member',
      title: 'Community water worker',
      worksFor: 'Vaigai Tank Users’ Federation',
    },
  ],
  channels: [
    {
      about: { name: 'commons', topic: 'Ask, answer, introduce yourself', purpose: 'Open to everyone who comes by.' },
      threads: [
        {
          by: 'organizer',
          title: 'স্বাগতম · स्वागत है · வரவேற்கிறோம் · Welcome',
          text: 'Write in the language you work in; somebody here will read it.\n\nআপনি কোথায় কাজ করেন, দুই লাইনে লিখুন।\nअपने काम के बारे में दो पंक्तियाँ लिखिए।',
          answers: [
            {
              by: 'fieldworker',
              text: 'வணக்கம். நான் மதுரை அருகே ஏரிகளைச் சீரமைக்கும் பணியில் இருக்கிறேன். I repair village tanks near Madurai.',
            },
          ],
        },
        {
          by: 'organizer',
          title: 'गाँव की बैठक में महिलाएँ कैसे बोलें?',
          text: 'बैठक में महिलाएँ आती हैं पर बोलती नहीं। आपके यहाँ क्या काम आया?\n\nWomen come to the village meeting but do not speak. What worked where you are?',
          answers: [
            {
              by: 'fieldworker',
              text: 'We sit in a circle and begin with the youngest. And the first question is one that only those who fetch the water can answer.',
            },
          ],
        },
      ],
    },
    {
      about: {
        name: 'water',
        topic: 'Tanks, wells, committees',
        purpose: 'What holds water, and who looks after it.',
        functionId: 'water',
      },
      threads: [
        {
          by: 'fieldworker',
          title: 'Measuring silt without instruments',
          text: 'A bamboo pole with a nail every hand’s breadth, pushed in at ten places along a rope: two people, one morning. It was within a tenth of what the engineers measured.',
          answers: [
            { by: 'organizer', text: 'Could you draw it? I would like to take this to the groups along the Damodar.' },
          ],
        },
      ],
    },
  ],
  meetings: [
    {
      title: (season, year) => `Open forum, ${season.toLowerCase()} ${year}`,
      kind: 'meeting',
      seasons: [
        { id: 'winter', name: 'Winter', month: 2, utcHour: 10 },
        { id: 'spring', name: 'Spring', month: 5, utcHour: 10 },
        { id: 'fall', name: 'Fall', month: 11, utcHour: 10 },
      ],
      count: 2,
      hours: 2,
      place: 'Online',
      callLink: '',
    },
  ],
}
