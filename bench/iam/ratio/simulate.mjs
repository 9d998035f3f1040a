// Prints how many microseconds of CPU a decision of iam-simulate takes, for each
// question on standard input, one a line.
import { runSimulation } from '@cloud-copilot/iam-simulate'
import { createInterface } from 'node:readline'

for await (const line of createInterface({ input: process.stdin })) {
  const row = JSON.parse(line)
  const simulation = {
    request: {
      principal: row.request.principal,
      action: row.request.action,
      resource: { resource: row.request.resource, accountId: row.request.resource_account },
      contextVariables: row.request.context,
    },
    identityPolicies: row.identity.map((policy, i) => ({ name: String(i), policy })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  }
  const once = async () => {
    const result = await runSimulation(simulation, {})
    if (result.overallResult !== 'Allowed') throw new Error(JSON.stringify(result).slice(0, 500))
  }
  for (let i = 0; i < 50; i++) await once()
  let rounds = 0
  const start = process.cpuUsage()
  while (rounds < 100 || process.cpuUsage(start).user < 1e6) {
    await once()
    rounds++
  }
  const used = process.cpuUsage(start)
  console.log((used.user + used.system) / rounds)
}
