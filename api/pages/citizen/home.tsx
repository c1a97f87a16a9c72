import { Camera, CircleCheck, LocateFixed, MapPinned } from 'lucide'
import { Icon } from '../design/icon.tsx'
import { Field, described } from './field.tsx'
import { Keepsake, Layout } from './layout.tsx'
import type { HomeState } from './state.ts'

const STEPS = ['什么事', '在哪里', '怎么找您', '看一遍'] as const

/** The form at `/`: one plain form; with scripts it is asked one question at a time. */
export function Home({ state, solver }: { state: HomeState; solver: string }) {
  return <Layout here="home">{state.done ? <Done {...state.done} /> : <Form state={state} solver={solver} />}</Layout>
}

/** The step with the first field that is wrong, so that the citizen lands where something is to be mended. */
function firstStep({ errors }: HomeState): number {
  if (errors.text || errors.photos) return 1
  if (errors.address || errors.point) return 2
  if (errors.name || errors.phone) return 3
  return errors.form ? 4 : 1
}

function Form({ state, solver }: { state: HomeState; solver: string }) {
  const { values, errors } = state
  const step = firstStep(state)
  return (
    <form
      method="post"
      action="/"
      encType="multipart/form-data"
      class="steps"
      data-form="home"
      data-step={step}
      data-solver={solver}
    >
      <h1>跟 12345 说一件事</h1>
      <ol class="progress" aria-label="进度">
        {STEPS.map((name, index) => (
          <li key={name} aria-current={index + 1 === step ? 'step' : undefined}>
            {name}
          </li>
        ))}
      </ol>
      <Faults errors={errors} />
      {errors.form && (
        <p class="notice-line alarm" role="alert">
          {errors.form}
        </p>
      )}
      <input type="hidden" name="idempotencyKey" value={values.idempotencyKey} />
      <section data-step="1">
        <Field name="text" label="什么事？" hint="像跟邻居说话一样，说清什么事、多久了就行。" error={errors.text}>
          <textarea {...described('text', errors.text)} rows={6} required minLength={5} maxLength={4000}>
            {values.text ?? ''}
          </textarea>
        </Field>
        <Photos kept={values.photos ?? []} error={errors.photos} />
      </section>
      <section data-step="2">
        <Field
          name="address"
          label="在哪里？"
          hint="路名、小区、门牌，或者附近的店。说得越准，来得越快。"
          error={errors.address}
        >
          <input {...described('address', errors.address)} maxLength={200} value={values.address} />
        </Field>
        <Position latitude={values.latitude} longitude={values.longitude} error={errors.point} />
      </section>
      <section data-step="3">
        <Field
          name="phone"
          label="手机号（可以不填）"
          hint="办的人可能要问您一句，也可以凭它查进度。"
          error={errors.phone}
        >
          <input
            {...described('phone', errors.phone)}
            type="tel"
            inputMode="numeric"
            autocomplete="tel-national"
            maxLength={20}
            value={values.phone}
          />
        </Field>
        <Field name="name" label="怎么称呼您（可以不填）" error={errors.name}>
          <input {...described('name', errors.name)} autocomplete="name" maxLength={50} value={values.name} />
        </Field>
      </section>
      <section data-step="4" class="review">
        <h2>这样写对吗？</h2>
        <dl data-review />
      </section>
      <p class="trouble notice-line alarm" role="alert" hidden />
      <p class="waiting notice-line" role="status" hidden />
      <div class="buttons">
        <button type="button" class="button back" data-do="back">
          上一步
        </button>
        <button type="button" class="button primary next" data-do="next">
          下一步
        </button>
        <button type="submit" class="button primary submit">
          提交诉求
        </button>
      </div>
      <p class="draft" hidden>
        草稿已存在这台设备上，提交后清除。
        <button type="button" class="link" data-do="forget">
          现在清除
        </button>
      </p>
    </form>
  )
}

/** Without scripts what is wrong may be far below; the first thing said is where. */
function Faults({ errors: { form: _form, ...errors } }: Pick<HomeState, 'errors'>) {
  const faults = Object.entries(errors)
  if (faults.length === 0) return null
  return (
    <div class="notice-line alarm unscripted faults" role="alert">
      <p>有 {faults.length} 处要改，您填的都还在：</p>
      <ul>
        {faults.map(([name, words]) => (
          <li key={name}>
            <a href={`#${name}`}>{words}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Plain file field; with scripts each photo has a picture, a progress bar, and can be taken away again. */
function Photos({ kept, error }: { kept: readonly string[]; error?: string | undefined }) {
  return (
    <Field name="photos" label="照片（可以不加）" hint="最多 6 张，每张不超过 10 MB。" error={error}>
      <ul class="photos" data-photos aria-label="已加的照片">
        {kept.map((receipt, index) => (
          <li key={receipt}>
            <input type="hidden" name="attachments" value={receipt} />
            <p class="words">照片 {index + 1} 已收到</p>
            <label class="tick">
              <input type="checkbox" name="drop" value={receipt} /> 不要这张
            </label>
          </li>
        ))}
      </ul>
      <input {...described('photos', error)} type="file" accept="image/*" multiple />
      <button type="button" class="button pick" data-do="pick">
        <Icon of={Camera} size={24} />
        加照片
      </button>
    </Field>
  )
}

interface PositionProps {
  latitude?: string | undefined
  longitude?: string | undefined
  error?: string | undefined
}

/** A position beside the words: from the browser or the map, so for scripts only; what is wrong with one is said to all. */
function Position({ latitude, longitude, error }: PositionProps) {
  return (
    <div class={`place${latitude ? ' chosen' : ''}${error ? ' wrong' : ''}`} data-place id="point">
      <input type="hidden" name="latitude" value={latitude ?? ''} />
      <input type="hidden" name="longitude" value={longitude ?? ''} />
      <div class="buttons">
        <button type="button" class="button" data-do="locate">
          <Icon of={LocateFixed} size={24} />
          我现在的位置
        </button>
        <button type="button" class="button" data-do="map">
          <Icon of={MapPinned} size={24} />
          在地图上选
        </button>
        <button type="button" class="button unplace" data-do="unplace">
          去掉位置
        </button>
      </div>
      <p class="error" id="point-error" hidden={!error}>
        {error}
      </p>
      <p class="place-words" data-place-words role="status" />
      <div class="map-holder" data-map hidden>
        <button type="button" class="button" data-do="placed">
          就是这里
        </button>
      </div>
      {latitude && (
        <label class="tick unscripted">
          <input type="checkbox" name="noplace" value="yes" /> 去掉这个位置，只用地址
        </label>
      )}
    </div>
  )
}

/** What the citizen holds in hand, what happens next, and by when (acceptance in two hours: practice.md 3.1). */
function Done({ number, trackingCode }: NonNullable<HomeState['done']>) {
  return (
    <article class="done" data-done="home">
      <p class="sign">
        <Icon of={CircleCheck} size={40} />
      </p>
      <h1>收到了，已经登记</h1>
      <dl class="keepsakes">
        {number && <Keepsake label="工单号" value={number} />}
        <Keepsake label="查询码" value={trackingCode} />
      </dl>
      <p class="advice">请记下来或拍张照。查进度要用工单号，加上手机号或查询码。</p>
      <h2>接下来</h2>
      <ol class="ahead">
        <li>
          <b>马上</b>按您说的地点和事项，派给负责的单位
        </li>
        <li>
          <b>7 个工作日内</b>给您答复。水电气热 24 小时内，有危险的 2 小时内
        </li>
        <li>
          <b>办完后</b>请您评价：解决了没有，满意不满意
        </li>
      </ol>
      <div class="buttons">
        <a class="button primary" href={number ? `/track?number=${encodeURIComponent(number)}` : '/track'}>
          查进度
        </a>
        <a class="button" href="/">
          再提一件
        </a>
      </div>
    </article>
  )
}
