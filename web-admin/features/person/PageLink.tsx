import { Show } from 'solid-js';
import type { ChatDetail } from '../../../protocol/index.ts';
import { Icon } from '../../shared/ui/Icon.tsx';
import styles from './PageLink.module.css';
import { pageAddress } from './person-facts.ts';

/** Where somebody writes from. Its true address stands beside the title, which may say anything. */
export function PageLink(props: { page: NonNullable<ChatDetail['page']> }) {
  const address = () => pageAddress(props.page.url);
  return (
    <Show when={address().href} fallback={address().text}>
      {(href) => (
        <>
          <a class={styles.link} href={href()} target="_blank" rel="noopener noreferrer">
            <span dir="auto">{props.page.title || address().text}</span>
            <Icon name="external" class={styles.mark} />
            <span class="visually-hidden">(opens a new tab)</span>
          </a>
          <Show when={props.page.title}>
            <p class={styles.address}>{address().text}</p>
          </Show>
        </>
      )}
    </Show>
  );
}
