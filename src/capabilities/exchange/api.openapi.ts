// The API described in OpenAPI 3.1: paths, what may be asked, and the schemas of api.schemas.ts.

import { z } from 'zod'
import { machines } from '#core/exchange/addresses.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { PlaceList, ProblemAnswer, SiteAnswer, Story, StoryList, ThemeList } from './api.schemas.ts'
import { exchangeTexts } from './exchange.texts.ts'

const schemas = { StoryList, Story, ThemeList, PlaceList, Site: SiteAnswer, Problem: ProblemAnswer }

/** What may be written after the question mark of each address, with the shape it must have. */
export const parameters = {
  lang: { enum: [...locales], type: 'string' },
  theme: { type: 'string', maxLength: 200 },
  language: { type: 'string', maxLength: 35, pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$' },
  medium: { type: 'string', pattern: '^[a-z]{1,20}$' },
  place: { type: 'string', maxLength: 200 },
  q: { type: 'string', maxLength: 200 },
  limit: { type: 'integer', minimum: 1, maximum: 50, default: 24 },
  after: { type: 'string', pattern: '^[01]-\\d{1,16}-\\d{6}$' },
} as const
export type ParameterName = keyof typeof parameters
export type Shape = {
  type: string
  enum?: readonly string[]
  pattern?: string
  maxLength?: number
  minimum?: number
  maximum?: number
}

type Operation = {
  path: string
  name: 'site' | 'stories' | 'story' | 'themes' | 'places'
  schema: keyof typeof schemas
  type: string
  parameters: readonly ParameterName[]
  refusals: readonly (400 | 404 | 410)[]
}

const filters = ['theme', 'language', 'medium'] as const
/** Every address of the API, for its description, its page and its tests. */
export const operations: readonly Operation[] = [
  {
    path: machines.apiSite.fr,
    name: 'site',
    schema: 'Site',
    type: 'application/json',
    parameters: ['lang'],
    refusals: [],
  },
  {
    path: machines.apiStories.fr,
    name: 'stories',
    schema: 'StoryList',
    type: 'application/json',
    parameters: ['q', ...filters, 'place', 'limit', 'after', 'lang'],
    refusals: [400, 404],
  },
  {
    path: machines.apiStory.fr,
    name: 'story',
    schema: 'Story',
    type: 'application/json',
    parameters: ['lang'],
    refusals: [404, 410],
  },
  {
    path: machines.apiThemes.fr,
    name: 'themes',
    schema: 'ThemeList',
    type: 'application/json',
    parameters: ['lang'],
    refusals: [],
  },
  {
    path: machines.apiPlaces.fr,
    name: 'places',
    schema: 'PlaceList',
    type: 'application/geo+json',
    parameters: filters,
    refusals: [400, 404],
  },
]

export function openApiOf(locale: Locale, about: { origin: string; site: string; terms: string }) {
  const t = exchangeTexts.in(locale)
  const answer = (description: string, type: string, schema: keyof typeof schemas) => ({
    description,
    content: { [type]: { schema: { $ref: `#/components/schemas/${schema}` } } },
  })
  return {
    openapi: '3.1.0',
    info: {
      title: t('api.title', { site: about.site }),
      version: '1.0.0',
      description: t('api.lead'),
      termsOfService: about.terms,
    },
    servers: [{ url: about.origin }],
    paths: Object.fromEntries(
      operations.map((each) => [
        each.path.replace(/:([a-z_]+)/g, '{$1}'),
        {
          get: {
            operationId: each.name,
            summary: t(`api.${each.name}`),
            parameters: [
              ...[...each.path.matchAll(/:([a-z_]+)/g)].map(([, name = '']) => ({
                name,
                in: 'path',
                required: true,
                description: t('api.parameter.code'),
                schema: { type: 'string', pattern: '^\\d{6}$' },
              })),
              ...each.parameters.map((name) => ({
                name,
                in: 'query',
                description: t(`api.parameter.${name}`),
                schema: parameters[name],
              })),
            ],
            responses: {
              '200': answer(t('api.answer'), each.type, each.schema),
              ...Object.fromEntries(
                each.refusals.map((status) => [
                  String(status),
                  answer(t(`problem.${refusals[status]}`), 'application/problem+json', 'Problem'),
                ]),
              ),
            },
          },
        },
      ]),
    ),
    components: {
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => {
          const { $schema: _, ...described } = z.toJSONSchema(schema)
          return [name, described]
        }),
      ),
    },
  }
}

const refusals = { 400: 'invalid', 404: 'not_found', 410: 'gone' } as const
