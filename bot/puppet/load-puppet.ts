import { Puppet } from 'wechaty-puppet'

type PuppetClass = new (options: Readonly<Record<string, unknown>>) => Puppet

/**
 * A puppet by the name of its package, as wechaty's people name them. Throws Error in plain words when the package is
 * not installed or holds no puppet.
 */
export async function loadPuppet(name: string, options: Readonly<Record<string, unknown>>): Promise<Puppet> {
  let module: Readonly<Record<string, unknown>>
  try {
    module = (await import(name)) as Record<string, unknown>
  } catch (error) {
    const missing = (error as { code?: unknown }).code === 'ERR_MODULE_NOT_FOUND' && String(error).includes(`'${name}'`)
    if (!missing) throw error
    throw new Error(`WECHATY_PUPPET：没有安装 ${name}，请先执行 npm install ${name}`, { cause: error })
  }
  const candidates = [module['default'], (module['default'] as { default?: unknown } | undefined)?.default]
  const found = [...candidates, ...Object.values(module)].find(isPuppet)
  if (!found) throw new Error(`WECHATY_PUPPET：${name} 里没有 puppet`)
  return new found(options)
}

/** By what it can do, not by its parent: a package may bring its own copy of wechaty-puppet. */
function isPuppet(value: unknown): value is PuppetClass {
  if (typeof value !== 'function') return false
  const prototype = (value as { prototype?: unknown }).prototype
  return (
    prototype instanceof Puppet || typeof (prototype as Partial<Puppet> | undefined)?.messageSendText === 'function'
  )
}
