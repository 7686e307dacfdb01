import type { DemoOrganization } from '../demo-community.ts'

/** The region's networks, one for each area, and partners that belong to them. The partners are invented. */
export const respiteOrganizations: readonly DemoOrganization[] = [
  ...[
    'Huron-Perth',
    'Grey-Bruce',
    'Elgin',
    'Oxford',
    'London-Middlesex',
    'Chatham-Kent',
    'Sarnia-Lambton',
    'Windsor-Essex',
  ].map((area) => ({ name: networkOf(area), kindId: 'lrn', area })),
  { name: 'Maple Bridge Family Supports', kindId: 'partner', area: 'Stratford', partOf: networkOf('Huron-Perth') },
  { name: 'Escarpment House', kindId: 'partner', area: 'Owen Sound', partOf: networkOf('Grey-Bruce') },
  { name: 'Railway City Respite Homes', kindId: 'partner', area: 'St. Thomas', partOf: networkOf('Elgin') },
  {
    name: 'Thames Bend Respite Co-operative',
    kindId: 'partner',
    area: 'London',
    partOf: networkOf('London-Middlesex'),
  },
  { name: 'Two Rivers Equipment Library', kindId: 'partner', area: 'Chatham', partOf: networkOf('Chatham-Kent') },
  { name: 'Bluewater Host Families', kindId: 'partner', area: 'Sarnia', partOf: networkOf('Sarnia-Lambton') },
  { name: 'La Passerelle familiale', kindId: 'partner', area: 'Windsor', partOf: networkOf('Windsor-Essex') },
  { name: 'Ministry of Children and Youth Services', kindId: 'ministry', area: 'South West Region' },
]

function networkOf(area: string): string {
  return `${area} Local Respite Network`
}
