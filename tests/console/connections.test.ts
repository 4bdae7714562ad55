import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFindings } from './testing/axe-findings.ts'
import { openConsole, signInByLink, type OpenConsole } from './testing/open-console.ts'
import { sendEvent } from './testing/send-event.ts'
import { setFaults } from './testing/set-faults.ts'

let opened: OpenConsole
beforeAll(async () => {
  opened = await openConsole()
  await signInByLink(opened.page, opened.outcrop.link)
}, 120_000)
afterAll(() => opened.close())

async function openTab(name: string): Promise<void> {
  const { page } = opened
  await page.goto('/providers')
  await page.getByRole('link', { name: 'Bedrock emulator' }).click()
  await page.getByRole('tab', { name }).click()
}

describe('a provider', () => {
  it('shows the least that IAM must allow, in each of three formats', async () => {
    const { page } = opened
    await openTab('Policies')
    const policy = page.getByRole('region', { name: 'permissions policy' })
    await policy.getByText('foundation-model/amazon.nova-micro-v1:0').first().waitFor()
    await page.getByRole('button', { name: 'Copy permissions policy' }).waitFor()
    await page.getByText('CloudFormation', { exact: true }).click()
    await page
      .getByRole('region', { name: 'cloudformation text' })
      .getByText('AWS::IAM::')
      .waitFor()
    await page.getByText('Terraform', { exact: true }).click()
    await page.getByRole('region', { name: 'terraform text' }).getByText('aws_iam_').waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  it(
    'shows its limits, and beside them what refusals of AWS have taught',
    { timeout: 60_000 },
    async () => {
      const { page, outcrop } = opened
      await openTab('Limits')
      await page.getByRole('heading', { name: 'Nothing limits this provider' }).waitFor()
      await page.getByRole('tab', { name: 'Settings' }).click()
      await page.getByRole('textbox', { name: 'Requests a minute' }).fill('600')
      await page.getByRole('button', { name: 'Limit a model' }).click()
      await page.getByRole('button', { name: 'Remove the limits of model 1' }).press('Enter')
      const atWork = () => page.evaluate(() => document.activeElement?.getAttribute('placeholder'))
      await expect.poll(atWork).toBe('No limit')
      await page.getByRole('button', { name: 'Save changes' }).click()
      await page.getByText('Provider saved.').waitFor()
      await page.getByRole('tab', { name: 'Limits' }).click()
      const whole = page.getByRole('row', { name: 'The whole provider' })
      await whole.getByText('600', { exact: true }).waitFor()
      await setFaults(outcrop.emulatorUrl, [
        { error: 'ThrottlingException', operation: 'Converse', first: 1 },
      ])
      await sendEvent(outcrop.url, { tealium_event: 'add_to_cart', tealium_visitor_id: 'busy' })
      const model = page.getByRole('row', { name: /amazon\.nova-micro/ })
      await model.getByText('Learned').waitFor()
      await model.getByText('nothing is set').waitFor()
      expect(await axeFindings(page)).toEqual([])
      await setFaults(outcrop.emulatorUrl, [])
    },
  )
})

describe('the choice of a model', () => {
  it('sets models apart by how they are called, and takes a new list from AWS', async () => {
    const { page } = opened
    await page.goto('/services/new')
    await page.getByRole('combobox', { name: 'Provider' }).click()
    await page.getByRole('option', { name: /^Bedrock emulator/ }).click()
    const model = page.getByRole('combobox', { name: 'Model ID' })
    await model.fill('claude sonnet 4.5')
    const profiles = page.getByRole('group', { name: 'Inference profiles' })
    await profiles.getByRole('option', { name: /us\.anthropic\.claude-sonnet-4-5/ }).waitFor()
    const others = page.getByRole('group', { name: 'Not callable by their id alone' })
    await others.getByRole('option').first().click()
    await page.getByText('This model cannot be called by its id alone').waitFor()
    await page.getByRole('button', { name: /^us\.anthropic\.claude-sonnet-4-5/ }).click()
    await page.getByText('Can be called: an inference profile').waitFor()
    await model.fill('my.own-model')
    await page.getByText('It is used as it stands here.').waitFor()
    const asked = page.waitForResponse(/\/models\/refresh$/)
    await page.getByRole('button', { name: 'Ask AWS again' }).click()
    expect((await asked).ok()).toBe(true)
  })
})

describe('a service', () => {
  it('is made, and changed on its page', { timeout: 60_000 }, async () => {
    const { page } = opened
    await page.goto('/services/new')
    await page.getByRole('textbox', { name: 'Name' }).fill('Fast and cheap')
    await page.getByRole('combobox', { name: 'Provider' }).click()
    await page.getByRole('option', { name: /^Bedrock emulator/ }).click()
    await page.getByRole('combobox', { name: 'Model ID' }).fill('amazon.nova-micro-v1:0')
    await page.getByRole('button', { name: 'Save service' }).click()
    await page.getByRole('heading', { name: 'Fast and cheap', level: 1 }).waitFor()
    await page.getByRole('combobox', { name: 'Model ID' }).fill('amazon.nova-lite-v1:0')
    await page.getByRole('textbox', { name: 'Max tokens' }).fill('77')
    const guardrail = page.getByRole('radiogroup', { name: 'Guardrail' })
    await guardrail.getByText('This one').click()
    await page.getByRole('textbox', { name: 'Guardrail version' }).fill('none')
    await page.getByRole('textbox', { name: 'Guardrail id or ARN' }).fill('gr12345678')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText('Must be DRAFT or the number of a version').waitFor()
    await guardrail.getByText('None').click()
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText('Service saved.').waitFor()
    await page.reload()
    await page.getByRole('textbox', { name: 'Max tokens' }).waitFor()
    expect(await page.getByRole('textbox', { name: 'Max tokens' }).inputValue()).toBe('77')
    expect(await axeFindings(page)).toEqual([])
  })

  it('is chosen for a step in place of a provider and a model', { timeout: 60_000 }, async () => {
    const { page } = opened
    await page.goto('/automations/new')
    await page.getByRole('textbox', { name: 'Name' }).fill('By service')
    await page.getByRole('combobox', { name: 'Service' }).click()
    await page.getByRole('option', { name: /^Fast and cheap/ }).click()
    await page.getByText('Asks amazon.nova-lite-v1:0.').waitFor()
    expect(await page.getByRole('combobox', { name: 'Model ID' }).count()).toBe(0)
    const request = page.getByRole('region', { name: 'request' })
    await request.getByText('"amazon.nova-lite-v1:0"').waitFor()
    await page.getByRole('tab', { name: 'Try it' }).click()
    await page.getByRole('button', { name: 'Try it' }).click()
    await page.getByRole('region', { name: 'parsed output' }).getByText('visitor_score').waitFor()
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.waitForURL(/\/automations\/aut_/)
  })

  it('that a step uses is not deleted', async () => {
    const { page } = opened
    await page.getByRole('link', { name: 'Services' }).click()
    await page.getByRole('link', { name: 'Fast and cheap' }).click()
    await page.getByRole('button', { name: 'Delete service' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Delete service' }).click()
    await dialog.getByText(/By service/).waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(opened.faults).toEqual([])
  })
})

describe('a conversation with an agent', () => {
  it('begins with the attributes that were written, and shows them afterwards', async () => {
    const { page } = opened
    await page.goto('/agents')
    await page.getByRole('link', { name: 'Shop support' }).click()
    const section = page.getByRole('region', { name: 'Session attributes' })
    await section.getByRole('button', { name: 'Add attribute' }).click()
    const row = section.getByRole('group', { name: 'Attribute 1' })
    await row.getByRole('textbox', { name: 'Name' }).fill('two words')
    await row.getByText('Letters, digits and _ . - only.').waitFor()
    await row.getByRole('textbox', { name: 'Name' }).fill('tier')
    await row.getByRole('textbox', { name: 'Value' }).fill('gold')
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('textbox', { name: 'Message' }).fill('How long does shipping take?')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('list', { name: 'Sources' }).waitFor()
    await section.getByText('What this conversation began with.').waitFor()
    await section.getByText('gold', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'New conversation' }).click()
    expect(await row.getByRole('textbox', { name: 'Value' }).inputValue()).toBe('gold')
    expect(opened.faults).toEqual([])
  })
})

describe('a conversation', () => {
  it('gives a message that was refused back to be mended', async () => {
    const { page } = opened
    await page.goto('/agents')
    await page.getByRole('link', { name: 'Shop support' }).click()
    const message = page.getByRole('textbox', { name: 'Message' })
    const tooLong = 'x'.repeat(100_001)
    await message.fill(tooLong)
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('must have at most 100,000 characters').waitFor()
    await expect.poll(async () => (await message.inputValue()).length).toBe(tooLong.length)
    await message.fill('How long may I send things back?')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('log').getByText('within 60 days').first().waitFor()
    expect(await message.inputValue()).toBe('')
  })

  it('answers an action that is handed over, shows the trace of each answer, and ends', async () => {
    const { page } = opened
    await page.goto('/agents')
    await page.getByRole('link', { name: 'Shop support' }).click()
    const say = async (text: string) => {
      await page.getByRole('textbox', { name: 'Message' }).fill(text)
      await page.getByRole('button', { name: 'Send', exact: true }).click()
    }
    await say('Please refund order 4711')
    await page.getByText('Refunds · issue_refund').first().waitFor()
    await page.getByRole('textbox', { name: 'Result' }).fill('{"refunded": true}')
    await page.getByRole('button', { name: 'Send result' }).press('Enter')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
    await page.getByRole('log').getByText('refunded true').waitFor()
    await page.getByText('The action returned {"refunded": true}').waitFor()
    await page.getByRole('button', { name: 'Show its trace' }).first().click()
    await page.getByText('Calls Refunds · issue_refund(order_id: 4711)').waitFor()
    await say('Please refund order 4712')
    await page.getByRole('button', { name: 'Send result' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'End session' }).press('Enter')
    await page.getByText('This conversation has ended. Start a new one.').waitFor()
    expect(await page.getByRole('button', { name: 'Send result' }).count()).toBe(0)
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
    expect(opened.faults).toEqual([])
  })
})

describe('connecting an agent', () => {
  const place = 'arn:aws:bedrock:us-east-1:111122223333:'
  const wrong = [
    ['agent/SHOPAGENT1', 'This is the ARN of the agent itself.'],
    ['agent-alias/SHOPAGENT1/live', 'its alias "live" must be ten letters and digits'],
    ['agent-alias/SHOPAGENT1/TSTALIASID', 'The alias leads to the working draft'],
    ['agent-alias/SHOPAGENT1/NOALIAS001', 'AWS cannot find this resource'],
    ['flow/CONVFLOW01/alias/CONVLIVE01', 'This is the ARN of a flow alias'],
  ] as const

  it('says of each wrong ARN what is wrong with it, before it is saved', async () => {
    const { page } = opened
    await page.goto('/agents/new')
    await page.getByRole('combobox', { name: 'Provider' }).click()
    await page.getByRole('option', { name: /^Bedrock emulator/ }).click()
    for (const [resource, text] of wrong) {
      await page.getByRole('textbox', { name: 'Agent alias ARN' }).fill(place + resource)
      await page.getByRole('button', { name: 'Look at it first' }).click()
      await page.getByText(text).waitFor()
      await page.getByText('The agent cannot be called yet').waitFor()
    }
    expect(await axeFindings(page)).toEqual([])
    const right = `${place}agent-alias/SHOPAGENT1/SHOPLIVE01`
    await page.getByRole('textbox', { name: 'Agent alias ARN' }).fill(right)
    await page.getByRole('button', { name: 'Look at it first' }).click()
    await page.getByText('The agent can be called').waitFor()
  })
})
