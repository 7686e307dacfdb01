/** Those who take part in the example communities. Nobody here is real. */
export const demoPeople = [
  {
    handle: 'coordinator',
    name: 'Danielle Fortin',
    profile: {
      discipline: 'Regional respite coordinator',
      languages: ['en', 'fr'],
      place: 'London, Ontario',
      askAbout: 'How the seven functions are divided between networks; who to call in which county',
      introduction:
        'I have coordinated respite in the South West for eleven years. Je réponds volontiers en français.\n\nMy rule for a good meeting: everyone leaves knowing one thing they will try.',
    },
  },
  {
    handle: 'partner',
    name: 'Kwame Asante',
    profile: {
      discipline: 'Respite program manager, community partner',
      languages: ['en'],
      place: 'Stratford, Ontario',
      askAbout: 'Host families, matching, overnight respite on farms',
      introduction:
        'I run the host family program at Maple Bridge. Before that I was a relief worker, nights and weekends, for six years.',
    },
  },
  {
    handle: 'ministry',
    name: 'Helen Marsh',
    profile: {
      discipline: 'Program supervisor, children and youth services',
      languages: ['en', 'fr'],
      place: 'Windsor, Ontario',
      askAbout: 'Reporting dates, what can be carried over, who decides what',
      introduction: 'Here to listen first. I can usually say what a rule is for, and sometimes change it.',
    },
  },
  {
    handle: 'nurse',
    name: 'Teresa Okafor',
    profile: {
      discipline: 'Hepatitis C treatment nurse',
      languages: ['en', 'ig'],
      place: 'Toronto, Ontario',
      askAbout: 'Side effects, drug coverage forms, treatment in shelters',
      introduction:
        'Nurse at a downtown clinic. I started on the list as a reader, for two years, before I dared to post.',
    },
  },
  {
    handle: 'steward',
    name: 'Luc Pelletier',
    profile: {
      discipline: 'Outreach worker',
      languages: ['fr', 'en'],
      place: 'Ottawa, Ontario',
      askAbout: 'Peer support groups, the history of this network, prisons',
      introduction:
        'With the network since its first support group. I look after the list: welcome newcomers, close loose ends. Posez vos questions en français aussi.',
    },
  },
  {
    handle: 'organizer',
    name: 'Ananya Sen',
    profile: {
      discipline: 'Programme organizer, rural livelihoods',
      languages: ['bn', 'hi', 'en'],
      place: 'Kolkata',
      askAbout: 'Self-help groups, savings books, getting a circular explained in plain words',
      introduction:
        'নমস্কার। I work with women’s groups in four districts, and write down what works so that others need not begin again.',
    },
  },
  {
    handle: 'fieldworker',
    name: 'Murugan Selvam',
    profile: {
      discipline: 'Community water worker',
      languages: ['ta', 'en'],
      place: 'Madurai',
      askAbout: 'Tank repair, village water committees, reading a well log',
      introduction: 'வணக்கம். I repair irrigation tanks with the people who drink from them.',
    },
  },
  {
    handle: 'owner',
    name: 'Ruth Achterberg',
    profile: {
      discipline: 'Network secretariat',
      languages: ['en', 'nl'],
      place: 'St. Thomas, Ontario',
      askAbout: 'Accounts, rules, anything that does not work here',
      introduction: 'I keep the place running so that others can use it.',
    },
  },
  {
    handle: 'observer',
    name: 'Samir Haddad',
    profile: {
      discipline: 'Health services researcher',
      languages: ['ar', 'en', 'fr'],
      place: 'Hamilton, Ontario',
      askAbout: 'Evaluation without paperwork',
      introduction:
        'I follow how networks learn. I read along, with the members’ leave, and share what I find with them first.',
    },
  },
  {
    handle: 'visitor',
    name: 'Naomi Little',
    profile: {
      discipline: 'Parent and volunteer',
      languages: ['en', 'oj'],
      place: 'Walpole Island, Ontario',
      askAbout: 'What a weekend off is worth',
      introduction: 'Mother of two, one of them autistic. Looking for people who work on respite near us.',
    },
  },
] as const

export type DemoHandle = (typeof demoPeople)[number]['handle']
