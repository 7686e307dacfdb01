import { communities } from '@convene/protocol'
import { Button, FileInput, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../i18n/index.ts'
import { Section, useAct } from '../../../ui/index.ts'
import { useCommunity } from '../community-context.ts'
import { ImportReport } from './import-report.tsx'

const WHAT = ['members', 'organizations'] as const
type What = (typeof WHAT)[number]

/** A spreadsheet is read and reported line by line first; nothing changes until it is applied. */
export function ImportCsv() {
  const t = useT()
  const { community } = useCommunity()
  const run = useAct(communities.importCsv)
  const [what, setWhat] = useState<What>('members')
  const [csv, setCsv] = useState<string>()
  const [report, setReport] = useState<{ lines: communities.ImportLine[]; applied: boolean }>()

  async function read(text: string | undefined, dryRun: boolean, kind = what): Promise<void> {
    setCsv(text)
    setReport(undefined)
    if (text === undefined) return
    setReport(await run.run({ communityId: community.id, what: kind, csv: text, dryRun }))
  }

  return (
    <Section title={t('communities.import')} lead={t('communities.importLead')}>
      <SegmentedControl
        aria-label={t('communities.import')}
        value={what}
        data={WHAT.map((one) => ({ value: one, label: t(`communities.import_${one}`) }))}
        onChange={(value) => {
          const kind = WHAT.find((one) => one === value) ?? 'members'
          setWhat(kind)
          void read(csv, true, kind)
        }}
      />
      <p className="soft small">{t(`communities.importColumns_${what}`)}</p>
      <FileInput
        label={t('communities.importFile')}
        placeholder={t('communities.importChoose')}
        accept=".csv,text/csv"
        clearable
        clearButtonProps={{ 'aria-label': t('communities.importClear') }}
        onChange={(file) => void (file ? file.text() : Promise.resolve(undefined)).then((text) => read(text, true))}
      />
      {run.problem && <p role="alert">{run.problem}</p>}
      {report && <ImportReport lines={report.lines} applied={report.applied} />}
      {report &&
        !report.applied &&
        report.lines.some(({ outcome }) => outcome === 'added' || outcome === 'changed') && (
          <Button loading={run.busy} onClick={() => void read(csv, false)}>
            {t('communities.importApply')}
          </Button>
        )}
    </Section>
  )
}
