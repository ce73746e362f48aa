// Sign-in, made of better-auth on the desk's tables: one-time code by mail, password, passkey. There is no public
// sign-up, and no address of better-auth is served: pages call sign-in.ts, which calls `auth.api`.

import { createHmac } from 'node:crypto'
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { emailOTP } from 'better-auth/plugins/email-otp'
import { z } from 'zod'
import type { Desk, DeskDatabase } from '../desk.ts'
import type { Config } from '../platform/config.ts'
import { readSecrets } from '../platform/secrets.ts'
import { codeMinutes, codeTries, freshMinutes, sessionDays } from './durations.ts'
import { writeCodeLetter } from './letters.ts'

export const minPasswordLength = 12
export const maxPasswordLength = 256

export type Auth = ReturnType<typeof createAuth>

const columns = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

/**
 * `createAuth({ db: desk.db, origin: config.origin, secret: readSecrets(config.data_dir).session })`
 * The origin comes from the settings, never from a Host header.
 */
export function createAuth({ db, origin, secret }: { db: DeskDatabase; origin: string; secret: string }) {
  const isSecure = origin.startsWith('https:')
  const cookiePrefix = isSecure ? '__Host-veillee' : 'veillee'
  const auth = betterAuth({
    appName: 'Veillée',
    baseURL: origin,
    trustedOrigins: [origin],
    secret,
    database: { db, type: 'postgres', schemaName: 'desk', transaction: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Limits are ours (platform/http/limits.ts): they know the network and the account.
    rateLimit: { enabled: false },
    user: { modelName: 'auth_user', fields: { ...columns, emailVerified: 'email_verified' } },
    session: {
      modelName: 'auth_session',
      fields: {
        ...columns,
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        userId: 'user_id',
      },
      expiresIn: sessionDays * 86_400,
      disableSessionRefresh: true,
      freshAge: freshMinutes * 60,
    },
    account: {
      modelName: 'auth_account',
      fields: {
        ...columns,
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
      },
    },
    verification: { modelName: 'auth_verification', fields: { ...columns, expiresAt: 'expires_at' } },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength, maxPasswordLength },
    advanced: {
      cookiePrefix,
      // Better-auth would prefix __Secure-; ours is __Host-, which also refuses a Domain.
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure },
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      emailOTP({
        otpLength: 6,
        expiresIn: codeMinutes * 60,
        allowedAttempts: codeTries,
        disableSignUp: true,
        // Six digits hashed alone would be found from a dump in a second: the installation's secret goes in.
        storeOTP: { hash: async (code) => createHmac('sha256', secret).update(`code ${code}`).digest('base64url') },
        changeEmail: { enabled: true },
        sendVerificationOTP: ({ email, otp, type }, ctx) =>
          writeCodeLetter(db, {
            email,
            code: otp,
            isNewAddress: type === 'change-email',
            account_id: ctx?.context.session?.user.id,
          }),
      }),
      passkey({
        rpID: new URL(origin).hostname,
        rpName: 'Veillée',
        origin,
        advanced: { webAuthnChallengeCookie: 'passkey' },
        schema: {
          passkey: {
            modelName: 'auth_passkey',
            fields: {
              publicKey: 'public_key',
              userId: 'user_id',
              credentialID: 'credential_id',
              deviceType: 'device_type',
              backedUp: 'backed_up',
              createdAt: 'created_at',
            },
          },
        },
      }),
      enterKnown(),
    ],
  })
  return Object.assign(auth, {
    secret,
    cookies: { session: `${cookiePrefix}.session_token`, card: `${cookiePrefix}_card` },
    isSecure,
  })
}

/** Opens a session for an account already proven by other means: a one-time link, the demonstration's doors. */
const enterKnown = () => ({
  id: 'enter-known' as const,
  endpoints: {
    enterKnown: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ account_id: z.string() }) },
      async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.account_id)
        if (!user) return ctx.json({ entered: false })
        const session = await ctx.context.internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ entered: true })
      },
    ),
  },
})

const known = new WeakMap<DeskDatabase, Auth>()

/** The installation's auth, made once for a database. */
export function authOf(desk: Pick<Desk, 'db'>, config: Pick<Config, 'origin' | 'data_dir'>): Auth {
  let auth = known.get(desk.db)
  if (!auth) {
    auth = createAuth({ db: desk.db, origin: config.origin, secret: readSecrets(config.data_dir).session })
    known.set(desk.db, auth)
  }
  return auth
}
