import { tokenize } from './tokenize.ts'

test('ST56 words come in order, repeated ones repeated, without case, punctuation or invisible signs', () => {
  expect(tokenize('To be, or not to be!')).toEqual(['to', 'be', 'or', 'not', 'to', 'be'])
  expect(tokenize("l'École d’été")).toEqual(['l', 'ecole', 'd', 'ete'])
  expect(tokenize('soft\u00adhyphen and اردو\u200cزبان')).toEqual(['softhyphen', 'and', 'اردوزبان'])
  expect(tokenize(' \n😀 --')).toEqual([])
})

test('ST56 text of different form but the same meaning gives the same words', () => {
  for (const [one, other] of [
    ['e\u0301cole', 'école'],
    ['ﬁnance', 'finance'],
    ['Ｆｕｌｌ １２', 'full 12'],
    ['ΟΔΟΣ', 'οδος'],
    ['STRASSE', 'straße'],
    ['İzmir', 'izmir'],
    ['한국', '한국'.normalize('NFD')],
  ] as const)
    expect(tokenize(one)).toEqual(tokenize(other))
})

test('ST56 marks stay where they are letters: Devanagari, Tamil, Bengali, Arabic script', () => {
  for (const word of ['बैठक', 'கூட்டம்', 'আগামী', 'اُردو']) expect(tokenize(word)).toEqual([word.normalize('NFC')])
})

test('ST56 scripts without spaces are split at words', () => {
  expect(tokenize('ประชุมพรุ่งนี้').length).toBeGreaterThan(1)
  expect(tokenize('明日の会議')).toContain('会議')
})
