import { FIRST_STEPS, firstNeeds } from './first-needs.ts'

/** 开始之前: what a new city still has to put in, what does not work without it, and how it is done. */
export function SetupPage() {
  return (
    <section class="assessment setup" aria-label="开始之前">
      <header>
        <h1>开始之前</h1>
      </header>
      {firstNeeds.value.length === 0 ? (
        <p class="empty">该登记的都登记了。</p>
      ) : (
        <>
          <p class="lead">这座城市还差下面几样。没有它们也能受理诉求，只是做得少。登记以后重新启动服务才生效。</p>
          <ol>
            {firstNeeds.value.map((need) => {
              const { name, without, how, command } = FIRST_STEPS[need]
              return (
                <li key={need} class="card">
                  <h2>{name}</h2>
                  <p>{without}</p>
                  <p>{how}</p>
                  {command && <pre>{command}</pre>}
                </li>
              )
            })}
          </ol>
        </>
      )}
    </section>
  )
}
