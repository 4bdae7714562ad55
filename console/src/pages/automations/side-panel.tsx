import type { Automation, Finding, Step } from '@outcrop/contract'
import { Badge, Box, Card, SegmentedControl, Stack, Tabs } from '@mantine/core'
import { ChecksView } from './checks-view.tsx'
import { PreviewView } from './preview-view.tsx'
import { SampleSelect } from './sample-select.tsx'
import { TryView } from './try-view.tsx'
import type { useSamples } from './use-samples.ts'
import type { useStepPreview } from './use-step-preview.ts'
import { VisitorSampleSelect } from './visitor-sample-select.tsx'

interface SidePanelProps {
  readonly step: Step
  readonly saved: Automation | null
  readonly samples: ReturnType<typeof useSamples>
  readonly preview: ReturnType<typeof useStepPreview>
  readonly findings: readonly Finding[]
  readonly notes: readonly Finding[]
}

/** What the step does with a real event or visitor, beside the form. */
export function SidePanel({ step, saved, samples, preview, findings, notes }: SidePanelProps) {
  const { sample, onVisitor } = samples
  return (
    <Box pos="sticky" top={72}>
      <Card
        component="section"
        aria-label="Preview and try"
        mah={{ lg: 'calc(100dvh - 96px)' }}
        style={{ overflow: 'auto' }}
      >
        <Stack>
          <SegmentedControl
            size="xs"
            aria-label="Shown on"
            value={onVisitor ? 'visitor' : 'event'}
            onChange={(value) => samples.setOnVisitor(value === 'visitor')}
            data={[
              { value: 'event', label: 'An event' },
              { value: 'visitor', label: 'A visitor' },
            ]}
          />
          {onVisitor ? (
            <VisitorSampleSelect {...samples.visitors} />
          ) : (
            <SampleSelect
              events={samples.events}
              value={'event' in sample ? sample.event.id : null}
              onChange={samples.choose}
            />
          )}
          <Tabs defaultValue="preview">
            <Tabs.List mb="md">
              <Tabs.Tab value="preview">Preview</Tabs.Tab>
              <Tabs.Tab value="try">Try it</Tabs.Tab>
              <Tabs.Tab
                value="checks"
                rightSection={
                  findings.length + notes.length > 0 && (
                    <Badge size="sm" color={findings.length > 0 ? 'orange' : 'gray'}>
                      {findings.length + notes.length}
                    </Badge>
                  )
                }
              >
                Checks
              </Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="preview">
              <PreviewView query={preview} />
            </Tabs.Panel>
            <Tabs.Panel value="try">
              <TryView step={step} sample={sample} saved={saved} />
            </Tabs.Panel>
            <Tabs.Panel value="checks">
              <ChecksView findings={findings} notes={notes} />
            </Tabs.Panel>
          </Tabs>
        </Stack>
      </Card>
    </Box>
  )
}
