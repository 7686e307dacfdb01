import '@mantine/dates/styles.css'
import 'dayjs/locale/fr'
import { meetings } from '@convene/protocol'
import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core'
import { DatePickerInput, DatesProvider, TimeInput } from '@mantine/dates'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useFormat, useLocalized, useT } from '../../i18n/index.ts'
import { useAct, useFocusBack } from '../../ui/index.ts'
import { useCommunity } from '../communities/index.ts'
import { wallTime } from './wall-time.ts'

interface Props {
  /** The season whose room was chosen on the board. */
  readonly seasonId: string | undefined
  readonly onClose: () => void
}

/** Schedules a meeting by the clock of its own zone; its agenda and notes come with it. Default export: a chunk of its own. */
export default function ScheduleDialog({ seasonId, onClose }: Props) {
  useFocusBack()
  const t = useT()
  const pick = useLocalized()
  const { language } = useFormat()
  const navigate = useNavigate()
  const { community } = useCommunity()
  const act = useAct(meetings.schedule)
  const season = community.seasons.find((one) => one.id === seasonId)
  const form = useForm({
    initialValues: {
      title: season ? pick(season.name) : '',
      seasonId: seasonId ?? '',
      day: '',
      from: '10:00',
      to: '12:30',
      timeZone: community.timeZone,
      place: '',
      callLink: '',
    },
    validate: {
      title: (title) => (title.trim() === '' ? t('meetings.needTitle') : null),
      day: (day) => (day === '' ? t('meetings.needDate') : null),
      to: (to, { from }) => (to > from ? null : t('meetings.needTimes')),
      callLink: (link) => (link === '' || /^https?:\/\/./.test(link) ? null : t('meetings.needLink')),
    },
  })

  async function schedule(values: typeof form.values): Promise<void> {
    const startsAt = wallTime(values.day, values.from, values.timeZone)
    const endsAt = wallTime(values.day, values.to, values.timeZone)
    if (startsAt === undefined || endsAt === undefined) return form.setFieldError('day', t('meetings.needDate'))
    const { title, timeZone, place, callLink } = values
    const made = await act.run({
      communityId: community.id,
      title,
      startsAt,
      endsAt,
      timeZone,
      place,
      callLink,
      ...(values.seasonId && { seasonId: values.seasonId }),
    })
    if (!made) return
    onClose()
    await navigate({
      to: '/c/$community/meetings/$meeting',
      params: { community: community.handle, meeting: made.meetingId },
    })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('meetings.dialogTitle')}
      closeButtonProps={{ 'aria-label': t('meetings.cancel') }}
    >
      <DatesProvider settings={{ locale: language }}>
        <form onSubmit={form.onSubmit((values) => void schedule(values))} noValidate>
          <Stack gap="md">
            <TextInput
              label={t('meetings.name')}
              required
              maxLength={160}
              data-autofocus
              {...form.getInputProps('title')}
            />
            <NativeSelect
              label={t('meetings.season')}
              data={[
                ...community.seasons.map((one) => ({ value: one.id, label: pick(one.name) })),
                { value: '', label: t('meetings.noSeason') },
              ]}
              {...form.getInputProps('seasonId')}
            />
            <DatePickerInput
              label={t('meetings.date')}
              required
              size="md"
              firstDayOfWeek={0}
              valueFormat="D MMMM YYYY"
              popoverProps={{ withinPortal: true }}
              ariaLabels={{ previousMonth: t('meetings.previousMonth'), nextMonth: t('meetings.nextMonth') }}
              value={form.values.day || null}
              error={form.errors.day}
              onChange={(day) => form.setFieldValue('day', day ?? '')}
            />
            <Group grow align="flex-start">
              <TimeInput label={t('meetings.from')} required size="md" {...form.getInputProps('from')} />
              <TimeInput label={t('meetings.to')} required size="md" {...form.getInputProps('to')} />
            </Group>
            <NativeSelect
              label={t('meetings.zone')}
              description={t('meetings.zoneHint')}
              data={zones(community.timeZone)}
              {...form.getInputProps('timeZone')}
            />
            <TextInput label={t('meetings.place')} maxLength={300} {...form.getInputProps('place')} />
            <TextInput
              label={t('meetings.callLink')}
              type="url"
              placeholder="https://"
              {...form.getInputProps('callLink')}
            />
            {act.problem && (
              <p role="alert" style={{ color: 'var(--live)', margin: 0 }}>
                {act.problem}
              </p>
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('meetings.cancel')}
              </Button>
              <Button type="submit" loading={act.busy}>
                {t('meetings.save')}
              </Button>
            </Group>
          </Stack>
        </form>
      </DatesProvider>
    </Modal>
  )
}

/** Every zone the browser knows, the community's own among them. */
const zones = (own: string): string[] => [...new Set([own, ...Intl.supportedValuesOf('timeZone')])].sort()
