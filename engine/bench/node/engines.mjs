// The engines of Node.js. Reads contracts.json; then a request a line: {"engine","set","n"} is answered with the
// nanoseconds that n rounds of the set took, {"engine","endpoint","body"} with the verdict.
import fs from 'node:fs'
import readline from 'node:readline'
import { createRequire } from 'node:module'
import { FormatRegistry, Type } from '@sinclair/typebox'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import Ajv from 'ajv/dist/2020.js'
import { _ } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'
import { z } from 'zod'

const require = createRequire(import.meta.url)
const formats = require('./formats.cjs')
const { schemas, valid, invalid } = JSON.parse(fs.readFileSync('contracts.json', 'utf8'))
for (const [name, check] of Object.entries(formats)) FormatRegistry.Set(name, check)

function ajv(schema, i, allErrors) {
  const compiler = new Ajv({ code: { source: true, formats: _`require("./formats.cjs")` }, formats, allErrors, strictTypes: false, strictRequired: false })
  const file = `./ajv${i}${allErrors}.cjs`
  fs.writeFileSync(file, standalone(compiler, compiler.compile(schema)))
  return require(file)
}

const patterns = schema => [schema, ...(schema.allOf ?? [])].flatMap(({ pattern }) => pattern === undefined ? [] : [new RegExp(pattern, 'u')])

function typebox(schema) {
  const options = {}
  for (const k of ['minLength', 'maxLength', 'format', 'minimum', 'maximum']) if (k in schema) options[k] = schema[k]
  if (schema.anyOf && !schema.properties) return Type.Union(schema.anyOf.map(typebox))
  if (schema.enum) return Type.Union(schema.enum.map(v => Type.Literal(v)))
  if (Array.isArray(schema.type)) return Type.Union(schema.type.map(type => typebox({ ...schema, type })))
  switch (schema.type) {
    case 'null': return Type.Null()
    case 'boolean': return Type.Boolean()
    case 'integer': return Type.Integer(options)
    case 'number': return Type.Number(options)
    case 'string': {
      const all = patterns(schema).map(p => Type.RegExp(p))
      if (all.length === 0 || Object.keys(options).length > 0) all.unshift(Type.String(options))
      return all.length === 1 ? all[0] : Type.Intersect(all)
    }
    case 'array': return Type.Array(typebox(schema.items))
  }
  const members = {}
  for (const [name, member] of Object.entries(schema.properties)) members[name] = schema.required.includes(name) ? typebox(member) : Type.Optional(typebox(member))
  const object = Type.Object(members)
  return schema.anyOf ? Type.Intersect([object, Type.Union(schema.anyOf.map(s => Type.Object({ [s.required[0]]: Type.Unknown() })))]) : object
}

function zod(schema) {
  if (schema.anyOf && !schema.properties) return z.union(schema.anyOf.map(zod))
  if (schema.enum) return z.literal(schema.enum)
  if (Array.isArray(schema.type)) return zod({ ...schema, type: schema.type.find(t => t !== 'null') }).nullable()
  const bounded = number => {
    if ('minimum' in schema) number = number.gte(schema.minimum)
    if ('maximum' in schema) number = number.lte(schema.maximum)
    return number
  }
  switch (schema.type) {
    case 'boolean': return z.boolean()
    case 'integer': return bounded(z.int())
    case 'number': return bounded(z.number())
    case 'array': return z.array(zod(schema.items))
    case 'string': {
      let text = z.string()
      if ('minLength' in schema) text = text.min(schema.minLength)
      if ('maxLength' in schema) text = text.max(schema.maxLength)
      for (const pattern of patterns(schema)) text = text.regex(pattern)
      return 'format' in schema ? text.refine(formats[schema.format]) : text
    }
  }
  const members = {}
  for (const [name, member] of Object.entries(schema.properties)) members[name] = schema.required.includes(name) ? zod(member) : zod(member).optional()
  const object = z.object(members)
  return schema.anyOf ? object.refine(v => schema.anyOf.some(s => v[s.required[0]] !== undefined)) : object
}

const fast = schemas.map((s, i) => ajv(s, i, false))
const full = schemas.map((s, i) => ajv(s, i, true))
const boxes = schemas.map(s => TypeCompiler.Compile(typebox(s)))
const zods = schemas.map(zod)
const engines = {
  'JSON.parse': { valid: () => true, answer: () => '' },
  'ajv standalone': {
    valid: (i, v) => fast[i](v),
    answer: (i, v) => full[i](v) ? '' : JSON.stringify(full[i].errors),
  },
  typebox: {
    valid: (i, v) => boxes[i].Check(v),
    answer: (i, v) => boxes[i].Check(v) ? '' : JSON.stringify([...boxes[i].Errors(v)].map(({ path, message }) => ({ path, message }))),
  },
  zod: {
    valid: (i, v) => zods[i].safeParse(v).success,
    answer: (i, v) => {
      const result = zods[i].safeParse(v)
      return result.success ? '' : JSON.stringify(result.error.issues)
    },
  },
}

const bodies = { valid: valid.map(b => Buffer.from(b)), invalid: invalid.map(b => Buffer.from(b)) }
let sink = 0

function time({ engine, set, n }) {
  const { valid, answer } = engines[engine]
  const all = bodies[set]
  const start = process.hrtime.bigint()
  if (set === 'valid') {
    for (let k = 0; k < n; k++) for (let i = 0; i < all.length; i++) if (valid(i, JSON.parse(all[i].toString()))) sink++
  } else {
    for (let k = 0; k < n; k++) for (let i = 0; i < all.length; i++) sink += answer(i, JSON.parse(all[i].toString())).length
  }
  return Number(process.hrtime.bigint() - start)
}

function verdict({ engine, endpoint, body }) {
  try {
    return engines[engine].valid(endpoint, JSON.parse(Buffer.from(body, 'base64').toString()))
  } catch {
    return false
  }
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const request = JSON.parse(line)
  console.log(JSON.stringify('set' in request ? time(request) : verdict(request)))
}
